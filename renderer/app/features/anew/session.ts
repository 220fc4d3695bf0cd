/** Reading anew from the request to the library: what runs, how far it is, what came of it. */
import { type Failure, toFailure } from '../../../../corpus/errors.ts';
import type { AnewClient, AnewProgress, AnewReport, AnewRequest } from '../../../anew/contract.ts';

export type AnewState =
  /** Nothing is asked yet. */
  | { readonly step: 'choosing' }
  | { readonly step: 'reading'; readonly progress: AnewProgress | undefined }
  | { readonly step: 'report'; readonly report: AnewReport }
  | { readonly step: 'writing'; readonly progress: AnewProgress | undefined }
  /** `written` sources; `stopped` where there were more. */
  | { readonly step: 'done'; readonly written: number; readonly stopped: boolean }
  | { readonly step: 'failed'; readonly request: AnewRequest; readonly failure: Failure; readonly writing: boolean };

export interface AnewSession {
  /** Reads; what was asked before is stopped and says no more. */
  propose(request: AnewRequest): void;
  /** Writes what a report tells of. Gives how many sources were written; undefined where it was stopped or failed. */
  accept(report: AnewReport): Promise<number | undefined>;
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
            if (!aborted(error)) tell({ step: 'failed', request, failure: toFailure(error), writing: false });
            else if (running === own) onStopped();
          },
        );
    },
    async accept(report) {
      const own = begin();
      const tell = (state: AnewState): void => {
        if (running === own) show(state);
      };
      let done = 0;
      tell({ step: 'writing', progress: undefined });
      try {
        const onProgress = (progress: AnewProgress): void => {
          done = progress.done;
          tell({ step: 'writing', progress });
        };
        const { written } = await client.accept(report, onProgress, own.signal);
        const stopped = written < report.changes.length;
        tell({ step: 'done', written, stopped });
        return stopped ? undefined : written;
      } catch (error) {
        // what was written before the stop stays
        if (aborted(error)) tell({ step: 'done', written: done, stopped: true });
        else tell({ step: 'failed', request: report.request, failure: toFailure(error), writing: true });
        return undefined;
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
