/**
 * Writes exports to files. The body goes to a temporary file beside the target while it is hashed, then head and body to a second one,
 * which is flushed to the disk and takes the target's place in one step. Until then a file that is there stays as it is; whatever goes
 * wrong, the temporary files are removed.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { CuttingsError } from '../../corpus/errors.ts';
import type { ExportDone, ExportProgress, ExportRequest } from '../../preload/contract/app-api.ts';
import type { Store } from '../store-client.ts';
import { writeFailure } from './file-failures.ts';
import { type Pulled, pullExport } from './pull.ts';
import { syncFolder } from './whole-file.ts';

/** As much of the file system as an export needs; tests pass one that fails. */
export type ExportFiles = Pick<typeof fs, 'link' | 'lstat' | 'open' | 'rename' | 'rm'>;

export interface ExportSetting {
  readonly store: Store;
  /** Name and version of the app: `cuttings 0.1.0`. */
  readonly app: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
  readonly files?: ExportFiles;
}

/**
 * Exports to `request.path`, an absolute path. Throws `CuttingsError`: `exists` where the file is there and `overwrite` is false,
 * `cancelled`, `format`, `query`, the kinds of `writeFailure`, and the store's failures.
 */
export async function runExport(request: ExportRequest, setting: ExportSetting): Promise<ExportDone> {
  const files = setting.files ?? fs;
  const target = request.path;
  const made: string[] = [];
  const temporary = async (): Promise<{ readonly name: string; readonly file: FileHandle }> => {
    const name = path.join(path.dirname(target), `.cuttings-export-${randomUUID()}.part`);
    const file = await files.open(name, 'wx');
    made.push(name);
    return { name, file };
  };
  try {
    await refuseTarget(files, target, request.overwrite);
    const body = await temporary();
    const pulled = await writeBody(body.file, request, setting);
    const whole = await temporary();
    const bytes = await writeWhole(whole.file, pulled.head, body.name);
    if (setting.signal?.aborted) throw new CuttingsError('cancelled', 'The export was cancelled; nothing was written.');
    await putInPlace(files, whole.name, target, request.overwrite);
    await remove(files, made);
    return { path: target, bytes, articles: pulled.opened.articles, comments: pulled.opened.comments, sha256: pulled.sha256 };
  } catch (error) {
    // where the disk has gone, so have the temporary files; the first error is the one to tell
    await remove(files, made).catch(() => undefined);
    throw writeFailure(error, target);
  }
}

async function remove(files: ExportFiles, names: readonly string[]): Promise<void> {
  for (const name of names) await files.rm(name, { force: true });
}

async function refuseTarget(files: ExportFiles, target: string, overwrite: boolean): Promise<void> {
  const there = await files.lstat(target).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (there?.isDirectory()) throw new CuttingsError('is-folder', `${target} is a folder. Give the name of a file.`);
  if (there !== undefined && !overwrite) throw exists(target);
}

function exists(target: string): CuttingsError {
  return new CuttingsError('exists', `There is a file ${target} already. It was left as it is.`);
}

/** Closes the file when it is done with it. */
async function writeBody(file: FileHandle, request: ExportRequest, setting: ExportSetting): Promise<Pulled> {
  try {
    let total = 0;
    const sink = {
      opened: (opened: { readonly total: number }) => {
        total = opened.total;
        setting.onProgress?.({ written: 0, total });
      },
      body: async (text: string, done: number) => {
        await file.writeFile(text, 'utf8');
        setting.onProgress?.({ written: done, total });
      },
    };
    return await pullExport(setting.store, { format: request.format, query: request.query, app: setting.app }, sink, setting.signal);
  } finally {
    await file.close();
  }
}

/** Gives the bytes written; closes the file when it is done with it. */
async function writeWhole(file: FileHandle, head: string, body: string): Promise<number> {
  try {
    await file.writeFile(head, 'utf8');
    for await (const chunk of createReadStream(body, { highWaterMark: 1024 * 1024 })) await file.writeFile(chunk);
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function putInPlace(files: ExportFiles, whole: string, target: string, overwrite: boolean): Promise<void> {
  if (overwrite) {
    await files.rename(whole, target);
  } else {
    // a rename would replace a file that has come there meanwhile; a link will not
    const linked = await files.link(whole, target).then(
      () => true,
      (error: unknown) => {
        if (hasCode(error, 'EEXIST')) throw exists(target);
        if (NO_LINKS.some((code) => hasCode(error, code))) return false;
        throw error;
      },
    );
    if (!linked) {
      await refuseTarget(files, target, false);
      await files.rename(whole, target);
    }
  }
  await syncFolder(files, path.dirname(target));
}

/** How file systems without hard links (FAT, some network shares) refuse one. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EXDEV', 'UNKNOWN'];

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
