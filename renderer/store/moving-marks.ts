import { reanchor } from '../../corpus/anchors.ts';
import { type MergedArticle, targetNow } from '../../corpus/merge.ts';
import type { ArticleId, Note, Tagging, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, taggingId } from '../../corpus/targets.ts';
import type { LibraryDatabase } from './database.ts';
import { newId } from './ids.ts';

/**
 * Takes tags and notes of articles that are no more to where their words are now. A span whose words are gone leaves its tag on the whole record,
 * and a note that says which words it sat on. Runs within a transaction.
 */
export async function moveMarks(tables: Pick<LibraryDatabase, 'taggings' | 'notes'>, from: readonly ArticleId[], to: readonly MergedArticle[]): Promise<void> {
  const prefixes = from.flatMap((id) => [`${id}|`, commentIdOf(id, '')]);
  const taggings = await tables.taggings.where('id').startsWithAnyOf(prefixes).toArray();
  const notes = await tables.notes
    .where('target')
    .startsWithAnyOf(from.flatMap((id) => [id, commentIdOf(id, '')]))
    .toArray();
  if (taggings.length === 0 && notes.length === 0) return;
  const texts = textsOf(to);
  const moved: Tagging[] = [];
  const said: Note[] = [];
  for (const tagging of taggings) {
    // a comment that no capture shows any more cannot be: captures are added, never changed
    const target = targetNow(tagging.target, to) ?? tagging.target;
    const span = tagging.span && reanchor(tagging.span, texts.get(target) ?? []);
    const { id: _id, span: before, ...rest } = tagging;
    moved.push({ ...rest, id: taggingId(target, tagging.tag, span), target, article: articleOf(target), ...(span && { span }) });
    if (before !== undefined && span === undefined) {
      const text = `A tag sat on the words “${before.exact}”, which this version does not have; it is on the whole now.`;
      said.push({ id: newId('n'), target, article: articleOf(target), text, at: tagging.at });
    }
  }
  await tables.taggings.bulkDelete(taggings.map(({ id }) => id));
  await tables.taggings.bulkPut(moved);
  await tables.notes.bulkPut([
    ...notes.map((note): Note => {
      const target = targetNow(note.target, to) ?? note.target;
      return { ...note, target, article: articleOf(target) };
    }),
    ...said,
  ]);
}

function textsOf(articles: readonly MergedArticle[]): ReadonlyMap<TargetId, readonly string[]> {
  return new Map(
    articles.flatMap(({ article, blocks, comments }): [TargetId, readonly string[]][] => [
      [article.id, blocks.map(({ text }) => text)],
      ...comments.map(({ id, text }): [TargetId, readonly string[]] => [id, [text]]),
    ]),
  );
}
