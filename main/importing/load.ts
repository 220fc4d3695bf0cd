/** Reading one file from disk: its bytes; or finding that it is a container, which is opened when its turn comes. */
import { closeSync, openSync, readFile, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CaptureContext, ContainerPlace, FileError } from '../../corpus/records.ts';
import type { KeptFile } from '../../preload/contract/import-port.ts';
import { describe, errorCode, LARGEST_FILE, megabytes, readError } from './file-errors.ts';
import { containerKind, HEAD } from './readers/open.ts';
import type { Kind } from './walk.ts';

/** As much of the file system as reading needs; errors carry the system's `code`. */
export interface ReadFs {
  /** Waits for the disk: microseconds, and a turn of Electron's message loop saved for every file. */
  stat(file: string): Kind & { readonly size: number };
  readFile(file: string): Promise<Uint8Array>;
  /** The first bytes, at most `length`; waits for the disk as `stat` does. */
  head(file: string, length: number): Uint8Array;
}

const diskFs: ReadFs = { stat: statSync, readFile: promisify(readFile), head: headOf };

function headOf(file: string, length: number): Uint8Array {
  const fd = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes, 0, length, 0));
  } finally {
    closeSync(fd);
  }
}

/** A file to read, or a path already known not to be one. */
export interface Planned {
  readonly path: string;
  readonly error?: FileError;
  /** It is not read from the disk, but from what the library keeps. */
  readonly kept?: KeptFile;
}

export type Loaded =
  | {
      readonly path: string;
      readonly name: string;
      readonly bytes: Uint8Array;
      /** The container it came out of, for one that the library keeps. */
      readonly within?: ContainerPlace;
      readonly context?: CaptureContext;
    }
  | { readonly path: string; readonly name: string; readonly size: number; readonly container: true }
  | { readonly path: string; readonly name: string; readonly size: number; readonly error: FileError };

/** Up to this many bytes a file is read whole before it is asked what it is: most are pages. */
const READ_AT_ONCE = 256 * 1024;

/** Reads a planned file. Never throws: what goes wrong is the file's error. */
export async function load(planned: Planned, fs: ReadFs = diskFs): Promise<Loaded> {
  const name = path.basename(planned.path) || planned.path;
  const fault = (error: FileError, size = 0): Loaded => ({ path: planned.path, name, size, error });
  if (planned.error !== undefined) return fault(planned.error);
  try {
    const found = fs.stat(planned.path);
    if (!found.isFile()) return fault(describe('not-a-file'));
    const container: Loaded = { path: planned.path, name, size: found.size, container: true };
    if (found.size > READ_AT_ONCE && containerKind(fs.head(planned.path, HEAD)) !== undefined) return container;
    if (found.size > LARGEST_FILE) return fault(describe('too-large', megabytes(found.size)), found.size);
    const bytes = await fs.readFile(planned.path);
    if (bytes.length === 0) return fault(describe('empty'));
    if (containerKind(bytes.subarray(0, HEAD)) !== undefined) return container;
    return { path: planned.path, name, bytes };
  } catch (error) {
    return fault(readError(error));
  }
}

/** How long a planned file is, in bytes; 0 where that cannot be told, which `load` will report. Asks the disk and waits: that takes microseconds, and it is asked before memory is given away. */
export function weigh(planned: Planned, fs: Pick<ReadFs, 'stat'> = diskFs): number {
  if (planned.error !== undefined) return 0;
  if (planned.kept !== undefined) return planned.kept.bytes;
  try {
    // a container is not read beforehand, whatever its size
    return Math.min(fs.stat(planned.path).size, LARGEST_FILE);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return 0;
  }
}
