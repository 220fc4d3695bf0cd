import type { Table } from 'dexie';
import {
  type Article,
  type ArticleId,
  type ArticleText,
  COMMENTS_PER_PAGE,
  type Comment,
  type CommentId,
  type Source,
  type TagId,
  type TargetId,
} from '../../corpus/records.ts';
import { articleOf, commentKeyOf, readTaggingId } from '../../corpus/targets.ts';
import type { CommentRowPlace } from './database.ts';
import { grouped } from './grouped.ts';
import { markChanges, marksAndNames } from './mark-changes.ts';
import type { LibraryScan } from './reader.ts';
import type { CommentListRow } from './schema.ts';
import type { Read } from './zone.ts';

/** Light rows read at a time. */
const CHUNK = 1_000;

/** Bulk reading over the Dexie database. */
export function dexieScan(read: Read): LibraryScan {
  return {
    scanArticles: (visit) => eachPage(read, 'articles', visit),
    async eachSource(visit) {
      await eachPage(read, 'sources', async (rows) => {
        await visit(rows);
        return true;
      });
    },
    textsOf: (articles) => textsById(read, articles),
    commentsOf: (articles) => commentsOf(read, articles),
    async commentListsBetween(first, last) {
      const lists = await read((db) => db.commentLists.where('article').between(first, last, true, true).toArray());
      return new Map(lists.map((list) => [list.article, list]));
    },
    taggingCount: () => read((db) => db.taggings.count()),
    async tagsByTarget() {
      const tags = new Map<TargetId, Set<TagId>>();
      const spans = new Set<TargetId>();
      for (const id of await taggingIds(read)) {
        const { target, tag, span } = readTaggingId(id);
        if (span) spans.add(target);
        const known = tags.get(target);
        if (known) known.add(tag);
        else tags.set(target, new Set([tag]));
      }
      return { tags, spans };
    },
    marks: (since) => markChanges(read, since),
    marksAndNames: (since) => marksAndNames(read, since),
    async notedTargets() {
      return new Set((await read((db) => db.notes.orderBy('target').uniqueKeys())) as TargetId[]);
    },
  };
}

/** The rows that are there, in their order. */
export function present<T>(rows: readonly (T | undefined)[]): T[] {
  return rows.filter((row) => row !== undefined);
}

/** Texts of articles, in one request; one without is left out. */
export async function textsById(read: Read, articles: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleText>> {
  const texts = present(await read((db) => db.articleTexts.bulkGet([...articles])));
  return new Map(texts.map((text) => [text.id, text]));
}

/** Every tagging's id, sorted: all that counts need. */
export function taggingIds(read: Read): Promise<string[]> {
  return read((db) => db.taggings.toCollection().primaryKeys());
}

interface Paged {
  readonly articles: Article;
  readonly sources: Source;
}

/**
 * Goes through a table in the order of its ids until `visit` gives `false`; by the last key, never by offset, which IndexedDB would count
 * through each time.
 */
export async function eachPage<N extends keyof Paged>(read: Read, name: N, visit: (rows: readonly Paged[N][]) => Promise<boolean>): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const from = last;
    const rows = await read((db) => {
      const table: Table<Paged[N], string> = db.table(name);
      return (from === undefined ? table.toCollection() : table.where('id').above(from)).limit(CHUNK).toArray();
    });
    if (rows.length > 0 && !(await visit(rows))) return;
    if (rows.length < CHUNK) return;
    last = rows.at(-1)?.id;
  }
}

async function listsOf(read: Read, articles: readonly ArticleId[]): Promise<CommentListRow[]> {
  return present(await read((db) => db.commentLists.bulkGet([...articles])));
}

async function commentsOf(read: Read, articles: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, readonly Comment[]>> {
  const places = (await listsOf(read, articles)).flatMap(({ article, keys }) =>
    Array.from({ length: Math.ceil(keys.length / COMMENTS_PER_PAGE) }, (_, page): CommentRowPlace => [article, page]),
  );
  const rows = present(await read((db) => db.commentRows.bulkGet(places)));
  return grouped(
    rows.flatMap((row) => row.comments),
    (comment) => comment.article,
  );
}

/** Comments in the order asked for, missing ones left out; loads only the rows they lie in. */
export async function commentsById(read: Read, ids: readonly CommentId[]): Promise<Comment[]> {
  const wanted = grouped(ids, articleOf);
  const places: CommentRowPlace[] = [];
  for (const { article, keys } of await listsOf(read, [...wanted.keys()])) {
    const asked = new Set(wanted.get(article)?.map(commentKeyOf));
    const pages = new Set(keys.flatMap((key, index) => (asked.has(key) ? [Math.floor(index / COMMENTS_PER_PAGE)] : [])));
    for (const page of pages) places.push([article, page]);
  }
  const found = new Map<CommentId, Comment>();
  for (const row of present(await read((db) => db.commentRows.bulkGet(places)))) for (const comment of row.comments) found.set(comment.id, comment);
  return ids.flatMap((id) => found.get(id) ?? []);
}
