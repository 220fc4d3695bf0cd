/// <reference types="vite/client" />
import { startOwnWorker } from '../search/own-worker.ts';
import type { AnewPort } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** Starts the worker that reads sources anew. */
export function startAnewWorker(): AnewPort {
  return startOwnWorker(workerUrl, 'anew');
}
