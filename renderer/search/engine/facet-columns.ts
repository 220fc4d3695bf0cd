/** What facets count by, laid out once for a snapshot. */
import { isNumber } from '../../../corpus/query/evaluate.ts';
import type { NumberTest } from '../../../corpus/query/query.ts';
import { foldText } from '../../../corpus/text/fold.ts';
import type { KnownName } from '../client.ts';
import { DocumentFlag, type Segment } from '../index/segment.ts';
import { countBits, countBoth, countRange, countThree, hasBit } from './bits.ts';
import { byArticle, byDocument, byFlag, NAMES } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';

/** Names that are the same once case and accents do not count; the first of them stands for all. */
interface Names {
  readonly names: readonly string[];
  /** By article; the number of names where there is none. */
  readonly ofArticle: Uint32Array;
}

/** Months of one segment. */
interface Months {
  /** As yyyymm, in no order. */
  readonly months: readonly number[];
  /** By document: 0 where no month is stated, 1 where nothing is, else the month's place and 2. */
  readonly ofDocument: Uint16Array;
}

export interface Counts {
  readonly articles: number;
  readonly comments: number;
}

/** Most months of one segment that are told apart: 5,000 years. */
const MONTHS = 0xffff - 2;

const monthsOfSegments = new WeakMap<Segment, Months>();

/** Worked out once a segment. */
export function monthsOf(segment: Segment): Months {
  const known = monthsOfSegments.get(segment);
  if (known !== undefined) return known;
  const places = new Map<number, number>();
  const ofDocument = new Uint16Array(segment.documents);
  const days = segment.columns.day;
  for (let document = 0; document < ofDocument.length; document++) {
    const day = days[document] ?? 0;
    const month = Math.floor(day / 100);
    if (day === 0) ofDocument[document] = 1;
    else if (month % 100 !== 0) {
      let place = places.get(month);
      if (place === undefined && places.size < MONTHS) {
        place = places.size + 2;
        places.set(month, place);
      }
      ofDocument[document] = place ?? 0;
    }
  }
  const made = { months: [...places.keys()], ofDocument };
  monthsOfSegments.set(segment, made);
  return made;
}

export const COMMENT_BUCKETS: readonly { readonly label: string; readonly test: NumberTest }[] = [
  { label: '0', test: { is: '=', value: 0 } },
  { label: '1–9', test: { is: '..', from: 1, to: 9 } },
  { label: '10–99', test: { is: '..', from: 10, to: 99 } },
  { label: '100–999', test: { is: '..', from: 100, to: 999 } },
  { label: '1,000 or more', test: { is: '>=', value: 1000 } },
];

export const RATING_BUCKETS: readonly { readonly label: string; readonly test: NumberTest }[] = [
  { label: 'over +20', test: { is: '>', value: 20 } },
  { label: '+1 to +20', test: { is: '..', from: 1, to: 20 } },
  { label: '0', test: { is: '=', value: 0 } },
  { label: 'under 0', test: { is: '<', value: 0 } },
];

export class FacetColumns {
  readonly #names = new Map<string, Names>();
  #comments: readonly Bits[] | undefined;
  #ratings: readonly Bits[] | undefined;
  #replies: { readonly reply: Bits; readonly answered: Bits } | undefined;
  readonly #starts: Uint32Array;

  constructor(readonly snapshot: Snapshot) {
    this.#starts = startsOf(snapshot);
  }

  names(column: keyof typeof NAMES): Names {
    const known = this.#names.get(column);
    if (known !== undefined) return known;
    const places = new Map<string, number>();
    const names: string[] = [];
    const ofArticle = new Uint32Array(this.#starts.length - 1);
    let first = 0;
    for (const { segment } of this.snapshot.parts) {
      const { articleColumns } = segment;
      const own = Uint32Array.from(articleColumns[NAMES[column]], (name) => {
        const key = column === 'importId' ? name : foldText(name.trim());
        if (key === '') return NONE;
        const place = places.get(key) ?? names.length;
        if (place === names.length) {
          places.set(key, place);
          names.push(name);
        }
        return place;
      });
      const indexes = articleColumns[column];
      for (let article = 0; article < segment.articles; article++) ofArticle[first + article] = own[indexes[article] ?? NONE] ?? NONE;
      first += segment.articles;
    }
    for (let article = 0; article < first; article++) if (ofArticle[article] === NONE) ofArticle[article] = names.length;
    const made = { names, ofArticle };
    this.#names.set(column, made);
    return made;
  }

  /** Every name of a column with how many articles have it, most first. */
  known(column: keyof typeof NAMES): KnownName[] {
    const { names, ofArticle } = this.names(column);
    const articles = new Uint32Array(names.length + 1);
    const live = this.byArticle(this.snapshot.live).articles;
    for (const [article, name] of ofArticle.entries()) articles[name] = (articles[name] ?? 0) + (live[article] ?? 0);
    return names
      .map((name, index) => ({ name, articles: articles[index] ?? 0 }))
      .filter((known) => known.articles > 0)
      .sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
  }

  commentBuckets(): readonly Bits[] {
    this.#comments ??= COMMENT_BUCKETS.map(({ label, test }) =>
      byArticle(
        this.snapshot,
        'alone',
        ({ articleColumns: { comments } }) =>
          (article) =>
            isNumber(comments[article] ?? 0, test),
        `comments ${label}`,
      ),
    );
    return this.#comments;
  }

  ratingBuckets(): readonly Bits[] {
    this.#ratings ??= RATING_BUCKETS.map(({ label, test }) =>
      byDocument(
        this.snapshot,
        ({ columns: { rating } }) =>
          (document) =>
            isNumber(rating[document] ?? Number.NaN, test),
        `rating ${label}`,
      ),
    );
    return this.#ratings;
  }

  replies(): { readonly reply: Bits; readonly answered: Bits } {
    this.#replies ??= { reply: byFlag(this.snapshot, DocumentFlag.Reply), answered: byFlag(this.snapshot, DocumentFlag.Answered) };
    return this.#replies;
  }

  /** How much of each article was found. */
  byArticle(found: Bits): ByArticle {
    const starts = this.#starts;
    const count = starts.length - 1;
    const articles = new Uint8Array(count);
    const comments = new Uint32Array(count);
    for (let article = 0; article < count; article++) {
      const start = starts[article] ?? 0;
      articles[article] = Number(hasBit(found, start));
      comments[article] = countRange(found, start + 1, starts[article + 1] ?? 0);
    }
    return { articles, comments };
  }

  /** How much of what was found is in a set. */
  counts(found: Bits, of: Bits = found): Counts {
    const articles = countThree(found, of, this.snapshot.articles);
    const all = of === found ? countBits(found) : countBoth(found, of);
    return { articles, comments: all - articles };
  }
}

export interface ByArticle {
  readonly articles: Uint8Array;
  readonly comments: Uint32Array;
}

const NONE = 0xffffffff;

/** Document of each article of a snapshot; one more entry says where the last one's comments end. */
export function startsOf({ parts, documents }: Snapshot): Uint32Array {
  const starts = new Uint32Array(parts.reduce((sum, { segment }) => sum + segment.articles, 0) + 1);
  let first = 0;
  for (const { segment, base } of parts) {
    for (let article = 0; article < segment.articles; article++) starts[first + article] = base + (segment.starts[article] ?? 0);
    first += segment.articles;
  }
  starts[first] = documents;
  return starts;
}
