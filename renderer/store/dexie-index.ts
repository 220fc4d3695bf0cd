import { Dexie, type ObservabilitySet } from 'dexie';
import { type ArticleId, COMMENTS_PER_PAGE, type Source } from '../../corpus/records.ts';
import type { CommentRowPlace, LibraryDatabase } from './database.ts';
import { present } from './dexie-scan.ts';
import { noteChanged } from './index-changes.ts';
import type { IndexReader, IndexWriter, StoredArticle } from './index-store.ts';
import type { CommentListRow } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Calls `changed` whenever a transaction, in this window or another, has named articles or was done with them; gives what ends it. */
export function onIndexChange(db: LibraryDatabase, changed: () => void): () => void {
  const part = `idb://${db.name}/indexChanges/`;
  const hear = (changes: ObservabilitySet): void => {
    // a window that comes back from the browser's store of pages has missed anything
    if (changes.all || Object.keys(changes).some((name) => name.startsWith(part))) changed();
  };
  Dexie.on.storagemutated.subscribe(hear);
  return () => Dexie.on.storagemutated.unsubscribe(hear);
}

const NO_MARKS = new Uint8Array(0);

/** What the search index reads, over the Dexie database. */
export function dexieIndexReader(db: LibraryDatabase): IndexReader {
  return {
    indexState: (known) =>
      db.transaction('r', ['indexManifest', 'indexChanges'], async (transaction) => {
        const changes: LibraryDatabase['indexChanges'] = transaction.table('indexChanges');
        const manifests: LibraryDatabase['indexManifest'] = transaction.table('indexManifest');
        const [manifest, pending] = await Promise.all([manifests.get('manifest'), changes.toCollection().primaryKeys()]);
        const unknown = pending.filter((seq) => !known.has(seq));
        if (unknown.length === 0) return { manifest, pending, fresh: [] };
        // all of them lie one after the other where none is known
        const fresh = unknown.length === pending.length ? changes.toArray() : changes.bulkGet(unknown).then(present);
        return { manifest, pending, fresh: await fresh };
      }),
    storedArticles: (ids) => storedArticles(db, ids),
  };
}

/** The writing side, over the Dexie database. */
export function dexieIndexWriter(db: LibraryDatabase): IndexWriter {
  return {
    ...dexieIndexReader(db),
    async commitIndex({ manifest, done }) {
      await inTransaction(db, ['indexManifest', 'indexChanges'], async ({ indexManifest, indexChanges }) => {
        await Promise.all([indexManifest.put(manifest), indexChanges.bulkDelete([...done])]);
      });
    },
    async restartIndex() {
      await inTransaction(db, ['indexManifest', 'indexChanges', 'articles'], async (tables) => {
        const ids = await tables.articles.toCollection().primaryKeys();
        await Promise.all([tables.indexManifest.clear(), tables.indexChanges.clear()]);
        await noteChanged(tables, ids);
      });
    },
  };
}

function storedArticles(db: LibraryDatabase, ids: readonly ArticleId[]): Promise<StoredArticle[]> {
  const tables = ['articles', 'articleTexts', 'commentLists', 'commentRows', 'sources'];
  return db.transaction('r', tables, async (transaction) => {
    const table = <N extends keyof LibraryDatabase>(name: N & string) => transaction.table(name) as LibraryDatabase[N];
    const [rows, texts, lists] = await Promise.all([
      table('articles').bulkGet([...ids]),
      table('articleTexts').bulkGet([...ids]),
      table('commentLists').bulkGet([...ids]),
    ]);
    const places = lists.map((list) => (list === undefined ? [] : placesOf(list)));
    const articles = present(rows);
    const sourceIds = [...new Set(articles.flatMap(({ captures }) => captures.map(({ source }) => source)))];
    const [pages, sources] = await Promise.all([table('commentRows').bulkGet(places.flat()), table('sources').bulkGet(sourceIds)]);
    const names = new Map(present<Source>(sources).map(({ id, name }) => [id, name]));
    let page = 0;
    return rows.flatMap((row, at): StoredArticle[] => {
      const own = pages.slice(page, page + (places[at]?.length ?? 0));
      page += own.length;
      if (row === undefined) return [];
      const text = texts[at];
      return [
        {
          article: row,
          ...(text && { text }),
          comments: present(own).flatMap(({ comments }) => comments),
          marks: lists[at]?.marks ?? NO_MARKS,
          sources: row.captures.map(({ source }) => ({ id: source, name: names.get(source) ?? '' })),
        },
      ];
    });
  });
}

function placesOf({ article, keys }: CommentListRow): CommentRowPlace[] {
  return Array.from({ length: Math.ceil(keys.length / COMMENTS_PER_PAGE) }, (_, page): CommentRowPlace => [article, page]);
}
