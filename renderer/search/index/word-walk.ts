/** Goes through the list of one word without unpacking more of it than is asked for: documents block by block, counts and positions only of blocks in which some are wanted. */
import { damaged } from './bytes.ts';
import { BLOCK, unpackAscending, unpackCounts } from './packing.ts';
import { checkBlock, LONG, type RawList, type ReadPositions, wordsIn } from './postings.ts';

/** Beyond all documents. */
export const NO_MORE = 0xffffffff;

/** Bytes of positions that are read at once at least, for reading once costs as much as reading so many, and at most, unless one block has more. */
const READ_LEAST = 1 << 16;
const READ_MOST = 1 << 20;

/** How many documents of a block are passed by at once. */
const STRIDE = 8;

/** Positions are as they are written: without the gaps between texts. */
export class WordWalk {
  /** Where `begin` puts positions. */
  starts = new Uint32Array(64);
  readonly #list: RawList;
  readonly #words: Uint32Array;
  readonly #limit: number;
  readonly #file: string;
  readonly #read: ReadPositions;
  readonly #positionBytes: number;
  readonly #whole: number;
  /** Of the block: its documents, where in it the walk stands, its last document. */
  readonly #documents = new Uint32Array(BLOCK + STRIDE);
  #at = 0;
  #last = -1;
  #block = -1;
  /** Where the next block begins in the list. */
  #next = 0;
  /** Of the block: its counts, once they are unpacked; where they are in the list, and of how many bits. */
  readonly #counts = new Uint32Array(BLOCK);
  #countBits = 0;
  #countsAt = 0;
  #unpacked = false;
  /** Of the block: where its positions begin among all of the word's, and where they end. */
  #from = 0;
  #to = 0;
  /** Positions from byte `#memoryFrom` to `#memoryTo`, and which of these is next. */
  #memory: Uint8Array;
  #memoryFrom = 0;
  #memoryTo: number;
  #place = 0;
  /** Documents of the block whose positions have been passed but for the last `#left` ones. */
  #passed = 0;
  #left = 0;
  #ahead = READ_LEAST;

  /** `positions`: the first of the word's `positionBytes`, as far as they have been read with the list; `limit`: documents of the segment. */
  constructor(list: RawList, positions: Uint8Array, positionBytes: number, limit: number, read: ReadPositions, file: string) {
    this.#list = list;
    this.#words = wordsIn(list.bytes);
    this.#whole = Math.floor(list.documents / BLOCK);
    this.#memory = positions;
    this.#memoryTo = positions.length;
    this.#positionBytes = positionBytes;
    this.#limit = limit;
    this.#read = read;
    this.#file = file;
  }

