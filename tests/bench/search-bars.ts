/** The search and the store at the size the project is made for, beside SQLite on the same texts. */
import type { ElectronApplication, Page } from 'playwright-core';
import { benchPage, bytesIn, memory, pageAt, ROOT, searchScript, until, withApp, withLibrary } from './app.ts';
import { atMost, type Bar, median, quantile, type Size, told } from './bar.ts';
import { asMatch, asQuery, drawQueries, QUERY_CLASSES, type QueryClass } from './queries.ts';
import { measureSqlite } from './sqlite/run.ts';
import type { SqliteNumbers } from './sqlite/side.ts';

const SIZES = {
  small: { articles: 5_000, mean: 10, each: 40, warm: 10, totals: 4 },
  full: { articles: 100_000, mean: 10, each: 60, warm: 10, totals: 5 },
} as const;

/** Milliseconds that 95 of 100 queries of a class have to be answered in. */
const DEMANDS: Readonly<Partial<Record<QueryClass, number>>> = {
  'rare term': 10,
  'common term': 10,
  AND: 40,
  phrase: 100,
  '3-word phrase': 100,
  'stop-word phrase': 250,
  'prefix 3': 80,
};
/** Parts of SQLite's time. */
const BESIDE: Readonly<Partial<Record<QueryClass, number>>> = { 'common term': 0.1, phrase: 1.5 };
const MEMORY = { idle: 260, import: 600, merge: 750 } as const;
/** No index takes as long, in milliseconds. */
const LONGEST = 120 * 60_000;

/** Conditions that are answered without reading; each lets a good part of a library through. */
const FILTERS = [
  'publisher:="Harbour Gazette"',
  'date:2010..2016',
  'rating:>0',
  'is:reply',
  'has:quotes in:comments',
  '-publisher:="Northshore News"',
  'words:>60',
  'date:2012 OR date:2014',
  'rating:>=-5 date:2008..2017',
  'lang:en in:comments',
] as const;
/** Every kind of clause, for the comparison with the scan. */
const MIXED = [
  'harbour rating:>20',
  'minister -hospital',
  '(ferry OR bridge) date:2012..2014',
  'school NEAR/5 teacher',
  'headline:police',
  'quoted:money',
  'text:money',
  'own:money is:reply',
  'don’t',
  '=Money',
  '"end of the day" has:quotes',
  'is:tagged school',
  'tag:"tag 0"',
  'author:har*',
  '-"of the"',
] as const;

export async function searchBars(size: Size): Promise<readonly Bar[]> {
  const { articles, mean, each, warm, totals } = SIZES[size];
  const library = { articles, mean };
  const drawn = new Map(QUERY_CLASSES.map((of) => [of, drawQueries(of, each + warm, library)]));
  const sqlite = await measureSqlite({ ...library, warm, queries: Object.fromEntries([...drawn].map(([of, queries]) => [of, queries.map(asMatch)])) });

  return withLibrary(async (folder) => {
    const filled = await fill(folder, library);
    const stored = await bytesIn(folder);
    const asked = await withApp([ROOT], folder, async (app) => {
      const page = await benchPage(app);
      const first = await page.evaluate((script) => bench.openSearch(script), await searchScript(app));
      const times = new Map<QueryClass, readonly number[]>();
      for (const [of, queries] of drawn) {
        const all = await page.evaluate(([asked]) => bench.searchTimes(asked, 'relevance'), [queries.map(asQuery)] as const);
        times.set(of, all.slice(warm));
      }
      await page.evaluate(([asked]) => bench.facetTimes(asked), [FILTERS] as const);
      const facets = await page.evaluate(([asked]) => bench.facetTimes(asked), [FILTERS] as const);
      const lists = await page.evaluate(([asked]) => bench.pageTimes(asked, 'posted'), [FILTERS] as const);
      const idle = await memoryOf(app, page);
      const differing = await compareTotals(page, [...[...drawn.values()].flatMap((queries) => queries.slice(-totals).map(asQuery)), ...MIXED]);
      return { first, times, facets, lists, idle, differing };
    });

    const documents = articles + filled.comments;
    return [
      ...sqliteNumbers(sqlite),
      told('library: articles', articles, ''),
      told('library: comments', filled.comments, ''),
      told('library: written', documents / filled.writing, 'documents/s'),
      told('index: segments', filled.index.segments, ''),
      told('index: complete after the last article', filled.after, 's'),
      told('start of the search to its first answer', asked.first, 'ms'),
      ...[...asked.times].flatMap(([of, times]) => classBars(of, times, sqlite.times[of] ?? [])),
      atMost('totals that differ from those of reading every text', asked.differing.length, asked.differing.join('; '), 0),
      atMost('index bytes ÷ text bytes', filled.index.bytes / sqlite.textBytes, '×', 0.45),
      atMost('stored bytes per document, all in', stored / documents, 'bytes', 1_300),
      told('facets under a filter: p50', median(asked.facets), 'ms'),
      atMost('facets under a filter: p95', quantile(asked.facets, 0.95), 'ms', 15),
      told('list under a filter, sorted: p50', median(asked.lists.list), 'ms'),
      told('list under a filter, sorted: p95', quantile(asked.lists.list, 0.95), 'ms'),
      atMost('page N under a filter: p95', quantile(asked.lists.page, 0.95), 'ms', 10),
      atMost('memory of the store process, idle', asked.idle.store, 'MB', MEMORY.idle),
      told('memory of the process that searched', asked.idle.search, 'MB'),
      atMost('memory of the store process while it is filled and indexed', filled.peak, 'MB', MEMORY.merge),
    ];
  });
}

