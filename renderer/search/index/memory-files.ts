/** Files that lie in memory: of segments that are not written anywhere, and for tests. */
import { CuttingsError } from '../../../corpus/errors.ts';
import { damaged } from './bytes.ts';
import type { IndexFiles, ReadableFile, WritableFile } from './files.ts';

/** A file of these bytes, which it does not copy. */
export function memoryFile(bytes: Uint8Array, name: string): ReadableFile {
  return {
    size: bytes.length,
    read(into, at) {
      if (at < 0 || at + into.length > bytes.length) throw damaged(name, 'it is too short');
      into.set(bytes.subarray(at, at + into.length));
    },
    close() {},
  };
}

/** All pieces in one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Files in memory that behave as those on disk do: a file that is written is not there yet, one that is open cannot be removed. */
export class MemoryFiles implements IndexFiles {
  readonly #files = new Map<string, Uint8Array>();
  readonly #opened = new Map<string, number>();
  readonly #written = new Set<string>();

  open(name: string): Promise<ReadableFile> {
    const bytes = this.#files.get(name);
    if (bytes === undefined) return Promise.reject(damaged(name, 'it is missing'));
    this.#opened.set(name, (this.#opened.get(name) ?? 0) + 1);
    let open = true;
    return Promise.resolve({
      ...memoryFile(bytes, name),
      close: () => {
        if (open) this.#opened.set(name, (this.#opened.get(name) ?? 0) - 1);
        open = false;
      },
    });
  }

  create(name: string): Promise<WritableFile> {
    if (this.#files.has(name) || this.#written.has(name)) return Promise.reject(new CuttingsError('index-file-exists', `There is a file “${name}” already.`));
    this.#written.add(name);
    const pieces: Uint8Array[] = [];
    return Promise.resolve({
      write: (bytes) => {
        pieces.push(bytes.slice());
      },
      finish: () => {
        this.#written.delete(name);
        this.#files.set(name, joined(pieces));
      },
      abandon: () => {
        this.#written.delete(name);
      },
    });
  }

  names(): Promise<string[]> {
    return Promise.resolve([...this.#files.keys()]);
  }

  remove(name: string): Promise<boolean> {
    if ((this.#opened.get(name) ?? 0) > 0) return Promise.resolve(false);
    this.#files.delete(name);
    return Promise.resolve(true);
  }
}
