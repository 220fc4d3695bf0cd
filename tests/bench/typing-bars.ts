/** Typing in the search box during an import: every key is answered, in order, and the window goes on answering. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cleanUp, startApp, temporaryFolder } from '../e2e/harness/app.ts';
import { dropFiles } from '../e2e/harness/drop.ts';
import { BEGINNINGS, headlineNaming, longTasks, outOfOrder, type Typed, typeFast, typeSlowly, watchList } from '../e2e/harness/typing.ts';
import { until } from './app.ts';
import { atMost, type Bar, median, quantile, type Size, told } from './bar.ts';
import { generateFolder } from './generate.ts';

const SIZES = { small: { files: 2_000 }, full: { files: 10_000 } } as const;
const COMMENTS = 10;
const LONGEST_IMPORT = 60 * 60_000;
/** Milliseconds between two keys of somebody who types fast. */
const FAST = 60;

export async function typingBars(size: Size): Promise<readonly Bar[]> {
  const { files } = SIZES[size];
  try {
    const folder = join(temporaryFolder('captures'), 'captures');
    await generateFolder(folder, files, { comments: COMMENTS, headline: headlineNaming });
    const { page } = await startApp();
    page.setDefaultTimeout(60_000);
    await watchList(page);
    await dropFiles(page, page.locator('body'), [folder]);
    await until('the import brought nothing in', async () => ((await rows(page)) > BEGINNINGS.length * 10 ? true : undefined));

    const slow: Typed[] = [];
    const fast: Typed[] = [];
    for (const end = Date.now() + LONGEST_IMPORT; Date.now() < end && (await importing(page)); ) {
      slow.push(await typeSlowly(page));
      fast.push(await typeFast(page, FAST));
    }
    // the last ones may have been typed when the import had ended
    const keys = slow.slice(0, -1).flatMap(({ answers }) => answers.map(([, milliseconds]) => milliseconds));
    if (keys.length === 0) throw new Error('the import was over before anything was typed');
    const wrong = [...slow, ...fast].flatMap(outOfOrder);
    const tasks = await longTasks(page);
    const of = `typing during an import of ${files.toLocaleString('en')} files`;
    return [
      told(`${of}: keys typed one by one`, keys.length, ''),
      told(`${of}: key to rows, p50`, median(keys), 'ms'),
      told(`${of}: key to rows, p95`, quantile(keys, 0.95), 'ms'),
      atMost(`${of}: answers out of order`, wrong.length, wrong.join('; '), 0),
      told(`${of}: tasks of the window above 50 ms`, tasks.length, ''),
      atMost(`${of}: longest task of the window`, Math.max(0, ...tasks), 'ms', 50),
    ];
  } finally {
    await cleanUp();
  }
}

const rows = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector('[role="listbox"][aria-label="Articles"] [role="option"]')?.getAttribute('aria-setsize') ?? 0));

const importing = async (page: Page): Promise<boolean> =>
  (await page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Importing' }).count()) > 0;
