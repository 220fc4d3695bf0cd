/** The bars above the words in context: which lie in a span of time, and the span that bars make. Pure. */
import type { DateSpan } from '../../../../corpus/query/spans.ts';
import type { TimeBar, TimeStep } from '../../../search/client.ts';
import { dayOf, statedDay } from '../counts/time-words.ts';

/** Indexes of the first bar that touches a span and of the one after the last; undefined where none does. */
export function barsWithin(bars: readonly Pick<TimeBar, 'from' | 'to'>[], { from, to }: DateSpan): readonly [from: number, to: number] | undefined {
  // `to` may be a month or a year: then it ends after every day that begins with it
  const inside = ({ from: first, to: last }: Pick<TimeBar, 'from' | 'to'>): boolean =>
    (from === undefined || last >= from) && (to === undefined || first <= `${to}~`);
  const first = bars.findIndex(inside);
  return first === -1 ? undefined : [first, bars.findLastIndex(inside) + 1];
}

/** The span that two bars and those between them make, whichever comes first, as exact as the step. */
export function spanBetween(bars: readonly Pick<TimeBar, 'from' | 'to'>[], a: number, b: number, step: TimeStep): DateSpan | undefined {
  const first = bars[Math.min(a, b)];
  const last = bars[Math.max(a, b)];
  return first && last && { from: statedDay(first.from, step), to: statedDay(last.to, step) };
}

/** Bars before which a year begins, with the year; so many are left out that labels have room. */
export function yearLabels(bars: readonly Pick<TimeBar, 'from'>[], room: number): readonly { readonly at: number; readonly year: string }[] {
  const labels: { readonly at: number; readonly year: string }[] = [];
  for (const [at, { from }] of bars.entries()) {
    const year = String(dayOf(from).getUTCFullYear());
    if (labels.at(-1)?.year !== year) labels.push({ at, year });
  }
  const every = Math.max(1, Math.ceil(labels.length / Math.max(1, room)));
  return labels.filter((_, index) => index % every === 0);
}
