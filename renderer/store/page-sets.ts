/** Keeping articles the merge of their captures: whatever brings, parts or joins captures goes through here, inside its transaction. */
import { CuttingsError } from '../../corpus/errors.ts';
import { groupReadings } from '../../corpus/grouping.ts';
import type { Reading } from '../../corpus/layouts/layout.ts';
import { type MergedArticle, mergeReadings } from '../../corpus/merge.ts';
import { type ArticleId, type ArticleText, COMMENTS_PER_PAGE, type Comment, type CommentRow, type ImportId, type Parting } from '../../corpus/records.ts';
import type { LibraryDatabase, TableName } from './database.ts';
import { present } from './dexie-scan.ts';
import { noteChanged } from './index-changes.ts';
import { type Homes, moveMarks } from './moving-marks.ts';
import { packComments } from './packing.ts';
import { toldByKey } from './parts.ts';
import type { ArticleRow, CommentListRow, ReadingRow } from './schema.ts';

/** What articles are stored in. */
export const ARTICLE_TABLES = [
  'sources',
  'articles',
  'articleTexts',
  'commentRows',
  'commentLists',
  'readings',
  'totals',
  'indexChanges',
] as const satisfies readonly TableName[];
type ArticleTables = Pick<LibraryDatabase, (typeof ARTICLE_TABLES)[number]>;
export const PAGE_SET_TABLES = [...ARTICLE_TABLES, 'partings', 'taggings', 'notes'] as const satisfies readonly TableName[];
export type PageSetTables = Pick<LibraryDatabase, (typeof PAGE_SET_TABLES)[number]>;

/** A capture that comes into the library, and with what. */
export interface NewReading {
  readonly reading: Reading;
  readonly importId: ImportId;
  readonly addedAt: string;
  /** Bytes of its source that nothing claimed. */
  readonly unparsed: number;
}

/** What became of a capture. */
export interface Joined {
  /** Its article was there already, or came with an earlier capture of the same batch. */
  readonly merged: boolean;
  /** How many of its comments other captures show too. */
  readonly known: number;
}

/** How the library's totals change. */
export interface Difference {
  readonly articles: number;
  readonly comments: number;
}

/** What is stored of an article as the readings of its captures. */
interface Stored {
  readonly row: ArticleRow;
  readonly readings: readonly Reading[];
}

/** What adding captures came to; `joined` is by the capture's id. */
export interface Added {
  readonly joined: ReadonlyMap<ArticleId, Joined>;
  readonly difference: Difference;
}

const NOTHING_ADDED: Added = { joined: new Map(), difference: { articles: 0, comments: 0 } };

/**
 * Adds captures of which none is of an article that is there, so that nothing the analyst has put on articles has to move: it needs, and locks, no
 * more than articles are stored in. Where one meets such an article, it gives undefined and has written nothing.
 */
export async function addApart(tables: ArticleTables, added: readonly NewReading[], partings: readonly Parting[]): Promise<Added | undefined> {
  if (added.length === 0) return NOTHING_ADDED;
  const keys = added.flatMap(({ reading }) => reading.article.keys ?? []);
  if ((await articlesWith(tables, [...new Set(keys)])).length > 0) return undefined;
  const readings = added.map(({ reading }) => reading);
  const groups = groupReadings(readings, partings).map((group): Group => ({ readings: group, merged: mergeReadings(group) }));
  const difference = await store(tables, groups, added, new Map());
  await noteChanged(tables, idsOf(groups));
  return { joined: joinedIn(groups, new Set()), difference };
}

/** Adds captures: each joins the article it is of, or becomes one. */
export async function addReadings(tables: PageSetTables, added: readonly NewReading[]): Promise<Added> {
  if (added.length === 0) return NOTHING_ADDED;
  const rows = await connected(tables, new Set(added.flatMap(({ reading }) => reading.article.keys ?? [])));
  const groups = await groupsOf(
    tables,
    rows,
    added.map(({ reading }) => reading),
  );
  const known = new Set(rows.flatMap(({ captureIds }) => captureIds));
  return { joined: joinedIn(groups, known), difference: await replace(tables, rows, groups, added) };
}

