/** Writing a small file whole or not at all, where the analyst said. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { writeFailure } from './file-failures.ts';

/** As much of the file system as is needed; tests pass one that fails. */
export type WholeFiles = Pick<typeof fs, 'open' | 'rename' | 'rm'>;

/**
 * Writes text to `target`, an absolute path, in place of what is there: to a temporary file beside it, which is flushed to the disk and takes
 * its place in one step. Whatever goes wrong, the old file stays and the temporary one is removed. Gives the bytes written; throws as
 * `writeFailure` tells.
 */
export async function writeWholeFile(target: string, text: string, files: WholeFiles = fs): Promise<number> {
  const beside = path.join(path.dirname(target), `.cuttings-${randomUUID()}.part`);
  try {
    const file = await files.open(beside, 'wx');
    let bytes: number;
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
      bytes = (await file.stat()).size;
    } finally {
      await file.close();
    }
    await files.rename(beside, target);
    await syncFolder(files, path.dirname(target));
    return bytes;
  } catch (error) {
    // where the disk has gone, so has the temporary file; the first error is the one to tell
    await files.rm(beside, { force: true }).catch(() => undefined);
    throw writeFailure(error, target);
  }
}

/** Makes a new name survive a power cut. Windows cannot open folders and needs no such step. */
export async function syncFolder(files: Pick<typeof fs, 'open'>, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
