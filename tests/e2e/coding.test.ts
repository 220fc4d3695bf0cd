/** The analyst codes the comments of the reference page one by one, without the mouse. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, type RunningApp, SEED, startApp } from './harness/app.ts';
import { violations } from './harness/axe.ts';
import { dropAndWait, expectRows, list, SOON } from './harness/window.ts';

let run: RunningApp;
beforeAll(async () => {
  run = await startApp();
  await dropAndWait(run.page, [SEED]);
});
afterAll(cleanUp);

const sheet = (number: number) => run.page.getByRole('region', { name: 'Comment to code' }).getByRole('article', { name: new RegExp(`^Comment ${number}\\b`) });
const tag = (name: string) => run.page.getByRole('complementary', { name: 'Tags and their keys' }).getByRole('button', { name });

it('begins at the comment under the keyboard, its article beside it', async () => {
  await run.page.keyboard.press('Control+2');
  await expectRows(run.page, 'Comments', 20);
  await list(run.page, 'Comments').getByRole('option').first().click();
  await run.page.keyboard.press('c');
  await sheet(366).waitFor();
  await run.page.getByRole('heading', { level: 3, name: 'Syria crisis: Russia and US no closer' }).waitFor();
  expect(await violations(run.page)).toEqual([]);
});

it('makes a tag, which has the first digit from then on, and goes on', async () => {
  const { page } = run;
  await page.keyboard.press('t');
  await page.getByRole('combobox', { name: 'Tag to set or take off' }).fill('stance/sceptical');
  await page.keyboard.press('Enter');
  await expect.poll(() => tag('sceptical').getAttribute('aria-pressed'), SOON).toBe('true');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await sheet(365).waitFor();
  await page.keyboard.press('1');
  await expect.poll(() => tag('sceptical').getAttribute('aria-pressed'), SOON).toBe('true');
});

it('shows whom a comment answers, or that nobody captured it', async () => {
  await run.page.getByRole('complementary', { name: 'What the comment stands under' }).getByText('#296 Seqenenre').waitFor();
});

it('leaves one for later, steps back, and returns to the list at the comment that was coded last', async () => {
  const { page } = run;
  // one that has a tag is not left, whatever is said of it
  await page.keyboard.press('s');
  await sheet(364).waitFor();
  expect(await page.getByText('for later', { exact: false }).count()).toBe(0);
  await page.keyboard.press('s');
  await sheet(363).waitFor();
  await page.getByText('1 for later').waitFor();
  await page.keyboard.press('k');
  await sheet(364).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('3 of 20', { exact: true }).waitFor();
  await page.getByRole('button', { name: '2 records tagged stance/sceptical, open the list' }).waitFor();
  expect(run.errors).toEqual([]);
});
