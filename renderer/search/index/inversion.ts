/** From documents with their words to words with their documents. */
import { eachWord } from '../../../corpus/text/words.ts';
import { Section, type SegmentWriter } from './format.ts';
import { LengthsWriter } from './lengths.ts';
import { uint32List } from './numbers.ts';
import { isPlain, takeOutOwn } from './own-runs.ts';
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
  readonly #ownRuns = new LengthsWriter();
  /** Where in `#documents` what is left of a whole text is told of, where its runs begin in `#runs`, and all runs. */
  readonly #rests = uint32List();
  readonly #runsFrom = uint32List();
  readonly #runs = uint32List();
  /** Of words of `Body`, by number: one more than their number in `Whole`, once it has been asked for. */
  #inWhole = new Uint32Array(1 << 12);
  #own = new Uint32Array(64);

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

  /**
   * Takes in the whole text of a document: `own`, the words of its `Body`, were taken in last, and are one text. False where its own words are not among it in
   * their order: then all of it is taken in; else what is left without them.
   */
  addWhole(document: number, text: string, own: number): boolean {
    const from = this.words;
    const all = this.#text(IndexField.Whole, text);
    const whole = this.#stream.subarray(from, from + all);
    const taken = all < own ? undefined : takeOutOwn(whole, this.#numbersInWhole(from - own, from));
    const left = taken?.rest ?? all;
    this.words = from + left;
    if (taken !== undefined && !isPlain(taken.runs)) this.#ownRuns.add(document, taken.runs);
    if (left > 0) {
      if (taken !== undefined && taken.runs.length > 0) {
        this.#rests.push(this.#documents.length);
        this.#runsFrom.push(this.#runs.length);
        for (const run of taken.runs) this.#runs.push(run);
      }
      this.#documents.push(document);
      this.#lengths.push(left);
    }
    return taken !== undefined;
  }

  /** Numbers that words of `Body`, a stretch of the stream, have in `Whole`; in memory that is used again. */
  #numbersInWhole(from: number, to: number): Uint32Array {
    if (this.#inWhole.length < this.#terms.count) {
      const grown = new Uint32Array(this.#terms.count * 2);
      grown.set(this.#inWhole);
      this.#inWhole = grown;
    }
    if (this.#own.length < to - from) this.#own = new Uint32Array((to - from) * 2);
    const [stream, inWhole, own] = [this.#stream, this.#inWhole, this.#own];
    for (let at = from; at < to; at++) {
      const term = stream[at] as number;
      let number = inWhole[term] as number;
      if (number === 0) {
        number = this.#terms.numberIn(IndexField.Whole, term) + 1;
        inWhole[term] = number;
      }
      own[at - from] = number - 1;
    }
    return own.subarray(0, to - from);
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
      // words that are only own ones in a whole text are asked for in `Whole`, and have nothing there
      if (list.documents > 0) writer.list(field, word, list);
    }
    writer.endLists();
    writer.section(Section.TextLengths, this.#textLengths.finish());
    writer.section(Section.OwnRuns, this.#ownRuns.finish());
  }

  /** Occurrences by term, each its document and its position; within a term in the order of these. */
  #sorted(): { readonly starts: Uint32Array; readonly places: Uint32Array } {
    const stream = this.#stream.subarray(0, this.words);
    const starts = new Uint32Array(this.#terms.count + 2);
    // one place further: filling moves each start to the next one's
    for (const term of stream) (starts[term + 2] as number)++;
    for (let term = 2; term < starts.length; term++) (starts[term] as number) += starts[term - 1] as number;
    const places = new Uint32Array(stream.length * 2);
    const put = (document: number, from: number, to: number, first: number): void => {
      for (let at = from, position = first; at < to; at++, position++) {
        const term = stream[at] as number;
        const place = starts[term + 1] as number;
        starts[term + 1] = place + 1;
        places[place * 2] = document;
        places[place * 2 + 1] = position;
      }
    };
    const [lengths, rests, runsFrom, runs] = [this.#lengths.all, this.#rests.all, this.#runsFrom.all, this.#runs.all];
    let at = 0;
    let rest = 0;
    for (const [index, document] of this.#documents.all.entries()) {
      const end = at + (lengths[index] as number);
      let position = 0;
      if (rests[rest] === index) {
        const to = runsFrom[rest + 1] ?? runs.length;
        for (let run = runsFrom[rest] as number; run < to; run += 2) {
          const left = runs[run] as number;
          put(document, at, at + left, position);
          at += left;
          position += left + (runs[run + 1] as number);
        }
        rest++;
      }
      put(document, at, end, position);
      at = end;
    }
    return { starts, places };
  }
}
