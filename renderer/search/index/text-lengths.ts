/**
 * Where one text ends and the next begins in documents that have several in a field. Lists count words through all texts without a gap, for small numbers take
 * few bytes; the gap is put in when positions are read.
 */
import { ByteReader, ByteWriter } from './bytes.ts';
import { IndexField, TEXT_GAP } from './segment.ts';

/** Beyond this position texts are only one word apart, so that no position needs more than 32 bits: of one document, after 370,000 texts. */
const CROWDED = 0xe0000000;

export class TextLengthsWriter {
  readonly #tables = Object.values(IndexField).map(() => ({ bytes: new ByteWriter(), documents: 0, texts: 0, last: -1 }));

  /** Of a document with several texts, each with words. Documents ascend. */
  add(field: IndexField, document: number, lengths: Uint32Array): void {
    const table = this.#tables[field];
    if (table === undefined) return;
    table.bytes.varint(document - table.last - 1);
    table.bytes.varint(lengths.length);
    for (const length of lengths) table.bytes.varint(length);
    table.documents++;
    table.texts += lengths.length;
    table.last = document;
  }

  finish(): Uint8Array {
    const all = new ByteWriter();
    for (const { bytes, documents, texts } of this.#tables) {
      all.varint(documents);
      all.varint(texts);
      all.raw(bytes.written());
    }
    return all.taken();
  }
}

/** The texts of one field. */
export interface TextLengths {
  /** Documents with several texts, ascending. */
  readonly documents: Uint32Array;
  /** Where the lengths of each begin; one more says where the last one's end. */
  readonly offsets: Uint32Array;
  readonly lengths: Uint32Array;
}

/** What a `TextLengthsWriter` has written, by field. */
export function readTextLengths(bytes: Uint8Array): readonly TextLengths[] {
  const reader = new ByteReader(bytes);
  return Object.values(IndexField).map(() => {
    const count = reader.varint();
    const documents = new Uint32Array(count);
    const offsets = new Uint32Array(count + 1);
    const lengths = new Uint32Array(reader.varint());
    let last = -1;
    let at = 0;
    for (let index = 0; index < count; index++) {
      last += reader.varint() + 1;
      documents[index] = last;
      for (let texts = reader.varint(); texts > 0; texts--) lengths[at++] = reader.varint();
      offsets[index + 1] = at;
    }
    return { documents, offsets, lengths };
  });
}

/** Puts gaps between the texts of documents, one document after the other. */
export class TextGaps {
  readonly #texts: TextLengths;
  #at = 0;

  constructor(texts: TextLengths) {
    this.#texts = texts;
  }

  /** Changes the first `count` of `positions`, ascending. Documents never fall from call to call. */
  put(document: number, positions: Uint32Array, count: number): void {
    const { documents, offsets, lengths } = this.#texts;
    if (!this.#goTo(document) || documents[this.#at] !== document) return;
    let text = offsets[this.#at] as number;
    /** Where the text begins, without gaps and with them. */
    let from = 0;
    let base = 0;
    let length = lengths[text] as number;
    for (let index = 0; index < count; index++) {
      const position = positions[index] as number;
      while (position >= from + length && text + 1 < (offsets[this.#at + 1] as number)) {
        from += length;
        base += length + (base > CROWDED ? 1 : TEXT_GAP);
        length = lengths[++text] as number;
      }
      positions[index] = base + position - from;
    }
  }

  /** To the first document with several texts that is no less than this one; in steps that double, for most calls go a short way. */
  #goTo(document: number): boolean {
    const { documents } = this.#texts;
    if ((documents[this.#at] ?? document) >= document) return this.#at < documents.length;
    let step = 1;
    while ((documents[this.#at + step] ?? document) < document) step *= 2;
    let low = this.#at + (step >>> 1);
    let high = Math.min(this.#at + step, documents.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((documents[middle] as number) < document) low = middle + 1;
      else high = middle;
    }
    this.#at = low;
    return low < documents.length;
  }
}
