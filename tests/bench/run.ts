/** The bars of the project, measured on this machine. Only ratios and differences within one run are comparable between machines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { build } from 'vite';
import { sandboxArguments } from '../../scripts/lib/launch.mjs';
import { type FolderImport, importFolder, importLarge } from './folder-import.ts';
import { generateWet, generateZip } from './generate-large.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const BARE = join(import.meta.dirname, 'bare', 'main.cjs');
const WAIT = 120_000;

export type Size = 'small' | 'full';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Absent for a number that is only told: it says something of this machine alone. */
  readonly demand?: string;
  readonly holds: boolean;
}

const SIZES = {
  small: {
    threads: 100,
    commentsEach: 200,
    articles: 2_000,
    articleComments: 5,
    starts: 3,
    captures: [200, 2_000],
    scale: { files: [200, 800], wet: [4, 24], zip: [50, 300] },
  },
  full: {
    threads: 1_000,
    commentsEach: 200,
    articles: 100_000,
    articleComments: 10,
    starts: 5,
    captures: [1_000, 10_000],
    scale: { files: [1_000, 10_000], wet: [100, 1_000], zip: [200, 2_200] },
  },
} as const;

/** Every bar by its name; a new one is a line here. */
export const BARS: Readonly<Record<string, (size: Size) => Promise<readonly Bar[]>>> = {
  import: importBar,
  layouts: layoutsBar,
  scale: scaleBar,
  start: startBar,
};

const atLeast = (name: string, value: number, unit: string, least: number): Bar => ({ name, value, unit, demand: `>= ${least}`, holds: value >= least });
const atMost = (name: string, value: number, unit: string, most: number): Bar => ({ name, value, unit, demand: `<= ${most}`, holds: value <= most });

const told = (name: string, value: number, unit: string): Bar => ({ name, value, unit, holds: true });

async function importBar(size: Size): Promise<readonly Bar[]> {
  const [less, more] = SIZES[size].captures;
  const small = await importFolder(less);
  const large = await importFolder(more);
  const peak = (run: FolderImport): number => run.peaks.get('all') ?? Number.NaN;
  return [
    ...[small, large].flatMap(importNumbers),
    atMost(`memory of all processes, ${more.toLocaleString('en')} ÷ ${less.toLocaleString('en')} captures`, peak(large) / peak(small), '×', 1.3),
  ];
}

function importNumbers({ files, megabytes, seconds, peaks, longestTask, longTasks, longestGap }: FolderImport): readonly Bar[] {
  const of = `${files.toLocaleString('en')} captures`;
  return [
    told(`${of}: files`, files / seconds, 'files/s'),
    told(`${of}: text`, megabytes / seconds, 'MB/s'),
    ...[...peaks].map(([name, most]) => told(`${of}: peak of ${name}`, most, 'MB')),
    atMost(`${of}: longest task of the app window`, longestTask, 'ms', 50),
    told(`${of}: tasks of the app window above 50 ms`, longTasks, ''),
    told(`${of}: longest time between two frames`, longestGap, 'ms'),
  ];
}

/** Each kind of input small and large: memory must not follow the size. */
async function scaleBar(size: Size): Promise<readonly Bar[]> {
  const { files, wet, zip } = SIZES[size].scale;
  const megabytes = (count: number): string => `${count.toLocaleString('en')} MB`;
  const kinds: readonly (readonly [
    kind: string,
    sizes: readonly [number, number],
    named: (size: number) => string,
    run: (size: number) => Promise<FolderImport>,
  ])[] = [
    ['files', files, (count) => count.toLocaleString('en'), importFolder],
    ['WET', wet, megabytes, (count) => importLarge((folder) => generateWet(join(folder, 'large.wet'), count * 1e6))],
    ['WET, gzip', wet, megabytes, (count) => importLarge((folder) => generateWet(join(folder, 'large.wet.gz'), count * 1e6, { gzip: true }))],
    ['ZIP of saved pages', zip, megabytes, (count) => importLarge((folder) => generateZip(join(folder, 'large.zip'), count * 1e6))],
  ];
  const bars: Bar[] = [];
  for (const [kind, [less, more], named, run] of kinds) {
    const small = await run(less);
    const large = await run(more);
    for (const [at, { files: count, megabytes: length, seconds, peaks }] of [[less, small] as const, [more, large] as const]) {
      const what = `${kind}, ${named(at)}`;
      bars.push(told(`${what}: pages`, count / seconds, 'files/s'), told(`${what}: bytes`, length / seconds, 'MB/s'));
      bars.push(...[...peaks].map(([name, most]) => told(`${what}: peak of ${name}`, most, 'MB')));
    }
    const ratio = (large.peaks.get('all') ?? Number.NaN) / (small.peaks.get('all') ?? Number.NaN);
    bars.push(atMost(`${kind}: memory of all processes, ${named(more)} ÷ ${named(less)}`, ratio, '×', 1.3));
  }
  return bars;
}

