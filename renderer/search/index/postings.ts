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
import { BLOCK, bitsOf, pack, unpack } from './packing.ts';
import type { PositionCursor } from './segment.ts';
import { TextGaps, type TextLengths } from './text-lengths.ts';

const LONG = 0xfffff;

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

function wordsIn(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
}

/**
 * Reads the documents of a list into `documents` and how often each has the term into `counts`.
 * Throws `CuttingsError` kind `index-damaged` where that cannot be a list of a segment of `limit` documents.
 */
export function readList({ bytes, documents: wanted, occurrences }: RawList, limit: number, documents: Uint32Array, counts: Uint32Array, file: string): void {
  const words = wordsIn(bytes);
  const whole = wanted - (wanted % BLOCK);
  let last = -1;
  let sum = 0;
  let at = 0;
  for (let index = 0; index < whole; index += BLOCK) {
    const head = words[at++] ?? 0;
    if (head >>> 12 === LONG) at++;
    const [gapBits, countBits] = [head & 63, (head >>> 6) & 63];
    if (at + 4 * (gapBits + countBits) > words.length) throw damaged(file, 'a list of documents is cut off');
    unpack(words, at, gapBits, documents, index);
    at += 4 * gapBits;
    unpack(words, at, countBits, counts, index);
    at += 4 * countBits;
    for (let one = index; one < index + BLOCK; one++) {
      last += (documents[one] as number) + 1;
      documents[one] = last;
      const count = (counts[one] as number) + 1;
      counts[one] = count;
      sum += count;
    }
  }
  const reader = new ByteReader(bytes, at * 4);
  for (let index = whole; index < wanted; index++) {
    const gap = reader.varint();
    last += Math.floor(gap / 2) + 1;
    documents[index] = last;
    const count = gap % 2 === 1 ? 1 : reader.varint() + 2;
    counts[index] = count;
    sum += count;
  }
  if (reader.at !== bytes.length || last >= limit || sum !== occurrences) throw damaged(file, 'a list of documents is not as it was written');
}

/** Gives bytes `from` to `to` of a term's positions, valid until the next call. */
export type ReadPositions = (from: number, to: number) => Uint8Array;

/** Walks through a list block by block and reads only the positions that are asked for. */
export class ListCursor implements PositionCursor {
  readonly #list: RawList;
  readonly #words: Uint32Array;
  readonly #bytes: number;
  readonly #read: ReadPositions;
  readonly #file: string;
  readonly #gaps: TextGaps;
  readonly #documents = new Uint32Array(BLOCK);
  readonly #counts = new Uint32Array(BLOCK);
  /** The last document of the block. */
  #last = -1;
  #block = -1;
  /** Of the block: where the next one begins in the list, and in the positions; where its own positions end. */
  #at = 0;
  #from = 0;
  #to = 0;
  #reader = new ByteReader(new Uint8Array(0));
  /** Documents of the block whose positions have been passed. */
  #passed = 0;
  #index = -1;
  #found = new Uint32Array(16);
  #length = 0;

  /** `bytes`: of the term's positions. */
  constructor(list: RawList, bytes: number, read: ReadPositions, texts: TextLengths, file: string) {
    this.#list = list;
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
      this.#take(index % BLOCK);
    }
    return this.#length;
  }

  #enter(block: number): void {
    const whole = Math.floor(this.#list.documents / BLOCK);
    while (this.#block < block) {
      this.#block++;
      this.#from = this.#to;
      if (this.#block === whole) {
        this.#to = this.#bytes;
        this.#rest();
        break;
      }
      const head = this.#words[this.#at++] ?? 0;
      const short = head >>> 12;
      this.#to += short === LONG ? (this.#words[this.#at++] ?? 0) : short;
      const [gapBits, countBits] = [head & 63, (head >>> 6) & 63];
      unpack(this.#words, this.#at, gapBits, this.#documents, 0);
      this.#ascend(BLOCK);
      this.#at += 4 * gapBits;
      if (this.#block === block) unpack(this.#words, this.#at, countBits, this.#counts, 0);
      this.#at += 4 * countBits;
    }
    if (this.#to > this.#bytes || this.#at > this.#words.length) throw damaged(this.#file, 'a list of documents is not as it was written');
    this.#reader = new ByteReader(this.#read(this.#from, this.#to));
    this.#passed = 0;
  }

  /** From gaps to documents. */
  #ascend(count: number): void {
    for (let index = 0; index < count; index++) {
      this.#last += (this.#documents[index] as number) + 1;
      this.#documents[index] = this.#last;
    }
  }

  /** Documents after the last whole block, and their counts less one, as those of blocks are. */
  #rest(): void {
    const reader = new ByteReader(this.#list.bytes, this.#at * 4);
    const rest = this.#list.documents % BLOCK;
    for (let index = 0; index < rest; index++) {
      const gap = reader.varint();
      this.#documents[index] = Math.floor(gap / 2);
      this.#counts[index] = gap % 2 === 1 ? 0 : reader.varint() + 1;
    }
    this.#ascend(rest);
  }

  #take(index: number): void {
    const reader = this.#reader;
    let passing = 0;
    for (; this.#passed < index; this.#passed++) passing += (this.#counts[this.#passed] as number) + 1;
    for (; passing > 0 && reader.at < reader.bytes.length; passing--) while ((reader.bytes[reader.at++] ?? 0) >= 128);
    const count = (this.#counts[index] as number) + 1;
    this.#passed = index + 1;
    if (count > reader.bytes.length - reader.at) throw damaged(this.#file, 'positions are missing');
    if (count > this.#found.length) this.#found = new Uint32Array(Math.max(count, this.#found.length * 2));
    let position = 0;
    for (let one = 0; one < count; one++) {
      position += reader.varint();
      this.#found[one] = position;
    }
    this.#gaps.put(this.#documents[index] as number, this.#found, count);
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
