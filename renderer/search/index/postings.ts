/**
 * The list of one term: first its documents and how often each has it, then the positions.
 *
 * Documents come in blocks of 128: a word of 32 bits that says how many bits a document takes (6), how many a count (6), and how many bytes the block's
 * positions take (20; all bits set: the next word says it), then the gaps between documents less one, then the counts less one, packed. The rest, fewer than
 * 128, are numbers of variable length: twice the gap less one, plus one where the count is 1; else the count less two follows.
 * Positions are numbers of variable length, each as its distance from the one before; the first of a document from 0. They are counted through all texts of a
 * field, without the gaps between texts (see `text-lengths.ts`).
 */
import { ByteReader, ByteWriter, damaged } from './bytes.ts';
import type { Lengths } from './lengths.ts';
import { BLOCK, bitsOf, pack, unpackAscending, unpackCounts } from './packing.ts';
import type { PositionCursor, PostingList } from './segment.ts';
import { TextGaps } from './text-lengths.ts';

/** Bytes of positions that the head of a block does not hold. */
export const LONG = 0xfffff;

/** Writes the list of one term after the other. */
export class ListWriter {
  readonly lists = new ByteWriter();
  readonly positions = new ByteWriter();
  documents = 0;
  occurrences = 0;
  readonly #gaps = new Uint32Array(BLOCK);
  readonly #counts = new Uint32Array(BLOCK);
  readonly #packed = new Uint32Array(BLOCK);
  #filled = 0;
  #gapBits = 0;
  #countBits = 0;
  #last = -1;
  #positionBytes = 0;

