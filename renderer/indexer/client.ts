import { CuttingsError } from '../../corpus/errors.ts';
import type { IndexerMessage, IndexerPort } from './protocol.ts';
import { startIndexerWorker } from './start-worker.ts';

/** The search index, as the store window has a hand in it. */
export interface IndexClient {
  /** Hurries the indexer; resolves when everything changed before is in the index. Throws where it cannot be written. */
  settle(): Promise<void>;
  /** Begins the index anew from the library; resolves when the old one does not count any more. */
  rebuild(): Promise<void>;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Starts the indexer. `log`: what goes wrong in it, in words. Where its worker dies, what is asked of it rejects with kind `index-unwritten`. */
export function startIndexer(log: (text: string) => void, start: () => IndexerPort = startIndexerWorker): IndexClient {
  const waiting = new Map<number, Waiting>();
  const port = start();
  let asked = 0;
  let dead: Error | undefined;
  port.addEventListener('message', ({ data }) => {
    if ('log' in data) {
      log(data.log);
      return;
    }
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failure) one?.reject(new CuttingsError(data.failure.kind, data.failure.message));
    else one?.resolve();
  });
  port.addEventListener('error', ({ message }) => {
    dead = new CuttingsError('index-unwritten', `The search index is not kept any more: ${message}`);
    log(dead.message);
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  });
  const ask = (what: IndexerMessage['ask']): Promise<void> =>
    new Promise((resolve, reject) => {
      if (dead) {
        reject(dead);
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      port.postMessage({ id: asked, ask: what });
    });
  return { settle: () => ask('settle'), rebuild: () => ask('rebuild') };
}
