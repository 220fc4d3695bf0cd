/** Bytes that can be read from any place: an open file, or a member that was unpacked into memory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteStore } from './container.ts';

/** Bytes read from disk at once. */
const PIECE = 256 * 1024;

/** A file, open until `close`. Reads wait for the disk: less than a turn of Electron's message loop. Throws the system's error where it cannot be opened. */
export function fileStore(path: string): ByteStore & { readonly fd: number; close(): void } {
  const fd = openSync(path, 'r');
  return {
    fd,
    size: fstatSync(fd).size,
    read: async (at, length) => {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const got = readSync(fd, bytes, filled, length - filled, at + filled);
        if (got === 0) break;
        filled += got;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(fd),
  };
}

export function memoryStore(bytes: Uint8Array): ByteStore {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** The bytes of a half-open range, in pieces; ends early where the store does. */
export async function* range(store: ByteStore, from = 0, to = store.size): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = from; at < to; ) {
    const piece = await store.read(at, Math.min(PIECE, to - at));
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}
