/** The pace of the store: packing, Dexie, and what the index costs an import. */
import { benchPage, ROOT, withApp, withLibrary } from './app.ts';
import { atLeast, atMost, type Bar, type Size, told } from './bar.ts';

const SIZES = {
  small: { threads: 100, commentsEach: 200, rounds: 3, articles: 1_000, mean: 10 },
  full: { threads: 1_000, commentsEach: 200, rounds: 5, articles: 5_000, mean: 10 },
} as const;

export async function layoutBars(size: Size): Promise<readonly Bar[]> {
  const { threads, commentsEach, rounds } = SIZES[size];
  return withLibrary((library) =>
    withApp([ROOT], library, async (app) => {
      const page = await benchPage(app);
      const times = await page.evaluate(([articles, each]) => bench.importLayouts(articles, each), [threads, commentsEach] as const);
      const layers = await page.evaluate(([articles, each, times]) => bench.rawLayouts(articles, each, times), [threads, commentsEach, rounds] as const);
      return [
        atLeast('import of comments, packed ÷ one row per comment', times.packed / times.rows, '×', 5),
        told('store through Dexie', layers.dexie, 'comments/s'),
        atLeast('store through Dexie ÷ raw IndexedDB, same layout', layers.dexie / layers.raw, '×', 0.9),
      ];
    }),
  );
}

/** The same import twice: into the app's library, which is indexed meanwhile, until the index has everything; and into one that nobody indexes. */
export async function indexingBars(size: Size): Promise<readonly Bar[]> {
  const { articles, mean, rounds } = SIZES[size];
  const without: number[] = [];
  const withIndex: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await withLibrary((library) =>
      withApp([ROOT], library, async (app) => {
        const page = await benchPage(app);
        without.push(await page.evaluate(([count, each]) => bench.fillOnce('bench-unindexed', count, each), [articles, mean] as const));
        withIndex.push(await page.evaluate(([count, each]) => bench.fillIndexed(count, each), [articles, mean] as const));
      }),
    );
  }
  const best = (times: readonly number[]): number => Math.min(...times);
  return [
    told('import without index', articles / best(without), 'articles/s'),
    told('import with index', articles / best(withIndex), 'articles/s'),
    atMost('import with index ÷ without (time)', best(withIndex) / best(without), '×', 1.7),
  ];
}
