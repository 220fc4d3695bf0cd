/** From documents with their words to words with their documents. */
import { wordsOf } from '../../../corpus/text/words.ts';
import type { SegmentWriter } from './format.ts';
import { uint32List } from './numbers.ts';
import { ListWriter } from './postings.ts';
import { IndexField, TEXT_GAP } from './segment.ts';

/** Beyond this position texts are only one word apart, so that no position needs more than 32 bits: of one document, after 370,000 texts. */
const CROWDED = 0xe0000000;

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
  /** Texts, in the order of the stream: their document, the position of their first word, how many words they have. */
  readonly #documents = uint32List();
  readonly #positions = uint32List();
  readonly #lengths = uint32List();

  get words(): number {
    return this.#stream.length;
  }

  /** Takes in the texts of a field; gives how many words they have. Documents ascend, each field of one comes once. */
  add(document: number, field: IndexField, texts: readonly string[]): number {
    const numbers = this.#numbers[field] as Map<string, number>;
    const before = this.#stream.length;
    let next = 0;
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
      const length = this.#stream.length - from;
      if (length === 0) continue;
      this.#documents.push(document);
      this.#positions.push(next);
      this.#lengths.push(length);
      next += length + (next > CROWDED ? 1 : TEXT_GAP);
    }
    return this.#stream.length - before;
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
        let last = 0;
        for (; at < end && documents[at] === document; at++) {
          const position = positions[at] as number;
          list.positions.varint(position - last);
          last = position;
        }
        list.add(document, at - from);
      }
      writer.list(field, word, list);
    }
    writer.endLists();
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
    for (const [text, document] of this.#documents.all.entries()) {
      const end = at + (this.#lengths.all[text] as number);
      for (let position = this.#positions.all[text] as number; at < end; at++, position++) {
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
