/** Every view, in both themes: nothing seriously wrong for those who do not see it or do not use a mouse; each leaves its picture in test-results. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, type RunningApp, startApp, temporaryFolder } from './harness/app.ts';
import { lookAt } from './harness/looking.ts';
import { picture, showTheme } from './harness/screenshots.ts';
import { dropAndWait, expectRows, list, reader, SOON, scrollToCard, search, searchBox, settled, toast } from './harness/window.ts';

let run: RunningApp;
beforeAll(async () => {
  run = await startApp();
});
afterAll(cleanUp);

/** Looks at what is shown now, in both themes. */
const look = (name: string): Promise<void> => lookAt(run, name);

const close = (name: string): Promise<void> => run.page.getByRole('dialog', { name }).waitFor({ state: 'hidden' });
const openSeed = async (): Promise<void> => {
  await list(run.page, 'Articles')
    .getByRole('option', { name: /^Syria crisis/ })
    .click();
  await reader(run.page)
    .getByText(/17 of 32/)
    .waitFor();
};

describe('the first start', () => {
  it('says what to do', async () => {
    await run.page.getByRole('button', { name: 'Open the eight sample pages' }).waitFor();
    await look('first-run');
  });

  it('opens the sample pages, and tells what came of each', async () => {
    await run.page.getByRole('button', { name: 'Open the eight sample pages' }).click();
    await toast(run.page).waitFor({ timeout: 60_000 });
    await settled(run.page);
    await run.page.keyboard.press('Control+4');
    const report = run.page.getByRole('article', { name: 'Report of Sample pages' });
    await report.getByRole('row', { name: /library-hours-damaged-capture/ }).waitFor();
    await look('import-report');
  });
});

describe('the library', () => {
  it('lists the articles beside the reader', async () => {
    await run.page.keyboard.press('Control+1');
    await expectRows(run.page, 'Articles', 6);
    await openSeed();
    await look('library');
  });

  it('shows comments with what they quote and whom they answer', async () => {
    await scrollToCard(run.page, 365);
    await look('reading-comments');
  });

  it('shows the source with the range lit', async () => {
    const comment = await scrollToCard(run.page, 365);
    await comment.click();
    await run.page.keyboard.press('e');
    await run.page
      .getByRole('region', { name: 'Evidence' })
      .getByText(/who starves here/)
      .waitFor();
    await look('evidence');
    await run.page.keyboard.press('e');
  });

  it('shows a full page with names, times and ratings, and a damaged one', async () => {
    await list(run.page, 'Articles')
      .getByRole('option', { name: /^Ferry timetable/ })
      .click();
    await reader(run.page)
      .getByRole('heading', { level: 1, name: /^Ferry timetable/ })
      .waitFor();
    await scrollToCard(run.page, 47);
    await look('reading-full-page');
    await list(run.page, 'Articles')
      .getByRole('option', { name: /^Town libraries/ })
      .click();
    await reader(run.page)
      .getByRole('heading', { level: 1, name: /^Town libraries/ })
      .waitFor();
    await scrollToCard(run.page, 73);
    await look('reading-damaged');
  });
});

describe('tagging', () => {
  it('finds or makes a tag for the marked comments', async () => {
    const { page } = run;
    await page.keyboard.press('Control+2');
    await search(page, 'in:comments bombing');
    await list(page, 'Comments').getByRole('option').first().click();
    for (const tag of ['stance/against', 'stance/for', 'aid']) {
      await page.keyboard.press('t');
      const field = page.getByRole('combobox', { name: 'Tag to set or take off' });
      await field.fill(tag);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
    }
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Tag to set or take off' }).waitFor();
    await look('tagging');
    await page.keyboard.press('Escape');
    await close('Tag');
  });

  it('keeps a codebook', async () => {
    await run.page.getByRole('button', { name: 'Codebook', exact: true }).click();
    await look('codebook');
  });
});

