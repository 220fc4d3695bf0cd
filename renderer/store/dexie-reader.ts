import { Dexie, type Table } from 'dexie';
import { CuttingsError } from '../../corpus/errors.ts';
import { type ArticleId, COMMENTS_PER_PAGE, type Comment, type CommentId, type SourceId, type TagId, type TargetId } from '../../corpus/records.ts';
import { articleOf, commentKeyOf, readTaggingId } from '../../corpus/targets.ts';
import type { LibraryDatabase } from './database.ts';
import { gunzip } from './gzip.ts';
import { missingPaths } from './import-plan.ts';
import type { LibraryReader, LibraryScan } from './reader.ts';
import { countTags } from './tag-counts.ts';

/** Light rows read at a time. */
const CHUNK = 1_000;

const NOTHING = { sources: 0, bytes: 0, articles: 0, comments: 0, unparsedSources: 0 } as const;

/** The reader over the Dexie database. */
export function dexieReader(db: LibraryDatabase): LibraryReader & LibraryScan {
  const commentsById = (ids: readonly CommentId[]): Promise<Comment[]> => readComments(db, ids);
  const tagCounts: LibraryReader['tagCounts'] = async () => {
    const [tags, ids] = await Promise.all([db.tags.toArray(), taggingIds(db)]);
    return countTags(tags, ids);
  };

  return {
    async totals() {
      const row = await db.totals.get('totals');
      if (!row) return NOTHING;
      const { key: _, ...totals } = row;
      return totals;
    },
    article: (id) => db.articles.get(id),
    articles: (ids) => present(db.articles.bulkGet([...ids])),
    async eachArticle(visit) {
      await pages(db.articles, async (rows) => {
        await visit(rows);
        return true;
      });
    },
    articleText: (id) => db.articleTexts.get(id),
    async comments(article) {
      const rows = await rowsOf(db, article);
      return rows.flatMap((row) => row.comments);
    },
    async comment(id) {
      return (await commentsById([id]))[0];
    },
    commentsById,
    async otherCaptures(id) {
      const article = await db.articles.get(id);
      if (!article) return [];
      return db.articles
        .where('identity')
        .equals(article.identity)
        .filter((other) => other.id !== id)
        .toArray();
    },
    source: (id) => db.sources.get(id),
    sources: (ids) => present(db.sources.bulkGet([...ids])),
    unparsedSources: () => db.sources.where('coverage.unparsed').above(0).reverse().toArray(),
    sourceBytes: (id) => readBytes(db, id),
    tags: () => db.tags.toArray(),
    tagCounts,
    async taggedTargets() {
      const targets = new Set<TargetId>();
      for (const id of await taggingIds(db)) targets.add(readTaggingId(id).target);
      return targets;
    },
    async taggings(targets) {
      const distinct = [...new Set(targets)];
      const found = await Promise.all(distinct.map((target) => db.taggings.where('id').startsWith(`${target}|`).toArray()));
      return new Map(distinct.map((target, index) => [target, found[index] ?? []]));
    },
    taggingsOfArticle: (article) => db.taggings.where('article').equals(article).toArray(),
    async notes(targets) {
      const notes = await db.notes
        .where('target')
        .anyOf([...targets])
        .toArray();
      return notes.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
    },
    async savedFilters() {
      const filters = await db.filters.toArray();
      return filters.sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
    },
    imports: () => db.imports.orderBy('startedAt').reverse().toArray(),
    importRun: (id) => db.imports.get(id),
    async outcomes(id) {
      const rows = await db.importOutcomes.where('[importId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray();
      return rows.flatMap((row) => row.outcomes);
    },
    missingPaths: (id) => missingPaths(db, id),

    scanArticles: (visit) => pages(db.articles, visit),
    async eachSource(visit) {
      await pages(db.sources, async (rows) => {
        await visit(rows);
        return true;
      });
    },
    async textsOf(articles) {
      const texts = await present(db.articleTexts.bulkGet([...articles]));
      return new Map(texts.map((text) => [text.id, text]));
    },
    async commentsOf(articles) {
      const found = new Map<ArticleId, Comment[]>();
      const rows = await Promise.all(articles.map((article) => rowsOf(db, article)));
      for (const [index, article] of articles.entries()) {
        const comments = (rows[index] ?? []).flatMap((row) => row.comments);
        if (comments.length > 0) found.set(article, comments);
      }
      return found;
    },
    async commentListsOf(articles) {
      const lists = await present(db.commentLists.bulkGet([...articles]));
      return new Map(lists.map((list) => [list.article, list]));
    },
    taggingCount: () => db.taggings.count(),
    async tagsByTarget() {
      const tags = new Map<TargetId, Set<TagId>>();
      for (const id of await taggingIds(db)) {
        const { target, tag } = readTaggingId(id);
        const known = tags.get(target);
        if (known) known.add(tag);
        else tags.set(target, new Set([tag]));
      }
      return tags;
    },
    async notedTargets() {
      return new Set((await db.notes.orderBy('target').uniqueKeys()) as TargetId[]);
    },
  };
}

/** By code units: the order IndexedDB itself keeps. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function present<T>(rows: PromiseLike<(T | undefined)[]>): Promise<T[]> {
  return (await rows).filter((row) => row !== undefined);
}

function taggingIds(db: LibraryDatabase): PromiseLike<string[]> {
  return db.taggings.toCollection().primaryKeys();
}

function rowsOf(db: LibraryDatabase, article: ArticleId) {
  return db.commentRows.where('[article+page]').between([article, Dexie.minKey], [article, Dexie.maxKey]).toArray();
}

/** Goes through a table by its last key, never by offset, which IndexedDB would count through each time. */
async function pages<T extends { readonly id: K }, K extends string>(table: Table<T, K>, visit: (rows: readonly T[]) => Promise<boolean>): Promise<void> {
  let last: K | undefined;
  for (;;) {
    const from = last === undefined ? table.toCollection() : table.where('id').above(last);
    const rows = await from.limit(CHUNK).toArray();
    if (rows.length > 0 && !(await visit(rows))) return;
    if (rows.length < CHUNK) return;
    last = rows.at(-1)?.id;
  }
}

/** Comments in the order asked for, missing ones left out; loads only the rows they lie in. */
async function readComments(db: LibraryDatabase, ids: readonly CommentId[]): Promise<Comment[]> {
  const lists = await present(db.commentLists.bulkGet([...new Set(ids.map(articleOf))]));
  const wanted = new Map(lists.map((list) => [list.article, new Set<string>()]));
  for (const id of ids) wanted.get(articleOf(id))?.add(commentKeyOf(id));

  const places: [ArticleId, number][] = [];
  for (const list of lists) {
    const keys = wanted.get(list.article);
    const rows = new Set<number>();
    for (const [index, key] of list.keys.entries()) if (keys?.has(key)) rows.add(Math.floor(index / COMMENTS_PER_PAGE));
    for (const row of rows) places.push([list.article, row]);
  }
  const found = new Map<CommentId, Comment>();
  for (const row of await present(db.commentRows.bulkGet(places))) for (const comment of row.comments) found.set(comment.id, comment);
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function readBytes(db: LibraryDatabase, id: SourceId): Promise<Uint8Array | undefined> {
  const row = await db.sourceBytes.get(id);
  if (!row) return undefined;
  try {
    return await gunzip(row.packed);
  } catch (error) {
    throw new CuttingsError('damaged-source', 'The stored bytes of this source are damaged and cannot be unpacked.', { cause: error });
  }
}
