/** The search and the store at the size the project is made for, beside SQLite on the same texts. */
import type { Page } from 'playwright-core';
import { benchPage, bytesIn, ROOT, searchScript, withApp } from './app.ts';
import { atMost, type Bar, median, quantile, type Size, told } from './bar.ts';
import { filledLibrary, LIBRARIES, memoryOf } from './library.ts';
import { asMatch, asQuery, drawQueries, QUERY_CLASSES, type QueryClass } from './queries.ts';
import { measureSqlite } from './sqlite/run.ts';
import type { SqliteNumbers } from './sqlite/side.ts';

const SIZES = {
  small: { each: 40, warm: 10, totals: 4 },
  full: { each: 60, warm: 10, totals: 5 },
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
/** Parts of SQLite's time, in a library of full size: in a small one it answers in less time than a question takes to reach a worker. */
const BESIDE: Readonly<Partial<Record<QueryClass, number>>> = { 'common term': 0.1, phrase: 1.5 };
/** Milliseconds after which nothing is left to be done that a start brings with it. */
const SETTLED = 15_000;
const MEMORY = { idle: 260, import: 600, merge: 750 } as const;

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
const PUBLISHERS =
  'Northshore News|Harbour Gazette|The Daily Ferry|Island Post|Eastern Courier|Valley Tribune|The Morning Bridge|Southbank Echo|County Herald|The Lantern'.split(
    '|',
  );

/** The same kinds of conditions round after round, of five, with other publishers, years, thresholds, languages and marks, so that none was asked for before. */
function facetFilters(round: number): readonly string[] {
  const year = 2008 + round;
  const of = (...values: readonly string[]): string => values[round] ?? '';
  return [
    `publisher:="${PUBLISHERS[round] ?? ''}"`,
    `date:${year}..${year + 6}`,
    `rating:>${round}`,
    of('is:guessed', 'is:changed', 'is:reply', 'has:replies', '-is:reply'),
    `${of('has:gaps', 'is:unparsed', 'has:quotes', 'has:date', 'has:rating')} in:comments`,
    `-publisher:="${PUBLISHERS[round + 5] ?? ''}"`,
    `words:>${60 + round}`,
    `date:${year - 3} OR date:${year + 2}`,
    `rating:>=${round - 9} date:${year - 2}..${year + 5}`,
    `lang:${of('de', 'fr', 'en', 'es', '==en')} in:comments`,
  ];
}

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
  const { each, warm, totals } = SIZES[size];
  const library = LIBRARIES[size];
  const { articles } = library;
  const drawn = new Map(QUERY_CLASSES.map((of) => [of, drawQueries(of, each + warm, library)]));
  const sqlite = await measureSqlite({ ...library, warm, queries: Object.fromEntries([...drawn].map(([of, queries]) => [of, queries.map(asMatch)])) });

  const filled = await filledLibrary(size);
  const stored = await bytesIn(filled.folder);
  const asked = await withApp([ROOT], filled.folder, async (app) => {
    const page = await benchPage(app);
    const first = await page.evaluate((script) => bench.openSearch(script), await searchScript(app));
    // the windows have started and the index is at rest by then
    await new Promise((wake) => setTimeout(wake, SETTLED));
    // what any question costs, whatever is asked
    const nothing = await page.evaluate(([asked]) => bench.searchTimes(asked, 'relevance'), [Array.from({ length: each }, (_, at) => `xqzvk${at}`)] as const);
    const times = new Map<QueryClass, readonly number[]>();
    for (const [of, queries] of drawn) {
      const all = await page.evaluate(([asked]) => bench.searchTimes(asked, 'relevance'), [queries.map(asQuery)] as const);
      times.set(of, all.slice(warm));
    }
    // conditions that were asked for are kept: others of the same kinds are asked first
    for (const warming of [0, 1]) await page.evaluate(([asked]) => bench.facetTimes(asked), [facetFilters(warming)] as const);
    const measured = [2, 3, 4].flatMap(facetFilters);
    const facets = await page.evaluate(([asked]) => bench.facetTimes(asked), [measured] as const);
    const repeated = await page.evaluate(([asked]) => bench.facetTimes(asked), [measured] as const);
    const lists = await page.evaluate(([asked]) => bench.pageTimes(asked, 'posted'), [FILTERS] as const);
    const idle = await memoryOf(app, page);
    const differing = await compareTotals(page, [...[...drawn.values()].flatMap((queries) => queries.slice(-totals).map(asQuery)), ...MIXED]);
    return { first, nothing, times, facets, repeated, lists, idle, differing };
  });

  const documents = articles + filled.comments;
  return [
    ...sqliteNumbers(sqlite),
    told('library: text', filled.textBytes / 1e6, 'MB'),
    told('library: articles', articles, ''),
    told('library: comments', filled.comments, ''),
    told('library: written', documents / filled.writing, 'documents/s'),
    told('index: segments', filled.index.segments, ''),
    told('index: complete after the last article', filled.after, 's'),
    told('start of the search to its first answer', asked.first, 'ms'),
    told('a word that stands nowhere: p50', median(asked.nothing), 'ms'),
    ...[...asked.times].flatMap(([of, times]) => classBars(size, of, times, sqlite.times[of] ?? [])),
    atMost('totals that differ from those of reading every text', asked.differing.length, asked.differing.join('; '), 0),
    atMost('index bytes ÷ text bytes', filled.index.bytes / filled.textBytes, '×', 0.45),
    atMost('stored bytes per document, all in', stored / documents, 'bytes', 1_300),
    told('facets under a filter: p50', median(asked.facets), 'ms'),
    told('facets under a filter that was asked for before: p50', median(asked.repeated), 'ms'),
    told('facets under a filter that was asked for before: p95', quantile(asked.repeated, 0.95), 'ms'),
    atMost('facets under a filter: p95', quantile(asked.facets, 0.95), 'ms', 15),
    told('list under a filter, sorted: p50', median(asked.lists.list), 'ms'),
    told('list under a filter, sorted: p95', quantile(asked.lists.list, 0.95), 'ms'),
    atMost('page N under a filter: p95', quantile(asked.lists.page, 0.95), 'ms', 10),
    atMost('memory of the store process, idle', asked.idle.store, 'MB', MEMORY.idle),
    told('memory of the process that searched', asked.idle.search, 'MB'),
    atMost('memory of the store process while it is filled and indexed', filled.peak, 'MB', MEMORY.merge),
  ];
}

