/** What the window and the worker that reads sources anew say to each other: a question, an answer. */
import type { SourceChange } from '../../corpus/changes.ts';
import type { Failure } from '../../corpus/errors.ts';
import type { Correction, SourceId } from '../../corpus/records.ts';
import type { AnewSource } from '../store/commands.ts';
import type { AnewRequest } from './contract.ts';

/** What is asked: which sources there are, what reading one anew would change, what one reads as. */
export type AnewQuestion =
  | { readonly ask: 'list'; readonly sources: AnewRequest['sources'] }
  | { readonly ask: 'compare' | 'read'; readonly source: SourceId; readonly corrections?: readonly Correction[] };

export interface Listed {
  readonly ask: 'list';
  /** Those with kept bytes. */
  readonly sources: readonly { readonly id: SourceId; readonly name: string }[];
  readonly withoutBytes: number;
}

export interface Compared {
  readonly ask: 'compare';
  /** Absent where nothing would change. */
  readonly change?: SourceChange;
  /** What the source was like when it was compared. */
  readonly seen: string;
}

export interface ReadAgain {
  readonly ask: 'read';
  readonly source: AnewSource;
  readonly seen: string;
}

export type AnewAnswer = Listed | Compared | ReadAgain;
export type AnewMessage = { readonly id: number } & AnewQuestion;
export type AnewReply = { readonly id: number; readonly answer: AnewAnswer } | { readonly id: number; readonly failure: Failure };

/** The part of a `Worker` the client needs. */
export interface AnewPort {
  postMessage(message: AnewMessage): void;
  addEventListener(type: 'message', listener: (event: { readonly data: AnewReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
  terminate(): void;
}
