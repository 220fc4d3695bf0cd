/** One import inside the parser process: files in, batches out, as fast as the store takes them. */
import type { FileError, ImportId, ImportTotals } from '../../corpus/records.ts';
import type { ImportItem } from '../../preload/contract/import-port.ts';
import type { BatchSender } from './batch-sender.ts';
import { Batcher } from './batcher.ts';
import type { Gate } from './gate.ts';
import { type Loaded, type Planned, weigh } from './load.ts';
import { membersOf } from './members.ts';
import { readAhead } from './read-ahead.ts';
import type { RawFile, Reading } from './readers/reader.ts';

export interface ParseRun {
  readonly import: ImportId;
  readonly files: readonly Planned[];
  readonly sender: BatchSender;
  readonly load: (planned: Planned) => Promise<Loaded>;
  readonly read: (file: RawFile) => Reading;
  /** Hears each file's path, and each member's, as its turn comes. */
  readonly reading: (path: string) => void;
  /** Hears how many members of containers have been found beyond the plan. */
  readonly found?: (members: number) => void;
  /** Aborted to cancel: the file at hand is finished, what has been read is stored. */
  readonly signal: AbortSignal;
  /** Closed to pause: what has been read is stored, no further file is taken. */
  readonly gate?: Gate;
  readonly batcher?: Batcher<ImportItem>;
}

/** Milliseconds the process may go without listening to its ports. Each time costs a turn of Electron's message loop, which is far more than Node's. */
const LISTEN_EVERY = 50;

/** Resolves when every file has come to an outcome that is stored, or after a cancel. Throws what `BatchSender` throws. */
export async function runParse(run: ParseRun): Promise<'done' | 'cancelled'> {
  const batcher = run.batcher ?? new Batcher<ImportItem>();
  const items = itemsOf(run);
  let listened = performance.now();
  let next: Promise<IteratorResult<ImportItem, void>> | undefined;
  try {
    while (!run.signal.aborted) {
      if (run.gate?.isClosed) {
        await run.sender.send(batcher.take());
        await run.gate.passed(run.signal);
        continue;
      }
      next ??= items.next();
      const step = await nextOrDue(next, batcher);
      if (step === 'due') {
        await run.sender.send(batcher.take());
        continue;
      }
      next = undefined;
      if (step.done === true) break;
      batcher.add(step.value, step.value.bytes, performance.now());
      if (batcher.isDue(performance.now())) await run.sender.send(batcher.take());
      if (performance.now() - listened > LISTEN_EVERY) {
        await new Promise((resolve) => setImmediate(resolve));
        listened = performance.now();
      }
    }
  } finally {
    // closes the container that is open
    await items.return();
  }
  await run.sender.send(batcher.take());
  await run.sender.settled();
  return run.signal.aborted ? 'cancelled' : 'done';
}

/** An item for each file, and for each member of a container. */
async function* itemsOf({ files, load, read, reading, found = () => undefined }: ParseRun): AsyncGenerator<ImportItem, void, undefined> {
  let before = 0;
  for await (const loaded of readAhead(files, (planned) => weigh(planned), load)) {
    reading(loaded.path);
    if (!('container' in loaded)) {
      yield itemOf(loaded, read);
      continue;
    }
    let expected = 0;
    let met = 0;
    // the container itself is one of the plan
    const tell = (): void => found(before + Math.max(expected, met, 1) - 1);
    const watch = {
      expected: (count: number) => {
        expected += count;
        tell();
      },
      reading: (path: string) => {
        met++;
        reading(path);
        tell();
      },
    };
    yield* membersOf(loaded, read, watch);
    before += met - 1;
    found(before);
  }
}

/** The next file, or `due` when what is gathered should not wait for it any longer (a slow disk, a large file). */
async function nextOrDue<T>(next: Promise<IteratorResult<T, void>>, batcher: Batcher<ImportItem>): Promise<IteratorResult<T, void> | 'due'> {
  const wait = batcher.dueIn(performance.now());
  if (wait === undefined) return next;
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<'due'>((resolve) => {
    timer = setTimeout(() => resolve('due'), wait);
  });
  try {
    return await Promise.race([next, due]);
  } finally {
    clearTimeout(timer);
  }
}

function itemOf(loaded: Exclude<Loaded, { readonly container: true }>, read: (file: RawFile) => Reading): ImportItem {
  if ('error' in loaded) return failed(loaded.path, loaded.name, loaded.size, loaded.error);
  const { path, name, id, bytes, packed, within, context } = loaded;
  const reading = read({ id, name, bytes, ...(within && { container: within }), ...(context && { context }) });
  if ('error' in reading) return failed(path, name, bytes.length, reading.error);
  return { path, name, bytes: bytes.length, parsed: reading.parsed, packed };
}

function failed(path: string, name: string, bytes: number, error: FileError): ImportItem {
  return { path, name, bytes, error };
}

/** Lets one progress message through per interval (milliseconds); whoever ends sends the last one itself. */
export function throttled(interval: number, report: (totals: ImportTotals, current: string) => void): (totals: ImportTotals, current: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (totals, current) => {
    const now = performance.now();
    if (now - last < interval) return;
    last = now;
    report(totals, current);
  };
}
