/** Comment numbers that were not captured, in words. */
import { formatNumber } from '../../ui/format.ts';

const NAMED = 3;
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** `[[1, 346], [348, 348]]` → “numbers 1–346 and 348”; of many runs the first are named and the rest counted. */
export function gapWords(gaps: readonly (readonly [from: number, to: number])[]): string {
  const named = gaps.slice(0, NAMED).map(([from, to]) => (from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`));
  const rest = gaps.length - named.length;
  if (rest > 0) named.push(`${formatNumber(rest)} more ${rest === 1 ? 'run' : 'runs'}`);
  const single = gaps.length === 1 && gaps[0]?.[0] === gaps[0]?.[1];
  return `${single ? 'number' : 'numbers'} ${list.format(named)}`;
}
