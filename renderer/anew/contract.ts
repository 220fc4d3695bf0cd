/** Reading kept sources anew: first a report, then, where it is accepted, the library. */
import type { SourceChange } from '../../corpus/changes.ts';
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

/** What would change. */
export interface AnewReport {
  readonly request: AnewRequest;
  readonly sources: number;
  readonly unchanged: number;
  /** They came by an export, without bytes: they stay as they are. */
  readonly withoutBytes: number;
  /** Only sources that change, those that change most first. */
  readonly changes: readonly SourceChange[];
}

export interface AnewClient {
  /** Reads in a worker, writes nothing. `signal` stops it: it then rejects with an `AbortError`. */
  propose(request: AnewRequest, onProgress: (progress: AnewProgress) => void, signal: AbortSignal): Promise<AnewReport>;
  /**
   * Reads the changing sources of a report again and writes them: one that has changed since is told by `CuttingsError` kind `changed-since`. A report of one
   * source is one undo step; one of several is written in parts and has none: `signal` stops between two parts, and what is written stays.
   */
  accept(report: AnewReport, onProgress: (progress: AnewProgress) => void, signal: AbortSignal): Promise<{ readonly written: number }>;
  close(): void;
}
