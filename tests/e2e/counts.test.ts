/** Words in their context and what can be counted, on the sample pages: looked at in both themes, worked from the keyboard, and saved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type RunningApp, startApp, temporaryFolder } from './harness/app.ts';
import { lookAt } from './harness/looking.ts';
import { reader, SOON, search, searchBox, settled, toast } from './harness/window.ts';

let run: RunningApp;
let folder: string;
beforeAll(async () => {
  run = await startApp();
  folder = temporaryFolder('counts');
  await run.page.getByRole('button', { name: 'Open the eight sample pages' }).click();
  await toast(run.page).waitFor({ timeout: 60_000 });
  await settled(run.page);
  await run.page.getByRole('button', { name: 'Close this message' }).click();
});
afterAll(cleanUp);

const rows = () => run.page.getByRole('listbox', { name: 'Words in context' });
const strip = () => run.page.getByRole('region', { name: 'When it was said' });
const section = (name: string) => run.page.getByRole('region', { name, exact: true });

/** How many hits stand at least partly in view. */
const rowsInView = (page: Page): Promise<number> =>
  page.getByRole('listbox', { name: 'Words in context' }).evaluate((list) => {
    const view = list.getBoundingClientRect();
    return [...list.querySelectorAll('[role=option]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    }).length;
  });

const footWords = (page: Page): Promise<string> => page.getByRole('region', { name: 'Words in context' }).locator('footer').innerText();

/** Looks at what is shown now, in both themes. */
const look = (name: string): Promise<void> => lookAt(run, name);

/** Answers the next question for a place with a file of the test's folder, and gives what was written there. */
async function saved(name: string, ask: () => Promise<void>): Promise<string> {
  const path = join(folder, name);
  await run.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: to });
  }, path);
  await ask();
  await toast(run.page).waitFor();
  expect(await toast(run.page).innerText()).toContain(name);
  await run.page.getByRole('button', { name: 'Close this message' }).click();
  return readFileSync(path, 'utf8');
}

describe('words in context', () => {
  it('says what it is for while there are no words, with an example to click', async () => {
    const { page } = run;
    await page.keyboard.press('Control+3');
    await page.getByText('No words to show in their context.').waitFor();
    await look('context-empty');
    await page.getByRole('button', { name: /^Look for “/ }).click();
    await rows().getByRole('option').first().waitFor();
    expect(await rows().getByRole('option').first().locator('mark').count()).toBe(1);
  });

  it('lists every hit in its column, below the time of what was found', async () => {
    await search(run.page, 'ferry');
    await expect.poll(() => rows().getByRole('option').first().locator('mark').innerText(), SOON).toMatch(/ferry/i);
    await expect
      .poll(
        () =>
          strip()
            .getByRole('button', { name: /found, of/ })
            .count(),
        SOON,
      )
      .toBeGreaterThan(0);
    const edges = await rows()
      .locator('mark')
      .evaluateAll((marks) => [...new Set(marks.map((mark) => Math.round(mark.getBoundingClientRect().left)))]);
    expect(edges).toHaveLength(1);
    await expect.poll(() => footWords(run.page), SOON).toMatch(/^1–/);
    const inView = await rowsInView(run.page);
    expect(await footWords(run.page)).toMatch(new RegExp(`^1–${inView} of \\d+ hits`));
    await look('context');
  });

  it('opens an article at the block of the hit', async () => {
    const { page } = run;
    const blocks = rows().getByRole('option').filter({ hasText: 'block' });
    const last = blocks.last();
    const block = Number(/block\s*(\d+)/.exec(await last.innerText())?.[1]) - 1;
    expect(block).toBeGreaterThan(2);
    await last.dblclick();
    await expect
      .poll(
        () =>
          reader(page)
            .locator(`[data-block="${block}"]`)
            .evaluate((element) => {
              const place = element.getBoundingClientRect();
              const view = element.closest('[data-reader-scroll]')?.getBoundingClientRect();
              return view !== undefined && place.top >= view.top && place.top < view.bottom;
            }),
        SOON,
      )
      .toBe(true);
    await page.keyboard.press('Control+3');
    await rows().focus();
    await page.keyboard.press('Home');
  });

  it('is worked from the keyboard: next, tag, source, open', async () => {
    const { page } = run;
    await rows().focus();
    await page.keyboard.press('j');
    await expect.poll(() => rows().getByRole('option', { selected: true }).getAttribute('aria-posinset'), SOON).toBe('2');
    const target = await rows().getByRole('option', { selected: true }).getAttribute('data-id');
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Tag to set or take off' }).fill('boats');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().locator(`[data-id="${target}"]`).first().innerText(), SOON).toContain('boats');
    await page.keyboard.press('e');
    await page.getByRole('region', { name: 'Evidence' }).waitFor();
    await look('context-source');
    await page.keyboard.press('e');
    await page.getByRole('region', { name: 'Evidence' }).waitFor({ state: 'hidden' });
    await rows().focus();
    await page.keyboard.press('Enter');
    await reader(page).getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+3');
    await rows().waitFor();
  });

  it('sorts by the words beside, looks in quoted words, and remembers it', async () => {
    const { page } = run;
    await page.getByRole('combobox', { name: 'Sort the hits' }).selectOption('right');
    await expect.poll(() => rows().getByRole('option').count(), SOON).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'quoted', exact: true }).click();
    await expect.poll(() => page.getByRole('button', { name: 'quoted', exact: true }).getAttribute('aria-pressed'), SOON).toBe('true');
    await page.getByRole('button', { name: 'own words', exact: true }).click();
    await rows().getByRole('option').first().waitFor();
    expect(await page.evaluate(() => localStorage.getItem('cuttings.words-in-context'))).toContain('"sort":"right"');
  });

  it('narrows the query to the span of time that is drawn, and lets go of it', async () => {
    const { page } = run;
    await strip()
      .getByRole('button', { name: /found, of/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^ferry date:/);
    await strip().getByRole('button', { name: 'All time' }).click();
    await expect.poll(() => searchBox(page).inputValue(), SOON).toBe('ferry');
  });

  it('is saved as CSV, every row', async () => {
    await rows().getByRole('option').first().waitFor();
    const n = Number(await rows().getByRole('option').first().getAttribute('aria-setsize'));
    const csv = await saved('context.csv', () => run.page.getByRole('button', { name: 'CSV…' }).click());
    expect(csv.trimEnd().split('\r\n').length).toBeGreaterThanOrEqual(n + 1);
    expect(csv).toMatch(/^\ufeffleft,hit,right/);
    expect(csv).toContain('boats');
  });
});

