import { momentOf } from './grouping.ts';
import type { Reading } from './layouts/layout.ts';
import type { SourceId } from './records.ts';

interface Shown {
  readonly comment: { readonly number?: number; readonly position: number };
  readonly reading: number;
}

/**
 * For each comment, given as its sightings in the order of captures: the first capture that states a later time than any that shows
 * it, shows the same part of the list, and lacks it.
 */
export function vanishedFrom(readings: readonly Reading[], comments: readonly (readonly Shown[])[]): (SourceId | undefined)[] {
  const moments = readings.map(({ article }) => momentOf(article.capture.stated));
  const parts = readings.map(({ comments: shown }) => denseRange(shown.flatMap(({ number }) => number ?? [])));
  const places = readings.map((_, reading) => placesIn(comments, reading));
  return comments.map((seen, comment) => {
    const last = moments[seen.at(-1)?.reading ?? -1];
    // a capture without a time may be later than the one that lacks the comment
    if (last === undefined || seen.some(({ reading }) => moments[reading] === undefined)) return undefined;
    const number = seen.find((one) => one.comment.number !== undefined)?.comment.number;
    const at = readings.findIndex((_, reading) => {
      if ((moments[reading] ?? -Infinity) <= last) return false;
      const part = parts[reading];
      if (number !== undefined) return part !== undefined && part[0] <= number && number <= part[1];
      return seen.some((one) => isBetween(comment, places[one.reading], places[reading]));
    });
    return readings[at]?.article.capture.source;
  });
}

/** The run of numbers a page shows, if it shows at least half of them: picks from a long list cover nothing. */
function denseRange(numbers: readonly number[]): readonly [from: number, to: number] | undefined {
  if (numbers.length === 0) return undefined;
  let [from, to] = [Infinity, -Infinity];
  for (const number of numbers) {
    from = Math.min(from, number);
    to = Math.max(to, number);
  }
  return numbers.length * 2 >= to - from + 1 ? [from, to] : undefined;
}

/** The comments a reading shows, by their index, in the order of its page. */
function placesIn(comments: readonly (readonly Shown[])[], reading: number): Map<number, number> {
  const shown = comments.flatMap((seen, index) => seen.filter((one) => one.reading === reading).map(({ comment }) => ({ index, position: comment.position })));
  shown.sort((a, b) => a.position - b.position);
  return new Map(shown.map(({ index }, place) => [index, place]));
}

/** Whether the comments on both sides of one are next to each other on another page. */
function isBetween(comment: number, shown: ReadonlyMap<number, number> | undefined, later: ReadonlyMap<number, number> | undefined): boolean {
  const place = shown?.get(comment);
  if (shown === undefined || later === undefined || place === undefined) return false;
  const order = [...shown.keys()];
  const before = order.slice(0, place).findLast((one) => later.has(one));
  const after = order.slice(place + 1).find((one) => later.has(one));
  if (before === undefined || after === undefined) return false;
  return (later.get(after) ?? 0) - (later.get(before) ?? 0) === 1 && (shown.get(after) ?? 0) - (shown.get(before) ?? 0) <= RUN;
}

/** A later page that lacks more comments in a row than this shows picks, or another list. */
const RUN = 4;
