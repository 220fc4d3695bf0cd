/**
 * Entry of the parser's utility process, one per import: walks what was dropped, tells main the plan, and once that is stored reads, parses
 * and sends batches straight to the store window. It holds nothing that a crash could lose.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { toFailure } from '../../corpus/errors.ts';
import type { MappingBook } from '../../corpus/mapping/mapping.ts';
import type { ImportTotals } from '../../corpus/records.ts';
import type { MainToParser, ParserToMain } from '../../preload/contract/import-port.ts';
import { BatchSender, type StorePort } from './batch-sender.ts';
import { Gate } from './gate.ts';
import { KeptBytes, loadKept, planKept } from './kept.ts';
import { load, type Planned } from './load.ts';
import { runParse, throttled } from './parse-run.ts';
import { type PlanPart, planImport } from './plan.ts';
import { giveWay } from './priority.ts';
import { poolSize, ReadingPool } from './reading-pool.ts';
import type { WalkFs } from './walk.ts';

const PROGRESS_INTERVAL = 100;

const disk: WalkFs = { stat, realpath, list: (folder) => readdir(folder, { withFileTypes: true }) };
const cancelling = new AbortController();
const gate = new Gate();
let keptBytes = new KeptBytes(() => undefined);
let stored: () => void = () => undefined;
const planStored = new Promise<void>((resolve) => {
  stored = resolve;
});

function tellMain(message: ParserToMain): void {
  process.parentPort.postMessage(message);
}

/** Most memory for one page that is read. Megabytes. */
const THREAD_MEMORY = Math.min(2048, Math.floor(totalmem() / 2 / 1024 / 1024));
/** Pages with their threads or on the way there: as many as keep them busy while this thread sends a batch. */
const AT_ONCE = { perThread: 6, bytes: 32 * 1024 * 1024 };

/** Threads for an import; their code is built beside this file. */
function readingPool(mappings: MappingBook): ReadingPool {
  const entry = path.join(import.meta.dirname, 'reader.js');
  const start = (): Worker => new Worker(entry, { workerData: { mappings }, resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY } });
  return new ReadingPool({ size: poolSize(availableParallelism()), start });
}

function storePort(port: MessagePortMain): StorePort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
  };
}

async function importAll({ import: id, paths, mappings, kept }: Extract<MainToParser, { type: 'start' }>, port: MessagePortMain): Promise<void> {
  const { signal } = cancelling;
  let current = '';
  let members = 0;
  const report = throttled(PROGRESS_INTERVAL, (totals) => tellMain({ type: 'progress', import: id, totals, current, members }));
  let pool: ReadingPool | undefined;
  const sender = new BatchSender(id, storePort(port), (totals) => report(totals, current));
  try {
    // while the walk goes on, the first thread starts
    const threads = readingPool(mappings);
    pool = threads;
    const tell = (part: PlanPart): void => tellMain({ type: 'planned', import: id, ...part });
    const files: readonly Planned[] = kept ? planKept(kept, tell) : await planImport(paths, disk, signal, tell);
    keptBytes = new KeptBytes((source) => tellMain({ type: 'want', import: id, id: source }));
    if (!signal.aborted) await Promise.race([planStored, aborted(signal)]);
    const reading = (path: string): void => {
      current = path;
      report(sender.totals, current);
    };
    const found = (count: number): void => {
      members = count;
    };
    const state = await runParse({
      import: id,
      files,
      sender,
      load: (planned) => (planned.kept ? loadKept(planned.kept, keptBytes) : load(planned)),
      read: (page) => threads.read(page),
      atOnce: { files: threads.size * AT_ONCE.perThread, bytes: AT_ONCE.bytes },
      reading,
      found,
      signal,
      gate,
    });
    tellMain({ type: 'progress', import: id, totals: sender.totals, current, members });
    tellMain({ type: 'ended', import: id, state });
  } catch (error) {
    tellMain({ type: 'progress', import: id, totals: sender.totals, current, members });
    tellMain({ type: 'ended', import: id, state: 'failed', reason: `${toFailure(error).message} ${whatIsSafe(sender.totals)}` });
  } finally {
    await pool?.close();
  }
}

function whatIsSafe({ files }: ImportTotals): string {
  const stored = files === 0 ? 'Nothing of this import has been stored' : `What came before is stored (${files === 1 ? '1 file' : `${files} files`})`;
  return `${stored}; resume the import for the rest.`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

giveWay((message) => console.warn(message));

process.parentPort.on('message', (event) => {
  const message: MainToParser = event.data;
  switch (message.type) {
    case 'start': {
      const [port] = event.ports;
      if (port === undefined) throw new Error('the import came without its port to the store');
      void importAll(message, port);
      return;
    }
    case 'go':
      stored();
      return;
    case 'kept':
      keptBytes.receive(message);
      return;
    case 'pause':
      gate.close();
      return;
    case 'continue':
      gate.open();
      return;
    case 'cancel':
      cancelling.abort();
      return;
  }
});
