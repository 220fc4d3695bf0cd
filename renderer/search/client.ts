/** The app window's way to search: the Worker behind it scans the library off the window's thread. */

import type { QueryError } from '../../corpus/query/query.ts';
import type { ArticleId, CommentId } from '../../corpus/records.ts';

export type ListOrder = 'published' | 'imported' | 'comments' | 'title' | 'coverage';

/** Where a hit lies, for highlighting: words and phrases of the query, folded. */
export interface SearchResult {
  /** The query this answers. */
  readonly query: string;
  readonly articles: readonly ArticleId[];
  /** Comments in list order: articles in their order, comments by number within. */
  readonly comments: readonly CommentId[];
  /** How many articles of the whole library have gaps, whatever the query: a search passes by all of them anyway. */
  readonly gaps: number;
  /** Milliseconds the search took. */
  readonly took: number;
}

export type SearchOutcome = { readonly ok: true; readonly result: SearchResult } | { readonly ok: false; readonly error: QueryError };

export interface SearchClient {
  /** The answer; a newer call makes an older one's promise reject with `CuttingsError` kind `superseded`. */
  search(query: string, order: ListOrder): Promise<SearchOutcome>;
  close(): void;
}
