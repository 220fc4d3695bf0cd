/** What the window and its search worker say to each other. */
import type { Failure } from '../../corpus/errors.ts';
import type { ArticleId, CommentId } from '../../corpus/records.ts';
import type { ListOrder, SearchOutcome, SearchResult } from './client.ts';

/** A newer request makes the worker give up the older. */
export interface SearchRequest {
  readonly id: number;
  readonly query: string;
  readonly order: ListOrder;
}

export type SearchReply = { readonly id: number; readonly outcome: SearchOutcome } | { readonly id: number; readonly failure: Failure };

/** Ids as one string: a hundred thousand strings take the window tens of milliseconds to receive, one string none. */
interface PackedResult extends Omit<SearchResult, 'articles' | 'comments'> {
  readonly articles: string;
  readonly comments: string;
}

export type PackedReply =
  | { readonly id: number; readonly outcome: Exclude<SearchOutcome, { readonly ok: true }> | { readonly ok: true; readonly result: PackedResult } }
  | Extract<SearchReply, { readonly failure: Failure }>;

const BETWEEN = ' ';

const split = (packed: string): string[] => (packed === '' ? [] : packed.split(BETWEEN));

/** A reply as it is sent. */
export function packed(reply: SearchReply): PackedReply {
  if ('failure' in reply) return reply;
  const { id, outcome } = reply;
  if (!outcome.ok) return { id, outcome };
  const { articles, comments, ...rest } = outcome.result;
  return { id, outcome: { ok: true, result: { ...rest, articles: [...articles].join(BETWEEN), comments: [...comments].join(BETWEEN) } } };
}

/** The outcome as it was packed; the ids of comments are taken apart when somebody asks for them. */
export function unpacked(outcome: Extract<PackedReply, { readonly outcome: unknown }>['outcome']): SearchOutcome {
  if (!outcome.ok) return outcome;
  const { articles, comments, ...rest } = outcome.result;
  let apart: readonly CommentId[] | undefined;
  const result: SearchResult = {
    ...rest,
    articles: split(articles) as ArticleId[],
    get comments() {
      apart ??= split(comments) as CommentId[];
      return apart;
    },
  };
  return { ok: true, result };
}

/** The part of a `Worker` the client needs. */
export interface SearchPort {
  postMessage(request: SearchRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: PackedReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
  terminate(): void;
}