/** What became of the captures that are not among the `known`. */
function joinedIn(groups: readonly Group[], known: ReadonlySet<ArticleId>): ReadonlyMap<ArticleId, Joined> {
  const joined = new Map<ArticleId, Joined>();
  for (const { readings, merged } of groups) {
    const old = readings.some((reading) => known.has(reading.article.id));
    for (const [at, reading] of readings.entries()) {
      const { id } = reading.article;
      if (known.has(id)) continue;
      const met = old || at > 0;
      joined.set(id, { merged: met, known: met ? seenElsewhere(merged, reading) : 0 });
    }
  }
  return joined;
}

/** Puts the articles of some captures together anew, as after the analyst has said that two of them are not the same. */
export async function regroup(tables: PageSetTables, captures: readonly ArticleId[]): Promise<void> {
  const touched = await tables.articles.where('captureIds').anyOf(captures).distinct().toArray();
  const rows = await connected(tables, new Set(touched.flatMap(({ keys = [] }) => keys)), touched);
  const difference = await replace(tables, rows, await groupsOf(tables, rows, []), []);
  const totals = await tables.totals.get('totals');
  if (totals) await tables.totals.put({ ...totals, articles: totals.articles + difference.articles, comments: totals.comments + difference.comments });
}

/** Captures that take the place of others, as when their sources are read anew. */
export interface Exchange {
  readonly gone: readonly ArticleId[];
  readonly added: readonly NewReading[];
  /** Where the marks of a target go, once it is known what the articles were and are. */
  readonly homes: (former: readonly (readonly Reading[])[], now: readonly MergedArticle[]) => Homes;
  /** Hears of the articles that will be replaced, before anything is written. */
  readonly touching: (former: readonly ArticleId[]) => Promise<void>;
}

/** Puts captures in the place of others. `articles`: the ids of those that were written. */
export async function exchangeReadings(
  tables: PageSetTables,
  { gone, added, homes, touching }: Exchange,
): Promise<{ readonly articles: readonly ArticleId[]; readonly difference: Difference }> {
  const touched = await tables.articles.where('captureIds').anyOf(gone).distinct().toArray();
  const keys = [...touched.flatMap((row) => row.keys ?? []), ...added.flatMap(({ reading }) => reading.article.keys ?? [])];
  const rows = await connected(tables, new Set(keys), touched);
  const exchanged = new Set(gone);
  const stored: Stored[] = [];
  for (const row of rows) stored.push({ row, readings: await readingsOf(tables, row) });
  const fresh = new Set(added.map(({ reading }) => reading.article.id));
  const stays = stored.flatMap(({ readings }) => readings).filter(({ article }) => !exchanged.has(article.id));
  refuseMerged(
    stored.flatMap(({ readings }) => readings),
    exchanged,
    added,
  );
  const groups = groupReadings([...stays, ...added.map(({ reading }) => reading)], await tables.partings.toArray());
  const same = new Set(rows.map(({ captureIds }) => captureIds.join(' ')));
  const changed = groups
    .filter((readings) => readings.some(({ article }) => fresh.has(article.id)) || !same.has(captureIdsOf(readings).join(' ')))
    .map((readings) => ({ readings, merged: mergeReadings(readings) }));
  const captures = new Set([...gone, ...changed.flatMap(({ readings }) => captureIdsOf(readings))]);
  const former = stored.filter(({ row }) => row.captureIds.some((id) => captures.has(id)));
  await touching(former.map(({ row }) => row.id));
  const now = changed.map(({ merged }) => merged);
  const difference = await replace(
    tables,
    former.map(({ row }) => row),
    changed,
    added,
    homes(
      former.map(({ readings }) => readings),
      now,
    ),
  );
  return { articles: now.map(({ article }) => article.id), difference };
}

/** An article that came by an export is one reading for all its captures: no part of it can be exchanged. */
function refuseMerged(stored: readonly Reading[], gone: ReadonlySet<ArticleId>, added: readonly NewReading[]): void {
  const sources = new Set(added.map(({ reading }) => reading.article.capture.source));
  const whole = stored.filter(({ article }) => (article.captures?.length ?? 0) > 1);
  if (!whole.some(({ article }) => gone.has(article.id) || article.captures?.some(({ source }) => sources.has(source)))) return;
  throw new CuttingsError('came-merged', 'It came by an export, as one with other captures of its article, and cannot be read anew by itself.');
}

