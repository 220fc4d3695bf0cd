/** Answering queries from segments. */
import type { Query, QueryError } from '../../../corpus/query/query.ts';
import type { TargetId } from '../../../corpus/records.ts';
import type { AsOf, Facet, FoundCounts, KnownNames, ListOrder } from '../client.ts';
import type { Segment } from '../index/segment.ts';
import type { Marks } from './marks.ts';
import type { Listing } from './orders.ts';

/** One bit a document; bits beyond the last document are 0. */
export type Bits = Uint32Array;

/** A segment among others: its document `d` is document `base + d` of the snapshot. A base is a multiple of 32: each segment has words of bits of its own. */
export interface SnapshotPart {
  readonly segment: Segment;
  readonly base: number;
}

/** The library as the index has it at one moment: the segments on disk, and one or more in memory for what has changed since. */
export interface Snapshot {
  /** Another number for another state of the library; equal numbers, equal documents. */
  readonly generation: number;
  readonly parts: readonly SnapshotPart[];
  /** One more than the last document: there are none between the end of a segment and the base of the next. */
  readonly documents: number;
  /** Documents that are in the library: those of changed and removed articles are not. */
  readonly live: Bits;
  /** Those of them that are articles. */
  readonly articles: Bits;
  /** Articles the index does not have yet. */
  readonly unindexed: number;
  idOf(document: number): TargetId;
  /** -1 where it is not in the library, or not indexed yet. */
  documentOf(target: TargetId): number;
  /** The article a document is or belongs to, as its document. */
  articleOf(document: number): number;
}

/** What a query finds. */
export interface Evaluated {
  readonly snapshot: Snapshot;
  readonly query: Query;
  readonly found: Bits;
}

export interface Listed {
  readonly snapshot: Snapshot;
  readonly articles: Listing;
  readonly comments: Listing;
}

export interface Engine {
  /** The library as it is now: reads what has changed since the last call. */
  snapshot(): Promise<Snapshot>;
  /** What a query finds now. Throws `CuttingsError` kind `superseded` when `abandoned`, asked now and then, says so. */
  evaluate(query: string, abandoned?: () => boolean): Promise<Evaluated | { readonly error: QueryError }>;
  /** The same for one that is parsed. */
  evaluateParsed(query: Query, abandoned?: () => boolean): Promise<Evaluated>;
  /** Documents found, in order: articles, and comments. */
  ordered(evaluated: Evaluated, order: ListOrder): Promise<{ readonly articles: Uint32Array; readonly comments: Uint32Array }>;
  /** What a query finds, listed for whoever wants what comes first. Throws as `evaluate` does. */
  search(
    query: string,
    order: ListOrder,
    asked?: { readonly abandoned?: () => boolean; readonly asOf?: AsOf },
  ): Promise<Listed | { readonly error: QueryError }>;
  counts(evaluated: Evaluated): FoundCounts;
  /** What the analyst put on the documents of a snapshot, as it is now. */
  marks(snapshot: Snapshot): Promise<Marks>;
  facets(query: Query, asked?: { readonly abandoned?: () => boolean; readonly asOf?: AsOf }): Promise<readonly Facet[]>;
  /** Somebody has heard of a change: the tags, notes and imports of lately are not those of now. */
  changed(): void;
  /** The names that articles of the whole library have. */
  names(): Promise<KnownNames>;
  /** Articles of the whole library of which comments are known to be missing. */
  gaps(snapshot: Snapshot): number;
  /** A file of the index turned out to be damaged: what comes does without it, and counts its articles as not indexed. */
  lose(segment: string): void;
  /** Nothing that was evaluated before is used any more: files that the index has done with are closed, so that they can be removed. */
  rest(): void;
  close(): void;
}
