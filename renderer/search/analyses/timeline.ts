/** What is found by time: from the columns alone. */
import type { FoundCounts, TimeBar, Timeline, TimeStep } from '../client.ts';
import { hasBit } from '../engine/bits.ts';
import type { Evaluated } from '../engine/engine.ts';
import { type Bars, barsBetween, isExact, noBars } from './bars.ts';

/** Days that a year's cells are for: month × 32 + day, each 0 where it is not stated. */
const YEAR = 13 * 32;
/** Of each day: what is not found, comments and articles; and what is. */
const CELLS = 4;

/** Bars of what is found, with what the whole library has in them. */
export function timelineOf(evaluated: Evaluated, step: TimeStep): Timeline {
  const bars = barsOfFound(evaluated, step);
  const found = new Uint32Array(bars.frames.length * 2);
  const all = new Uint32Array(bars.frames.length * 2);
  const undated = { articles: 0, comments: 0 };
  const firstYear = Number(bars.frames[0]?.from.slice(0, 4) ?? 0);
  const lastYear = Number(bars.frames.at(-1)?.to.slice(0, 4) ?? -1);
  const { years, outside } = countDays(evaluated, firstYear, lastYear);
  for (const [year, cells] of years) {
    for (let at = 0; at < cells.length; at += CELLS) {
      const comments = cells[at] ?? 0;
      const articles = cells[at + 1] ?? 0;
      const foundComments = cells[at + 2] ?? 0;
      const foundArticles = cells[at + 3] ?? 0;
      if (comments + articles + foundComments + foundArticles === 0) continue;
      const place = at / CELLS;
      const bar = bars.indexOf(year * 10_000 + (place >>> 5) * 100 + (place & 31));
      if (bar < 0) {
        undated.articles += foundArticles;
        undated.comments += foundComments;
        continue;
      }
      found[bar * 2] = (found[bar * 2] ?? 0) + foundArticles;
      found[bar * 2 + 1] = (found[bar * 2 + 1] ?? 0) + foundComments;
      all[bar * 2] = (all[bar * 2] ?? 0) + articles + foundArticles;
      all[bar * 2 + 1] = (all[bar * 2 + 1] ?? 0) + comments + foundComments;
    }
  }
  const countsOf = (counts: Uint32Array, bar: number): FoundCounts => ({ articles: counts[bar * 2] ?? 0, comments: counts[bar * 2 + 1] ?? 0 });
  return {
    step: bars.step,
    bars: bars.frames.map((frame, bar): TimeBar => ({ ...frame, found: countsOf(found, bar), all: countsOf(all, bar) })),
    undated: { articles: undated.articles + outside.articles, comments: undated.comments + outside.comments },
  };
}

/** The bars from the first to the last with something found. */
export function barsOfFound({ snapshot, found }: Evaluated, step: TimeStep): Bars {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { segment, base } of snapshot.parts) {
    const { day } = segment.columns;
    for (let d = 0; d < segment.documents; d++) {
      const at = day[d] ?? 0;
      if ((at >= first && at <= last) || at === 0 || !hasBit(found, base + d) || !isExact(at, step)) continue;
      if (at < first) first = at;
      if (at > last) last = at;
    }
  }
  return last === 0 ? noBars(step) : barsBetween(step, first, last);
}

/**
 * Documents by day, of each year from the first to the last in which there are some: from each day's cell on comments, articles, comments found, articles found.
 * `outside`: what is found beyond these years, or states none.
 */
function countDays(
  { snapshot, found }: Evaluated,
  firstYear: number,
  lastYear: number,
): { readonly years: ReadonlyMap<number, Uint32Array>; readonly outside: FoundCounts } {
  const { live, articles } = snapshot;
  const years = new Map<number, Uint32Array>();
  const outside = { articles: 0, comments: 0 };
  // documents of a year lie together: most have the cells of the one before
  let cells: Uint32Array = new Uint32Array(0);
  let cellsOf = -1;
  for (const { segment, base } of snapshot.parts) {
    const { day } = segment.columns;
    for (let d = 0; d < segment.documents; d++) {
      const document = base + d;
      const word = document >>> 5;
      const bit = document & 31;
      if ((((live[word] ?? 0) >>> bit) & 1) === 0) continue;
      const isFound = ((found[word] ?? 0) >>> bit) & 1;
      const isArticle = ((articles[word] ?? 0) >>> bit) & 1;
      const at = day[d] ?? 0;
      const year = (at / 10_000) | 0;
      if (at !== 0 && year >= firstYear && year <= lastYear) {
        if (year !== cellsOf) {
          cells = years.get(year) ?? new Uint32Array(YEAR * CELLS);
          years.set(year, cells);
          cellsOf = year;
        }
        const month = ((at - year * 10_000) / 100) | 0;
        const cell = (month * 32 + (at % 100)) * CELLS + isFound * 2 + isArticle;
        cells[cell] = (cells[cell] ?? 0) + 1;
      } else if (isFound !== 0) {
        if (isArticle !== 0) outside.articles++;
        else outside.comments++;
      }
    }
  }
  return { years, outside };
}
