/** From documents with their words to words with their documents. */
import { eachWord } from '../../../corpus/text/words.ts';
import { Section, type SegmentWriter } from './format.ts';
import { uint32List } from './numbers.ts';
import { ListWriter } from './postings.ts';
import { IndexField, NO_WORD } from './segment.ts';
import { Terms } from './terms.ts';
import { TextLengthsWriter } from './text-lengths.ts';

/** Gathers the words of documents by the numbers of terms; sorts them when written. */
export class Inversion {
  /** Words taken in so far. */
  words = 0;
  readonly #terms = new Terms();
  /** The term of each word. */
  #stream = new Uint32Array(1 << 12);
  /** Fields of documents, in the order of the stream: the document, and how many words it has in the field. */
  readonly #documents = uint32List();
  readonly #lengths = uint32List();
  readonly #textLengths = new TextLengthsWriter();

  /** Takes in the texts of a field; gives how many words they have. Documents ascend, each field of one comes once. */
  add(document: number, field: IndexField, texts: readonly string[]): number {
    const before = this.words;
    const lengths = [];
    for (const text of texts) {
      const words = this.#text(field, text);
      if (words > 0) lengths.push(words);
    }
    const length = this.words - before;
    if (length === 0) return 0;
    this.#documents.push(document);
    this.#lengths.push(length);
    if (lengths.length > 1) this.#textLengths.add(field, document, Uint32Array.from(lengths));
    return length;
  }

  #text(field: IndexField, text: string): number {
    const before = this.words;
    // no text has more words than units
    const most = before + text.length;
    if (most > this.#stream.length) {
      const stream = new Uint32Array(Math.max(most, this.#stream.length * 2));
      stream.set(this.#stream);
      this.#stream = stream;
    }
    const [stream, terms] = [this.#stream, this.#terms];
    let words = before;
    eachWord(text, (from, to, folded, units) => {
      stream[words++] = folded === undefined ? terms.numberOfAscii(field, units, from, to) : terms.number(field, folded);
    });
    if (words === before && field === IndexField.Author && text.trim() !== '') stream[words++] = terms.number(field, NO_WORD);
    this.words = words;
    return words - before;
  }

  /** Writes the lists of all words. */
  write(writer: SegmentWriter): void {
    const { starts, places } = this.#sorted();
    const list = new ListWriter();
    for (const { field, word, number } of this.#terms.inOrder()) {
      const end = starts[number + 1] as number;
      for (let at = starts[number] as number; at < end; ) {
        const document = places[at * 2] as number;
        const from = at;
        const written = list.positions.length;
        let last = 0;
        for (; at < end && places[at * 2] === document; at++) {
          const position = places[at * 2 + 1] as number;
          list.positions.varint(position - last);
          last = position;
        }
        list.add(document, at - from, list.positions.length - written);
      }
      writer.list(field, word, list);
    }
    writer.endLists();
    writer.section(Section.TextLengths, this.#textLengths.finish());
  }

  /** Occurrences by term, each its document and its position; within a term in the order of these. */
  #sorted(): { readonly starts: Uint32Array; readonly places: Uint32Array } {
    const stream = this.#stream.subarray(0, this.words);
    const starts = new Uint32Array(this.#terms.count + 2);
    // one place further: filling moves each start to the next one's
    for (const term of stream) (starts[term + 2] as number)++;
    for (let term = 2; term < starts.length; term++) (starts[term] as number) += starts[term - 1] as number;
    const places = new Uint32Array(stream.length * 2);
    let at = 0;
    for (const [index, document] of this.#documents.all.entries()) {
      const end = at + (this.#lengths.all[index] as number);
      for (let position = 0; at < end; at++, position++) {
        const term = stream[at] as number;
        const to = starts[term + 1] as number;
        starts[term + 1] = to + 1;
        places[to * 2] = document;
        places[to * 2 + 1] = position;
      }
    }
    return { starts, places };
  }
}
