/** Comment pages of one story, dropped in any order, are one article; its captures can be seen, compared and parted. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, type RunningApp, startApp, temporaryFolder } from './harness/app.ts';
import { picture, showTheme, THEMES } from './harness/screenshots.ts';
import { dropAndWait, expectRows } from './harness/window.ts';

const story = (updated: string, third: string): string => `${updated}

Harbour wall to be rebuilt

The harbour wall at Quay Head will be rebuilt next year, the council said on Monday, after three winters in which the sea came over it and into the lower streets.

Fishermen who keep their boats behind it have asked for a higher wall since the storm of 2009, and say that the plan is late and the money too little.

${third}
`;

let run: RunningApp;
let folder: string;
beforeAll(async () => {
  run = await startApp();
  folder = temporaryFolder('sets');
});
afterAll(async () => {
  await cleanUp();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const seed = (name: string): string => join(ROOT, 'seeds', name);
const captures = () => run.page.getByRole('dialog', { name: /captures/i });

describe('an analyst drops the captures of one story', () => {
  it('page 17 before page 14, and has one article with the comments of both', async () => {
    const { page } = run;
    await dropAndWait(page, [seed('syria-g20-comments-page-17-of-32.txt')]);
    await page.keyboard.press('Control+1');
    await page.getByRole('option', { name: /Syria crisis/ }).click();
    // it is open while page 14 comes in and gives it another id
    await dropAndWait(page, [seed('000_ebaeb092d28a86a2.txt')]);
    await page.keyboard.press('Control+1');
    await expectRows(page, 'Articles', 1);
    await page
      .getByRole('region', { name: /^Reader: Syria crisis/ })
      .getByRole('button', { name: 'List the 40 comments of this article' })
      .waitFor();
    await page.getByRole('button', { name: /Show the 2 captures/ }).waitFor();
    for (const theme of THEMES) {
      await showTheme(run.app, page, theme);
      await picture(page, 'page-set', theme);
    }
  });

  it('and two versions of a story, compared word by word', async () => {
    const { page } = run;
    await dropAndWait(page, [
      file('one.txt', story('4 May 2013 Last updated at 09:00 GMT', 'The work will cost four million and take two years, said the engineer Ada Quill.')),
      file('two.txt', story('4 May 2013 Last updated at 18:00 GMT', 'The work will cost nine million and take three years, said the engineer Ada Quill.')),
    ]);
    await page.keyboard.press('Control+1');
    await expectRows(page, 'Articles', 2);
    await page.getByRole('option', { name: /Harbour wall/ }).click();
    await page.getByRole('button', { name: /Show the 2 captures/ }).click();
    await captures()
      .getByRole('button', { name: /^Compare two.txt/ })
      .click();
    await captures().locator('ins', { hasText: 'nine' }).waitFor();
    await captures().locator('del', { hasText: 'four' }).waitFor();
    for (const theme of THEMES) {
      await showTheme(run.app, page, theme);
      await picture(page, 'captures', theme);
    }
  });

  it('and parts what is not the same article, and takes that back', async () => {
    const { page } = run;
    await captures().getByRole('button', { name: 'two.txt is not the same article' }).click();
    await page.keyboard.press('Escape');
    await captures().waitFor({ state: 'hidden' });
    await expectRows(page, 'Articles', 3);
    await page.keyboard.press('Control+z');
    await expectRows(page, 'Articles', 2);
    expect(run.errors).toEqual([]);
  });
});
