/** Reading one file from disk: its bytes, their hash, and the bytes packed for keeping. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FileError, SourceId } from '../../corpus/records.ts';
import { describe, LARGEST_FILE, megabytes, readError } from './file-errors.ts';
import type { Kind } from './walk.ts';

const pack = promisify(gzip);

/** As much of the file system as reading needs; errors carry the system's `code`. */
export interface ReadFs {
  stat(file: string): Promise<Kind & { readonly size: number }>;
  readFile(file: string): Promise<Uint8Array>;
}

export const diskFs: ReadFs = { stat, readFile };

/** A file to read, or a path already known not to be one. */
export interface Planned {
  readonly path: string;
  readonly error?: FileError;
}

export type Loaded =
  | {
      readonly path: string;
      readonly name: string;
      readonly id: SourceId;
      readonly bytes: Uint8Array;
      readonly packed: Uint8Array<ArrayBuffer>;
    }
  | { readonly path: string; readonly name: string; readonly size: number; readonly error: FileError };

/** Reads a planned file. Never throws: what goes wrong is the file's error. */
export async function load(planned: Planned, fs: ReadFs = diskFs): Promise<Loaded> {
  const name = path.basename(planned.path) || planned.path;
  const fault = (error: FileError, size = 0): Loaded => ({ path: planned.path, name, size, error });
  if (planned.error !== undefined) return fault(planned.error);
  try {
    const found = await fs.stat(planned.path);
    if (!found.isFile()) return fault(describe('not-a-file'));
    if (found.size > LARGEST_FILE) return fault(describe('too-large', megabytes(found.size)), found.size);
    const bytes = await fs.readFile(planned.path);
    if (bytes.length === 0) return fault(describe('empty'));
    const id: SourceId = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    // a copy of its own: a Buffer can be a view of a larger one, and all of that would be cloned with it
    return { path: planned.path, name, id, bytes, packed: new Uint8Array(await pack(bytes, { level: 6 })) };
  } catch (error) {
    return fault(readError(error));
  }
}

/** Bytes a loaded file holds in memory. */
export function loadedSize(loaded: Loaded): number {
  return 'error' in loaded ? 0 : loaded.bytes.length + loaded.packed.length;
}
