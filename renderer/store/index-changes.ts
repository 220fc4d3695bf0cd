/** Telling the search index what it does not know any more: in the very transaction that makes it so. */
import type { ArticleId } from '../../corpus/records.ts';
import type { LibraryDatabase } from './database.ts';

/** Articles a row names. */
const PER_ROW = 1_000;

/** Names articles that were written or removed in the running transaction, each once. */
export async function noteChanged({ indexChanges }: Pick<LibraryDatabase, 'indexChanges'>, articles: readonly ArticleId[]): Promise<void> {
  const ids = [...new Set(articles)];
  const rows: { articles: readonly ArticleId[] }[] = [];
  for (let from = 0; from < ids.length; from += PER_ROW) rows.push({ articles: ids.slice(from, from + PER_ROW) });
  if (rows.length > 0) await indexChanges.bulkAdd(rows);
}