/** The readings of a stored article, in the order of its captures. */
export async function readingsOf(tables: Pick<LibraryDatabase, 'readings' | 'articleTexts' | 'commentRows'>, row: ArticleRow): Promise<readonly Reading[]> {
  const kept = await tables.readings.where('article').equals(row.id).toArray();
  if (kept.length > 0) return inCaptureOrder(row, kept);
  const text = await tables.articleTexts.get(row.id);
  const rows = await tables.commentRows.where('[article+page]').between([row.id, 0], [row.id, Number.POSITIVE_INFINITY]).toArray();
  return [
    loneReading(
      row,
      text,
      rows.flatMap(({ comments }) => comments),
    ),
  ];
}

/** Kept readings in the order of the article's captures. */
export function inCaptureOrder({ captureIds }: ArticleRow, kept: readonly ReadingRow[]): Reading[] {
  const byId = new Map(kept.map(({ id, reading }) => [id, reading]));
  return captureIds.flatMap((id) => byId.get(id) ?? []);
}

/** The reading of an article's only capture: it is the article. */
export function loneReading(row: ArticleRow, text: ArticleText | undefined, comments: readonly Comment[]): Reading {
  const { importId: _import, addedAt: _added, unparsed: _unparsed, captureIds: _ids, captures, ...article } = row;
  const [capture] = captures;
  if (capture === undefined) throw new CuttingsError('bad-record', `Article “${row.id}” has no capture.`);
  // an export of before kept the readings of captures no longer apart: its article is one reading of all of them
  return {
    article: { ...article, capture, ...(captures.length > 1 && { captures }) },
    blocks: text?.blocks ?? [],
    comments: [...comments].sort((a, b) => a.position - b.position),
  };
}

/** Every article that shares a key with these, or with one of those, and so on. */
async function connected(tables: Pick<PageSetTables, 'articles'>, keys: Set<string>, from: readonly ArticleRow[] = []): Promise<ArticleRow[]> {
  const found = new Map(from.map((row) => [row.id, row]));
  for (let asked = [...keys]; asked.length > 0; ) {
    const rows = await articlesWith(tables, asked);
    for (const row of rows) found.set(row.id, row);
    asked = rows.flatMap((row) => row.keys ?? []).filter((key) => !keys.has(key));
    for (const key of asked) keys.add(key);
  }
  return [...found.values()];
}

/**
 * Articles with one of these keys. Each key is asked for by itself and all at once: `anyOf` goes from key to key with one cursor, each step of
 * which waits for the one before, and a batch has hundreds of keys that no article has yet.
 */
async function articlesWith({ articles }: Pick<PageSetTables, 'articles'>, keys: readonly string[]): Promise<ArticleRow[]> {
  const ids = await Promise.all(keys.map((key) => articles.where('keys').equals(key).primaryKeys()));
  return present(await articles.bulkGet([...new Set(ids.flat())]));
}

interface Group {
  readonly readings: readonly Reading[];
  readonly merged: MergedArticle;
}

function idsOf(groups: readonly Group[]): ArticleId[] {
  return groups.map(({ merged }) => merged.article.id);
}

async function groupsOf(tables: PageSetTables, rows: readonly ArticleRow[], added: readonly Reading[]): Promise<readonly Group[]> {
  const partings = await tables.partings.toArray();
  const stored: Stored[] = [];
  for (const row of rows) stored.push({ row, readings: await readingsOf(tables, row) });
  const groups = groupReadings([...stored.flatMap(({ readings }) => readings), ...added], partings);
  const same = new Set(rows.map(({ captureIds }) => captureIds.join(' ')));
  // an article whose captures are what they were stays as it is
  return groups.filter((readings) => !same.has(captureIdsOf(readings).join(' '))).map((readings) => ({ readings, merged: mergeReadings(readings) }));
}

function captureIdsOf(readings: readonly Reading[]): ArticleId[] {
  return readings.flatMap(({ article }) => (article.captures ?? [article.capture]).map(({ id }) => id ?? article.id));
}

/** How many comments of a reading the merged article has from other readings as well. */
function seenElsewhere({ comments, targets }: MergedArticle, reading: Reading): number {
  const shared = new Set(comments.filter(({ sightings }) => sightings !== undefined).map(({ id }) => id));
  return reading.comments.filter(({ id }) => shared.has((targets.get(id) ?? id) as Comment['id'])).length;
}

