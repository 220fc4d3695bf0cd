/** Documents of a snapshot that have a term of words, and how often each has it. */
import { assertNever } from '../../../corpus/assert.ts';
import { fieldOf } from '../../../corpus/query/evaluate.ts';
import type { WordField } from '../../../corpus/query/fields.ts';
import type { NearTerm, WordTerm } from '../../../corpus/query/query.ts';
import { foldedKey } from '../../../corpus/query/relevance.ts';
import { DocumentFlag, IndexField, type PostingList, type Segment } from '../index/segment.ts';
import { hasBit, noBits, setBit } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import { nearOccurrences, occurrencesOf } from './occurrences.ts';
import { WHOLE_TEXTS } from './whole-texts.ts';

/** Documents that are in the library, ascending. An exact term counts here as its folded words. */
export interface Hits {
  readonly documents: Uint32Array;
  /** Occurrences in the fields the term looks in. */
  readonly counts: Uint32Array;
}

/** Where a field's words stand, and of which documents they count there: those whose flags, masked, are as said. */
interface Place {
  readonly field: IndexField;
  readonly mask: number;
  readonly flags: number;
}

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

/** Entries of lists that are kept, at most. */
const KEPT = 4_000_000;

/** Hits of the terms of one snapshot; those asked for last are kept. */
export class HitsOfSnapshot {
  readonly #kept = new Map<string, Hits>();
  #size = 0;
  #seen = new Uint32Array(0);

  constructor(readonly snapshot: Snapshot) {}

  of(term: WordTerm | NearTerm): Hits {
    const key = foldedKey(term);
    const hits = this.#kept.get(key) ?? this.#find(term);
    if (this.#kept.delete(key)) this.#size -= hits.documents.length;
    this.#kept.set(key, hits);
    this.#size += hits.documents.length;
    for (const [oldest, { documents }] of this.#kept) {
      if (this.#size <= KEPT || oldest === key) break;
      this.#kept.delete(oldest);
      this.#size -= documents.length;
    }
    return hits;
  }

  #find(term: WordTerm | NearTerm): Hits {
    const places = placesOf(fieldOf(term));
    if (places === undefined) throw new RangeError(`Postings do not tell of “${fieldOf(term)}”.`);
    const found = this.snapshot.parts.map(({ segment, base }) => this.#inPart(segment, base, places, term));
    if (found.length === 1 && found[0]) return found[0];
    const length = found.reduce((sum, { documents }) => sum + documents.length, 0);
    const hits = { documents: new Uint32Array(length), counts: new Uint32Array(length) };
    let at = 0;
    for (const { documents, counts } of found) {
      hits.documents.set(documents, at);
      hits.counts.set(counts, at);
      at += documents.length;
    }
    return hits;
  }

  #ofWord(segment: Segment, base: number, places: readonly Place[], word: string): Hits {
    let hits = NO_HITS;
    for (const place of places) {
      const entry = segment.term(place.field, word);
      if (entry) hits = merged(hits, liveOf(entry.list(), base, this.snapshot.live, segment.columns.flags, place));
    }
    return hits;
  }

  #inPart(segment: Segment, base: number, places: readonly Place[], term: WordTerm | NearTerm): Hits {
    if (term.type === 'word') return this.#ofWord(segment, base, places, term.word);
    if (this.#seen.length < segment.documents) this.#seen = new Uint32Array(segment.documents);
    const seen = this.#seen;
    // it is clean again only when all goes well
    this.#seen = new Uint32Array(0);
    const tally = new Tally(segment, seen);
    if (term.type === 'prefix') {
      for (const place of places) for (const entry of segment.terms(place.field, term.prefix)) tally.list(place, entry.list());
    } else {
      for (const place of fieldOf(term) === 'text' ? [IN_WHOLE_TEXTS] : places) {
        const found = term.type === 'near' ? nearOccurrences(segment, place.field, term) : occurrencesOf(segment, place.field, term);
        const { documents } = found;
        for (let index = 0; index < documents.length; index++) {
          const count = found.move(index);
          if (count > 0) tally.add(place, documents[index] ?? 0, count);
        }
      }
    }
    const hits = tally.hits(this.snapshot.live, base);
    this.#seen = seen;
    return hits;
  }
}

/** Of a part's documents, as documents of the snapshot, those that are live and whose flags, masked, are as said. Copies. */
function liveOf({ documents, counts }: PostingList, base: number, live: Bits, flags: Uint8Array, { mask, flags: wanted }: Place): Hits {
  const kept = new Uint32Array(documents.length);
  const times = new Uint32Array(documents.length);
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] ?? 0;
    if (mask !== 0 && ((flags[document] ?? 0) & mask) !== wanted) continue;
    const numbered = base + document;
    if ((((live[numbered >>> 5] ?? 0) >>> (numbered & 31)) & 1) === 0) continue;
    kept[count] = numbered;
    times[count++] = counts[index] ?? 0;
  }
  return { documents: kept.subarray(0, count), counts: times.subarray(0, count) };
}

