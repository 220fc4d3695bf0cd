import type { ArticleId, Parting } from '../../corpus/records.ts';

/** The word that two captures are not of one article, the same whichever is named first. `at`: ISO 8601, UTC. */
export function partingOf(one: ArticleId, other: ArticleId, at: string): Parting {
  const captures: Parting['captures'] = one < other ? [one, other] : [other, one];
  return { id: captures.join(' '), captures, at };
}
