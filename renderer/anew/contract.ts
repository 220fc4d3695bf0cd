/** Reading kept sources anew: first a report, then, where it is accepted, the library. */
import type { SourceChange } from '../../corpus/changes.ts';
import type { Failure } from '../../corpus/errors.ts';
import type { Correction, SourceId } from '../../corpus/records.ts';

export interface AnewRequest {
  /** `all`: every source with kept bytes; `old`: those last read by an older parser than this one. */
  readonly sources: readonly SourceId[] | 'all' | 'old';
  /** For one source: these corrections instead of the ones it has. */
  readonly corrections?: readonly Correction[];
}

export interface AnewProgress {
  readonly done: number;
  readonly of: number;
}

/** A source that cannot be read anew, and why; it stays as it is. */
export interface AnewFailure {
  readonly source: SourceId;
  readonly name: string;
  readonly failure: Failure;
}

/** What would change. */
export interface AnewReport {
  readonly request: AnewRequest;
  readonly sources: number;
  readonly unchanged: number;
  /** They came by an export, without bytes: they stay as they are. */
  readonly withoutBytes: number;
  /** Only sources that change, those that change most first. */
  readonly changes: readonly SourceChange[];
  /** Absent where there are none. */
  readonly failed?: readonly AnewFailure[];
}

export interface AnewClient {
  /** Reads in a worker, writes nothing. `signal` stops it: it then rejects with an `AbortError`. */
  propose(request: AnewRequest, onProgress: (progress: AnewProgress) => void, signal: AbortSignal): Promise<AnewReport>;
  /**
   * Reads the changing sources of a report again and writes them; `changes` may be some of those the report had, as the very objects. A report of one changing
   * source is one undo step, and rejects with what is wrong: `CuttingsError` kind `changed-since` where the source has changed since, `marks-lost` where no article
   * would be left for its tags. One of several is written in parts and cannot be undone; a source that something is wrong with stays as it is and is told in
   * `failed`. `signal` stops between two parts; what is written stays, and it resolves with that.
   */
  accept(
    report: AnewReport,
    onProgress: (progress: AnewProgress) => void,
    signal: AbortSignal,
  ): Promise<{ readonly written: number; readonly failed?: readonly AnewFailure[] }>;
  close(): void;
}
