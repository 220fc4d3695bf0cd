/** One import inside the parser process: files in, batches out, as fast as the store takes them. */
import type { ImportId, ImportTotals } from '../../corpus/records.ts';
import type { ImportItem } from '../../preload/contract/import-port.ts';
import type { BatchSender } from './batch-sender.ts';
import { Batcher } from './batcher.ts';
import type { Gate } from './gate.ts';
import { InOrder, type Pending } from './in-order.ts';
import { type Loaded, type Planned, weigh } from './load.ts';
import { itemOf, made, membersOf } from './members.ts';
import type { Page, PageReading } from './page-reading.ts';
import { type Ahead, readAhead } from './read-ahead.ts';

export interface ParseRun {
  readonly import: ImportId;
  readonly files: readonly Planned[];
  readonly sender: BatchSender;
  readonly load: (planned: Planned) => Promise<Loaded>;
  readonly read: (page: Page) => Promise<PageReading>;
  /** How many pages `read` may be asked for before the first of them is read, and how many bytes they may have. */
  readonly atOnce: Ahead;
  /** Hears each file's path, and each member's, as its turn comes. */
  readonly reading: (path: string) => void;
  /** Hears how many members of containers have been found beyond the plan. */
  readonly found?: (members: number) => void;
  /** Aborted to cancel: no further file is taken, those at hand are finished if that takes no longer than `grace`, what has been read is stored. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly grace?: number;
  /** Closed to pause: no further file is taken, those at hand are finished and stored. */
  readonly gate?: Gate;
  readonly batcher?: Batcher<ImportItem>;
}

/** Milliseconds the process may go without listening to its ports. Each time costs a turn of Electron's message loop, which is far more than Node's. */
const LISTEN_EVERY = 50;

/** Milliseconds the files at hand have after a cancel. */
const GRACE = 5000;

/** Resolves when every file has come to an outcome that is stored, or after a cancel. Throws what `BatchSender` and `read` throw. */
export async function runParse(run: ParseRun): Promise<'done' | 'cancelled'> {
  const { signal, gate, sender } = run;
  const batcher = run.batcher ?? new Batcher<ImportItem>();
  const items = new InOrder(itemsOf(run), run.atOnce, () => !signal.aborted && !gate?.isClosed);
  const waiting: Waiting = { isOver: false, giveUp: () => undefined };
  const given = patience(signal, run.grace ?? GRACE, () => {
    waiting.isOver = true;
    waiting.giveUp();
  });
  let listened = performance.now();
  let next: ReturnType<typeof items.next> | undefined;
  try {
    for (;;) {
      next ??= items.next();
      const step = await nextOrDue(next, batcher, waiting);
      if (step === 'due') {
        await sender.send(batcher.take());
        continue;
      }
      next = undefined;
      if (step === 'end' || step === 'given-up') break;
      if (step === 'idle') {
        await sender.send(batcher.take());
        if (signal.aborted) break;
        await gate?.passed(signal);
        continue;
      }
      batcher.add(step.item, step.item.bytes, performance.now());
      if (batcher.isDue(performance.now())) await sender.send(batcher.take());
      if (performance.now() - listened > LISTEN_EVERY) {
        await new Promise((resolve) => setImmediate(resolve));
        listened = performance.now();
      }
    }
  } finally {
    given.forget();
    // closes the container that is open
    await items.close();
  }
  await sender.send(batcher.take());
  await sender.settled();
  return signal.aborted ? 'cancelled' : 'done';
}

/** Calls `up` once, `grace` milliseconds after a cancel, unless it is forgotten before. */
function patience(signal: AbortSignal, grace: number, up: () => void): { forget(): void } {
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(up, grace);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    forget: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', begin);
    },
  };
}

/** An item for each file, and for each member of a container. */
async function* itemsOf({ files, load, read, reading, found = () => undefined }: ParseRun): AsyncGenerator<Pending<ImportItem>, void, undefined> {
  let before = 0;
  for await (const loaded of readAhead(files, (planned) => weigh(planned), load)) {
    reading(loaded.path);
    if (!('container' in loaded)) {
      if ('error' in loaded) yield made({ path: loaded.path, name: loaded.name, bytes: loaded.size, error: loaded.error });
      else {
        const { path, name, bytes, within, context } = loaded;
        yield itemOf(path, { name, bytes, ...(within && { container: within }), ...(context && { context }) }, read);
      }
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

/** Who waits after a cancel, and how to tell them that they have waited long enough. */
interface Waiting {
  isOver: boolean;
  giveUp: () => void;
}

/** The next item, or `due` when what is gathered should not wait for it any longer (a slow disk, a large file), or `given-up`. */
async function nextOrDue<T>(next: Promise<T>, batcher: Batcher<ImportItem>, waiting: Waiting): Promise<T | 'due' | 'given-up'> {
  if (waiting.isOver) return 'given-up';
  const wait = batcher.dueIn(performance.now());
  let timer: NodeJS.Timeout | undefined;
  // not a race with a promise that outlives it: that would remember every item it has lost to
  const other = new Promise<'due' | 'given-up'>((resolve) => {
    waiting.giveUp = () => resolve('given-up');
    if (wait !== undefined) timer = setTimeout(() => resolve('due'), wait);
  });
  try {
    return await Promise.race([next, other]);
  } finally {
    clearTimeout(timer);
  }
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
