/** The bars of the project, measured on this machine. Only ratios and differences within one run are comparable between machines. */
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { pageAt, ROOT, until, withApp, withLibrary } from './app.ts';
import { atMost, type Bar, median, type Size, told } from './bar.ts';
import { type FolderImport, importFolder, importLarge } from './folder-import.ts';
import { generateWet, generateZip } from './generate-large.ts';
import { filledLibrary, LIBRARIES } from './library.ts';
import { listBars } from './list-bars.ts';
import { searchBars } from './search-bars.ts';
import { indexingBars, layoutBars } from './store-bars.ts';
import { typingBars } from './typing-bars.ts';

export { keepLibrary } from './library.ts';
export type { Bar, Size };

/** Megabytes of the process that writes and indexes, during an import. */
const STORE_MEMORY = 600;
const BARE = join(import.meta.dirname, 'bare', 'main.cjs');

const SIZES = {
  small: {
    starts: 3,
    captures: [200, 2_000],
    scale: { files: [200, 800], wet: [4, 24], zip: [50, 300] },
  },
  full: {
    starts: 5,
    captures: [1_000, 10_000],
    scale: { files: [1_000, 10_000], wet: [100, 1_000], zip: [200, 2_200] },
  },
} as const;

/** Every bar by its name; a new one is a line here. */
export const BARS: Readonly<Record<string, (size: Size) => Promise<readonly Bar[]>>> = {
  import: importBar,
  layouts: layoutBars,
  indexing: indexingBars,
  scale: scaleBar,
  start: startBar,
  search: searchBars,
  list: listBars,
  typing: typingBars,
};

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
    ...[...peaks].map(([name, most]) =>
      name === '/store.html' ? atMost(`${of}: memory of the store process`, most, 'MB', STORE_MEMORY) : told(`${of}: peak of ${name}`, most, 'MB'),
    ),
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

async function startBar(size: Size): Promise<readonly Bar[]> {
  const { folder } = await filledLibrary(size);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let start = 0; start < SIZES[size].starts; start++) {
    ours.push(await withApp([ROOT], folder, (app) => startTime(app, 'app://cuttings/app.html', 'cuttings:first-list')));
    bare.push(await withLibrary((empty) => withApp([BARE], empty, (app) => startTime(app, 'file:', 'first-contentful-paint'))));
  }
  return [atMost(`our share of a start, ${LIBRARIES[size].articles.toLocaleString('en')} articles`, median(ours) - median(bare), 'ms', 500)];
}

/** Milliseconds from main's ready to a mark in the window. */
async function startTime(app: ElectronApplication, url: string, mark: string): Promise<number> {
  const page = await pageAt(app, url);
  const shown = await until(`the start left no mark “${mark}”`, () =>
    page.evaluate((name) => {
      const entry = performance.getEntriesByName(name)[0];
      return entry && performance.timeOrigin + entry.startTime;
    }, mark),
  );
  const ready = await app.evaluate(() => {
    const entry = performance.getEntriesByName('cuttings:ready')[0];
    return entry && performance.timeOrigin + entry.startTime;
  });
  if (ready === undefined) throw new Error('the start left no mark “cuttings:ready”');
  return shown - ready;
}
