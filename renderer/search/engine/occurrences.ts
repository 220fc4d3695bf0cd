/** Where terms of words occur in one field of one segment, by postings and positions. */
import { assertNever } from '../../../corpus/assert.ts';
import type { NearTerm, WordTerm } from '../../../corpus/query/query.ts';
import type { IndexField, PositionCursor, Segment } from '../index/segment.ts';

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

/** A term's occurrences; those of an exact one as of its folded words. */
export function occurrencesOf(segment: Segment, field: IndexField, term: WordTerm): Occurrences {
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

interface WordPostings {
  readonly documents: Uint32Array;
  positions(): PositionCursor;
}

function ofWords(segment: Segment, field: IndexField, words: readonly string[]): Occurrences {
  const entries = words.map((word) => segment.term(field, word));
  const lists: WordPostings[] = [];
  for (const entry of entries) {
    if (entry === undefined) return NOTHING;
    lists.push({ documents: entry.list().documents.slice(), positions: () => entry.positions() });
  }
  const [only] = lists;
  if (only === undefined) return NOTHING;
  if (lists.length === 1) {
    const cursor = only.positions();
    return {
      documents: only.documents,
      width: 1,
      move: (index) => cursor.move(index),
      get starts() {
        return cursor.values;
      },
    };
  }
  return phrase(lists);
}

function phrase(lists: readonly WordPostings[]): Occurrences {
  return new Phrase(lists);
}

class Phrase implements Occurrences {
  readonly documents: Uint32Array;
  readonly width: number;
  starts = new Uint32Array(64);
  readonly #lists: readonly Uint32Array[];
  readonly #cursors: readonly PositionCursor[];
  readonly #places: Uint32Array;

  constructor(lists: readonly WordPostings[]) {
    this.width = lists.length;
    this.#lists = lists.map(({ documents }) => documents);
    this.documents = intersection(this.#lists);
    this.#cursors = this.documents.length === 0 ? [] : lists.map((list) => list.positions());
    this.#places = new Uint32Array(lists.length);
  }

  move(index: number): number {
    const document = this.documents[index] ?? 0;
    let count = 0;
    for (let word = 0; word < this.width; word++) {
      const place = gallop(this.#lists[word] as Uint32Array, this.#places[word] ?? 0, document);
      this.#places[word] = place;
      const cursor = this.#cursors[word] as PositionCursor;
      const length = cursor.move(place);
      const { values } = cursor;
      if (word === 0) {
        if (length > this.starts.length) this.starts = new Uint32Array(length * 2);
        for (let at = 0; at < length; at++) this.starts[at] = values[at] ?? 0;
        count = length;
      } else {
        count = keepFollowed(this.starts, count, values, length, word);
      }
      if (count === 0) return 0;
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

/** Documents in all lists; the shortest leads. */
function intersection(lists: readonly Uint32Array[]): Uint32Array {
  const [first, ...others] = [...lists].sort((a, b) => a.length - b.length);
  let found = first ?? NOWHERE;
  for (const other of others) found = inBoth(found, other);
  return found;
}

function inBoth(few: Uint32Array, many: Uint32Array): Uint32Array {
  const found = new Uint32Array(few.length);
  let count = 0;
  let at = 0;
  for (let one = 0; one < few.length; one++) {
    const document = few[one] ?? 0;
    at = gallop(many, at, document);
    if (at === many.length) break;
    if (many[at] === document) found[count++] = document;
  }
  return found.subarray(0, count);
}

/** Index of the first entry from `from` on that is `value` or more; the length where there is none. */
function gallop(ascending: Uint32Array, from: number, value: number): number {
  const end = ascending.length;
  let low = from;
  let step = 1;
  let high = from;
  while (high < end && (ascending[high] ?? 0) < value) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > end) high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that begin so, their positions gathered: an entry is of use only until the next is taken. */
function ofPrefix(segment: Segment, field: IndexField, prefix: string): Occurrences {
  const byDocument = new Map<number, number[]>();
  for (const entry of segment.terms(field, prefix)) {
    const documents = entry.list().documents.slice();
    const cursor = entry.positions();
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] ?? 0;
      const there = byDocument.get(document);
      if (there) there.push(...cursor.at(index));
      else byDocument.set(document, [...cursor.at(index)]);
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
export function nearOccurrences(segment: Segment, field: IndexField, { left, right, between }: NearTerm): Occurrences {
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
