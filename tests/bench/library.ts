/** The library of the size the project is made for: filled and indexed once in a run of the bench, whatever asks for it. */
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { benchPage, memory, pageAt, ROOT, until, withApp } from './app.ts';
import type { Size } from './bar.ts';

interface LibrarySize {
  readonly articles: number;
  /** Comments of an article. */
  readonly mean: number;
}

export const LIBRARIES: Readonly<Record<Size, LibrarySize>> = { small: { articles: 5_000, mean: 10 }, full: { articles: 100_000, mean: 10 } };

/** No index takes as long, in milliseconds. */
const LONGEST = 120 * 60_000;

let filled: Promise<Filled> | undefined;

/** Where the library is kept for further runs. */
let kept: string | undefined;

/** The filled library is made in this folder where it is not there yet, and stays. */
export function keepLibrary(folder: string): void {
  kept = folder;
}

/** Of the size of the first who asks. Removed when the bench ends, unless it is kept. */
export function filledLibrary(size: Size): Promise<Filled> {
  filled ??= kept === undefined ? fillNew(size) : fillKept(join(kept, size));
  return filled;

  async function fillNew(size: Size): Promise<Filled> {
    const folder = await mkdtemp(join(tmpdir(), 'cuttings-bench-library-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    return fill(folder, LIBRARIES[size]);
  }

  /** What was measured when it was filled lies beside the library; where that is missing it was not filled to its end. */
  async function fillKept(at: string): Promise<Filled> {
    const told = `${at}.json`;
    const folder = resolve(at);
    if (existsSync(told)) return { ...(JSON.parse(await readFile(told, 'utf8')) as Omit<Filled, 'folder'>), folder };
    rmSync(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const numbers = await fill(folder, LIBRARIES[size]);
    await writeFile(told, JSON.stringify(numbers));
    return numbers;
  }
}

export interface Filled {
  readonly folder: string;
  readonly writing: number;
  readonly comments: number;
  /** UTF-8, all texts as they stand. */
  readonly textBytes: number;
  /** Seconds from the last article to a complete index. */
  readonly after: number;
  readonly index: { readonly segments: number; readonly bytes: number };
  /** Megabytes of the store window's process at most. */
  readonly peak: number;
}

/** Fills a library and waits for its index, which is at rest when the same segments have stood for a while. */
function fill(folder: string, { articles, mean }: LibrarySize): Promise<Filled> {
  return withApp([ROOT], folder, async (app) => {
    await pageAt(app, 'app://cuttings/store.html');
    const page = await benchPage(app);
    let done = false;
    let peak = 0;
    const watching = (async () => {
      while (!done) {
        peak = Math.max(peak, (await memoryOf(app, page)).store);
        await new Promise((wake) => setTimeout(wake, 500));
      }
    })();
    try {
      const { writing, comments, textBytes } = await page.evaluate(([count, each]) => bench.fillLibrary(count, each), [articles, mean] as const);
      const start = Date.now();
      const index = await atRest(page, articles + comments);
      return { folder, writing, comments, textBytes, after: (index.at - start) / 1000, index, peak };
    } finally {
      done = true;
      await watching;
    }
  });
}

const REST = 10_000;

/** `at` is when the index had everything. */
async function atRest(page: Page, documents: number): Promise<Filled['index'] & { readonly at: number }> {
  let last = '';
  let since = Date.now();
  let complete: number | undefined;
  return until(
    'the index was not completed',
    async () => {
      const now = await page.evaluate(() => bench.indexed());
      if (now.pending === 0 && now.documents >= documents) complete ??= Date.now();
      const state = JSON.stringify(now);
      if (state !== last) since = Date.now();
      last = state;
      return complete !== undefined && Date.now() - since > REST ? { ...now, at: complete } : undefined;
    },
    { longest: LONGEST, every: 250 },
  );
}

/** Megabytes of the store window's process, and of the one the bench's page searches in. */
export async function memoryOf(app: ElectronApplication, page: Page): Promise<{ readonly store: number; readonly search: number }> {
  const all = new Map(await memory(app));
  return { store: all.get('/store.html') ?? Number.NaN, search: all.get(new URL(page.url()).pathname) ?? Number.NaN };
}
