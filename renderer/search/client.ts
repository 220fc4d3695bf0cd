/** The app window's way to search: the Worker behind it scans the library off the window's thread. */

import type { FacetName } from '../../corpus/query/narrowing.ts';
import type { ListOrder } from '../../corpus/query/orders.ts';
import type { QueryError } from '../../corpus/query/query.ts';
import type { ArticleId, CommentId, TagId, TargetId } from '../../corpus/records.ts';

/**
 * What lists are ordered by. Articles have no rating and are not posted: they are then as for `published`. Comments follow their articles, by number within, but for
 * `relevance`, `posted`, `rating`, `length` and `tagged`. Largest, newest and best first, titles A to Z; what has no key comes last, and equals stand as
 * for `published`, articles in the order of their ids, comments by number.
 */
export type { ListOrder } from '../../corpus/query/orders.ts';

/** Ids in order, however many: as much of an array as can be told without making each id. */
export type IdList<Id> = Pick<readonly Id[], 'length' | 'at' | 'indexOf' | 'slice' | typeof Symbol.iterator>;

export interface SearchResult {
  /** The query this answers. */
  readonly query: string;
  readonly articles: IdList<ArticleId>;
  readonly comments: IdList<CommentId>;
  /** Articles the index does not have yet: nothing of them is among the found. 0 where the result is whole. */
  readonly unindexed: number;
  /** How many articles of the whole library have gaps, whatever the query: a search passes by all of them anyway. */
  readonly gaps: number;
  /** Milliseconds the search took. */
  readonly took: number;
  /**
   * There where long lists are not in order yet beyond their first 200, but as they stand in the index: gives a result that is wholly in order. Rejects with
   * `CuttingsError` kind `superseded` when something else is searched for, and as a search does.
   */
  readonly whole?: () => Promise<SearchResult>;
}

/** As of when the library is asked: `lately`, what was known of it when it was last looked at will do, where it stood still then. */
export type AsOf = 'now' | 'lately';

export type SearchOutcome = { readonly ok: true; readonly result: SearchResult } | { readonly ok: false; readonly error: QueryError };

/** What a question about a query comes to where the query can be read. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: QueryError };

export interface FoundCounts {
  readonly articles: number;
  readonly comments: number;
}

export interface FacetValue extends FoundCounts {
  /** The condition that finds just this, in the query language: `publisher:=="BBC News"`, `-has:date`. */
  readonly condition: string;
  readonly label: string;
}

/** The values of a facet within what a query finds, its own conditions of this facet left out. */
export interface Facet {
  readonly name: FacetName;
  /** Most first; months and numbers in their order. Those chosen or excluded in the query are always among them. */
  readonly values: readonly FacetValue[];
  /** Values that are left out, because there are too many. */
  readonly more: number;
}

/** A name that articles have, most frequent first among its like. */
export interface KnownName {
  readonly name: string;
  readonly articles: number;
}

/** The names that articles of the library have, by the field that asks for them. */
export type KnownNames = Readonly<Record<'publisher' | 'layout' | 'lang', readonly KnownName[]>>;

export type TimeStep = 'day' | 'week' | 'month' | 'year';

/** A stretch of time; `from` and `to` are days, both included, as yyyy-mm-dd. What is stated less exactly than the step counts as undated. */
export interface TimeBar {
  readonly from: string;
  readonly to: string;
  /** The condition that finds just this. */
  readonly condition: string;
  readonly found: FoundCounts;
  /** Of the whole library. */
  readonly all: FoundCounts;
}

export interface Timeline {
  readonly step: TimeStep;
  /** Without holes, from the first with something found to the last. */
  readonly bars: readonly TimeBar[];
  readonly undated: FoundCounts;
}

/** Tags on what was found, by time. */
export interface TagTimeline {
  readonly step: TimeStep;
  readonly bars: readonly Pick<TimeBar, 'from' | 'to' | 'condition'>[];
  /** Most used first; `counts` are targets found with the tag or one below it, by bar. */
  readonly tags: readonly { readonly tag: TagId; readonly condition: string; readonly counts: readonly number[]; readonly undated: number }[];
}

/** A word, or two that follow each other, compared between what was found and the rest of the library. */
export interface Keyword {
  /** Folded; two words are parted by a blank. */
  readonly words: string;
  /** Occurrences in what was found, and in the whole library. */
  readonly found: number;
  readonly all: number;
  /** Articles and comments found with it. */
  readonly documents: number;
  /** Log-likelihood (G², Dunning 1993); negative where it is rarer in what was found than elsewhere. */
  readonly likelihood: number;
  readonly condition: string;
}

export interface Keywords {
  readonly of: 'words' | 'pairs';
  /** Likeliest first. */
  readonly rows: readonly Keyword[];
  /** Words counted in what was found and in the whole library. */
  readonly foundWords: number;
  readonly allWords: number;
  /** Documents that were read for this; fewer than `documents` where there were too many. */
  readonly read: number;
  readonly documents: number;
}

export interface ConcordanceRequest {
  readonly query: string;
  readonly order: ListOrder;
  /** The words of articles and comments themselves, or those that comments quote. */
  readonly words: 'own' | 'quoted';
  /** By the order of the list, or by the words to the right or to the left of the hit, nearest first. */
  readonly sort: 'list' | 'left' | 'right';
}

export interface ConcordanceRow {
  readonly target: TargetId;
  /** Of an article: index of the block. */
  readonly block?: number;
  /** Of a comment: its number. */
  readonly number?: number;
  /** UTF-16 range of the hit in the text it stands in: the block's, the comment's own words, or the quotation at `quote`. */
  readonly at: readonly [from: number, to: number];
  readonly quote?: number;
  /** One line each, cut at words. */
  readonly left: string;
  readonly hit: string;
  readonly right: string;
}

/** Every hit of the query's words. */
export interface Concordance {
  /** Hits that can be shown. */
  readonly length: number;
  /** There are more hits than could be gathered; which ones are here is by the order of the list. */
  readonly cut: boolean;
  /** Throws `CuttingsError` kind `superseded` once another concordance was asked for. */
  rows(from: number, to: number): Promise<readonly ConcordanceRow[]>;
}

/** Every row of one gathering, at once: what is asked or changed later takes none of them away. */
export interface WholeConcordance extends Pick<Concordance, 'cut'> {
  readonly rows: readonly ConcordanceRow[];
}

/**
 * Of each kind of question only the newest is worth an answer: a newer call makes an older one's promise reject with `CuttingsError` kind `superseded`.
 */
export interface SearchClient {
  /** As of now where nothing else is said. */
  search(query: string, order: ListOrder, asOf?: AsOf): Promise<SearchOutcome>;
  /** Lately: with the tags, notes and imports that were there when a search or facets were last asked for as of now. */
  facets(query: string, asOf?: AsOf): Promise<Answer<readonly Facet[]>>;
  names(): Promise<KnownNames>;
  /** How much each query finds; undefined for one that cannot be read. */
  counts(queries: readonly string[]): Promise<readonly (FoundCounts | undefined)[]>;
  timeline(query: string, step: TimeStep): Promise<Answer<Timeline>>;
  tagTimeline(query: string, step: TimeStep): Promise<Answer<TagTimeline>>;
  keywords(query: string, of: Keywords['of']): Promise<Answer<Keywords>>;
  concordance(request: ConcordanceRequest): Promise<Answer<Concordance>>;
  /** For a file; stands beside the concordance that is shown. */
  wholeConcordance(request: ConcordanceRequest): Promise<Answer<WholeConcordance>>;
  close(): void;
}
