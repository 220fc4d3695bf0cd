/** Entry of a thread that reads pages: one after the other, in the order they come. It holds nothing that its death could lose. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MappingBook } from '../../corpus/mapping/mapping.ts';
import { readPage } from './page-reading.ts';
import type { FromThread, ToThread } from './reading-pool.ts';

if (parentPort === null) throw new Error('this is the entry of a thread');
const port = parentPort;
const mappings: MappingBook = workerData.mappings;

function say(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, [...transfer]);
}

port.on('message', ({ job, page }: ToThread) => {
  const reading = readPage(page, mappings);
  say({ job, reading }, 'packed' in reading ? [reading.packed.buffer] : []);
});
say('ready');
