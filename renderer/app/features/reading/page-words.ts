/** Which comment pages of an article there are, in words. */
import type { PageSet } from '../../../../corpus/page-sets.ts';
import { formatNumber } from '../../ui/format.ts';

/** So many runs of pages are named; the rest is counted. */
const NAMED = 6;
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Runs of pages that follow each other: `[14, 15, 17]` → `[[14, 15], [17, 17]]`. Both ends are included. */
function runsOf(pages: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs;
}

/** `14, 15 and 17`: two pages in a row are both named, more are a run (`14–16`). */
function pageNumbers(pages: readonly number[]): string {
  const parts = runsOf(pages).flatMap(([from, to]) =>
    to - from < 2 ? [from, ...(to > from ? [to] : [])].map(formatNumber) : [`${formatNumber(from)}–${formatNumber(to)}`],
  );
  const named = parts.slice(0, NAMED);
  const rest = parts.length - named.length;
  return list.format(rest > 0 ? [...named, `${formatNumber(rest)} more`] : named);
}

/** “comment pages 14, 15 and 17 of 32 captured”, “comment page 3 of 32 captured”, “all 32 comment pages captured”. */
export function pageSetWords({ captured, of }: PageSet): string {
  if (of > 1 && captured.length >= of) return `all ${formatNumber(of)} comment pages captured`;
  return `comment ${captured.length === 1 ? 'page' : 'pages'} ${pageNumbers(captured)} of ${formatNumber(of)} captured`;
}
