/** Documents of a snapshot that have a term of words, and how often each has it. */
import { assertNever } from '../../../corpus/assert.ts';
import { fieldOf } from '../../../corpus/query/evaluate.ts';
import type { WordField } from '../../../corpus/query/fields.ts';
import type { NearTerm, WordTerm } from '../../../corpus/query/query.ts';
import { foldedKey } from '../../../corpus/query/relevance.ts';
import { DocumentFlag, IndexField, type Segment, type TermEntry } from '../index/segment.ts';
import { type Counted, Tally } from '../index/tally.ts';
import { countRange } from './bits.ts';
import type { Snapshot, SnapshotPart } from './engine.ts';
import { KeptHits } from './kept-hits.ts';
import { nearOccurrences, occurrencesOf } from './occurrences.ts';
import { tallyPhrase } from './phrases.ts';
import { WHOLE_TEXTS } from './whole-texts.ts';

/** Documents that are in the library, ascending. An exact term counts here as its folded words. */
export interface Hits {
  readonly documents: Uint32Array;
  /** Occurrences in the fields the term looks in. */
  readonly counts: Uint32Array;
}

/** Where a field's words stand, and of which documents they count there: those whose flags, masked, are as said. */
interface Place extends Counted {
  readonly field: IndexField;
}

/** A list of a word, and what of it counts. */
interface PlacedList {
  readonly place: Place;
  readonly entry: TermEntry;
}

const NO_HITS: Hits = { documents: new Uint32Array(0), counts: new Uint32Array(0) };

/** Where words next to each other are looked for with `text:`: own words and the rest of a comment follow each other there. */
const IN_WHOLE_TEXTS = { field: WHOLE_TEXTS, mask: 0, flags: 0 } as const;

const anywhere = (field: IndexField): Place => ({ field, mask: 0, flags: 0 });
const DEFAULT = [anywhere(IndexField.Headline), anywhere(IndexField.Heading), anywhere(IndexField.Body)];

/** Undefined for what is not in the postings. */
function placesOf(field: WordField | undefined): readonly Place[] | undefined {
  switch (field) {
    case undefined:
      return DEFAULT;
    case 'headline':
      return [anywhere(IndexField.Headline)];
    case 'text':
      // a word of a whole text is in one of both
      return [{ field: IndexField.Body, mask: DocumentFlag.Whole, flags: 0 }, anywhere(IndexField.Whole)];
    case 'own':
      return [{ field: IndexField.Body, mask: DocumentFlag.Article, flags: 0 }];
    case 'quoted':
      return [anywhere(IndexField.Quoted)];
    case 'author':
      return [anywhere(IndexField.Author)];
    case 'publisher':
    case 'note':
      return undefined;
    default:
      return assertNever(field, 'field');
  }
}

/** Whether postings tell of a term; the words of publishers and notes are not among them. */
export function isPosted(term: WordTerm | NearTerm): boolean {
  return placesOf(fieldOf(term)) !== undefined;
}

/** Hits that are kept, at most, unless one word has more. */
const KEPT = 1_000_000;

/** Hits of the terms of one snapshot; those asked for last are kept. */
export class HitsOfSnapshot {
  readonly #kept: KeptHits;
  readonly #tally = new Tally();
  /** What hits are gathered in before it is known how many there are. */
  #gathered = NO_HITS;
  /** Whether all documents of a segment are live. */
  readonly #whole = new Map<Segment, boolean>();

  constructor(readonly snapshot: Snapshot) {
    this.#kept = new KeptHits(Math.max(snapshot.documents, Math.min(KEPT, snapshot.documents * 8)));
  }

  /** What it gives holds until whoever asks awaits something: it may lie in memory that is used again. Kept hits are the same object each time. */
  of(term: WordTerm | NearTerm): Hits {
    const key = foldedKey(term);
    return this.#kept.of(key) ?? this.#find(key, term);
  }

  #find(key: string, term: WordTerm | NearTerm): Hits {
    const places = placesOf(fieldOf(term));
    if (places === undefined) throw new RangeError(`Postings do not tell of “${fieldOf(term)}”.`);
    const word = onlyWord(term);
    if (word !== undefined) return this.#ofWord(key, places, word);
    let end = 0;
    for (const part of this.snapshot.parts) {
      const { segment, base } = part;
      this.#tally.begin(segment.columns.flags);
      tallyIn(segment, places, term, this.#tally);
      const most = end + Math.min(this.#tally.postings, segment.documents);
      this.#gathered = grown(this.#gathered, end, most);
      const { documents, counts } = this.#gathered;
      end = this.#live(part, this.#gathered, end, this.#tally.take(documents, counts, end, base));
    }
    const gathered = cut(this.#gathered, end);
    return this.#kept.make(key, end, (hits) => {
      hits.documents.set(gathered.documents);
      hits.counts.set(gathered.counts);
      return end;
    });
  }