async function layoutsBar(size: Size): Promise<readonly Bar[]> {
  const { threads, commentsEach } = SIZES[size];
  const times = await withLibrary((library) =>
    withApp([ROOT], library, async (app) => {
      const page = await pageAt(app, 'app://cuttings/store.html');
      await page.evaluate(await inPageCode());
      return page.evaluate(([articles, each]) => bench.importLayouts(articles, each), [threads, commentsEach] as const);
    }),
  );
  return [atLeast('import of comments, packed ÷ one row per comment', times.packed / times.rows, '×', 5)];
}

async function startBar(size: Size): Promise<readonly Bar[]> {
  const { articles, articleComments, starts } = SIZES[size];
  return withLibrary(async (library) => {
    await withApp([ROOT], library, async (app) => {
      const page = await pageAt(app, 'app://cuttings/store.html');
      await page.evaluate(await inPageCode());
      await page.evaluate(([count, each]) => bench.fillLibrary(count, each), [articles, articleComments] as const);
    });
    const ours: number[] = [];
    const bare: number[] = [];
    for (let start = 0; start < starts; start++) {
      ours.push(await withApp([ROOT], library, (app) => startTime(app, 'app://cuttings/app.html', 'cuttings:first-list')));
      bare.push(await withLibrary((empty) => withApp([BARE], empty, (app) => startTime(app, 'file:', 'first-contentful-paint'))));
    }
    return [atMost(`our share of a start, ${articles.toLocaleString('en')} articles`, median(ours) - median(bare), 'ms', 500)];
  });
}

/** Milliseconds from main's ready to a mark in the window. */
async function startTime(app: ElectronApplication, url: string, mark: string): Promise<number> {
  const page = await pageAt(app, url);
  const until = Date.now() + WAIT;
  const reached = (): Promise<number | undefined> =>
    page.evaluate((name) => {
      const entry = performance.getEntriesByName(name)[0];
      return entry && performance.timeOrigin + entry.startTime;
    }, mark);
  let shown = await reached();
  while (shown === undefined && Date.now() < until) {
    await new Promise((wake) => setTimeout(wake, 50));
    shown = await reached();
  }
  const ready = await app.evaluate(() => {
    const entry = performance.getEntriesByName('cuttings:ready')[0];
    return entry && performance.timeOrigin + entry.startTime;
  });
  if (shown === undefined || ready === undefined) throw new Error(`the start left no mark “${shown === undefined ? mark : 'cuttings:ready'}”`);
  return shown - ready;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function withLibrary<T>(work: (library: string) => Promise<T>): Promise<T> {
  const library = await mkdtemp(join(tmpdir(), 'cuttings-bench-'));
  try {
    return await work(library);
  } finally {
    await rm(library, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function withApp<T>(args: readonly string[], library: string, work: (app: ElectronApplication) => Promise<T>): Promise<T> {
  const environment = Object.entries({ ...process.env, CUTTINGS_LIBRARY: library }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await electron.launch({ args: [...args, ...sandboxArguments()], env: Object.fromEntries(environment), timeout: WAIT });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function pageAt(app: ElectronApplication, url: string): Promise<Page> {
  const until = Date.now() + WAIT;
  while (Date.now() < until) {
    const page = app.windows().find((window) => window.url().startsWith(url));
    if (page !== undefined) return page;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new Error(`no window came to show ${url}`);
}

/** `in-page/index.ts` as one script that leaves its functions in `bench`. */
async function inPageCode(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: { entry: join(import.meta.dirname, 'in-page', 'index.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('the bench’s page code was not built');
  return `${output.output[0].code}; globalThis.bench = bench; undefined`;
}

declare const bench: typeof import('./in-page/index.ts');
