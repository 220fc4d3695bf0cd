import { CuttingsError } from '../../corpus/errors.ts';
import type { SearchClient, SearchOutcome } from './client.ts';
import type { SearchPort } from './protocol.ts';
import { startSearchWorker } from './start-worker.ts';

interface Pending {
  readonly id: number;
  resolve(outcome: SearchOutcome): void;
  reject(error: CuttingsError): void;
}

/**
 * The window's search client over its worker. A search rejects with `CuttingsError` kind `superseded` when a newer one is asked, kind
 * `search-closed` when the client is closed, kind `search-failed` when the worker breaks, and with the worker's own failure otherwise.
 */
export function createSearchClient(worker: SearchPort = startSearchWorker()): SearchClient {
  let last = 0;
  let pending: Pending | undefined;
  let closed = false;
  const end = (error: CuttingsError): void => {
    const waiting = pending;
    pending = undefined;
    waiting?.reject(error);
  };

  worker.addEventListener('message', ({ data }) => {
    if (data.id !== pending?.id) return;
    const { resolve, reject } = pending;
    pending = undefined;
    if ('outcome' in data) resolve(data.outcome);
    else reject(new CuttingsError(data.failure.kind, data.failure.message));
  });
  worker.addEventListener('error', ({ message }) => end(new CuttingsError('search-failed', `The search broke off: ${message}`)));

  return {
    search(query, order) {
      end(new CuttingsError('superseded', 'A newer search has taken the place of this one.'));
      if (closed) return Promise.reject(new CuttingsError('search-closed', 'The search has been closed.'));
      return new Promise((resolve, reject) => {
        last += 1;
        pending = { id: last, resolve, reject };
        worker.postMessage({ id: last, query, order });
      });
    },
    close() {
      closed = true;
      end(new CuttingsError('search-closed', 'The search has been closed.'));
      worker.terminate();
    },
  };
}
