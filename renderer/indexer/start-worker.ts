/// <reference types="vite/client" />
import { startOwnWorker } from '../search/own-worker.ts';
import type { IndexerPort } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** Starts the indexer. */
export function startIndexerWorker(): IndexerPort {
  return startOwnWorker(workerUrl, 'indexer');
}
