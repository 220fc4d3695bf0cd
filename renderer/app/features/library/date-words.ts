import type { Article } from '../../../../corpus/records.ts';
import { formatStatedDay } from '../../ui/format.ts';

/** The day an article is dated by in the list: when it came out; where the page states only when it was last changed, that, and so said. */
export function dateWords({ published, updated }: Pick<Article, 'published' | 'updated'>): string {
  if (published !== undefined) return formatStatedDay(published);
  if (updated === undefined) return 'no date';
  // a day of the calendar needs the word; the page's own words mostly have it
  const day = formatStatedDay(updated);
  return /updat/i.test(day) ? day : `updated ${day}`;
}
