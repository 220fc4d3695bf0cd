/** Numbers in as few bits as the largest of them needs, 128 at a time. */

export const BLOCK = 128;

/** Bits that a number from 0 to 2³² − 1 needs. */
export function bitsOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** Packs the first 128 of `values`, `width` bits each (1 to 32), into `4 * width` words of `into` from `at`. */
export function pack(values: Uint32Array, width: number, into: Uint32Array, at: number): void {
  let word = 0;
  let bit = 0;
  let to = at;
  for (let index = 0; index < BLOCK; index++) {
    const value = values[index] as number;
    word |= value << bit;
    bit += width;
    if (bit < 32) continue;
    into[to++] = word;
    bit -= 32;
    // what did not fit any more; a shift by 32 would be none
    word = bit === 0 ? 0 : value >>> (width - bit);
  }
}

/** One of the numbers of blocks that follow each other, all of `width` bits (0 to 32). */
export function unpackedOne(words: Uint32Array, width: number, index: number): number {
  if (width === 0) return 0;
  // a block takes whole words, so that there is nothing between two of them
  const first = index * width;
  const word = Math.floor(first / 32);
  const bit = first % 32;
  let value = (words[word] as number) >>> bit;
  if (bit + width > 32) value |= (words[word + 1] as number) << (32 - bit);
  return width === 32 ? value >>> 0 : value & ((1 << width) - 1);
}

/** Unpacks 128 numbers of `width` bits (0 to 32) from `words`, from index `at`, into `into` from `to`. */
export function unpack(words: Uint32Array, at: number, width: number, into: Uint32Array, to: number): void {
  const end = to + BLOCK;
  if (width === 0) {
    into.fill(0, to, end);
    return;
  }
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let bit = 0;
  let from = at;
  for (let index = to; index < end; index++) {
    let value = (words[from] as number) >>> bit;
    bit += width;
    if (bit >= 32) {
      from++;
      bit -= 32;
      if (bit > 0) value |= (words[from] as number) << (width - bit);
    }
    into[index] = value & mask;
  }
}
