import { type Home, placeMarks } from '../../corpus/following.ts';
import { type MergedArticle, targetNow } from '../../corpus/merge.ts';
import type { ArticleId, Note, TargetId } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import type { LibraryDatabase } from './database.ts';
import { newId } from './ids.ts';

/** Where the marks of a target are to go; undefined where nowhere. */
export type Homes = (target: TargetId) => Home | undefined;

/**
 * Takes tags and notes of articles that are no more to where their words are now; see `placeMarks`, which says what becomes of those whose words are gone and
 * what it throws. Runs within a transaction.
 */
export async function moveMarks(
  tables: Pick<LibraryDatabase, 'taggings' | 'notes'>,
  from: readonly ArticleId[],
  to: readonly MergedArticle[],
  // a comment that no capture shows any more cannot be where captures are only added
  homes: Homes = (target) => ({ target: targetNow(target, to) ?? target }),
): Promise<void> {
  const { taggings, notes } = await marksOf(tables, from);
  if (taggings.length === 0 && notes.length === 0) return;
  const placed = placeMarks(taggings, notes, to, homes);
  await tables.taggings.bulkDelete(taggings.map(({ id }) => id));
  await tables.taggings.bulkPut([...placed.taggings]);
  await tables.notes.bulkPut([...placed.notes, ...placed.said.map((note): Note => ({ id: newId('n'), ...note }))]);
}

/** The tags and notes on articles and their comments. */
export async function marksOf(tables: Pick<LibraryDatabase, 'taggings' | 'notes'>, articles: readonly ArticleId[]) {
  const taggings = await tables.taggings
    .where('id')
    .startsWithAnyOf(articles.flatMap((id) => [`${id}|`, commentIdOf(id, '')]))
    .toArray();
  const notes = await tables.notes
    .where('target')
    .startsWithAnyOf(articles.flatMap((id) => [id, commentIdOf(id, '')]))
    .toArray();
  return { taggings, notes };
}
