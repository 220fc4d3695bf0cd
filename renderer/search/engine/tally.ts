/** Counting what was found article by article and month by month, for whatever facet asks. */
import { hasBit, rankOf, ranksOf } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import { monthRunsOf } from './month-runs.ts';
import { COMMENT_BUCKETS, facetsOf } from './segment-facets.ts';

export interface Counts {
  readonly articles: number;
  readonly comments: number;
}

/** Found articles, and all found documents, by kind of article. */
export interface CountedKinds {
  readonly articles: Uint32Array;
  readonly all: Uint32Array;
}

/** By what articles are. */
interface ByArticle {
  readonly articles: number;
  /** By part of the snapshot. */
  readonly kinds: readonly CountedKinds[];
  /** Articles by `COMMENT_BUCKETS`. */
  readonly buckets: Uint32Array;
}

interface ByMonth {
  /** By yyyymm. */
  readonly months: ReadonlyMap<number, Counts>;
  readonly undated: Counts;
}

/** Counts of what was found, each worked out when it is first asked for. */
export class Tally {
  #ranks: Uint32Array | undefined;
  #byArticle: ByArticle | undefined;
  #byMonth: ByMonth | undefined;

  constructor(
    readonly snapshot: Snapshot,
    readonly found: Bits,
  ) {}

  /** All that was found. */
  get total(): Counts {
    const { articles } = this.byArticle();
    return { articles, comments: (this.#ranksOfFound()[this.found.length] as number) - articles };
  }

  #ranksOfFound(): Uint32Array {
    this.#ranks ??= ranksOf(this.found);
    return this.#ranks;
  }

  byArticle(): ByArticle {
    this.#byArticle ??= this.#countArticles();
    return this.#byArticle;
  }

  byMonth(): ByMonth {
    this.#byMonth ??= this.#countMonths();
    return this.#byMonth;
  }

  #countArticles(): ByArticle {
    const { found } = this;
    const ranks = this.#ranksOfFound();
    const buckets = new Uint32Array(COMMENT_BUCKETS.length);
    let sum = 0;
    const kinds = this.snapshot.parts.map(({ segment, base }): CountedKinds => {
      const { kinds, bucketOfArticle } = facetsOf(segment);
      const { starts } = segment;
      const { ofArticle } = kinds;
      const articles = new Uint32Array(kinds.count);
      const all = new Uint32Array(kinds.count);
      let before = rankOf(found, ranks, base);
      for (let article = 0; article < ofArticle.length; article++) {
        const start = base + (starts[article] as number);
        const next = rankOf(found, ranks, base + (starts[article + 1] as number));
        const own = ((found[start >>> 5] as number) >>> (start & 31)) & 1;
        const kind = ofArticle[article] as number;
        const bucket = bucketOfArticle[article] as number;
        articles[kind] = (articles[kind] as number) + own;
        all[kind] = (all[kind] as number) + next - before;
        buckets[bucket] = (buckets[bucket] as number) + own;
        sum += own;
        before = next;
      }
      return { articles, all };
    });
    return { articles: sum, kinds, buckets };
  }

  #countMonths(): ByMonth {
    const { found } = this;
    const ranks = this.#ranksOfFound();
    const counted = new Map<number, { articles: number; comments: number }>();
    for (const { segment, base } of this.snapshot.parts) {
      const { months, ofArticle, ends, ofRun } = monthRunsOf(segment);
      const { starts } = segment;
      const articles = new Uint32Array(months.length);
      const all = new Uint32Array(months.length);
      let before = rankOf(found, ranks, base);
      for (let run = 0; run < ends.length; run++) {
        const next = rankOf(found, ranks, base + (ends[run] as number));
        const month = ofRun[run] as number;
        all[month] = (all[month] as number) + next - before;
        before = next;
      }
      for (let article = 0; article < ofArticle.length; article++) {
        const month = ofArticle[article] as number;
        articles[month] = (articles[month] as number) + Number(hasBit(found, base + (starts[article] as number)));
      }
      for (const [place, month] of months.entries()) {
        const counts = counted.get(month) ?? { articles: 0, comments: 0 };
        counted.set(month, counts);
        counts.articles += articles[place] as number;
        counts.comments += (all[place] as number) - (articles[place] as number);
      }
    }
    const undated = counted.get(0) ?? { articles: 0, comments: 0 };
    // a year is no month
    return { months: new Map([...counted].filter(([month]) => month % 100 !== 0)), undated };
  }
}