  /** Moves to the first document from where it stands that is `wanted` or more, and gives it; `NO_MORE` where there is none. Throws `CuttingsError` kind `index-damaged`. */
  seek(wanted: number): number {
    if (this.#last < wanted) this.#enter(wanted);
    const documents = this.#documents;
    let at = this.#at;
    let document = documents[at] as number;
    if (document >= wanted) return document;
    document = documents[++at] as number;
    if (document < wanted) {
      // beyond the last one of a block they are more than any
      while ((documents[at + STRIDE] as number) < wanted) at += STRIDE;
      do document = documents[++at] as number;
      while (document < wanted);
    }
    this.#at = at;
    return document;
  }

  /** Goes to the block that has `wanted` or what comes after it. */
  #enter(wanted: number): void {
    const words = this.#words;
    const documents = this.#documents;
    documents.fill(NO_MORE);
    this.#at = 0;
    this.#unpacked = false;
    this.#passed = 0;
    this.#left = 0;
    while (this.#last < wanted) {
      this.#block++;
      this.#from = this.#to;
      if (this.#block >= this.#whole) {
        this.#tail();
        return;
      }
      let at = this.#next;
      const head = words[at++] ?? 0;
      const short = head >>> 12;
      this.#to += short === LONG ? (words[at++] ?? 0) : short;
      const gapBits = head & 63;
      this.#countBits = (head >>> 6) & 63;
      checkBlock(gapBits, this.#countBits, at, words, this.#file);
      this.#last = unpackAscending(words, at, gapBits, documents, 0, this.#last);
      this.#countsAt = at + 4 * gapBits;
      this.#next = this.#countsAt + 4 * this.#countBits;
      if (this.#last >= this.#limit || this.#to > this.#positionBytes) throw this.#broken();
    }
  }

  /** Takes in what is no whole block; after it there is no document any more. */
  #tail(): void {
    const { bytes, documents: all } = this.#list;
    const documents = this.#documents;
    const counts = this.#counts;
    documents.fill(NO_MORE);
    const rest = this.#block === this.#whole ? all % BLOCK : 0;
    let last = this.#last;
    this.#last = NO_MORE;
    if (rest === 0) return;
    let at = this.#next * 4;
    const number = (): number => {
      let byte = bytes[at++] ?? 0;
      let value = byte & 127;
      for (let scale = 128; byte >= 128; scale *= 128) {
        byte = bytes[at++] ?? 0;
        value += (byte & 127) * scale;
      }
      return value;
    };
    for (let index = 0; index < rest; index++) {
      const gap = number();
      last += Math.floor(gap / 2) + 1;
      documents[index] = last;
      counts[index] = gap % 2 === 1 ? 1 : number() + 2;
    }
    if (at !== bytes.length || last >= this.#limit) throw this.#broken();
    this.#unpacked = true;
    this.#to = this.#positionBytes;
    this.#memorise();
  }

  #broken(): Error {
    return damaged(this.#file, 'a list of documents is not as it was written');
  }

  /** Makes counts and positions of the block ready. */
  #unpack(): void {
    unpackCounts(this.#words, this.#countsAt, this.#countBits, this.#counts, 0);
    this.#unpacked = true;
    this.#memorise();
  }

  #memorise(): void {
    if (this.#to > this.#memoryTo) {
      // whether what was read last was of use for more than one block tells how much to read
      const near = this.#from - this.#memoryTo <= this.#ahead;
      this.#ahead = near ? Math.min(READ_MOST, this.#ahead * 2) : READ_LEAST;
      const size = Math.min(Math.max(this.#to - this.#from, this.#ahead), this.#positionBytes - this.#from);
      if (this.#memory.length < size || this.#memoryFrom === 0) this.#memory = new Uint8Array(size);
      this.#read(this.#memory.subarray(0, size), this.#from);
      this.#memoryFrom = this.#from;
      this.#memoryTo = this.#from + size;
    }
    this.#place = this.#from - this.#memoryFrom;
  }

  /** Passes the positions of the documents before the one where it stands; gives how many that one has. */
  #pass(): number {
    if (!this.#unpacked) this.#unpack();
    const counts = this.#counts;
    const at = this.#at;
    let passing = this.#left;
    for (let passed = this.#passed; passed < at; passed++) passing += counts[passed] as number;
    const bytes = this.#memory;
    const end = this.#to - this.#memoryFrom;
    let place = this.#place;
    for (; passing > 0 && place < end; place++) if ((bytes[place] as number) < 128) passing--;
    const count = counts[at] as number;
    if (count > end - place) throw damaged(this.#file, 'positions are missing');
    this.#place = place;
    this.#passed = at + 1;
    this.#left = 0;
    return count;
  }

  /** Puts into `starts` where something would begin that has the word `offset` words after its first, in the document where the walk stands; gives how many. Once a document. */
  begin(offset: number): number {
    const count = this.#pass();
    if (count > this.starts.length) this.starts = new Uint32Array(count * 2);
    const { starts } = this;
    const bytes = this.#memory;
    const end = this.#to - this.#memoryFrom;
    let place = this.#place;
    let found = 0;
    let position = 0;
    for (let left = count; left > 0; left--) {
      const byte = bytes[place++] as number;
      if (byte < 128) position += byte;
      else {
        let step = byte & 127;
        for (let shift = 7, more = true; more && place < end; shift += 7) {
          const next = bytes[place++] as number;
          step |= (next & 127) << shift;
          more = next >= 128;
        }
        position += step;
      }
      if (position >= offset) starts[found++] = position - offset;
    }
    this.#place = place;
    return found;
  }

  /** Keeps those of the first `count` of `starts`, ascending, that have the word `offset` words after them in the document where the walk stands; gives how many. Once a document. */
  narrow(starts: Uint32Array, count: number, offset: number): number {
    let left = this.#pass();
    const bytes = this.#memory;
    const end = this.#to - this.#memoryFrom;
    let place = this.#place;
    let kept = 0;
    let one = 0;
    let wanted = (starts[0] as number) + offset;
    let position = 0;
    for (; left > 0; left--) {
      const byte = bytes[place++] as number;
      if (byte < 128) position += byte;
      else {
        let step = byte & 127;
        for (let shift = 7, more = true; more && place < end; shift += 7) {
          const next = bytes[place++] as number;
          step |= (next & 127) << shift;
          more = next >= 128;
        }
        position += step;
      }
      if (position < wanted) continue;
      while (position > wanted && ++one < count) wanted = (starts[one] as number) + offset;
      if (one < count && position === wanted) {
        starts[kept++] = starts[one] as number;
        if (++one < count) wanted = (starts[one] as number) + offset;
      }
      if (one < count) continue;
      left--;
      break;
    }
    this.#place = place;
    this.#left = left;
    return kept;
  }
}
