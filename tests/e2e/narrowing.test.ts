/** Narrowing by months that are clicked and values that are offered, and the views a narrow window has room for, in both themes. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type RunningApp, startApp } from './harness/app.ts';
import { lookAt } from './harness/looking.ts';
import { list, reader, SOON, search, searchBox, settled, toast } from './harness/window.ts';

let run: RunningApp;
beforeAll(async () => {
  run = await startApp();
  await run.page.getByRole('button', { name: 'Open the eight sample pages' }).click();
  await toast(run.page).waitFor({ timeout: 60_000 });
  await settled(run.page);
  await run.page.getByRole('button', { name: 'Close this message' }).click();
  await run.page.keyboard.press('Control+1');
  await list(run.page, 'Articles').getByRole('option').first().waitFor();
});
afterAll(cleanUp);

const bars = (page: Page) => page.getByRole('group', { name: /^articles from .* narrows the list to it$/ }).getByRole('button');
const sort = (page: Page) => page.getByRole('combobox', { name: 'Sort the list by' });

/** Looks at what is shown now, in both themes. */
const look = (name: string): Promise<void> => lookAt(run, name);

async function resize(page: Page, width: number, height: number): Promise<void> {
  await run.app.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

describe('the bars of the months', () => {
  it('say what they count, and narrow to one month at a click, to all at a second', async () => {
    const { page } = run;
    await bars(page).first().waitFor();
    expect(await bars(page).first().getAttribute('aria-label')).toMatch(/^\d{4}(-\d\d)?: [1-9]\d* articles?$/);
    await bars(page).first().click();
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^date:\d{4}(-\d\d)?$/);
    await expect.poll(() => bars(page).first().getAttribute('aria-pressed'), SOON).toBe('true');
    await look('months-chosen');
    await bars(page).first().click();
    await expect.poll(() => searchBox(page).inputValue(), SOON).toBe('');
  });

  it('narrow to a span with Shift and a click, and from the keyboard', async () => {
    const { page } = run;
    const span = /^date:\d{4}(-\d\d)?\.\.\d{4}(-\d\d)?$/;
    await bars(page).first().click();
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^date:/);
    await bars(page)
      .last()
      .click({ modifiers: ['Shift'] });
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(span);
    await search(page, '');
    await bars(page).first().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(span);
    await search(page, '');
  });
});

describe('the search box', () => {
  it('offers what the library has behind a field', async () => {
    const { page } = run;
    await searchBox(page).click();
    await page.keyboard.type('layout:bbc');
    const offered = page.getByRole('listbox', { name: 'What could stand here' }).getByRole('option');
    await expect.poll(() => offered.allInnerTexts(), SOON).toEqual([expect.stringMatching(/^bbc-2010s\s+\d+ articles?$/)]);
    await look('known-values');
    await page.keyboard.press('Tab');
    await expect.poll(() => searchBox(page).inputValue(), SOON).toBe('layout:==bbc-2010s');
    await search(page, '');
  });
});

describe('an article that is opened from what was found', () => {
  it('begins with the words that were looked for, where its beginning has none of them', async () => {
    const { page } = run;
    const blocks = reader(page).locator('[data-block]');
    const phrase = async (block: Locator): Promise<string | undefined> => /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+\b/.exec(await block.innerText())?.[0];
    await blocks.first().waitFor();
    const last = (await blocks.all()).at(-1);
    const words = last && (await phrase(last));
    if (words === undefined) throw new Error('the open article has no paragraphs of several words');
    expect(await last?.evaluate((block) => block.getBoundingClientRect().top > innerHeight)).toBe(true);
    const rows = list(page, 'Articles').getByRole('option');
    await rows.nth(1).click();
    await expect.poll(() => reader(page).innerText(), SOON).not.toContain(words);
    await search(page, `"${words}"`);
    await rows.first().click();
    const inView = (): Promise<boolean> =>
      page
        .locator('[data-block]')
        .filter({ hasText: words })
        .last()
        .evaluate((block) => block.getBoundingClientRect().top > 0 && block.getBoundingClientRect().bottom < innerHeight);
    await expect.poll(inView, SOON).toBe(true);
    await look('opened-at-its-hit');
    await search(page, '');
  });
});

describe('a narrow window', () => {
  it('still says what the list is sorted by', async () => {
    const { page } = run;
    await resize(page, 1000, 700);
    await page.keyboard.press('Control+1');
    await list(page, 'Articles').waitFor();
    await look('library-narrow');
    const label = page.getByTitle(/^Sort the list by: ./);
    expect(await label.innerText()).toMatch(/\w/);
    expect(await label.locator('span').evaluate((words) => words.getBoundingClientRect().width)).toBeGreaterThan(30);
    expect(await sort(page).count()).toBe(1);
  });

  it('has room for counts', async () => {
    const { page } = run;
    await search(page, 'ferry OR council');
    await page.keyboard.press('Control+6');
    const words = page.getByRole('region', { name: 'Words', exact: true });
    await words.locator('svg a').first().waitFor();
    await words.evaluate((section) => section.scrollIntoView());
    await look('counts-narrow');
    const over = await page.getByRole('region', { name: 'What was counted' }).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(over).toBeLessThanOrEqual(0);
  });

  it('has room for words in context', async () => {
    const { page } = run;
    await page.keyboard.press('Control+3');
    await page.getByRole('listbox', { name: 'Words in context' }).getByRole('option').first().waitFor();
    await look('context-narrow');
    expect(run.errors).toEqual([]);
  });
});
