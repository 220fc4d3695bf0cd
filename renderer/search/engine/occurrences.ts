/** Where terms of words occur in one segment, in a field or in whole texts, by postings and positions. */
import { assertNever } from '../../../corpus/assert.ts';
import type { NearTerm, WordTerm } from '../../../corpus/query/query.ts';
import { copyOf } from '../index/list-memory.ts';
import { IndexField, type Segment, type TermEntry } from '../index/segment.ts';
import { gallop, intersection } from './ascending.ts';
import { inWholeTexts, WHOLE_TEXTS, type WordCursor, type WordPostings } from './whole-texts.ts';

/** Documents that may have a term, ascending, and where they have it. */
export interface Occurrences {
  readonly documents: Uint32Array;
  /** Words of an occurrence. */
  readonly width: number;
  /** Moves to the document at `index`, which never falls; gives how often the term occurs there: at the first so many of `starts`. May be 0. */
  move(index: number): number;
  /** Positions of the first words of occurrences, ascending. */
  readonly starts: Uint32Array;
}

const NOWHERE = new Uint32Array(0);
const NOTHING: Occurrences = { documents: NOWHERE, width: 1, move: () => 0, starts: NOWHERE };

/** What is looked through: a field, or what `text:` searches. */
export type Searched = IndexField | typeof WHOLE_TEXTS;

/** A term's occurrences; those of an exact one as of its folded words. */
export function occurrencesOf(segment: Segment, field: Searched, term: WordTerm): Occurrences {
  switch (term.type) {
    case 'word':
      return ofWords(segment, field, [term.word]);
    case 'phrase':
    case 'exact':
      return ofWords(segment, field, term.words);
    case 'prefix':
      return ofPrefix(segment, field, term.prefix);
    default:
      return assertNever(term, 'term of words');
  }
}

function postingsOf(entry: TermEntry): WordPostings {
  const list = copyOf(entry.list());
  return { documents: list.documents, positions: () => entry.positions(list) };
}

function wordPostings(segment: Segment, field: Searched, word: string): WordPostings | undefined {
  if (field === WHOLE_TEXTS) return inWholeTexts(segment, segment.term(IndexField.Body, word), segment.term(IndexField.Whole, word));
  const entry = segment.term(field, word);
  return entry && postingsOf(entry);
}

function ofWords(segment: Segment, field: Searched, words: readonly string[]): Occurrences {
  const lists: WordPostings[] = [];
  for (const word of words) {
    const list = wordPostings(segment, field, word);
    if (list === undefined) return NOTHING;
    lists.push(list);
  }
  const [only] = lists;
  if (only === undefined) return NOTHING;
  return lists.length === 1 ? new Word(only) : new Phrase(lists);
}

class Word implements Occurrences {
  readonly documents: Uint32Array;
  readonly width = 1;
  readonly #cursor: WordCursor;

  constructor({ documents, positions }: WordPostings) {
    this.documents = documents;
    this.#cursor = positions();
  }

  move(index: number): number {
    return this.#cursor.move(index);
  }

  get starts(): Uint32Array {
    return this.#cursor.values;
  }
}

class Phrase implements Occurrences {
  readonly documents: Uint32Array;
  readonly width: number;
  starts = new Uint32Array(64);
  readonly #lists: readonly Uint32Array[];
  readonly #cursors: readonly WordCursor[];
  readonly #places: Uint32Array;
  /** Words of the phrase, the rarest first: what it has no place for, the others need not be read for. */
  readonly #order: readonly number[];

