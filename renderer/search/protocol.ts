/** What the window and its search worker say to each other. */
import type { Failure } from '../../corpus/errors.ts';
import type { ListOrder, SearchOutcome } from './client.ts';

/** A newer request makes the worker give up the older. */
export interface SearchRequest {
  readonly id: number;
  readonly query: string;
  readonly order: ListOrder;
}

export type SearchReply = { readonly id: number; readonly outcome: SearchOutcome } | { readonly id: number; readonly failure: Failure };

/** The part of a `Worker` the client needs. */
export interface SearchPort {
  postMessage(request: SearchRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: SearchReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
  terminate(): void;
}
