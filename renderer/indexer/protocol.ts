/** What the store window and the indexer say to each other. */
import type { Failure } from '../../corpus/errors.ts';

export type IndexerMessage = { readonly id: number; readonly ask: 'settle' | 'rebuild' };
export type IndexerReply =
  | { readonly id: number; readonly failure?: Failure }
  /** What went wrong and what is done about it. */
  | { readonly log: string };

/** The part of a `Worker` the store window needs. */
export interface IndexerPort {
  postMessage(message: IndexerMessage): void;
  addEventListener(type: 'message', listener: (event: { readonly data: IndexerReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
}
