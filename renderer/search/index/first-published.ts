/** What a list of everything opens with. */
import type { ArticleId } from '../../../corpus/records.ts';
import { compareRanges } from './bytes.ts';
import type { Segment } from './segment.ts';
import { stringAt } from './strings.ts';

/** A segment, and which of its articles do not count, by their index in it. */
interface Part {
  readonly segment: Segment;
  readonly gone: Uint32Array;
}

interface Dated {
  readonly segment: Segment;
  readonly article: number;
  /** NaN: no date. */
  readonly time: number;
}

/** The first `most` articles of all segments in the order `published`: newest first, those without a date last, equals by their ids. */
export function firstPublished(parts: readonly Part[], most: number): ArticleId[] {
  const first: Dated[] = [];
  for (const { segment, gone } of parts) {
    const times = segment.articleTimes();
    const without = new Set(gone);
    for (let article = 0; article < segment.articles; article++) {
      if (without.has(article)) continue;
      const one = { segment, article, time: times[article] as number };
      let at = first.length;
      while (at > 0 && compare(one, first[at - 1] as Dated) < 0) at--;
      if (at === most) continue;
      first.splice(at, 0, one);
      if (first.length > most) first.pop();
    }
  }
  return first.map(({ segment, article }) => stringAt(segment.ids().articles, article) as ArticleId);
}

function compare(a: Dated, b: Dated): number {
  if (Number.isNaN(a.time) !== Number.isNaN(b.time)) return Number.isNaN(a.time) ? 1 : -1;
  if (a.time > b.time) return -1;
  if (a.time < b.time) return 1;
  const [own, other] = [a.segment.ids().articles, b.segment.ids().articles];
  const offset = (offsets: Uint32Array, index: number): number => offsets[index] as number;
  return compareRanges(
    own.bytes,
    offset(own.offsets, a.article),
    offset(own.offsets, a.article + 1),
    other.bytes,
    offset(other.offsets, b.article),
    offset(other.offsets, b.article + 1),
  );
}
