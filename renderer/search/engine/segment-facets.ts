/** What facets count by in a segment, laid out once: a segment never changes. */
import { isNumber } from '../../../corpus/query/evaluate.ts';
import type { NumberTest } from '../../../corpus/query/query.ts';
import type { Segment } from '../index/segment.ts';
import { NAMES } from './columns.ts';

export const COMMENT_BUCKETS: readonly { readonly label: string; readonly test: NumberTest }[] = [
  { label: '0', test: { is: '=', value: 0 } },
  { label: '1–9', test: { is: '..', from: 1, to: 9 } },
  { label: '10–99', test: { is: '..', from: 10, to: 99 } },
  { label: '100–999', test: { is: '..', from: 100, to: 999 } },
  { label: '1,000 or more', test: { is: '>=', value: 1000 } },
];

export type NameColumn = keyof typeof NAMES;

/** Articles of one kind have the same publisher, layout, language and import: of kinds there are few, so that articles are counted once for all four. */
interface Kinds {
  /** By article. */
  readonly ofArticle: Uint32Array;
  readonly count: number;
  /** By kind: the place of its name in the segment's list; as many as there are names where it has none. */
  readonly names: { readonly [C in NameColumn]: Uint32Array };
}

export interface SegmentFacets {
  readonly kinds: Kinds;
  /** By article: which of `COMMENT_BUCKETS` has it. */
  readonly bucketOfArticle: Uint8Array;
}

const known = new WeakMap<Segment, SegmentFacets>();

export function facetsOf(segment: Segment): SegmentFacets {
  const before = known.get(segment);
  if (before !== undefined) return before;
  const { comments } = segment.articleColumns;
  const made: SegmentFacets = {
    kinds: kindsOf(segment),
    bucketOfArticle: Uint8Array.from(comments, (count) => COMMENT_BUCKETS.findIndex(({ test }) => isNumber(count, test))),
  };
  known.set(segment, made);
  return made;
}

function kindsOf({ articles, articleColumns }: Segment): Kinds {
  let ofArticle = new Uint32Array(articles);
  let count = articles === 0 ? 0 : 1;
  for (const column of COLUMNS) {
    const names = articleColumns[NAMES[column]].length;
    // kinds of before are told apart by one more column: no more than there are articles, so that the products stay exact
    const places = new Map<number, number>();
    const next = new Uint32Array(articles);
    for (let article = 0; article < articles; article++) {
      const both = (ofArticle[article] as number) * (names + 1) + Math.min(articleColumns[column][article] as number, names);
      let place = places.get(both);
      if (place === undefined) {
        place = places.size;
        places.set(both, place);
      }
      next[article] = place;
    }
    ofArticle = next;
    count = places.size;
  }
  const nameOf = (column: NameColumn): Uint32Array => {
    const names = new Uint32Array(count);
    const none = articleColumns[NAMES[column]].length;
    for (let article = 0; article < articles; article++) names[ofArticle[article] as number] = Math.min(articleColumns[column][article] as number, none);
    return names;
  };
  return { ofArticle, count, names: { publisher: nameOf('publisher'), layout: nameOf('layout'), language: nameOf('language'), importId: nameOf('importId') } };
}

const COLUMNS: readonly NameColumn[] = ['importId', 'language', 'layout', 'publisher'];
