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
  let word = 0;
  for (let index = to; index < end; index++) {
    // read when it is needed, not before: a word beyond the last would make all of this slow
    if (bit === 0) word = words[from++] as number;
    let value = word >>> bit;
    bit += width;
    if (bit >= 32) {
      bit -= 32;
      if (bit > 0) {
        word = words[from++] as number;
        value |= word << (width - bit);
      }
    }
    into[index] = value & mask;
  }
}

/** The same of numbers of 0 to 31 bits that are gaps, less one, between numbers that ascend: puts these, the first being the gap and one more than `before`; gives the last. */
export function unpackAscending(words: Uint32Array, at: number, width: number, into: Uint32Array, to: number, before: number): number {
  const end = to + BLOCK;
  let last = before;
  if (width === 0) {
    for (let index = to; index < end; index++) into[index] = ++last;
    return last;
  }
  const mask = (1 << width) - 1;
  let bit = 0;
  let from = at;
  let word = 0;
  for (let index = to; index < end; index++) {
    if (bit === 0) word = words[from++] as number;
    let value = word >>> bit;
    bit += width;
    if (bit >= 32) {
      bit -= 32;
      if (bit > 0) {
        word = words[from++] as number;
        value |= word << (width - bit);
      }
    }
    last += (value & mask) + 1;
    into[index] = last;
  }
  return last;
}

/** The same of numbers of 0 to 31 bits that are counts less one: puts the counts; gives their sum. */
export function unpackCounts(words: Uint32Array, at: number, width: number, into: Uint32Array, to: number): number {
  const end = to + BLOCK;
  if (width === 0) {
    into.fill(1, to, end);
    return BLOCK;
  }
  const mask = (1 << width) - 1;
  let sum = 0;
  let bit = 0;
  let from = at;
  let word = 0;
  for (let index = to; index < end; index++) {
    if (bit === 0) word = words[from++] as number;
    let value = word >>> bit;
    bit += width;
    if (bit >= 32) {
      bit -= 32;
      if (bit > 0) {
        word = words[from++] as number;
        value |= word << (width - bit);
      }
    }
    const count = (value & mask) + 1;
    into[index] = count;
    sum += count;
  }
  return sum;
}
