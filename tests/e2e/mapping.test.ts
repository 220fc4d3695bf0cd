/** A table whose columns say nothing: the window asks once, and never again for tables like it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type RunningApp, startApp, temporaryFolder } from './harness/app.ts';
import { picture, showTheme, THEMES } from './harness/screenshots.ts';
import { dropAndWait, expectRows, SOON } from './harness/window.ts';

const FIRST = `c1,c2,c3
Anna,The tide was low that day and nobody came,3
Bert,I have never seen the water stand so high,12
Cleo,They should have built the wall years ago,7
`;
const SECOND = `c1,c2,c3
Dora,The ferry did not sail this morning either,1
Emil,It sailed at noon when the wind had dropped,4
`;

let run: RunningApp;
let folder: string;
beforeAll(async () => {
  run = await startApp();
  folder = temporaryFolder('tables');
});
afterAll(cleanUp);

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const dialog = () => run.page.getByRole('dialog', { name: 'What the columns mean' });
const column = (name: string) => dialog().getByRole('combobox', { name: new RegExp(`^Column ${name} is`) });
const report = (name: string) => run.page.getByRole('article', { name: `Report of ${name}` });

describe('an analyst drops a table that cannot be guessed', () => {
  it('and is asked what its columns mean', async () => {
    const { page } = run;
    await dropAndWait(page, [file('first.csv', FIRST)]);
    const ask = report('first.csv').getByRole('button', { name: 'Say what the columns mean' });
    await ask.waitFor();
    await ask.focus();
    await page.keyboard.press('Enter');
    await dialog().getByRole('cell', { name: 'I have never seen the water stand so high' }).waitFor();
  });

  it('and hears in words when no column holds the text', async () => {
    await dialog().getByRole('radio', { name: 'a comment' }).check();
    await column('c2').selectOption('');
    await dialog().getByText('No column holds the comment’s text.', { exact: false }).waitFor();
    expect(await dialog().getByRole('button', { name: 'Read 1 file this way' }).isDisabled()).toBe(true);
  });

  it('and sees the first records as they will be read', async () => {
    await column('c2').selectOption('text');
    await column('c1').selectOption('author');
    await column('c3').selectOption('rating');
    await dialog()
      .getByRole('listitem')
      .filter({ hasText: /Bert · rated 12/ })
      .waitFor();
    for (const theme of THEMES) {
      await showTheme(run.app, run.page, theme);
      await picture(run.page, 'mapping', theme);
    }
  });

  it('and reads it', async () => {
    const { page } = run;
    await dialog().getByRole('button', { name: 'Read 1 file this way' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'All 3 comments', exact: true }).waitFor();
    await page.keyboard.press('Control+2');
    await expectRows(page, 'Comments', 3);
  });

  it('and is not asked about the next one', async () => {
    const { page } = run;
    expect(await dropAndWait(page, [file('second.csv', SECOND)])).toContain('2 comments');
    await page.getByRole('contentinfo').getByRole('button', { name: 'All 5 comments', exact: true }).waitFor();
    await page.keyboard.press('Control+4');
    await page
      .getByRole('navigation', { name: 'All imports' })
      .getByRole('button', { name: /second\.csv/ })
      .click();
    await report('second.csv').waitFor();
    expect(await page.getByRole('button', { name: 'Say what the columns mean' }).count()).toBe(0);
  });

  it('and has it read from the library when the file was moved before the answer', async () => {
    const { page } = run;
    const path = file('third.csv', FIRST.replace('c1,', 'd1,'));
    await dropAndWait(page, [path]);
    await report('third.csv').getByRole('button', { name: 'Say what the columns mean' }).click();
    await column('c2').selectOption('text');
    rmSync(path);
    await dialog().getByRole('button', { name: 'Read 1 file this way' }).click();
    await page.getByRole('contentinfo').getByRole('button', { name: 'All 8 comments', exact: true }).waitFor();
    await report('third.csv')
      .getByRole('row', { name: /^third\.csv new/ })
      .waitFor();
  });

  it('and sees in the settings what is remembered, forgets it, and takes that back', async () => {
    const { page } = run;
    await page.keyboard.press('Control+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    const remembered = settings.getByRole('list', { name: 'Remembered tables' }).getByRole('listitem');
    await expect.poll(() => remembered.count(), SOON).toBe(2);
    for (const theme of THEMES) {
      await showTheme(run.app, page, theme);
      await picture(page, 'remembered-tables', theme);
    }
    const forget = settings.getByRole('button', { name: 'Forget “c2” is the comment’s text, “c1” is the author, “c3” is the rating' });
    await forget.click();
    await expect.poll(() => remembered.count(), SOON).toBe(1);
    await picture(page, 'remembered-tables-forgotten', 'dark');
    await settings.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => remembered.count(), SOON).toBe(2);
    await forget.click();
    await expect.poll(() => remembered.count(), SOON).toBe(1);
    await page.keyboard.press('Escape');
  });

  it('and is asked again then', async () => {
    const { page } = run;
    await dropAndWait(page, [file('fourth.csv', SECOND.replace('Dora', 'Fay'))]);
    await page.keyboard.press('Control+4');
    await page
      .getByRole('navigation', { name: 'All imports' })
      .getByRole('button', { name: /fourth\.csv/ })
      .click();
    await report('fourth.csv').getByRole('button', { name: 'Say what the columns mean' }).waitFor();
  });

  it('and no page has complained in all that time', () => {
    expect(run.errors).toEqual([]);
  });
});