function sqliteNumbers({ version, build, merge, bytes, textBytes }: SqliteNumbers): readonly Bar[] {
  const named = `SQLite ${version}`;
  return [
    told(`${named}: build`, build, 's'),
    told(`${named}: merge`, merge, 's'),
    told(`${named}: size`, bytes / 1e6, 'MB'),
    told(`${named}: bytes ÷ text bytes`, bytes / textBytes, '×'),
    told(`${named}: text, without what is quoted`, textBytes / 1e6, 'MB'),
  ];
}

function classBars(size: Size, of: QueryClass, times: readonly number[], beside: readonly number[]): readonly Bar[] {
  const slow = quantile(times, 0.95);
  const demand = DEMANDS[of];
  const part = size === 'full' ? BESIDE[of] : undefined;
  const ratio = slow / quantile(beside, 0.95);
  return [
    told(`${of}: p50`, median(times), 'ms'),
    demand === undefined ? told(`${of}: p95`, slow, 'ms') : atMost(`${of}: p95`, slow, 'ms', demand),
    told(`${of}: p50 of SQLite`, median(beside), 'ms'),
    told(`${of}: p95 of SQLite`, quantile(beside, 0.95), 'ms'),
    part === undefined ? told(`${of}: p95 ÷ SQLite`, ratio, '×') : atMost(`${of}: p95 ÷ SQLite`, ratio, '×', part),
  ];
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
