/** The parts of the window as the analyst names them: by roles and accessible names. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dropFiles } from './drop.ts';

/** Reactions to a click are tens of milliseconds; a machine under load is slower. */
export const SOON = { timeout: 20_000, interval: 50 } as const;

export const list = (page: Page, name: 'Articles' | 'Comments'): Locator => page.getByRole('listbox', { name, exact: true });
export const reader = (page: Page): Locator => page.getByRole('region', { name: 'Reader', exact: true });
const card = (page: Page, number: number): Locator => page.getByRole('article', { name: new RegExp(`^Comment ${number}\\b`) });
export const searchBox = (page: Page): Locator => page.getByRole('combobox', { name: 'Search', exact: true });
export const toast = (page: Page): Locator => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Close this message' }) });

/** Waits until the search has caught up and no import runs. */
export async function settled(page: Page, timeout = 60_000): Promise<void> {
  await page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Index up to date' }).waitFor({ timeout });
}

/** Drops files on the window and waits until an import of them has ended: the message at the foot says what came of it. */
export async function dropAndWait(page: Page, files: readonly string[], timeout = 60_000): Promise<string> {
  const message = toast(page);
  if (await message.isVisible()) await message.getByRole('button', { name: 'Close this message' }).click();
  await dropFiles(page, page.locator('body'), files);
  await message.waitFor({ timeout });
  await settled(page, timeout);
  return (await message.innerText()).trim();
}

/** Shows the running import and waits until it has brought in at least `articles`; gives how many. */
export async function readSome(page: Page, articles: number, timeout = 60_000): Promise<number> {
  await page.keyboard.press('Control+4');
  let count = 0;
  const text = page.getByRole('region', { name: 'Import under way' }).getByText(/^[\d,]+ articles?$/);
  await expect
    .poll(
      async () => {
        count = Number((await text.innerText()).replace(/\D/g, ''));
        return count;
      },
      { timeout, interval: 50 },
    )
    .toBeGreaterThanOrEqual(articles);
  return count;
}

/** Types a query; waits until the list shows its result. */
export async function search(page: Page, query: string): Promise<void> {
  await searchBox(page).fill(query);
  await searchBox(page).blur(); // closes the suggestions
  await settled(page);
}

/** How many rows a list has, whether on screen or not. */
async function rowCount(page: Page, name: 'Articles' | 'Comments'): Promise<number> {
  const first = list(page, name).getByRole('option').first();
  if ((await first.count()) === 0) return 0;
  return Number(await first.getAttribute('aria-setsize'));
}

export const expectRows = (page: Page, name: 'Articles' | 'Comments', count: number): Promise<void> =>
  expect.poll(() => rowCount(page, name), SOON).toBe(count);

/** Scrolls the reader from top to bottom and gives the names of all its comment cards, in order; off-screen ones do not exist. */
export async function commentCards(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('[data-reader-scroll]');
    if (scroller === null) throw new Error('the reader shows no article');
    const names = new Set<string>();
    const painted = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    scroller.scrollTop = 0;
    for (;;) {
      await painted();
      for (const card of scroller.querySelectorAll('article[aria-label^="Comment"]')) names.add(card.getAttribute('aria-label')?.trim() ?? '');
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2) return [...names];
      scroller.scrollTop += scroller.clientHeight / 2;
    }
  });
}

/** Brings a comment's card into the reader. */
export async function scrollToCard(page: Page, number: number): Promise<Locator> {
  const wanted = card(page, number);
  await page.evaluate(async (name) => {
    const scroller = document.querySelector('[data-reader-scroll]');
    if (scroller === null) throw new Error('the reader shows no article');
    const painted = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    for (scroller.scrollTop = 0; ; scroller.scrollTop += scroller.clientHeight / 2) {
      await painted();
      const found = [...scroller.querySelectorAll('article')].find((article) => article.getAttribute('aria-label')?.startsWith(name));
      if (found) {
        found.scrollIntoView({ block: 'center' });
        await painted();
        return;
      }
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2) throw new Error(`there is no ${name}`);
    }
  }, `Comment ${number}`);
  await wanted.waitFor();
  return wanted;
}