  /** A document, with the bytes that its positions take, which are written to `positions` besides. Documents ascend. */
  add(document: number, count: number, positionBytes: number): void {
    const gap = document - this.#last - 1;
    this.#gaps[this.#filled] = gap;
    this.#counts[this.#filled] = count - 1;
    this.#gapBits |= gap;
    this.#countBits |= count - 1;
    this.#last = document;
    this.documents++;
    this.occurrences += count;
    this.#positionBytes += positionBytes;
    if (++this.#filled === BLOCK) this.#block();
  }

  #block(): void {
    const [gapBits, countBits] = [bitsOf(this.#gapBits), bitsOf(this.#countBits)];
    const bytes = this.#positionBytes;
    this.lists.uint32(gapBits | (countBits << 6) | (Math.min(bytes, LONG) << 12));
    if (bytes >= LONG) this.lists.uint32(bytes);
    this.#pack(this.#gaps, gapBits);
    this.#pack(this.#counts, countBits);
    this.#positionBytes = 0;
    this.#filled = 0;
    this.#gapBits = 0;
    this.#countBits = 0;
  }

  #pack(values: Uint32Array, width: number): void {
    if (width === 0) return;
    pack(values, width, this.#packed, 0);
    this.lists.raw(new Uint8Array(this.#packed.buffer, 0, width * 16));
  }

  /** Completes the list; `lists` and `positions` hold it until `clear`. */
  finish(): void {
    for (let index = 0; index < this.#filled; index++) {
      const count = this.#counts[index] as number;
      this.lists.varint((this.#gaps[index] as number) * 2 + (count === 0 ? 1 : 0));
      if (count > 0) this.lists.varint(count - 1);
    }
  }

  clear(): void {
    this.lists.clear();
    this.positions.clear();
    this.documents = 0;
    this.occurrences = 0;
    this.#filled = 0;
    this.#gapBits = 0;
    this.#countBits = 0;
    this.#last = -1;
    this.#positionBytes = 0;
  }
}

/** A list as it was written; `bytes` begin at a multiple of four in their memory. */
export interface RawList {
  readonly bytes: Uint8Array;
  readonly documents: number;
  readonly occurrences: number;
}

export function wordsIn(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
}

/** Bits that a gap or a count of a block may have at most. */
const WIDEST = 31;

/** Heads of blocks: how many bits a document takes, how many a count. Throws `CuttingsError` kind `index-damaged` for what no block has, or where its words reach beyond the list. */
export function checkBlock(gapBits: number, countBits: number, at: number, words: Uint32Array, file: string): void {
  if (gapBits > WIDEST || countBits > WIDEST || at + 4 * (gapBits + countBits) > words.length) throw damaged(file, 'a list of documents is cut off');
}

/**
 * Reads the documents of a list into `documents` and how often each has the term into `counts`, from index `to`, the documents numbered from `base`.
 * Throws `CuttingsError` kind `index-damaged` where that cannot be a list of a segment of `limit` documents.
 */
export function readList(
  { bytes, documents: wanted, occurrences }: RawList,
  limit: number,
  { documents, counts }: PostingList,
  file: string,
  to = 0,
  base = 0,
): void {
  const words = wordsIn(bytes);
  const whole = to + wanted - (wanted % BLOCK);
  let last = base - 1;
  let sum = 0;
  let at = 0;
  for (let index = to; index < whole; index += BLOCK) {
    const head = words[at++] ?? 0;
    if (head >>> 12 === LONG) at++;
    const [gapBits, countBits] = [head & 63, (head >>> 6) & 63];
    checkBlock(gapBits, countBits, at, words, file);
    last = unpackAscending(words, at, gapBits, documents, index, last);
    at += 4 * gapBits;
    sum += unpackCounts(words, at, countBits, counts, index);
    at += 4 * countBits;
  }
  const reader = new ByteReader(bytes, at * 4);
  const end = to + wanted;
  for (let index = whole; index < end; index++) {
    const gap = reader.varint();
    last += Math.floor(gap / 2) + 1;
    documents[index] = last;
    const count = gap % 2 === 1 ? 1 : reader.varint() + 2;
    counts[index] = count;
    sum += count;
  }
  if (reader.at !== bytes.length || last - base >= limit || sum !== occurrences) throw damaged(file, 'a list of documents is not as it was written');
}

/** The same of a list without a whole block, or of what follows the whole blocks of one, from byte `from` to byte `to`, which may lie anywhere. `before`: the document before the first. */
export function readShortList(
  bytes: Uint8Array,
  from: number,
  to: number,
  { documents: wanted, occurrences }: Omit<RawList, 'bytes'>,
  limit: number,
  { documents, counts }: PostingList,
  file: string,
  before = -1,
): void {
  let at = from;
  let last = before;
  let sum = 0;
  for (let index = 0; index < wanted; index++) {
    let byte = bytes[at++] ?? 0;
    let gap = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = bytes[at++] ?? 0;
      gap += (byte & 127) * scale;
    }
    let count = 1;
    if (gap % 2 === 0) {
      byte = bytes[at++] ?? 0;
      count = (byte & 127) + 2;
      for (let scale = 128; byte >= 128; scale *= 128) {
        byte = bytes[at++] ?? 0;
        count += (byte & 127) * scale;
      }
    }
    last += Math.floor(gap / 2) + 1;
    documents[index] = last;
    counts[index] = count;
    sum += count;
  }
  if (at !== to || last >= limit || sum !== occurrences) throw damaged(file, 'a list of documents is not as it was written');
}

/** Reads bytes of a term's positions, from byte `from`. */
export type ReadPositions = (into: Uint8Array, from: number) => void;

/** Bytes of positions that are read at once at most, unless one block has more. */
const READ_AHEAD = 1 << 17;

/** Walks through the positions of a list block by block and reads only those that are asked for. */
export class ListCursor implements PositionCursor {
  readonly #list: RawList;
  readonly #documents: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #words: Uint32Array;
  readonly #bytes: number;
  readonly #read: ReadPositions;
  readonly #file: string;
  readonly #gaps: TextGaps;
  #block = -1;
  /** Of the block: where the next one begins in the list, and in the positions; where its own positions end. */
  #at = 0;
  #from = 0;
  #to = 0;
  /** Positions from byte `#memoryFrom` to `#memoryTo`, and which of these is next. */
  #memory = new Uint8Array(0);
  #memoryFrom = 0;
  #memoryTo = 0;
  #next = 0;
  /** More the longer block follows block. */
  #ahead = 0;
  /** Documents whose positions have been passed. */
  #passed = 0;
  #index = -1;
  #found = new Uint32Array(16);
  #length = 0;

  /** `decoded`: the list as `readList` gives it; it must stay as it is. `bytes`: of the term's positions. */
  constructor(list: RawList, { documents, counts }: PostingList, bytes: number, read: ReadPositions, texts: Lengths, file: string) {
    this.#list = list;
    this.#documents = documents;
    this.#counts = counts;
    this.#words = wordsIn(list.bytes);
    this.#bytes = bytes;
    this.#read = read;
    this.#gaps = new TextGaps(texts);
    this.#file = file;
  }

  get values(): Uint32Array {
    return this.#found;
  }

  at(index: number): Uint32Array {
    const count = this.move(index);
    return this.#found.subarray(0, count);
  }

  move(index: number): number {
    if (index < this.#index || index >= this.#list.documents) throw new RangeError(`no document ${index} after ${this.#index} of ${this.#list.documents}`);
    if (index > this.#index) {
      const block = Math.floor(index / BLOCK);
      if (block !== this.#block) this.#enter(block);
      this.#index = index;
      this.#take(index);
    }
    return this.#length;
  }

  #enter(block: number): void {
    const whole = Math.floor(this.#list.documents / BLOCK);
    const follows = block === this.#block + 1;
    while (this.#block < block) {
      this.#block++;
      this.#from = this.#to;
      if (this.#block === whole) {
        this.#to = this.#bytes;
        break;
      }
      const head = this.#words[this.#at++] ?? 0;
      const short = head >>> 12;
      this.#to += short === LONG ? (this.#words[this.#at++] ?? 0) : short;
      this.#at += 4 * ((head & 63) + ((head >>> 6) & 63));
    }
    if (this.#to > this.#bytes || this.#at > this.#words.length) throw damaged(this.#file, 'a list of documents is not as it was written');
    if (this.#to > this.#memoryTo) this.#fill(follows);
    this.#next = this.#from - this.#memoryFrom;
    this.#passed = block * BLOCK;
  }

  /** Reads the positions of the block, and more where what follows is likely to be asked for too. */
  #fill(follows: boolean): void {
    const length = this.#to - this.#from;
    this.#ahead = follows ? Math.min(READ_AHEAD, Math.max(length, this.#ahead) * 2) : 0;
    const size = Math.min(Math.max(length, this.#ahead), this.#bytes - this.#from);
    if (this.#memory.length < size) this.#memory = new Uint8Array(size);
    this.#read(this.#memory.subarray(0, size), this.#from);
    this.#memoryFrom = this.#from;
    this.#memoryTo = this.#from + size;
  }

  #take(index: number): void {
    const counts = this.#counts;
    const bytes = this.#memory;
    const end = this.#to - this.#memoryFrom;
    let at = this.#next;
    let passing = 0;
    for (let passed = this.#passed; passed < index; passed++) passing += counts[passed] as number;
    for (; passing > 0 && at < end; at++) if ((bytes[at] as number) < 128) passing--;
    const count = counts[index] as number;
    this.#passed = index + 1;
    if (count > end - at) throw damaged(this.#file, 'positions are missing');
    if (count > this.#found.length) this.#found = new Uint32Array(Math.max(count, this.#found.length * 2));
    const found = this.#found;
    let position = 0;
    for (let one = 0; one < count; one++) {
      let byte = bytes[at++] ?? 0;
      let step = byte & 127;
      for (let shift = 7; byte >= 128 && at < end; shift += 7) {
        byte = bytes[at++] as number;
        step |= (byte & 127) << shift;
      }
      position += step;
      found[one] = position;
    }
    this.#next = at;
    this.#gaps.put(this.#documents[index] as number, found, count);
    this.#length = count;
  }
}

/** Where the next `count` positions end that begin at byte `from`. Throws `CuttingsError` kind `index-damaged` where there are not so many. */
export function positionsEnd(bytes: Uint8Array, from: number, count: number, file: string): number {
  let at = from;
  for (let left = count; left > 0; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw damaged(file, 'positions are missing');
    if (byte < 128) left--;
  }
  return at;
}
