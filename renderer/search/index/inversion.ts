/** From documents with their words to words with their documents. */
import { wordsOf } from '../../../corpus/text/words.ts';
import { Section, type SegmentWriter } from './format.ts';
import { uint32List } from './numbers.ts';
import { ListWriter } from './postings.ts';
import { IndexField } from './segment.ts';
import { TextLengthsWriter } from './text-lengths.ts';

interface Term {
  readonly field: IndexField;
  readonly word: string;
  readonly number: number;
}

/** Gathers the words of documents by the numbers of terms; sorts them when written. */
export class Inversion {
  readonly #numbers: readonly Map<string, number>[] = Object.values(IndexField).map(() => new Map<string, number>());
  #terms = 0;
  /** The term of each word. */
  readonly #stream = uint32List();
  /** Fields of documents, in the order of the stream: the document, and how many words it has in the field. */
  readonly #documents = uint32List();
  readonly #lengths = uint32List();
  readonly #textLengths = new TextLengthsWriter();

  get words(): number {
    return this.#stream.length;
  }

  /** Takes in the texts of a field; gives how many words they have. Documents ascend, each field of one comes once. */
  add(document: number, field: IndexField, texts: readonly string[]): number {
    const numbers = this.#numbers[field] as Map<string, number>;
    const before = this.#stream.length;
    const lengths = [];
    for (const text of texts) {
      const from = this.#stream.length;
      for (const { word } of wordsOf(text)) {
        let number = numbers.get(word);
        if (number === undefined) {
          number = this.#terms++;
          numbers.set(word, number);
        }
        this.#stream.push(number);
      }
      if (this.#stream.length > from) lengths.push(this.#stream.length - from);
    }
    const length = this.#stream.length - before;
    if (length === 0) return 0;
    this.#documents.push(document);
    this.#lengths.push(length);
    if (lengths.length > 1) this.#textLengths.add(field, document, Uint32Array.from(lengths));
    return length;
  }

  /** Writes the lists of all words. */
  write(writer: SegmentWriter): void {
    const { starts, documents, positions } = this.#sorted();
    const list = new ListWriter();
    for (const { field, word, number } of this.#ordered()) {
      const end = starts[number + 1] as number;
      for (let at = starts[number] as number; at < end; ) {
        const document = documents[at] as number;
        const from = at;
        const written = list.positions.length;
        let last = 0;
        for (; at < end && documents[at] === document; at++) {
          const position = positions[at] as number;
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

  /** Occurrences by term; within a term by document and position. */
  #sorted(): { readonly starts: Uint32Array; readonly documents: Uint32Array; readonly positions: Uint32Array } {
    const stream = this.#stream.all;
    const starts = new Uint32Array(this.#terms + 2);
    // one place further: filling moves each start to the next one's
    for (const term of stream) (starts[term + 2] as number)++;
    for (let term = 2; term < starts.length; term++) (starts[term] as number) += starts[term - 1] as number;
    const documents = new Uint32Array(stream.length);
    const positions = new Uint32Array(stream.length);
    let at = 0;
    for (const [index, document] of this.#documents.all.entries()) {
      const end = at + (this.#lengths.all[index] as number);
      for (let position = 0; at < end; at++, position++) {
        const term = stream[at] as number;
        const to = starts[term + 1] as number;
        starts[term + 1] = to + 1;
        documents[to] = document;
        positions[to] = position;
      }
    }
    return { starts, documents, positions };
  }

  /** All terms by field and word. */
  *#ordered(): Generator<Term> {
    for (const field of Object.values(IndexField)) {
      const numbers = this.#numbers[field] as Map<string, number>;
      for (const word of [...numbers.keys()].sort()) yield { field, word, number: numbers.get(word) as number };
    }
  }
}