describe('counts', () => {
  it('are shown by time, by words and by tags', async () => {
    const { page } = run;
    await page.keyboard.press('Control+6');
    await section('By time').locator('svg a').first().waitFor();
    await section('Words').locator('svg a').first().waitFor();
    await section('Tags by time').locator('svg').first().waitFor();
    await look('counts');
    // the policy refuses style elements; nothing of the plots may need one
    expect(await page.locator('main svg style').count()).toBe(0);
  });

  it('have tables behind the plots, whose numbers open their lists', async () => {
    const { page } = run;
    await section('By time').getByRole('button', { name: 'table', exact: true }).click();
    await section('Tags by time').getByRole('button', { name: 'table', exact: true }).click();
    await section('By time').getByRole('table').waitFor();
    await section('Words').getByRole('button', { name: 'table', exact: true }).click();
    await section('Words')
      .getByRole('button', { name: /open the list$/ })
      .first()
      .waitFor();
    await look('counts-tables');
    await section('By time').getByRole('table').getByRole('button').first().click();
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^ferry date:/);
    await search(page, 'ferry');
    await page.keyboard.press('Control+6');
    await section('By time').getByRole('button', { name: 'plot', exact: true }).click();
    await section('Tags by time').getByRole('button', { name: 'plot', exact: true }).click();
    await section('Words').getByRole('button', { name: 'plot', exact: true }).click();
  });

  it('have bars that are reached and opened from the keyboard', async () => {
    const { page } = run;
    await section('By time').locator('svg a').first().waitFor();
    await section('By time').locator('svg a[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/found, of/);
    await page.keyboard.press('Enter');
    await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^ferry date:/);
    await search(page, 'ferry');
    await page.keyboard.press('Control+6');
  });

  it('have words and pairs whose bars are reached and opened from the keyboard', async () => {
    const { page } = run;
    for (const [of, name] of [
      ['pairs', 'Pairs of words'],
      ['words', 'Words'],
    ] as const) {
      const shown = page.getByRole('region', { name: /^(Words|Pairs of words)$/ });
      await shown.getByRole('button', { name: of, exact: true }).click();
      await section(name).locator('svg a').first().waitFor();
      const svg = await saved(`${of}.svg`, () => section(name).getByRole('button', { name: 'SVG…' }).click());
      expect(svg).not.toMatch(/var\(|<style|href=/);
      const csv = await saved(`${of}.csv`, () => section(name).getByRole('button', { name: 'CSV…' }).click());
      expect(csv).toMatch(/^\ufeffwords,log_likelihood/);
      expect(svg).toContain(`>${csv.split('\r\n')[1]?.split(',')[0]}<`);
      await section(name).locator('svg a[tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      const words = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      expect(words).toMatch(/open the list$/);
      await page.keyboard.press('Enter');
      await expect.poll(() => searchBox(page).inputValue(), SOON).toMatch(/^ferry ./);
      await search(page, 'ferry');
      await page.keyboard.press('Control+6');
    }
  });

  it('are saved as SVG that needs nothing beside it, and as CSV', async () => {
    await section('By time').locator('svg a').first().waitFor();
    const svg = await saved('time.svg', () => section('By time').getByRole('button', { name: 'SVG…' }).click());
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toMatch(/var\(|<style|href=/);
    const time = await saved('time.csv', () => section('By time').getByRole('button', { name: 'CSV…' }).click());
    expect(time).toMatch(/^\ufefffrom,to,articles,comments/);
    const words = await saved('words.csv', () => section('Words').getByRole('button', { name: 'CSV…' }).click());
    expect(words).toContain('ferry');
    expect(await saved('tags.svg', () => section('Tags by time').getByRole('button', { name: 'SVG…' }).click())).toContain('boats');
    expect(run.errors).toEqual([]);
  });
});