  /** Lists are unpacked to where they stay, for most of them are a word's only one. */
  #ofWord(key: string, places: readonly Place[], word: string): Hits {
    const { parts } = this.snapshot;
    const found = parts.map((part) => ({
      part,
      lists: places.flatMap((place) => {
        const entry = part.segment.term(place.field, word);
        return entry ? [{ place, entry }] : [];
      }),
    }));
    const most = found.reduce((sum, { lists }) => lists.reduce((more, { entry }) => more + entry.documents, sum), 0);
    return this.#kept.make(key, most, (hits) => {
      let end = 0;
      for (const { part, lists } of found) end = this.#live(part, hits, end, this.#merged(part, lists, hits, end));
      return end;
    });
  }

  /** Puts the lists of a word in a part from `from` on, made one; gives where it ends. */
  #merged({ segment, base }: SnapshotPart, lists: readonly PlacedList[], hits: Hits, from: number): number {
    const { flags } = segment.columns;
    // the longest last, to where what comes before it has room
    const [longest, ...others] = [...lists].sort((a, b) => b.entry.documents - a.entry.documents);
    if (longest === undefined) return from;
    let few = NO_HITS;
    for (const { place, entry } of others) {
      const one = { documents: new Uint32Array(entry.documents), counts: new Uint32Array(entry.documents) };
      entry.listInto(one, 0, base);
      few = mergedFew(few, cut(one, fitting(place, flags, base, one, 0, entry.documents)));
    }
    const begin = from + few.documents.length;
    longest.entry.listInto(hits, begin, base);
    return mergeBefore(few, hits, from, begin, fitting(longest.place, flags, base, hits, begin, begin + longest.entry.documents));
  }

  /** Of the hits of a part, from `from` to `to`, keeps those that are live; gives where they end. */
  #live({ segment, base }: SnapshotPart, { documents, counts }: Hits, from: number, to: number): number {
    const { live } = this.snapshot;
    let whole = this.#whole.get(segment);
    if (whole === undefined) {
      whole = countRange(live, base, base + segment.documents) === segment.documents;
      this.#whole.set(segment, whole);
    }
    if (whole) return to;
    let end = from;
    for (let index = from; index < to; index++) {
      const document = documents[index] as number;
      if ((((live[document >>> 5] as number) >>> (document & 31)) & 1) === 0) continue;
      documents[end] = document;
      counts[end++] = counts[index] as number;
    }
    return end;
  }
}

/** The word of a term that is no more than one. */
function onlyWord(term: WordTerm | NearTerm): string | undefined {
  if (term.type === 'word') return term.word;
  return (term.type === 'phrase' || term.type === 'exact') && term.words.length === 1 ? term.words[0] : undefined;
}

/** Counts the documents of a segment that have a term of more than one word. */
function tallyIn(segment: Segment, places: readonly Place[], term: WordTerm | NearTerm, tally: Tally): void {
  if (term.type === 'prefix') {
    for (const place of places) {
      tally.only(place);
      segment.tally(place.field, term.prefix, tally);
    }
    return;
  }
  if (term.type !== 'near' && term.type !== 'word' && fieldOf(term) !== 'text') {
    for (const place of places) if (term.words.length > 0) tallyPhrase(segment, place.field, term.words, place, tally);
    return;
  }
  for (const place of fieldOf(term) === 'text' ? [IN_WHOLE_TEXTS] : places) {
    tally.only(place);
    const found = term.type === 'near' ? nearOccurrences(segment, place.field, term) : occurrencesOf(segment, place.field, term);
    const { documents } = found;
    for (let index = 0; index < documents.length; index++) {
      const count = found.move(index);
      if (count > 0) tally.add(documents[index] as number, count);
    }
  }
}

/** Of hits from `from` to `to`, keeps those whose flags, masked, are as the place has it; gives where they end. */
function fitting({ mask, flags: wanted }: Place, flags: Uint8Array, base: number, { documents, counts }: Hits, from: number, to: number): number {
  if (mask === 0) return to;
  let end = from;
  for (let index = from; index < to; index++) {
    const document = documents[index] as number;
    if (((flags[document - base] as number) & mask) !== wanted) continue;
    documents[end] = document;
    counts[end++] = counts[index] as number;
  }
  return end;
}

function cut({ documents, counts }: Hits, end: number): Hits {
  return { documents: documents.subarray(0, end), counts: counts.subarray(0, end) };
}

/** Documents of both, their counts added up. */
function mergedFew(a: Hits, b: Hits): Hits {
  if (a.documents.length === 0) return b;
  const begin = a.documents.length;
  const length = begin + b.documents.length;
  const hits = { documents: new Uint32Array(length), counts: new Uint32Array(length) };
  hits.documents.set(b.documents, begin);
  hits.counts.set(b.counts, begin);
  return cut(hits, mergeBefore(a, hits, 0, begin, length));
}

/** Puts a few hits among those from `begin` to `end`, all from `from` on, where there is room for the few; gives where they end. Counts of the same document are added up. */
function mergeBefore(few: Hits, { documents, counts }: Hits, from: number, begin: number, end: number): number {
  let to = from;
  let at = begin;
  const length = few.documents.length;
  for (let index = 0; index < length; index++) {
    const document = few.documents[index] as number;
    let count = few.counts[index] as number;
    for (; at < end && (documents[at] as number) < document; at++) {
      documents[to] = documents[at] as number;
      counts[to++] = counts[at] as number;
    }
    if (at < end && documents[at] === document) count += counts[at++] as number;
    documents[to] = document;
    counts[to++] = count;
  }
  if (to === at) return end;
  documents.copyWithin(to, at, end);
  counts.copyWithin(to, at, end);
  return to + end - at;
}

/** The same with room for `wanted`; the first `kept` stay. */
function grown(gathered: Hits, kept: number, wanted: number): Hits {
  if (gathered.documents.length >= wanted) return gathered;
  const made = { documents: new Uint32Array(wanted * 2), counts: new Uint32Array(wanted * 2) };
  made.documents.set(gathered.documents.subarray(0, kept));
  made.counts.set(gathered.counts.subarray(0, kept));
  return made;
}
