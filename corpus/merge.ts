import { inOrder, momentOf } from './grouping.ts';
import { gapsBelow } from './identity.ts';
import type { Reading } from './layouts/layout.ts';
import { bodyWords, sharedBody } from './likeness.ts';
import { mergeComments } from './merge-comments.ts';
import type { Article, ArticleChanges, Block, Capture, Comment, StatedTime, TargetId } from './records.ts';

/** An article made of all its captures. */
export interface MergedArticle {
  readonly article: Omit<Article, 'importId' | 'addedAt' | 'unparsed'>;
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  /** Every id of a reading's article and comments, and where it is now. */
  readonly targets: ReadonlyMap<TargetId, TargetId>;
}

/** One group of readings as one article, the same whatever their order. One alone stays as it is. Throws a `RangeError` for none. */
export function mergeReadings(group: readonly Reading[]): MergedArticle {
  const readings = [...new Map(group.map((reading) => [reading.article.id, reading])).values()].sort(inOrder);
  const [first] = readings;
  if (first === undefined) throw new RangeError('an article needs a reading');
  if (readings.length === 1) return alone(first);
  const latest = [...readings].sort(byVersion);
  const body = latest[0] ?? first;
  const { id, identity } = first.article;
  const { comments, targets, changes } = mergeComments(readings, id, body.blocks);
  const captures = readings.flatMap(capturesOf);
  const from = <K extends keyof Reading['article']>(key: K): Pick<Reading['article'], K> | undefined =>
    latest.map(({ article }) => article).find((article) => article[key] !== undefined);
  const headline = from('headline');
  const stated = statedCount(latest);
  const edited = differs(readings, body);
  const changed: ArticleChanges | undefined =
    edited || changes.comments > 0 || changes.vanished > 0 ? { ...(edited && { edited: true as const }), ...changes } : undefined;
  const numbers = comments.flatMap(({ number }) => number ?? []);
  const article: MergedArticle['article'] = {
    id,
    identity,
    keys: [...new Set(readings.flatMap((reading) => reading.article.keys ?? []))],
    ...picked(headline, 'headline'),
    title: headline?.headline ?? body.article.title,
    ...(headline === undefined && { titleMade: true as const }),
    ...picked(from('publisher'), 'publisher'),
    ...named(
      'published',
      extreme(
        readings.map((reading) => reading.article.published),
        -1,
      ),
    ),
    ...named(
      'updated',
      extreme(
        readings.map((reading) => reading.article.updated),
        1,
      ),
    ),
    ...picked(from('byline'), 'byline'),
    ...picked(from('url'), 'url'),
    ...picked(from('language'), 'language'),
    layout: body.article.layout,
    captures,
    commentCount: { captured: comments.length, ...(stated !== undefined && { stated }), gaps: gapsBelow(numbers) },
    ...(changed && { changes: changed }),
    words: body.article.words,
  };
  return {
    article,
    blocks: body.blocks,
    comments,
    targets: new Map<TargetId, TargetId>([...captures.flatMap((one) => idOf(one, id)), ...readings.flatMap((one) => idOf(one.article, id)), ...targets]),
  };
}

function alone(reading: Reading): MergedArticle {
  const { capture: _capture, captures: _captures, ...article } = reading.article;
  const targets = new Map<TargetId, TargetId>([[article.id, article.id], ...reading.comments.map(({ id }): [TargetId, TargetId] => [id, id])]);
  return { article: { ...article, captures: capturesOf(reading) }, blocks: reading.blocks, comments: reading.comments, targets };
}

function capturesOf({ article }: Reading): readonly Capture[] {
  return article.captures ?? [article.capture];
}

function idOf({ id }: { readonly id?: TargetId }, now: TargetId): [TargetId, TargetId][] {
  return id === undefined ? [] : [[id, now]];
}

/** A field of one article as an object, for spreading: absent where it is. */
function picked<T extends object, K extends keyof T>(of: T | undefined, key: K): Partial<Pick<T, K>> {
  const found: Partial<Pick<T, K>> = {};
  if (of !== undefined && of[key] !== undefined) found[key] = of[key];
  return found;
}

function named<K extends 'published' | 'updated'>(key: K, time: StatedTime | undefined): { readonly [P in K]?: StatedTime } {
  const found: { [P in K]?: StatedTime } = {};
  if (time !== undefined) found[key] = time;
  return found;
}

/** The version whose words count first: one with a body, the latest, the longest, then by id. */
function byVersion(a: Reading, b: Reading): number {
  const bodies = Number(b.article.words > 0) - Number(a.article.words > 0);
  if (bodies !== 0) return bodies;
  const [left, right] = [momentOf(a.article.capture.stated) ?? -Infinity, momentOf(b.article.capture.stated) ?? -Infinity];
  if (left !== right) return left > right ? -1 : 1;
  return b.article.words - a.article.words || (a.article.id < b.article.id ? -1 : 1);
}

/** The earliest (-1) or latest (1) of the times that are known, else the first that is stated at all. */
function extreme(times: readonly (StatedTime | undefined)[], sign: 1 | -1): StatedTime | undefined {
  let found: StatedTime | undefined;
  for (const time of times) {
    const [moment, best] = [momentOf(time), momentOf(found)];
    if (time !== undefined && (found === undefined || (moment !== undefined && (best === undefined || (moment - best) * sign > 0)))) found = time;
  }
  return found;
}

/** What the latest of the captures that state a count say, the highest where several are of one time. */
function statedCount(latest: readonly Reading[]): number | undefined {
  const stating = latest.filter(({ article }) => article.commentCount.stated !== undefined);
  const moments = stating.map(({ article }) => momentOf(article.capture.stated) ?? -Infinity);
  const newest = moments.reduce((most, moment) => Math.max(most, moment), -Infinity);
  const counts = stating.filter((_, at) => moments[at] === newest).map(({ article }) => article.commentCount.stated ?? 0);
  return counts.length === 0 ? undefined : counts.reduce((most, count) => Math.max(most, count));
}

/** How much of a body two layouts have in common at least when both read the same page. */
const SAME_PAGE = 0.9;

/** Whether the words of the body are not the same in all readings that have one. Two layouts part a page into blocks each in its way, so between them little differences say nothing. */
function differs(readings: readonly Reading[], body: Reading): boolean {
  const words = bodyWords(body.blocks).join(' ');
  return readings.some((reading) => {
    const others = bodyWords(reading.blocks).join(' ');
    if (others === '' || others === words) return false;
    return reading.article.layout === body.article.layout || sharedBody(reading.blocks, body.blocks) < SAME_PAGE;
  });
}

/** Where a target is that a former merge named: by its own id, else by the capture its id is made of and its comment's key. Undefined where none of these articles has it. */
export function targetNow(target: TargetId, articles: readonly MergedArticle[]): TargetId | undefined {
  for (const { targets } of articles) {
    const now = targets.get(target);
    if (now !== undefined) return now;
  }
  const [, digits, key] = /^c([^.]+)\.(.+)$/s.exec(target) ?? [];
  if (digits === undefined) return undefined;
  const having = articles.filter(({ article, comments }) => comments.some(({ id }) => id === `c${article.id.slice(1)}.${key}`));
  const own = having.find(({ targets }) => targets.has(`a${digits}`)) ?? (having.length === 1 ? having[0] : undefined);
  return own && `c${own.article.id.slice(1)}.${key}`;
}
