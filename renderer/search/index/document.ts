/** What of the library is indexed: articles, each with its comments. */
import type { Article, ArticleText, Comment, SourceId } from '../../../corpus/records.ts';

/** An article as it stands in the library, with all that a search can ask of it and its comments. */
export interface IndexedArticle {
  readonly article: Article;
  readonly text?: ArticleText | undefined;
  /** In list order. */
  readonly comments: readonly Comment[];
  /** One byte a comment: bits of `CommentMark`. */
  readonly marks: Uint8Array;
  /** The files its captures came from, in the order of the captures. */
  readonly sources: readonly { readonly id: SourceId; readonly name: string }[];
}
