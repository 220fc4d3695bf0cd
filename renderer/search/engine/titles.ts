/** Articles of several segments by their titles. */
import { compareRanges } from '../index/bytes.ts';
import type { Segment } from '../index/segment.ts';
import { stringAt } from '../index/strings.ts';
import { compareTitles } from '../index/titles.ts';
import type { Snapshot } from './engine.ts';

/** An article of a snapshot: its segment, its index there, its title. */
interface Titled {
  readonly segment: Segment;
  readonly article: number;
  readonly title: string;
  readonly ordinal: number;
}

/** Negative where the id of the first comes before that of the second. */
export function compareIds(a: Segment, articleA: number, b: Segment, articleB: number): number {
  const { bytes, offsets } = a.ids().articles;
  const other = b.ids().articles;
  return compareRanges(bytes, offsets[articleA] ?? 0, offsets[articleA + 1] ?? 0, other.bytes, other.offsets[articleB] ?? 0, other.offsets[articleB + 1] ?? 0);
}

function compare(a: Titled, b: Titled): number {
  return compareTitles(a.title, b.title) || compareIds(a.segment, a.article, b.segment, b.article);
}

function ofSegment(segment: Segment, first: number): Titled[] {
  const packed = segment.titles();
  const order = Array.from(segment.titleOrder(), (article): Titled => ({ segment, article, title: stringAt(packed, article), ordinal: first + article }));
  // equal titles stand in the order of their ids
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && compareTitles((order[from] as Titled).title, (order[to] as Titled).title) === 0) to++;
    if (to - from > 1) order.splice(from, to - from, ...order.slice(from, to).sort(compare));
    from = to;
  }
  return order;
}

function merged(a: readonly Titled[], b: readonly Titled[]): Titled[] {
  const [many, few] = a.length < b.length ? [b, a] : [a, b];
  const made: Titled[] = [];
  let at = 0;
  const scattered = few.length * 20 < many.length;
  for (const one of few) {
    let to = at;
    if (scattered) {
      let high = many.length;
      while (to < high) {
        const middle = (to + high) >>> 1;
        if (compare(many[middle] as Titled, one) < 0) to = middle + 1;
        else high = middle;
      }
    } else {
      while (to < many.length && compare(many[to] as Titled, one) < 0) to++;
    }
    for (; at < to; at++) made.push(many[at] as Titled);
    made.push(one);
  }
  for (; at < many.length; at++) made.push(many[at] as Titled);
  return made;
}

/** Merges what segments know of themselves; what the segments before the last ones came to is kept, for these change most. */
export class TitleOrder {
  #kept: { readonly segments: readonly Segment[]; readonly order: readonly Titled[] } = { segments: [], order: [] };

  /** Articles of a snapshot by their ordinals. */
  of({ parts }: Snapshot): Uint32Array<ArrayBuffer> {
    const segments = parts.map(({ segment }) => segment);
    const known = this.#kept.segments.every((segment, index) => segment === segments[index]) ? this.#kept : { segments: [], order: [] };
    let order = known.order;
    let first = 0;
    for (const [index, segment] of segments.entries()) {
      if (index >= known.segments.length) {
        order = merged(order, ofSegment(segment, first));
        if (!isPassing(segment)) this.#kept = { segments: segments.slice(0, index + 1), order };
      }
      first += segment.articles;
    }
    return Uint32Array.from(order, ({ ordinal }) => ordinal);
  }
}

/** Segments in memory come and go. */
function isPassing(segment: Segment): boolean {
  return segment.name.startsWith(MEMORY_NAME);
}

/** What names of segments in memory begin with. */
export const MEMORY_NAME = 'memory-';
