/// <reference types="vite/client" />
import { startOwnWorker } from './own-worker.ts';
import type { SearchPort } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** Starts the search worker. */
export function startSearchWorker(): SearchPort {
  return startOwnWorker(workerUrl, 'search');
}