async function replace(
  tables: PageSetTables,
  rows: readonly ArticleRow[],
  groups: readonly Group[],
  added: readonly NewReading[],
  homes?: Homes,
): Promise<Difference> {
  const byCapture = new Map(rows.flatMap((row) => row.captureIds.map((id) => [id, row] as const)));
  const gone = new Set(homes ? rows : groups.flatMap(({ readings }) => captureIdsOf(readings).flatMap((id) => byCapture.get(id) ?? [])));
  const old = [...gone];
  if (old.length > 0) await remove(tables, old);
  const difference = await store(tables, groups, added, byCapture);
  await noteChanged(tables, [...old.map(({ id }) => id), ...idsOf(groups)]);
  if (old.length > 0)
    await moveMarks(
      tables,
      old.map(({ id }) => id),
      groups.map(({ merged }) => merged),
      homes,
    );
  return {
    articles: difference.articles - old.length,
    comments: difference.comments - old.reduce((sum, { commentCount }) => sum + commentCount.captured, 0),
  };
}

/** Stores articles; what they replace is gone already, `byCapture` knows it by its captures. */
async function store(
  tables: ArticleTables,
  groups: readonly Group[],
  added: readonly NewReading[],
  byCapture: ReadonlyMap<ArticleId, ArticleRow>,
): Promise<Difference> {
  const fresh = new Map(added.map((one) => [one.reading.article.id, one]));
  const articles: ArticleRow[] = [];
  const texts: ArticleText[] = [];
  const comments: CommentRow[] = [];
  const lists: CommentListRow[] = [];
  const unparsed = await unparsedOf(tables, groups, fresh);
  for (const { readings, merged } of groups) {
    const { id } = merged.article;
    const captureIds = captureIdsOf(readings);
    const before = captureIds.flatMap((one) => byCapture.get(one) ?? fresh.get(one) ?? []);
    const [first] = [...before].sort((a, b) => (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0));
    if (first === undefined) throw new Error(`article ${id} came from nowhere`);
    articles.push({ ...merged.article, captureIds, unparsed: unparsed.get(id) ?? 0, importId: first.importId, addedAt: first.addedAt });
    texts.push({ id, blocks: merged.blocks });
    const packed = packComments(id, merged.comments);
    comments.push(...packed.rows);
    if (packed.list) lists.push(packed.list);
  }
  const kept = groups.filter(({ readings }) => captureIdsOf(readings).length > 1);
  await Promise.all([
    toldByKey(articles, (part) => tables.articles.bulkAdd(part)),
    toldByKey(texts, (part) => tables.articleTexts.bulkAdd(part)),
    toldByKey(comments, (part) => tables.commentRows.bulkAdd(part)),
    toldByKey(lists, (part) => tables.commentLists.bulkAdd(part)),
    toldByKey(
      kept.flatMap(({ readings, merged }) => readings.map((reading) => ({ id: reading.article.id, article: merged.article.id, reading }))),
      (part) => tables.readings.bulkAdd(part),
    ),
  ]);
  return { articles: articles.length, comments: articles.reduce((sum, { commentCount }) => sum + commentCount.captured, 0) };
}

/** Bytes that nothing claimed, of the sources of each article. */
async function unparsedOf(
  tables: Pick<ArticleTables, 'sources'>,
  groups: readonly Group[],
  fresh: ReadonlyMap<ArticleId, NewReading>,
): Promise<ReadonlyMap<ArticleId, number>> {
  const totals = new Map<ArticleId, number>();
  for (const { readings, merged } of groups) {
    const bySource = new Map(readings.map(({ article }) => [article.capture.source, fresh.get(article.id)?.unparsed]));
    const asked = [...bySource].flatMap(([source, unparsed]) => (unparsed === undefined ? [source] : []));
    const stored = asked.length === 0 ? [] : await tables.sources.bulkGet(asked);
    const known = [...bySource.values()].reduce<number>((sum, unparsed) => sum + (unparsed ?? 0), 0);
    totals.set(merged.article.id, known + stored.reduce((sum, source) => sum + (source?.coverage.unparsed ?? 0), 0));
  }
  return totals;
}

async function remove(tables: ArticleTables, rows: readonly ArticleRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const pages = rows.flatMap(({ id, commentCount }) =>
    Array.from({ length: Math.ceil(commentCount.captured / COMMENTS_PER_PAGE) }, (_, page): [ArticleId, number] => [id, page]),
  );
  await Promise.all([
    tables.articles.bulkDelete(ids),
    tables.articleTexts.bulkDelete(ids),
    tables.commentLists.bulkDelete(ids),
    tables.commentRows.bulkDelete(pages),
    tables.readings.where('article').anyOf(ids).delete(),
  ]);
}
