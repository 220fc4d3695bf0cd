/** The analyst types into the search box while an import brings in article after article. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { cleanUp, startApp, temporaryFolder } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { BEGINNINGS, headlineNaming, longTasks, outOfOrder, typeFast, typeSlowly, watchList } from './harness/typing.ts';
import { list, settled } from './harness/window.ts';

afterAll(cleanUp);

it('answers every key, and shows no answer to an older query after one to a newer', { timeout: 240_000 }, async () => {
  const folder = join(temporaryFolder('captures'), 'captures');
  await generateFolder(folder, 2_500, { comments: 8, headline: headlineNaming });
  const { page, errors } = await startApp();
  await watchList(page);
  await dropFiles(page, page.locator('body'), [folder]);
  // each of the queries finds something from here on
  await expect
    .poll(async () => Number((await list(page, 'Articles').getByRole('option').first().getAttribute('aria-setsize', { timeout: 60_000 })) ?? 0), {
      timeout: 60_000,
    })
    .toBeGreaterThan(BEGINNINGS.length * 10);

  const slowly = await typeSlowly(page);
  expect(slowly.answers.map(([query]) => query)).toEqual(BEGINNINGS);
  expect(outOfOrder(slowly)).toEqual([]);
  const fast = await typeFast(page, 30);
  expect(outOfOrder(fast)).toEqual([]);
  // else nothing was typed during an import
  await page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Importing' }).waitFor({ timeout: 1_000 });

  const times = [...slowly.answers, ...fast.answers].map(([, milliseconds]) => milliseconds);
  console.log(`keys answered in ${times.map(Math.round).join(', ')} ms; tasks above 50 ms: ${(await longTasks(page)).map(Math.round).join(', ') || 'none'}`);
  await settled(page, 120_000);
  expect(errors).toEqual([]);
});
