/** The orders of an export. None depends on the machine's language, on random ids, or on when things were imported or tagged. */
import type { Article, Comment, Note, Span, StatedTime } from '../records.ts';

/** By UTF-16 code units: the same everywhere, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Milliseconds since 1970 of a stated time. A time without an offset is taken as UTC, so that no machine's time zone matters; `undefined` where it cannot be known. */
function instantOf(time: StatedTime | undefined): number | undefined {
  if (time?.at === undefined) return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(time.at) || !time.at.includes('T') ? time.at : `${time.at}Z`;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? undefined : instant;
}

function compareAbsentLast(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a - b;
}

/** By time published, then id; articles without a time come last. */
export function compareArticles(a: Pick<Article, 'id' | 'published'>, b: Pick<Article, 'id' | 'published'>): number {
  return compareAbsentLast(instantOf(a.published), instantOf(b.published)) || compareText(a.id, b.id);
}

/** Within an article: by number, then position, then id; comments without a number come last. */
export function compareComments(a: Comment, b: Comment): number {
  return compareAbsentLast(a.number, b.number) || a.position - b.position || compareText(a.id, b.id);
}

/** Notes of one target: by time, then words. */
export function compareNotes(a: Note, b: Note): number {
  return compareText(a.at, b.at) || compareText(a.text, b.text);
}

/** Spans of one target: by block, then start, then end. */
export function compareSpans(a: Span, b: Span): number {
  return (a.block ?? -1) - (b.block ?? -1) || a.chars[0] - b.chars[0] || a.chars[1] - b.chars[1];
}

/** Part by part, so that `a/b` comes before `a-c`: a tag is followed by what lies below it. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareText(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