describe('filtering', () => {
  it('lists what the query finds', async () => {
    await run.page.keyboard.press('Control+2');
    await search(run.page, 'tag:stance');
    await look('filter-result');
  });

  it('completes fields and tags', async () => {
    await searchBox(run.page).fill('tag:st');
    await run.page
      .getByRole('listbox')
      .getByRole('option', { name: /stance/ })
      .first()
      .waitFor();
    await look('filter-completion');
  });

  it('shows an error at its place', async () => {
    await searchBox(run.page).fill('obama is:nonsense');
    await run.page.getByText(/At character \d+\./).waitFor();
    await look('filter-error');
  });

  it('renames and deletes saved filters from the keyboard, which stays among them', async () => {
    const { page } = run;
    for (const [query, name] of [
      ['tag:stance', 'Stances'],
      ['bombing', 'Bombs'],
    ] as const) {
      await search(page, query);
      await page.keyboard.press('Control+s');
      await page.getByRole('textbox', { name: 'Save as' }).fill(name);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name, exact: true }).waitFor();
    }
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    const act = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await act('Rename filter Bombs');
    await page.getByRole('textbox', { name: 'New name of filter Bombs' }).fill('Air raids');
    await page.keyboard.press('Enter');
    await expect.poll(focused, SOON).toBe('Air raids');
    await act('Rename filter Air raids');
    await page.getByRole('textbox', { name: 'New name of filter Air raids' }).fill('something else');
    await page.keyboard.press('Escape');
    await expect.poll(focused, SOON).toBe('Air raids');
    await act('Delete filter Air raids');
    await expect.poll(focused, SOON).toBe('Stances');
    await act('Delete filter Stances');
    await expect.poll(focused, SOON).toBe('Save this search (Ctrl S)');
  });

  it('says so when nothing is found', async () => {
    await search(run.page, 'zeppelin');
    await look('filter-nothing');
    await search(run.page, '');
  });
});

describe('dialogs', () => {
  it.each([
    ['export', 'Control+e'],
    ['palette', 'Control+k'],
    ['keys', '?'],
    ['settings', 'Control+,'],
  ])('%s', async (name, key) => {
    const { page } = run;
    await list(page, 'Comments').focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (name === 'export') await dialog.getByRole('button', { name: /^Export \d/ }).waitFor();
    await look(name);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('the help of the search', () => {
  it('shows its examples, and asks the one that is clicked', async () => {
    const { page } = run;
    await page.getByRole('button', { name: 'What can be searched for' }).click();
    const dialog = page.getByRole('dialog', { name: 'What can be searched for' });
    await dialog.waitFor();
    await look('query-help');
    await dialog.getByRole('button', { name: 'is:untagged in:comments' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await searchBox(page).inputValue()).toBe('is:untagged in:comments');
    await search(page, '');
  });
});

describe('when something goes wrong', () => {
  it('says which files did not go in, and why', async () => {
    const folder = temporaryFolder('a11y');
    writeFileSync(join(folder, 'empty.txt'), '');
    writeFileSync(join(folder, 'noise.bin'), Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 9, 8, 7, 0]));
    await dropAndWait(run.page, [join(folder, 'empty.txt'), join(folder, 'noise.bin')]);
    await run.page.keyboard.press('Control+4');
    await run.page.getByRole('region', { name: 'Did not go in' }).waitFor();
    await look('import-failures');
  });

  it('says so when the store has gone', async () => {
    await run.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('app.html'));
      window?.webContents.send('cuttings:event', 'store:failed', {
        kind: 'store-gone',
        message: 'The part of Cuttings that keeps the library stopped unexpectedly (oom).',
      });
    });
    await run.page.getByRole('button', { name: 'Open it again' }).waitFor();
    await look('store-gone');
    await run.page.getByRole('button', { name: 'Open it again' }).click();
    await run.page.getByRole('navigation', { name: 'Library' }).waitFor();
  });
});

// only when asked for, so that a test run leaves the checkout as it was
describe.runIf(process.env['CUTTINGS_DOCS_SCREENSHOT'] === '1')('the picture in the README', () => {
  it('is taken from the sample library', async () => {
    const { app, page } = run;
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('app.html'))
        ?.setContentSize(1440, 900);
    });
    await search(page, '');
    await page.keyboard.press('Control+1');
    await openSeed();
    for (const [number, key] of [
      [361, '1'],
      [365, '3'],
      [364, '2'],
    ] as const) {
      await (await scrollToCard(page, number)).click({ position: { x: 300, y: 8 } });
      await page.keyboard.press(key);
    }
    await scrollToCard(page, 365);
    await toast(page).waitFor({ state: 'hidden' });
    await showTheme(app, page, 'light');
    mkdirSync(join(ROOT, 'docs'), { recursive: true });
    copyFileSync(await picture(page, 'readme', 'light'), join(ROOT, 'docs', 'screenshot.png'));
  });
});
