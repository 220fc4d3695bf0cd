/** Reading one file from disk: its bytes, their hash, and the bytes packed for keeping. */
import { createHash } from 'node:crypto';
import { readFile, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { FileError, SourceId } from '../../corpus/records.ts';
import { describe, errorCode, LARGEST_FILE, megabytes, readError } from './file-errors.ts';
import type { Kind } from './walk.ts';

const packElsewhere = promisify(gzip);
/** Up to this many bytes packing takes less time than asking another thread to. */
const SMALL = 32 * 1024;

/** As much of the file system as reading needs; errors carry the system's `code`. */
export interface ReadFs {
  /** Waits for the disk: microseconds, and a turn of Electron's message loop saved for every file. */
  stat(file: string): Kind & { readonly size: number };
  readFile(file: string): Promise<Uint8Array>;
}

const diskFs: ReadFs = { stat: statSync, readFile: promisify(readFile) };

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
    const found = fs.stat(planned.path);
    if (!found.isFile()) return fault(describe('not-a-file'));
    if (found.size > LARGEST_FILE) return fault(describe('too-large', megabytes(found.size)), found.size);
    const bytes = await fs.readFile(planned.path);
    if (bytes.length === 0) return fault(describe('empty'));
    const id: SourceId = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    // a copy of its own: a Buffer can be a view of a larger one, and all of that would be cloned with it
    return { path: planned.path, name, id, bytes, packed: new Uint8Array(await pack(bytes)) };
  } catch (error) {
    return fault(readError(error));
  }
}

async function pack(bytes: Uint8Array): Promise<Buffer> {
  return bytes.length <= SMALL ? gzipSync(bytes, { level: 6 }) : await packElsewhere(bytes, { level: 6 });
}

/** How long a planned file is, in bytes; 0 where that cannot be told, which `load` will report. Asks the disk and waits: that takes microseconds, and it is asked before memory is given away. */
export function weigh(planned: Planned, fs: Pick<ReadFs, 'stat'> = diskFs): number {
  if (planned.error !== undefined) return 0;
  try {
    return fs.stat(planned.path).size;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return 0;
  }
}
