/** What the captures of an article have of its comment pages. */
import type { Article, Capture } from './records.ts';

export interface PageSet {
  /** Comment pages that were captured, ascending, each once; counted from 1. */
  readonly captured: readonly number[];
  /** How many there are, as the captures say; where they disagree, the most. */
  readonly of: number;
}

/** The comment pages of an article; undefined where no capture says which one it is. */
export function pageSetOf(captures: readonly Pick<Capture, 'commentPage'>[]): PageSet | undefined {
  const pages = captures.flatMap(({ commentPage }) => (commentPage ? [commentPage] : []));
  if (pages.length === 0) return undefined;
  const captured = [...new Set(pages.map(({ current }) => current))].sort((a, b) => a - b);
  return { captured, of: pages.reduce((most, { current, of }) => Math.max(most, current, of), 0) };
}

/** Whether comments of an article are known to be missing: a page of its list, or numbers between those that are here. */
export function hasGaps({ captures, commentCount }: Pick<Article, 'captures' | 'commentCount'>): boolean {
  const set = pageSetOf(captures);
  return commentCount.gaps.length > 0 || (set !== undefined && set.captured.length < set.of);
}