  constructor(lists: readonly WordPostings[]) {
    this.width = lists.length;
    this.#lists = lists.map(({ documents }) => documents);
    this.documents = intersection(this.#lists);
    this.#cursors = this.documents.length === 0 ? [] : lists.map((list) => list.positions());
    this.#places = new Uint32Array(lists.length);
    this.#order = [...lists.keys()].sort((a, b) => (lists[a]?.documents.length ?? 0) - (lists[b]?.documents.length ?? 0));
  }

  move(index: number): number {
    const document = this.documents[index] ?? 0;
    let count = -1;
    for (const word of this.#order) {
      const place = gallop(this.#lists[word] as Uint32Array, this.#places[word] ?? 0, document);
      this.#places[word] = place;
      const cursor = this.#cursors[word] as WordCursor;
      const length = cursor.move(place);
      count = count < 0 ? this.#begin(cursor.values, length, word) : keepFollowed(this.starts, count, cursor.values, length, word);
      if (count === 0) return 0;
    }
    return count;
  }

  /** Where the phrase would begin with its word `offset` at these positions; gives how many. */
  #begin(positions: Uint32Array, length: number, offset: number): number {
    if (length > this.starts.length) this.starts = new Uint32Array(length * 2);
    const { starts } = this;
    let count = 0;
    for (let at = 0; at < length; at++) {
      const position = positions[at] as number;
      if (position >= offset) starts[count++] = position - offset;
    }
    return count;
  }
}

/** Keeps those starts that have a position `offset` after them; gives how many. */
function keepFollowed(starts: Uint32Array, count: number, positions: Uint32Array, length: number, offset: number): number {
  let kept = 0;
  let at = 0;
  for (let one = 0; one < count; one++) {
    const start = starts[one] ?? 0;
    const wanted = start + offset;
    while (at < length && (positions[at] ?? 0) < wanted) at++;
    if (at < length && positions[at] === wanted) starts[kept++] = start;
  }
  return kept;
}

/** The postings of all words that begin so, one after the other: each is of use until the next is taken. */
function* prefixPostings(segment: Segment, field: Searched, prefix: string): Generator<WordPostings> {
  if (field !== WHOLE_TEXTS) {
    for (const entry of segment.terms(field, prefix)) yield postingsOf(entry);
    return;
  }
  for (const entry of segment.terms(IndexField.Body, prefix)) yield inWholeTexts(segment, entry, undefined);
  for (const entry of segment.terms(IndexField.Whole, prefix)) yield inWholeTexts(segment, undefined, entry);
}

/** Words that begin so, their positions gathered. */
function ofPrefix(segment: Segment, field: Searched, prefix: string): Occurrences {
  const byDocument = new Map<number, number[]>();
  for (const { documents, positions } of prefixPostings(segment, field, prefix)) {
    const cursor = positions();
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] ?? 0;
      const there = byDocument.get(document);
      const count = cursor.move(index);
      const found = cursor.values.subarray(0, count);
      if (there) there.push(...found);
      else byDocument.set(document, [...found]);
    }
  }
  const documents = Uint32Array.from(byDocument.keys()).sort();
  let starts = NOWHERE;
  return {
    documents,
    width: 1,
    move(index) {
      starts = Uint32Array.from(byDocument.get(documents[index] ?? -1) ?? []).sort();
      return starts.length;
    },
    get starts() {
      return starts;
    },
  };
}

/** Occurrences of the left term with one of the right near enough: neither overlaps the other, and at most `between` words stand between. */
export function nearOccurrences(segment: Segment, field: Searched, { left, right, between }: NearTerm): Occurrences {
  const one = occurrencesOf(segment, field, left);
  const other = one.documents.length === 0 ? NOTHING : occurrencesOf(segment, field, right);
  const documents = intersection([one.documents, other.documents]);
  let atOne = 0;
  let atOther = 0;
  let lefts = NOWHERE;
  return {
    documents,
    width: one.width,
    move(index) {
      const document = documents[index] ?? 0;
      atOne = gallop(one.documents, atOne, document);
      atOther = gallop(other.documents, atOther, document);
      const count = one.move(atOne);
      lefts = one.starts.slice(0, count);
      if (count === 0) return 0;
      const rights = other.move(atOther);
      return near(lefts, one.width, other.starts.subarray(0, rights), other.width, between);
    },
    get starts() {
      return lefts;
    },
  };
}

/** Keeps, in place, those of `lefts` that have one of `rights` near; gives how many. */
function near(lefts: Uint32Array, leftWidth: number, rights: Uint32Array, rightWidth: number, between: number): number {
  let kept = 0;
  let from = 0;
  for (let index = 0; index < lefts.length; index++) {
    const left = lefts[index] ?? 0;
    // both are in order: what ends too far before this one is too far from all that follow
    while (from < rights.length && left - ((rights[from] ?? 0) + rightWidth) > between) from++;
    for (let at = from; at < rights.length; at++) {
      const right = rights[at] ?? 0;
      if (right - (left + leftWidth) > between) break;
      if (right >= left + leftWidth || right + rightWidth <= left) {
        lefts[kept++] = left;
        break;
      }
    }
  }
  return kept;
}
