/** Which of the words compared are shown, and in what order. Pure. */
import type { Keyword, Keywords } from '../../../search/client.ts';
import { plural } from '../../ui/format.ts';

const rates = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const scores = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** The more frequent ones, strongest first, or the rarer ones, strongest first. Where all of the library was found there is nothing to compare: most frequent first. */
export function shownKeywords({ rows }: Pick<Keywords, 'rows'>, side: 'over' | 'under'): readonly Keyword[] {
  if (compares({ rows })) {
    return side === 'over'
      ? rows.filter(({ likelihood }) => likelihood > 0).toSorted((a, b) => b.likelihood - a.likelihood)
      : rows.filter(({ likelihood }) => likelihood < 0).toSorted((a, b) => a.likelihood - b.likelihood);
  }
  return side === 'over' ? rows.toSorted((a, b) => b.found - a.found) : [];
}

/** Whether what was found differs from the library at all. */
export function compares({ rows }: Pick<Keywords, 'rows'>): boolean {
  return rows.some(({ likelihood }) => likelihood !== 0);
}

/** How often a word comes in 10,000. */
export function perTenThousand(n: number, words: number): number {
  return words === 0 ? 0 : (n / words) * 10_000;
}

/** “6.25”: a rate is as exact as three digits. */
export function formatRate(rate: number): string {
  return rates.format(rate);
}

/** “+40.2”, “−3.0”: which way a word differs is part of the number. */
export function formatScore(likelihood: number): string {
  return scores.format(likelihood).replace('-', '−');
}

/** What a word that opens its list is called. */
export function keywordWords({ words, documents }: Pick<Keyword, 'words' | 'documents'>): string {
  return `${words}: ${plural(documents, 'article or comment', 'articles and comments')}, open the list`;
}
