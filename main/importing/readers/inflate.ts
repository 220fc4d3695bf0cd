/** Unpacking as a stream that gives everything before a fault, and stops at bombs. */
import zlib from 'node:zlib';
import { ContainerError } from './container.ts';

/** Below this many bytes nothing is called a bomb. */
const HARMLESS = 64 * 1024 * 1024;
/** Text rarely packs better than 20:1, logs and tables perhaps 100:1; deflate can do 1032:1, and only bombs come near. */
const LARGEST_RATIO = 250;
/** Bytes handed over at once: what they unpack to has to fit into memory. */
const PIECE = 64 * 1024;

export function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > HARMLESS && unpacked > packed * LARGEST_RATIO;
}

/** What is said of a bomb. */
export function bomb(): ContainerError {
  return new ContainerError({
    kind: 'bomb',
    title: 'Unpacks without end',
    message: `It unpacks to more than ${LARGEST_RATIO} times its size, as only files made to fill a disk do, so unpacking was stopped. If you trust it, unpack it yourself and import what was in it.`,
  });
}

export type Packing = 'gzip' | 'deflate' | 'deflate-raw' | 'br';

const MAKE: Readonly<Record<Packing, () => zlib.Gunzip | zlib.BrotliDecompress>> = {
  gzip: () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  'deflate-raw': () => zlib.createInflateRaw(),
  br: () => zlib.createBrotliDecompress(),
};

/** Where an unpacking stands. */
export interface Unpacked {
  /** Packed bytes that were used. */
  packed: number;
}

/** The packed bytes are broken or end too early. */
export class PackingError extends Error {
  override readonly name = 'PackingError';
  constructor(
    message: string,
    /** Packed bytes that were used before. */
    readonly at: number,
    readonly cutOff: boolean,
  ) {
    super(message);
  }
}

/**
 * Unpacks a stream. Gives all that could be unpacked before it throws: `PackingError` for what is broken or cut off, `ContainerError` for a bomb.
 * Concatenated gzip members are one stream. `state` is kept up to date.
 */
export async function* unpack(
  source: AsyncIterable<Uint8Array>,
  packing: Packing,
  state: Unpacked = { packed: 0 },
): AsyncGenerator<Uint8Array, void, undefined> {
  const engine = MAKE[packing]();
  const out: Uint8Array[] = [];
  let unpacked = 0;
  let ended = false;
  let fault: Error | undefined;
  let wake: () => void = () => undefined;
  engine.on('data', (piece: Uint8Array) => out.push(piece));
  engine.on('error', (error) => {
    fault = error;
    wake();
  });
  engine.on('end', () => {
    ended = true;
    wake();
  });
  /** Until what was handed over is unpacked, or the end or a fault has come. */
  const settled = (hand: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      hand(resolve);
    });
  const given = function* (): Generator<Uint8Array> {
    state.packed = engine.bytesWritten;
    for (const piece of out.splice(0)) {
      unpacked += piece.length;
      if (isBomb(state.packed, unpacked)) throw bomb();
      yield piece;
    }
  };
  try {
    for await (const chunk of source) {
      for (let from = 0; from < chunk.length && !ended && fault === undefined; from += PIECE) {
        await settled((done) => engine.write(chunk.subarray(from, from + PIECE), () => done()));
        yield* given();
      }
      if (ended || fault !== undefined) break;
    }
    if (!ended && fault === undefined) await settled(() => engine.end());
    yield* given();
    if (fault !== undefined) throw new PackingError(fault.message, state.packed, 'code' in fault && fault.code === 'Z_BUF_ERROR');
  } finally {
    engine.destroy();
  }
}
