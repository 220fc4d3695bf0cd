/**
 * The words of a segment, by field and word in order, 32 to a block. A block begins with the place of its first list; a word is what it shares with the one
 * before (0 for the first of a block), the rest of it, then documents, occurrences less documents, and the bytes its list and its positions take, which follow
 * each other in the order of the words.
 */
import { ByteReader, ByteWriter, compareBytes, readUnits, writeUnits } from './bytes.ts';
import type { IndexField } from './segment.ts';

const WORDS = 32;

/** What is known of a word. */
export interface DictionaryEntry {
  /** Place of the list among all lists, in bytes; its positions follow it. */
  readonly from: number;
  readonly listBytes: number;
  readonly positionBytes: number;
  readonly documents: number;
  readonly occurrences: number;
  /** Made when it is asked for. */
  readonly word: string;
}

export interface DictionaryRange {
  readonly entry: DictionaryEntry;
  next(): boolean;
}

export class DictionaryWriter {
  readonly #words = new ByteWriter();
  readonly #blocks: number[] = [];
  #last = new Uint8Array(64);
  #lastLength = 0;
  #key = new Uint8Array(64);
  #count = 0;
  #at = 0;

  /** Words ascend. */
  add(
    field: IndexField,
    word: string,
    list: { readonly documents: number; readonly occurrences: number; readonly listBytes: number; readonly positionBytes: number },
  ): void {
    if (this.#key.length < word.length * 3 + 1) this.#key = new Uint8Array(word.length * 6 + 1);
    const key = this.#key;
    key[0] = field;
    const length = writeUnits(word, key, 1) + 1;
    let shared = 0;
    if (this.#count++ % WORDS === 0) {
      this.#blocks.push(this.#words.length);
      this.#words.varint(this.#at);
    } else {
      const most = Math.min(length, this.#lastLength);
      while (shared < most && key[shared] === this.#last[shared]) shared++;
    }
    this.#words.varint(shared);
    this.#words.varint(length - shared);
    this.#words.raw(key.subarray(shared, length));
    this.#words.varint(list.documents);
    this.#words.varint(list.occurrences - list.documents);
    this.#words.varint(list.listBytes);
    this.#words.varint(list.positionBytes);
    this.#at += list.listBytes + list.positionBytes;
    [this.#last, this.#key] = [key, this.#last];
    this.#lastLength = length;
  }

  words(): Uint8Array<ArrayBuffer> {
    return this.#words.taken();
  }

  /** Where each block begins, in bytes. */
  blocks(): Uint32Array<ArrayBuffer> {
    if (this.#words.length > 0xffffffff) throw new RangeError('a dictionary of more than 4 GB');
    return Uint32Array.from(this.#blocks);
  }
}

/** Goes through words one after the other. */
class Walk implements DictionaryEntry {
  from = 0;
  listBytes = 0;
  positionBytes = 0;
  documents = 0;
  occurrences = 0;
  #key = new Uint8Array(64);
  #length = 0;
  #block: number;
  readonly #reader: ByteReader;

  constructor(
    readonly words: Uint8Array,
    readonly blocks: Uint32Array,
    block: number,
  ) {
    this.#block = block;
    this.#reader = new ByteReader(words, blocks[block] ?? words.length);
  }

  /** Goes to the next word; false where there is none. */
  next(): boolean {
    const reader = this.#reader;
    if (reader.at >= this.words.length) return false;
    if (reader.at === this.blocks[this.#block]) {
      this.#block++;
      this.from = reader.varint();
    } else this.from += this.listBytes + this.positionBytes;
    const shared = reader.varint();
    const rest = reader.varint();
    this.#length = shared + rest;
    if (this.#length > this.#key.length) {
      const grown = new Uint8Array(this.#length * 2);
      grown.set(this.#key.subarray(0, shared));
      this.#key = grown;
    }
    const key = this.#key;
    const words = this.words;
    let at = reader.at;
    for (let index = shared; index < this.#length; index++) key[index] = words[at++] ?? 0;
    reader.at = at;
    this.documents = reader.varint();
    this.occurrences = this.documents + reader.varint();
    this.listBytes = reader.varint();
    this.positionBytes = reader.varint();
    return true;
  }

  /** Less than 0, 0 or more than 0, as the word with its field stands before, at or after `key`. */
  compare(key: Uint8Array): number {
    return compareBytes(this.#key, 0, this.#length, key);
  }

  begins(key: Uint8Array): boolean {
    return this.#length >= key.length && compareBytes(this.#key, 0, key.length, key) === 0;
  }

  get word(): string {
    return readUnits(this.#key, 1, this.#length);
  }
}

/** Reads a dictionary that lies in memory. */
export class Dictionary {
  constructor(
    readonly words: Uint8Array,
    readonly blocks: Uint32Array,
  ) {}

  find(field: IndexField, word: string): DictionaryEntry | undefined {
    const key = keyOf(field, word);
    const walk = this.#before(key);
    while (walk.next()) {
      const order = walk.compare(key);
      if (order === 0) return walk;
      if (order > 0) return undefined;
    }
    return undefined;
  }

  /** The words that begin so, one after the other: the entry is another one after each `next`, which gives false where there is none any more. */
  range(field: IndexField, prefix: string): DictionaryRange {
    const key = keyOf(field, prefix);
    const walk = this.#before(key);
    return {
      entry: walk,
      next() {
        while (walk.next()) {
          if (walk.begins(key)) return true;
          if (walk.compare(key) > 0) return false;
        }
        return false;
      },
    };
  }

  /** The same object for each word, changed. */
  *from(field: IndexField, prefix: string): Generator<DictionaryEntry> {
    const range = this.range(field, prefix);
    while (range.next()) yield range.entry;
  }

  /** A walk from the last block that begins at or before a word. */
  #before(key: Uint8Array): Walk {
    let low = 0;
    let high = this.blocks.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#first(middle, key) <= 0) low = middle;
      else high = middle;
    }
    return new Walk(this.words, this.blocks, low);
  }

  /** How the first word of a block stands to another. */
  #first(block: number, key: Uint8Array): number {
    const reader = new ByteReader(this.words, this.blocks[block]);
    reader.varint();
    reader.varint();
    const length = reader.varint();
    return compareBytes(this.words, reader.at, reader.at + length, key);
  }
}

function keyOf(field: IndexField, word: string): Uint8Array {
  const key = new Uint8Array(word.length * 3 + 1);
  key[0] = field;
  return key.subarray(0, writeUnits(word, key, 1) + 1);
}