/** Documents of both, their counts added up. */
function merged(a: Hits, b: Hits): Hits {
  if (a.documents.length === 0) return b;
  if (b.documents.length === 0) return a;
  const documents = new Uint32Array(a.documents.length + b.documents.length);
  const counts = new Uint32Array(documents.length);
  let count = 0;
  let atB = 0;
  const ends = b.documents.length;
  for (let atA = 0; atA < a.documents.length; atA++) {
    const document = a.documents[atA] ?? 0;
    for (; atB < ends && (b.documents[atB] ?? 0) < document; atB++) {
      documents[count] = b.documents[atB] ?? 0;
      counts[count++] = b.counts[atB] ?? 0;
    }
    documents[count] = document;
    counts[count] = a.counts[atA] ?? 0;
    if (atB < ends && b.documents[atB] === document) counts[count] = (counts[count] ?? 0) + (b.counts[atB++] ?? 0);
    count += 1;
  }
  for (; atB < ends; atB++) {
    documents[count] = b.documents[atB] ?? 0;
    counts[count++] = b.counts[atB] ?? 0;
  }
  return { documents: documents.subarray(0, count), counts: counts.subarray(0, count) };
}

const NO_HITS: Hits = { documents: new Uint32Array(0), counts: new Uint32Array(0) };

/** Adds up, document by document of a segment. */
class Tally {
  readonly #flags: Uint8Array;
  readonly #found: Bits;

  /** `counts`: all 0, and so again once the hits are taken. */
  constructor(
    segment: Segment,
    readonly counts: Uint32Array,
  ) {
    this.#flags = segment.columns.flags;
    this.#found = noBits(segment.documents);
  }

  list({ mask, flags }: Place, { documents, counts: times }: PostingList): void {
    const { counts } = this;
    const found = this.#found;
    const all = this.#flags;
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] ?? 0;
      if (mask !== 0 && ((all[document] ?? 0) & mask) !== flags) continue;
      counts[document] = (counts[document] ?? 0) + (times[index] ?? 0);
      const word = document >>> 5;
      found[word] = (found[word] ?? 0) | (1 << (document & 31));
    }
  }

  add({ mask, flags }: Pick<Place, 'mask' | 'flags'>, document: number, count: number): void {
    if (mask !== 0 && ((this.#flags[document] ?? 0) & mask) !== flags) return;
    this.counts[document] = (this.counts[document] ?? 0) + count;
    setBit(this.#found, document);
  }

  /** Those of the found that are live, as documents of the snapshot. */
  hits(live: Bits, base: number): Hits {
    let length = 0;
    const found = this.#found;
    const { counts } = this;
    let documents = new Uint32Array(1024);
    let times = new Uint32Array(1024);
    for (let at = 0; at < found.length; at++) {
      let word = found[at] ?? 0;
      if (length + 32 > documents.length) {
        documents = grown(documents);
        times = grown(times);
      }
      while (word !== 0) {
        const low = word & -word;
        const document = (at << 5) + 31 - Math.clz32(low);
        word ^= low;
        const count = counts[document] ?? 0;
        counts[document] = 0;
        if (!hasBit(live, base + document)) continue;
        documents[length] = base + document;
        times[length++] = count;
      }
    }
    return { documents: documents.slice(0, length), counts: times.slice(0, length) };
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(array.length * 2);
  made.set(array);
  return made;
}
