/** Reading anew from the request to the library: what runs, how far it is, what came of it. */
import { type Failure, toFailure } from '../../../../corpus/errors.ts';
import type { AnewClient, AnewFailure, AnewProgress, AnewReport, AnewRequest } from '../../../anew/contract.ts';

export type AnewState =
  /** Nothing is asked yet. */
  | { readonly step: 'choosing' }
  | { readonly step: 'reading'; readonly progress: AnewProgress | undefined }
  | { readonly step: 'report'; readonly report: AnewReport }
  | { readonly step: 'writing'; readonly progress: AnewProgress | undefined }
  /** `stopped` where there were more to write. */
  | { readonly step: 'done'; readonly written: number; readonly failed: readonly AnewFailure[]; readonly stopped: boolean }
  /** `writing` what had `changes` sources that change. */
  | { readonly step: 'failed'; readonly request: AnewRequest; readonly failure: Failure; readonly writing?: { readonly changes: number } };

export interface AnewSession {
  /** Reads; what was asked before is stopped and says no more. */
  propose(request: AnewRequest): void;
  /** Writes what a report tells of. Gives whether all of it was written. */
  accept(report: AnewReport): Promise<boolean>;
  /** Stops what runs. */
  stop(): void;
  /** Stops what runs; nothing is shown any more. */
  end(): void;
}

const aborted = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** `onStopped` hears of a reading that was stopped: there is nothing to show of it. */
export function anewSession(client: Pick<AnewClient, 'propose' | 'accept'>, show: (state: AnewState) => void, onStopped: () => void): AnewSession {
  let running: AbortController | undefined;
  const begin = (): AbortController => {
    running?.abort();
    running = new AbortController();
    return running;
  };
  return {
    propose(request) {
      const own = begin();
      const tell = (state: AnewState): void => {
        if (running === own) show(state);
      };
      tell({ step: 'reading', progress: undefined });
      client
        .propose(request, (progress) => tell({ step: 'reading', progress }), own.signal)
        .then(
          (report) => tell({ step: 'report', report }),
          (error: unknown) => {
            if (!aborted(error)) tell({ step: 'failed', request, failure: toFailure(error) });
            else if (running === own) onStopped();
          },
        );
    },
    async accept(report) {
      const own = begin();
      const tell = (state: AnewState): void => {
        if (running === own) show(state);
      };
      tell({ step: 'writing', progress: undefined });
      try {
        const { written, failed = [] } = await client.accept(report, (progress) => tell({ step: 'writing', progress }), own.signal);
        tell({ step: 'done', written, failed, stopped: written + failed.length < report.changes.length });
        return written === report.changes.length;
      } catch (error) {
        tell({ step: 'failed', request: report.request, failure: toFailure(error), writing: { changes: report.changes.length } });
        return false;
      }
    },
    stop: () => running?.abort(),
    end() {
      const last = running;
      running = undefined;
      last?.abort();
    },
  };
}
