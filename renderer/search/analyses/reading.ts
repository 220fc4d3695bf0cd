/** Reading the documents of a snapshot, as the library has them. */
import type { Article, ArticleId, ArticleText, Comment, CommentId } from '../../../corpus/records.ts';
import { isComment } from '../../../corpus/targets.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import type { Snapshot } from '../engine/engine.ts';
import type { Stretches } from './pause.ts';

export type DocumentReader = Pick<LibraryReader, 'articles' | 'commentsById'> & Pick<LibraryScan, 'textsOf'>;

/** A document, read. */
export type ReadDocument =
  | { readonly document: number; readonly article: Article; readonly text: ArticleText | undefined }
  | { readonly document: number; readonly comment: Comment };

/** Documents read at a time: what the database hands over in one piece takes the worker some milliseconds to unpack. */
const CHUNK = 128;

/**
 * Reads documents, which ascend: those of an article lie together and are read together. One that the library does not have any more is passed over. Throws as
 * `rest` does.
 */
export async function eachDocument(
  reader: DocumentReader,
  snapshot: Snapshot,
  documents: Uint32Array,
  steps: Stretches,
  visit: (read: ReadDocument) => void,
): Promise<void> {
  for (let from = 0; from < documents.length; from += CHUNK) {
    const chunk = Array.from(documents.subarray(from, from + CHUNK), (document) => ({ document, id: snapshot.idOf(document) }));
    const comments = chunk.flatMap(({ id }): CommentId[] => (isComment(id) ? [id] : []));
    const articles = chunk.flatMap(({ id }): ArticleId[] => (isComment(id) ? [] : [id]));
    const [commentRows, articleRows, texts] = await Promise.all([
      comments.length === 0 ? [] : reader.commentsById(comments),
      articles.length === 0 ? [] : reader.articles(articles),
      articles.length === 0 ? new Map<ArticleId, ArticleText>() : reader.textsOf(articles),
    ]);
    const commentOf = new Map(commentRows.map((comment) => [comment.id, comment]));
    const articleOf = new Map(articleRows.map((article) => [article.id, article]));
    for (const { document, id } of chunk) {
      if (isComment(id)) {
        const comment = commentOf.get(id);
        if (comment !== undefined) visit({ document, comment });
      } else {
        const article = articleOf.get(id);
        if (article !== undefined) visit({ document, article, text: texts.get(id) });
      }
      if (steps.due()) await steps.rest();
    }
    await steps.rest();
  }
}
