/** What facets count by, laid out once for a snapshot. */
import type { NumberTest } from '../../../corpus/query/query.ts';
import { foldText } from '../../../corpus/text/fold.ts';
import type { KnownName } from '../client.ts';
import { DocumentFlag } from '../index/segment.ts';
import { countBits, countBoth, countThree } from './bits.ts';
import { byFlag, byNumber, NAMES } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';
import { facetsOf, type NameColumn } from './segment-facets.ts';
import { type Counts, Tally } from './tally.ts';

/** Names that are the same once case and accents do not count; the first of them stands for all. */
interface Names {
  readonly names: readonly string[];
  /** By part, and place in its own list: the place here. What has no name has the place after the last, there and here. */
  readonly ofParts: readonly Uint32Array[];
}

export const RATING_BUCKETS: readonly { readonly label: string; readonly test: NumberTest }[] = [
  { label: 'over +20', test: { is: '>', value: 20 } },
  { label: '+1 to +20', test: { is: '..', from: 1, to: 20 } },
  { label: '0', test: { is: '=', value: 0 } },
  { label: 'under 0', test: { is: '<', value: 0 } },
];

export class FacetColumns {
  readonly #names = new Map<NameColumn, Names>();
  #ratings: readonly Bits[] | undefined;
  #replies: { readonly reply: Bits; readonly answered: Bits } | undefined;
  #live: Tally | undefined;

  constructor(readonly snapshot: Snapshot) {}

  names(column: NameColumn): Names {
    const known = this.#names.get(column);
    if (known !== undefined) return known;
    const places = new Map<string, number>();
    const names: string[] = [];
    const ofParts = this.snapshot.parts.map(({ segment }) => {
      const own = segment.articleColumns[NAMES[column]].map((name) => {
        const key = column === 'importId' ? name : foldText(name.trim());
        if (key === '') return NONE;
        const place = places.get(key) ?? names.length;
        if (place === names.length) {
          places.set(key, place);
          names.push(name);
        }
        return place;
      });
      return Uint32Array.from([...own, NONE]);
    });
    for (const own of ofParts) for (const [at, place] of own.entries()) if (place === NONE) own[at] = names.length;
    const made = { names, ofParts };
    this.#names.set(column, made);
    return made;
  }

  /** Counts by name; the last are of what has none. */
  byName(column: NameColumn, tally: Tally): readonly Counts[] {
    const { names, ofParts } = this.names(column);
    const articles = new Uint32Array(names.length + 1);
    const all = new Uint32Array(names.length + 1);
    const counted = tally.byArticle().kinds;
    for (const [part, { segment }] of this.snapshot.parts.entries()) {
      const { count, names: named } = facetsOf(segment).kinds;
      const places = ofParts[part] as Uint32Array;
      const own = counted[part];
      for (let kind = 0; kind < count; kind++) {
        const place = places[named[column][kind] as number] as number;
        articles[place] = (articles[place] as number) + (own?.articles[kind] ?? 0);
        all[place] = (all[place] as number) + (own?.all[kind] ?? 0);
      }
    }
    return Array.from(articles, (count, place) => ({ articles: count, comments: (all[place] as number) - count }));
  }

  /** Every name of a column with how many articles have it, most first. */
  known(column: NameColumn): KnownName[] {
    const { names } = this.names(column);
    const counts = this.byName(column, this.tally(this.snapshot.live));
    return names
      .map((name, index) => ({ name, articles: counts[index]?.articles ?? 0 }))
      .filter((known) => known.articles > 0)
      .sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
  }

  ratingBuckets(): readonly Bits[] {
    this.#ratings ??= RATING_BUCKETS.map(({ test }) => byNumber(this.snapshot, { type: 'number', of: 'rating', test }));
    return this.#ratings;
  }

  replies(): { readonly reply: Bits; readonly answered: Bits } {
    this.#replies ??= { reply: byFlag(this.snapshot, DocumentFlag.Reply), answered: byFlag(this.snapshot, DocumentFlag.Answered) };
    return this.#replies;
  }

  /** Counts of what was found; those of the whole library are kept. */
  tally(found: Bits): Tally {
    if (found !== this.snapshot.live) return new Tally(this.snapshot, found);
    this.#live ??= new Tally(this.snapshot, found);
    return this.#live;
  }

  /** How much of what was found is in a set. */
  counts(found: Bits, of: Bits = found): Counts {
    const articles = countThree(found, of, this.snapshot.articles);
    const all = of === found ? countBits(found) : countBoth(found, of);
    return { articles, comments: all - articles };
  }
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