function sqliteNumbers({ version, build, merge, bytes, textBytes }: SqliteNumbers): readonly Bar[] {
  const named = `SQLite ${version}`;
  return [
    told(`${named}: build`, build, 's'),
    told(`${named}: merge`, merge, 's'),
    told(`${named}: size`, bytes / 1e6, 'MB'),
    told(`${named}: bytes ÷ text bytes`, bytes / textBytes, '×'),
    told('text', textBytes / 1e6, 'MB'),
  ];
}

function classBars(of: QueryClass, times: readonly number[], beside: readonly number[]): readonly Bar[] {
  const slow = quantile(times, 0.95);
  const demand = DEMANDS[of];
  const part = BESIDE[of];
  const ratio = slow / quantile(beside, 0.95);
  return [
    told(`${of}: p50`, median(times), 'ms'),
    demand === undefined ? told(`${of}: p95`, slow, 'ms') : atMost(`${of}: p95`, slow, 'ms', demand),
    told(`${of}: p50 of SQLite`, median(beside), 'ms'),
    told(`${of}: p95 of SQLite`, quantile(beside, 0.95), 'ms'),
    part === undefined ? told(`${of}: p95 ÷ SQLite`, ratio, '×') : atMost(`${of}: p95 ÷ SQLite`, ratio, '×', part),
  ];
}

interface Filled {
  readonly writing: number;
  readonly comments: number;
  /** Seconds from the last article to a complete index. */
  readonly after: number;
  readonly index: { readonly segments: number; readonly bytes: number };
  /** Megabytes of the store window's process at most. */
  readonly peak: number;
}

/** Fills a library and waits for its index, which is at rest when the same segments have stood for a while. */
function fill(folder: string, { articles, mean }: { readonly articles: number; readonly mean: number }): Promise<Filled> {
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
      const { writing, comments } = await page.evaluate(([count, each]) => bench.fillLibrary(count, each), [articles, mean] as const);
      const start = Date.now();
      const index = await atRest(page, articles + comments);
      return { writing, comments, after: (index.at - start) / 1000, index, peak };
    } finally {
      done = true;
      await watching;
    }
  });
}

const REST = 10_000;

/** `at` is when the index had everything. */
export async function atRest(page: Page, documents: number): Promise<Filled['index'] & { readonly at: number }> {
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
async function memoryOf(app: ElectronApplication, page: Page): Promise<{ readonly store: number; readonly search: number }> {
  const all = new Map(await memory(app));
  return { store: all.get('/store.html') ?? Number.NaN, search: all.get(new URL(page.url()).pathname) ?? Number.NaN };
}

/** Queries whose totals are not the same by the index and by reading all texts. */
async function compareTotals(page: Page, queries: readonly string[]): Promise<readonly string[]> {
  const found = await page.evaluate(([asked]) => bench.totals(asked), [queries] as const);
  const reference = await page.evaluate(([asked]) => bench.referenceTotals(asked), [queries] as const);
  return queries.flatMap((query, at) => {
    const [one, other] = [found[at]?.join(' + '), reference[at]?.join(' + ')];
    return one === other ? [] : [`${query}: ${one}, not ${other}`];
  });
}
