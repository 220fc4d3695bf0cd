/** Files dropped on the real app: its pace, the memory of each of its processes, the longest time its window does not answer. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { ImportRun } from '../../corpus/records.ts';
import { cleanUp, startApp, storePage, temporaryFolder } from '../e2e/harness/app.ts';
import { dropFiles } from '../e2e/harness/drop.ts';
import { memory } from './app.ts';
import { generateFolder } from './generate.ts';
import type { Large } from './generate-large.ts';

const COMMENTS = 10;
const SAMPLE_EVERY = 250;
/** No import of the bench takes as long, in milliseconds. */
const LONGEST_IMPORT = 120 * 60_000;

/** Megabytes at their peak, by process; `all` is the largest sum at one moment, not the sum of the peaks. */
export type Peaks = ReadonlyMap<string, number>;

export interface FolderImport {
  /** Files, or members of a container. */
  readonly files: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly peaks: Peaks;
  /** Milliseconds of the longest task of the app window; 0 where none was longer than 50, below which Chromium tells of none. */
  readonly longestTask: number;
  readonly longTasks: number;
  /** Milliseconds of the longest time between two frames. */
  readonly longestGap: number;
}

/** What `watch` leaves in the page. */
interface Watched {
  readonly tasks: number[];
  gap: number;
}

/** Imports `files` new captures into a new library. Throws where not every file became an article: the numbers would mean nothing. */
export async function importFolder(files: number): Promise<FolderImport> {
  try {
    const folder = join(temporaryFolder('captures'), 'captures');
    const paths = await generateFolder(folder, files, { comments: COMMENTS });
    let bytes = 0;
    for (const path of paths) bytes += (await stat(path)).size;
    return await importDropped(folder, { files, comments: files * COMMENTS, bytes });
  } finally {
    await cleanUp();
  }
}

/** Makes one file in a folder that is removed afterwards and imports it into a new library. Throws as `importFolder` does. */
export async function importLarge(make: (folder: string) => Promise<Large>): Promise<FolderImport> {
  try {
    const { path, bytes, pages } = await make(temporaryFolder('large'));
    return await importDropped(path, { files: pages, comments: 0, bytes });
  } finally {
    await cleanUp();
  }
}

/** What was made, all of it different. */
interface Made {
  readonly files: number;
  readonly comments: number;
  readonly bytes: number;
}

async function importDropped(path: string, { files, comments: expected, bytes }: Made): Promise<FolderImport> {
  const { app, page } = await startApp();
  await watch(page);
  await dropFiles(page, page.locator('body'), [path]);
  const { run, peaks } = await untilDone(app, await storePage(app));
  const { tasks, gap } = await watched(page);
  const { files: done, articles, comments } = run.totals;
  if (run.state !== 'done' || done !== files || articles !== files || comments !== expected)
    throw new Error(`the import of ${files} files ended as ${run.state} with ${done} files, ${articles} articles and ${comments} comments`);
  if (run.finishedAt === undefined) throw new Error('the import has no end');
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  return { files, megabytes: bytes / 1e6, seconds, peaks, longestTask: Math.max(0, ...tasks), longTasks: tasks.length, longestGap: gap };
}

/** From here on the page keeps its long tasks and the longest time between two of its frames. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: Watched = { tasks: [], gap: 0 };
    new PerformanceObserver((list) => kept.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (): void => {
      const now = performance.now();
      kept.gap = Math.max(kept.gap, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(globalThis, { benchWatched: kept });
  });
}

const watched = (page: Page): Promise<Watched> => page.evaluate(() => benchWatched);

/** Samples the memory of every process until the one import of the library has ended. */
async function untilDone(app: ElectronApplication, store: Page): Promise<{ readonly run: ImportRun; readonly peaks: Peaks }> {
  const peaks = new Map<string, number>();
  const until = Date.now() + LONGEST_IMPORT;
  while (Date.now() < until) {
    const sample = await memory(app);
    let all = 0;
    for (const [name, megabytes] of sample) {
      all += megabytes;
      peaks.set(name, Math.max(peaks.get(name) ?? 0, megabytes));
    }
    peaks.set('all', Math.max(peaks.get('all') ?? 0, all));
    const run = await lastImport(store);
    if (run?.finishedAt !== undefined) return { run, peaks };
    await new Promise((wake) => setTimeout(wake, SAMPLE_EVERY));
  }
  throw new Error('the import did not end');
}

/** The row of the import in the database itself, without going through the app. */
function lastImport(store: Page): Promise<ImportRun | undefined> {
  return store.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('cuttings'));
    const rows: readonly ImportRun[] = await asked(database.transaction('imports').objectStore('imports').getAll());
    database.close();
    return rows.at(-1);
  });
}

declare const benchWatched: Watched;
