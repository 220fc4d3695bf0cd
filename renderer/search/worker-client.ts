import { CuttingsError } from '../../corpus/errors.ts';
import type { ListOrder, SearchClient, SearchOutcome } from './client.ts';
import { type SearchPort, unpacked } from './protocol.ts';
import { startSearchWorker } from './start-worker.ts';

interface Pending {
  readonly id: number;
  resolve(outcome: SearchOutcome): void;
  reject(error: CuttingsError): void;
}

/** What is asked before anyone waits for it. */
export interface AskedAhead {
  readonly query: string;
  readonly order: ListOrder;
}

/**
 * The window's search client over its worker. What is asked `ahead` is looked for at once; the first search, where it asks for the same,
 * gets that answer. A search rejects with `CuttingsError` kind `superseded` when a newer one is asked, kind
 * `search-closed` when the client is closed, kind `search-failed` when the worker breaks, and with the worker's own failure otherwise.
 */
export function createSearchClient(worker: SearchPort = startSearchWorker(), ahead?: AskedAhead): SearchClient {
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
    if ('outcome' in data) resolve(unpacked(data.outcome));
    else reject(new CuttingsError(data.failure.kind, data.failure.message));
  });
  worker.addEventListener('error', ({ message }) => end(new CuttingsError('search-failed', `The search broke off: ${message}`)));

  const ask = (query: string, order: ListOrder): Promise<SearchOutcome> =>
    new Promise((resolve, reject) => {
      last += 1;
      pending = { id: last, resolve, reject };
      worker.postMessage({ id: last, query, order });
    });

  let early = ahead && { ...ahead, outcome: ask(ahead.query, ahead.order) };
  // whoever takes it up hears of a failure; where nobody does, it was an answer to nothing
  early?.outcome.catch(() => undefined);

  return {
    search(query, order) {
      const first = early;
      early = undefined;
      if (!closed && first?.query === query && first.order === order) return first.outcome;
      end(new CuttingsError('superseded', 'A newer search has taken the place of this one.'));
      if (closed) return Promise.reject(new CuttingsError('search-closed', 'The search has been closed.'));
      return ask(query, order);
    },
    close() {
      closed = true;
      end(new CuttingsError('search-closed', 'The search has been closed.'));
      worker.terminate();
    },
  };
}
