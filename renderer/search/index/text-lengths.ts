/**
 * Where one text ends and the next begins in documents that have several in a field. Lists count words through all texts without a gap, for small numbers take
 * few bytes; the gap is put in when positions are read.
 */
import { ByteReader, ByteWriter } from './bytes.ts';
import { type Lengths, LengthsWalk, LengthsWriter, readLengths } from './lengths.ts';
import { IndexField, TEXT_GAP } from './segment.ts';

/** Beyond this position texts are only one word apart, so that no position needs more than 32 bits: of one document, after 370,000 texts. */
const CROWDED = 0xe0000000;

export class TextLengthsWriter {
  readonly #tables = Object.values(IndexField).map(() => new LengthsWriter());

  /** Of a document with several texts, each with words. Documents ascend. */
  add(field: IndexField, document: number, lengths: Uint32Array): void {
    this.#tables[field]?.add(document, lengths);
  }

  finish(): Uint8Array {
    const all = new ByteWriter();
    for (const table of this.#tables) table.write(all);
    return all.taken();
  }
}

/** What a `TextLengthsWriter` has written: by field, the texts of documents that have several in it. */
export function readTextLengths(bytes: Uint8Array): readonly Lengths[] {
  const reader = new ByteReader(bytes);
  return Object.values(IndexField).map(() => readLengths(reader));
}

/** Tells, one document after the other, what reaches from one text into the next. */
export class TextEnds {
  readonly #texts: Lengths;
  readonly #walk: LengthsWalk;

  constructor(texts: Lengths) {
    this.#texts = texts;
    this.#walk = new LengthsWalk(texts);
  }

  /** Keeps those of the first `count` of `starts`, ascending, as they are without gaps, that have `width` words in one text; gives how many. Documents never fall from call to call. */
  within(document: number, starts: Uint32Array, count: number, width: number): number {
    const at = this.#walk.find(document);
    if (at < 0) return count;
    const { offsets, lengths } = this.#texts;
    const end = offsets[at + 1] as number;
    let text = offsets[at] as number;
    let to = lengths[text] as number;
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const start = starts[index] as number;
      while (start >= to && text + 1 < end) to += lengths[++text] as number;
      if (start + width <= to || text + 1 === end) starts[kept++] = start;
    }
    return kept;
  }
}

/** Puts gaps between the texts of documents, one document after the other. */
export class TextGaps {
  readonly #texts: Lengths;
  readonly #walk: LengthsWalk;

  constructor(texts: Lengths) {
    this.#texts = texts;
    this.#walk = new LengthsWalk(texts);
  }

  /** Changes the first `count` of `positions`, ascending. Documents never fall from call to call. */
  put(document: number, positions: Uint32Array, count: number): void {
    const at = this.#walk.find(document);
    if (at < 0) return;
    const { offsets, lengths } = this.#texts;
    const end = offsets[at + 1] as number;
    let text = offsets[at] as number;
    /** Where the text begins, without gaps and with them. */
    let from = 0;
    let base = 0;
    let length = lengths[text] as number;
    for (let index = 0; index < count; index++) {
      const position = positions[index] as number;
      while (position >= from + length && text + 1 < end) {
        from += length;
        base += length + (base > CROWDED ? 1 : TEXT_GAP);
        length = lengths[++text] as number;
      }
      positions[index] = base + position - from;
    }
  }
}
