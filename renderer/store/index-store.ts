/** What the search index needs of the library: what has changed since it was last written, and the articles themselves. */
import type { Article, ArticleId, ArticleText, Comment, SourceId } from '../../corpus/records.ts';

/** Articles that were written or removed in one transaction, by their ids; the index does not know of it yet. Written in that very transaction. */
export interface IndexChangesRow {
  /** Given by the database, ascending. */
  readonly seq: number;
  /** At most 1,000. */
  readonly articles: readonly ArticleId[];
}

/** A segment that counts. */
export interface IndexSegmentRow {
  /** Of its file. */
  readonly name: string;
  readonly articles: number;
  readonly documents: number;
  readonly bytes: number;
  /** Articles of it that have been changed or removed since, by their index in it, ascending. */
  readonly gone: Uint32Array<ArrayBuffer>;
}

/** The segments that make up the index, in order; absent: there is none yet. */
export interface IndexManifestRow {
  readonly key: 'manifest';
  /** Of the segments' format; see `SEGMENT_VERSION`. */
  readonly version: number;
  readonly segments: readonly IndexSegmentRow[];
  /** Of the articles that count, the first in the order `published`; absent while nobody had the time to look for them. */
  readonly first?: readonly ArticleId[];
}

/** The index as of one moment. An article that changes name is not as any segment says. */
export interface IndexState {
  readonly manifest: IndexManifestRow | undefined;
  /** Of all changes the index does not know of, ascending. */
  readonly pending: readonly number[];
  /** Those of them that were not `known`. */
  readonly fresh: readonly IndexChangesRow[];
}

/** An article with its comments, as of one moment. */
export interface StoredArticle {
  readonly article: Article;
  readonly text?: ArticleText | undefined;
  /** In list order. */
  readonly comments: readonly Comment[];
  /** One byte a comment: bits of `CommentMark`. */
  readonly marks: Uint8Array;
  /** The files its captures came from, in the order of the captures. */
  readonly sources: readonly { readonly id: SourceId; readonly name: string }[];
}

export interface IndexReader {
  /** `known`: changes that need not be told again. */
  indexState(known: ReadonlySet<number>): Promise<IndexState>;
  /** In the order of `ids`; one that is not there is left out. */
  storedArticles(ids: readonly ArticleId[]): Promise<StoredArticle[]>;
}

/** The writing side, for the one who holds the lock of the index. */
export interface IndexWriter extends IndexReader {
  /** In one transaction: these segments count from now on, and these changes are done with. */
  commitIndex(commit: { readonly manifest: IndexManifestRow; readonly done: readonly number[] }): Promise<void>;
  /** In one transaction: no segment counts, and every article of the library is a change. */
  restartIndex(): Promise<void>;
}
