/**
 * Reading a stream of bytes by lines and lengths, holding no more of it than is asked for at once. A stream that fails gives what came before:
 * its error is thrown once nothing of that is left.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array();
  #ended = false;
  #failure: unknown;
  #offset = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** How many bytes have been taken. */
  get offset(): number {
    return this.#offset;
  }

  /** The next bytes, at most `length`, fewer only at the end; they stay where they are. */
  async peek(length: number): Promise<Uint8Array> {
    await this.#fill(length);
    return this.#held.subarray(0, length);
  }

  /** Takes up to `length` bytes, fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    await this.#fill(length);
    return this.#cut(Math.min(length, this.#held.length));
  }

  /** Takes up to `length` bytes piece by piece, as they come; fewer only at the end. */
  async *part(length: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = length; left > 0; ) {
      await this.#fill(1);
      if (this.#held.length === 0) return;
      const piece = this.#cut(Math.min(left, this.#held.length));
      left -= piece.length;
      yield piece;
    }
  }

  /** Takes up to `length` bytes and forgets them; gives how many there were. */
  async skip(length: number): Promise<number> {
    const from = this.#offset;
    for await (const _piece of this.part(length));
    return this.#offset - from;
  }

  /** Takes bytes up to and with the next line feed; undefined where there is none within `limit` bytes, or before the end. */
  async line(limit: number): Promise<Uint8Array | undefined> {
    for (let looked = 0; ; ) {
      const at = this.#held.indexOf(0x0a, looked);
      if (at >= 0) return at < limit ? this.#cut(at + 1) : undefined;
      looked = this.#held.length;
      if (looked >= limit || this.#ended) return undefined;
      await this.#fill(looked + 1);
    }
  }

  /** What is left, as it comes. */
  rest(): AsyncGenerator<Uint8Array, void, undefined> {
    return this.part(Number.POSITIVE_INFINITY);
  }

  /** Ends the stream, read to its end or not. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#source.return?.();
  }

  #cut(length: number): Uint8Array {
    const piece = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    this.#offset += length;
    return piece;
  }

  async #fill(length: number): Promise<void> {
    if (this.#held.length >= length) return;
    const pieces = this.#held.length === 0 ? [] : [this.#held];
    let held = this.#held.length;
    while (held < length && !this.#ended) {
      const piece = await this.#next();
      if (piece === undefined) break;
      pieces.push(piece);
      held += piece.length;
    }
    const [only] = pieces;
    this.#held = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces, held);
    if (held === 0 && this.#failure !== undefined) throw this.#failure;
  }

  async #next(): Promise<Uint8Array | undefined> {
    try {
      const step = await this.#source.next();
      if (step.done !== true) return step.value;
    } catch (error) {
      this.#failure = error;
    }
    this.#ended = true;
    return undefined;
  }
}

/** All bytes of a stream, or undefined where there are more than `limit`. */
export async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}
