/** Adds up how often documents of a segment have any of many words. */
import { damaged } from './bytes.ts';
import { BLOCK, unpackAscending, unpackCounts } from './packing.ts';
import { checkBlock, LONG, type RawList, readShortList, wordsIn } from './postings.ts';

/** Documents that are looked through together for some that have been counted, as a power of two. */
const STRETCH = 8;

/** Which documents are counted: those whose flags, masked, are as said. */
export interface Counted {
  readonly mask: number;
  readonly flags: number;
}

export class Tally {
  /** By document, for `documents` of them. */
  #counts: Uint32Array;
  /** Which stretches have documents that were counted. */
  #touched: Uint8Array;
  #limit = 0;
  #flags: Uint8Array = new Uint8Array(0);
  #counted: Counted = { mask: 0, flags: 0 };
  readonly #blockDocuments = new Uint32Array(BLOCK);
  readonly #blockCounts = new Uint32Array(BLOCK);
  /** Postings taken in since it was begun: there cannot be more documents. */
  postings = 0;

  constructor() {
    this.#counts = new Uint32Array(0);
    this.#touched = new Uint8Array(0);
  }

  /** For a segment with these flags; what was counted and not taken is forgotten. */
  begin(flags: Uint8Array): void {
    this.#limit = flags.length;
    this.#flags = flags;
    this.#counted = { mask: 0, flags: 0 };
    // one that was left in the midst of it, as where a list is damaged, has counts
    if (this.postings > 0 || this.#counts.length < this.#limit) {
      this.#counts = new Uint32Array(Math.max(this.#counts.length, this.#limit));
      this.#touched = new Uint8Array((this.#counts.length >>> STRETCH) + 1);
    }
    this.postings = 0;
  }

  /** Only these are counted from now on. */
  only(counted: Counted): void {
    this.#counted = counted;
  }

  add(document: number, count: number): void {
    this.postings++;
    if (((this.#flags[document] as number) & this.#counted.mask) !== this.#counted.flags) return;
    this.#counts[document] = (this.#counts[document] as number) + count;
    this.#touched[document >>> STRETCH] = 1;
  }

  #addAll(documents: Uint32Array, times: Uint32Array, length: number): void {
    const counts = this.#counts;
    const touched = this.#touched;
    const { mask, flags: wanted } = this.#counted;
    if (mask === 0) {
      for (let index = 0; index < length; index++) {
        const document = documents[index] as number;
        counts[document] = (counts[document] as number) + (times[index] as number);
        touched[document >>> STRETCH] = 1;
      }
      return;
    }
    const flags = this.#flags;
    for (let index = 0; index < length; index++) {
      const document = documents[index] as number;
      if (((flags[document] as number) & mask) !== wanted) continue;
      counts[document] = (counts[document] as number) + (times[index] as number);
      touched[document >>> STRETCH] = 1;
    }
  }

  /** A list with whole blocks. Throws `CuttingsError` kind `index-damaged` where it cannot be one of the segment. */
  list({ bytes, documents, occurrences }: RawList, file: string): void {
    this.postings += documents;
    const words = wordsIn(bytes);
    const block = this.#blockDocuments;
    const times = this.#blockCounts;
    let last = -1;
    let sum = 0;
    let at = 0;
    let left = documents;
    for (; left >= BLOCK; left -= BLOCK) {
      const head = words[at++] ?? 0;
      if (head >>> 12 === LONG) at++;
      const [gapBits, countBits] = [head & 63, (head >>> 6) & 63];
      checkBlock(gapBits, countBits, at, words, file);
      last = unpackAscending(words, at, gapBits, block, 0, last);
      at += 4 * gapBits;
      sum += unpackCounts(words, at, countBits, times, 0);
      at += 4 * countBits;
      if (last >= this.#limit) throw damaged(file, 'a list of documents is not as it was written');
      this.#addAll(block, times, BLOCK);
    }
    this.#rest(bytes, at * 4, bytes.length, left, last, occurrences - sum, file);
  }

  /** A list without a whole block, from byte `from` to byte `to`, which may lie anywhere. Throws as `list` does. */
  short(bytes: Uint8Array, from: number, to: number, documents: number, occurrences: number, file: string): void {
    this.postings += documents;
    this.#rest(bytes, from, to, documents, -1, occurrences, file);
  }

  #rest(bytes: Uint8Array, from: number, to: number, documents: number, before: number, occurrences: number, file: string): void {
    const [block, times] = [this.#blockDocuments, this.#blockCounts];
    readShortList(bytes, from, to, { documents, occurrences }, this.#limit, { documents: block, counts: times }, file, before);
    this.#addAll(block, times, documents);
  }

  /**
   * Puts the documents that were counted, numbered from `base`, and their counts, ascending, from index `to` on, and begins anew; gives where they end. There
   * must be room for as many as there were postings, or as the segment has documents.
   */
  take(documents: Uint32Array, times: Uint32Array, to: number, base: number): number {
    const counts = this.#counts;
    const touched = this.#touched;
    const limit = this.#limit;
    let next = to;
    for (let stretch = 0; stretch << STRETCH < limit; stretch++) {
      if (touched[stretch] === 0) continue;
      touched[stretch] = 0;
      const end = Math.min(limit, (stretch + 1) << STRETCH);
      for (let document = stretch << STRETCH; document < end; document++) {
        const count = counts[document] as number;
        if (count === 0) continue;
        counts[document] = 0;
        documents[next] = base + document;
        times[next++] = count;
      }
    }
    this.postings = 0;
    return next;
  }
}
