/** Files of the index in the browser's own folder for this app (OPFS). Only workers can open them. */
import { CuttingsError } from '../../../corpus/errors.ts';
import { damaged } from './bytes.ts';
import type { IndexFiles, ReadableFile, WritableFile } from './files.ts';

const FOLDER = 'search-index';

/** An open file; the platform's own types know it in workers only. */
interface SyncFile {
  getSize(): number;
  /** Gives how many bytes were there. */
  read(into: Uint8Array, options: { readonly at: number }): number;
  /** Gives how many bytes were written. */
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

interface FileEntry {
  /** With mode `read-only` any number of workers may have it open, and nobody may write or remove it. */
  createSyncAccessHandle(options?: { readonly mode: 'read-only' | 'readwrite' }): Promise<SyncFile>;
}

/** As much of a folder as is needed. */
export interface IndexFolder {
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<FileEntry>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

declare global {
  interface FileSystemFileHandle extends FileEntry {}
}

/** The index's own folder. */
async function indexFolder(): Promise<IndexFolder> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** `folder` is asked for once there is need of it, and again as long as it is refused. */
export function opfsFiles(folder: () => Promise<IndexFolder> = indexFolder): IndexFiles {
  let opened: IndexFolder | undefined;
  const inFolder = async (): Promise<IndexFolder> => {
    opened ??= await folder();
    return opened;
  };
  return {
    async open(name) {
      const at = await inFolder();
      try {
        const entry = await at.getFileHandle(name);
        return readable(await entry.createSyncAccessHandle({ mode: 'read-only' }), name);
      } catch (error) {
        // it may also go between the two
        throw isNamed(error, 'NotFoundError') ? damaged(name, 'it is missing') : error;
      }
    },
    async create(name) {
      const at = await inFolder();
      if (await exists(at, name)) throw new CuttingsError('index-file-exists', `There is a file “${name}” already.`);
      return writable(await (await at.getFileHandle(name, { create: true })).createSyncAccessHandle(), name);
    },
    async names() {
      const names: string[] = [];
      for await (const name of (await inFolder()).keys()) names.push(name);
      return names;
    },
    async remove(name) {
      try {
        await (await inFolder()).removeEntry(name);
      } catch (error) {
        if (isNamed(error, 'NoModificationAllowedError')) return false;
        if (!isNamed(error, 'NotFoundError')) throw error;
      }
      return true;
    },
  };
}

async function exists(folder: IndexFolder, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return false;
    throw error;
  }
}

function readable(file: SyncFile, name: string): ReadableFile {
  return {
    size: file.getSize(),
    read(into, at) {
      if (at < 0 || file.read(into, { at }) !== into.length) throw damaged(name, 'it is too short');
    },
    close: () => file.close(),
  };
}

function writable(file: SyncFile, name: string): WritableFile {
  let at = 0;
  return {
    write(bytes) {
      const written = file.write(bytes, { at });
      if (written !== bytes.length) throw new CuttingsError('index-unwritten', `Only ${written} of ${bytes.length} bytes could be written to “${name}”.`);
      at += written;
    },
    finish() {
      // closed whether or not it can be made durable, or nobody could remove it
      try {
        file.flush();
      } finally {
        file.close();
      }
    },
    abandon: () => file.close(),
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
