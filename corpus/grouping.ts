import type { Reading } from './layouts/layout.ts';
import { sharedBody } from './likeness.ts';
import type { ArticleId, Parting, StatedTime } from './records.ts';

/** How much of the shorter of two bodies under one headline must stand in the other. */
const ALIKE = 0.4;

/** Milliseconds of a stated time; one without an offset counts as UTC, so that every machine agrees. Undefined where it is unknown. */
export function momentOf(time: StatedTime | undefined): number | undefined {
  if (time?.at === undefined) return undefined;
  const moment = Date.parse(/T[\d:.]+$/.test(time.at) ? `${time.at}Z` : time.at);
  return Number.isNaN(moment) ? undefined : moment;
}

/** The order of captures: as they state their time, unknown last; then by comment page; then by id. */
export function inOrder(a: Reading, b: Reading): number {
  const [left, right] = [a.article, b.article];
  const [earlier, later] = [momentOf(left.capture.stated) ?? Infinity, momentOf(right.capture.stated) ?? Infinity];
  if (earlier !== later) return earlier < later ? -1 : 1;
  const pages = (left.capture.commentPage?.current ?? 0) - (right.capture.commentPage?.current ?? 0);
  if (pages !== 0) return pages;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

interface Keys {
  readonly url: string | undefined;
  readonly host: string | undefined;
  readonly text: string | undefined;
  readonly headline: string | undefined;
}

function keysIn({ article }: Reading): Keys {
  const find = (kind: string): string | undefined => article.keys?.find((key) => key.startsWith(kind));
  const url = find('url:');
  const text = find('text:');
  return { url, text, host: url?.slice(4).replace(/[/?].*$/s, ''), headline: text?.slice(5).split('\n', 1)[0] };
}

/** Whether two readings are of the same article. A shared headline alone never makes them so. */
export function sameArticle(a: Reading, b: Reading): boolean {
  const [one, other] = [keysIn(a), keysIn(b)];
  if (one.url !== undefined && one.url === other.url) return true;
  if (one.host !== undefined && other.host !== undefined && one.host !== other.host) return false;
  if (one.headline === undefined || one.headline !== other.headline) return false;
  return one.text === other.text || sharedBody(a.blocks, b.blocks) >= ALIKE;
}

/**
 * The articles a set of readings makes. Each group and all groups are in the order of captures, whatever the order given; a reading
 * given twice counts once. Readings that the analyst parted never stand in one group.
 */
export function groupReadings(readings: readonly Reading[], partings: readonly Parting[]): readonly (readonly Reading[])[] {
  const ordered = [...new Map(readings.map((reading) => [reading.article.id, reading])).values()].sort(inOrder);
  const groups = ordered.map((reading) => [reading]);
  const groupOf = new Map<ArticleId, Reading[]>(groups.map((group, at) => [(ordered[at] as Reading).article.id, group]));
  const parted = partedFrom(partings);
  const byKey = new Map<string, Reading[]>();
  for (const reading of ordered) {
    for (const key of reading.article.keys ?? []) {
      for (const candidate of byKey.get(key) ?? []) join(candidate, reading, groupOf, parted);
      const met = byKey.get(key);
      if (met) met.push(reading);
      else byKey.set(key, [reading]);
    }
  }
  return [...new Set(groupOf.values())].map((group) => group.sort(inOrder)).sort((a, b) => inOrder(a[0] as Reading, b[0] as Reading));
}

function join(a: Reading, b: Reading, groupOf: Map<ArticleId, Reading[]>, parted: ReadonlyMap<ArticleId, ReadonlySet<ArticleId>>): void {
  const [one, other] = [groupOf.get(a.article.id), groupOf.get(b.article.id)];
  if (!one || !other || one === other || !sameArticle(a, b)) return;
  const ids = new Set(one.map(({ article }) => article.id));
  if (other.some(({ article }) => [...(parted.get(article.id) ?? [])].some((id) => ids.has(id)))) return;
  for (const reading of other) groupOf.set(reading.article.id, one);
  one.push(...other);
}

function partedFrom(partings: readonly Parting[]): ReadonlyMap<ArticleId, ReadonlySet<ArticleId>> {
  const parted = new Map<ArticleId, Set<ArticleId>>();
  const add = (from: ArticleId, to: ArticleId): void => {
    const known = parted.get(from);
    if (known) known.add(to);
    else parted.set(from, new Set([to]));
  };
  for (const { captures } of partings) {
    add(captures[0], captures[1]);
    add(captures[1], captures[0]);
  }
  return parted;
}
