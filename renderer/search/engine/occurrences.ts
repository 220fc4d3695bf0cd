/** Where terms of words occur in one field of one segment, by postings and positions. */
import { assertNever } from '../../../corpus/assert.ts';
import type { NearTerm, WordTerm } from '../../../corpus/query/query.ts';
import type { IndexField, PositionCursor, Segment } from '../index/segment.ts';

/** Documents that may have a term, ascending, and where they have it. */
export interface Occurrences {
  readonly documents: Uint32Array;
  /** Words of an occurrence. */
  readonly width: number;
  /** Positions of the first words of occurrences in the document at `index`, ascending; none where it does not occur after all. `index` never falls. */
  at(index: number): Uint32Array;
}

const NOWHERE = new Uint32Array(0);
const NOTHING: Occurrences = { documents: NOWHERE, width: 1, at: () => NOWHERE };

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
    return { documents: only.documents, width: 1, at: (index) => cursor.at(index) };
  }
  return phrase(lists);
}

function phrase(lists: readonly WordPostings[]): Occurrences {
  const documents = intersection(lists.map((list) => list.documents));
  const cursors = lists.map((list) => list.positions());
  const places = lists.map(() => 0);
  let starts = new Uint32Array(64);
  return {
    documents,
    width: lists.length,
    at(index) {
      const document = documents[index] ?? 0;
      let count = 0;
      for (let word = 0; word < lists.length; word++) {
        const list = (lists[word] as WordPostings).documents;
        const place = gallop(list, places[word] ?? 0, document);
        places[word] = place;
        const positions = (cursors[word] as PositionCursor).at(place);
        if (word === 0) {
          if (positions.length > starts.length) starts = new Uint32Array(positions.length * 2);
          starts.set(positions);
          count = positions.length;
        } else {
          count = keepFollowed(starts, count, positions, word);
        }
        if (count === 0) return NOWHERE;
      }
      return starts.subarray(0, count);
    },
  };
}

/** Keeps those starts that have a position `offset` after them; gives how many. */
function keepFollowed(starts: Uint32Array, count: number, positions: Uint32Array, offset: number): number {
  let kept = 0;
  let at = 0;
  for (let one = 0; one < count; one++) {
    const start = starts[one] ?? 0;
    const wanted = start + offset;
    while (at < positions.length && (positions[at] ?? 0) < wanted) at++;
    if (at < positions.length && positions[at] === wanted) starts[kept++] = start;
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
export function gallop(ascending: Uint32Array, from: number, value: number): number {
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
  return { documents, width: 1, at: (index) => Uint32Array.from(byDocument.get(documents[index] ?? -1) ?? []).sort() };
}

/** Occurrences of the left term with one of the right near enough: neither overlaps the other, and at most `between` words stand between. */
export function nearOccurrences(segment: Segment, field: IndexField, { left, right, between }: NearTerm): Occurrences {
  const one = occurrencesOf(segment, field, left);
  const other = one.documents.length === 0 ? NOTHING : occurrencesOf(segment, field, right);
  const documents = intersection([one.documents, other.documents]);
  let atOne = 0;
  let atOther = 0;
  return {
    documents,
    width: one.width,
    at(index) {
      const document = documents[index] ?? 0;
      atOne = gallop(one.documents, atOne, document);
      atOther = gallop(other.documents, atOther, document);
      const lefts = one.at(atOne).slice();
      return lefts.length === 0 ? NOWHERE : near(lefts, one.width, other.at(atOther), other.width, between);
    },
  };
}

/** Keeps, in place, those of `lefts` that have one of `rights` near. */
function near(lefts: Uint32Array, leftWidth: number, rights: Uint32Array, rightWidth: number, between: number): Uint32Array {
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
  return lefts.subarray(0, kept);
}
