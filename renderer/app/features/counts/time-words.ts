/** Steps and spans of time in words. Pure. */
import type { FoundCounts, TimeBar, TimeStep } from '../../../search/client.ts';
import { plural } from '../../ui/format.ts';

export const STEPS: readonly (readonly [TimeStep, string])[] = [
  ['day', 'days'],
  ['week', 'weeks'],
  ['month', 'months'],
  ['year', 'years'],
];

const utc = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const days = utc({ day: 'numeric', month: 'short', year: 'numeric' });
const months = utc({ month: 'long', year: 'numeric' });
const years = utc({ year: 'numeric' });

/** The first moment of a day (yyyy-mm-dd), in UTC. */
export function dayOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** “14 May 2019”, “March 2019”, “March to August 2019”, “2017 to 2019”; both ends are included. */
export function spanWords(from: string, to: string, step: TimeStep): string {
  const format = step === 'year' ? years : step === 'month' ? months : days;
  return format.formatRange(dayOf(from), dayOf(to));
}

/** “20 comments and 1 article”. */
export function countWords({ articles, comments }: FoundCounts): string {
  return `${plural(comments, 'comment')} and ${plural(articles, 'article')}`;
}

/** A bar in words, for those who do not see it. */
export function barWords({ from, to, found, all }: Pick<TimeBar, 'from' | 'to' | 'found' | 'all'>, step: TimeStep): string {
  return `${spanWords(from, to, step)}: ${countWords(found)} found, of ${countWords(all)}`;
}

/** A day as exact as a step needs it: `2019`, `2019-03`, `2019-03-14`. */
export function statedDay(day: string, step: TimeStep): string {
  return day.slice(0, step === 'year' ? 4 : step === 'month' ? 7 : 10);
}

/** Sums of several bars. */
export function sumOf(counts: readonly FoundCounts[]): FoundCounts {
  return counts.reduce((sum, { articles, comments }) => ({ articles: sum.articles + articles, comments: sum.comments + comments }), {
    articles: 0,
    comments: 0,
  });
}
