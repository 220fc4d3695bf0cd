/** Typing in the search box while an import runs: what the list shows, in order, and how long each key takes to be answered. */
import type { Page } from 'playwright-core';
import { searchBox } from './window.ts';

/** Words nothing else says, nor can by chance; each beginning of them is the headline of articles of its own, so that a row tells which query it answers. */
const WORDS = ['vqxil', 'wqyve'] as const;
export const BEGINNINGS: readonly string[] = WORDS.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1)));

/** Of the pages to import: one after the other names one of the beginnings. */
export const headlineNaming = (number: number): string => `Notice ${BEGINNINGS[number % BEGINNINGS.length] ?? ''} number ${number}`;

/** What the watcher leaves in the page. */
interface Watched {
  /** Which queries the rows answered, after each change of the page; only where it was another than before. */
  readonly shown: string[];
  readonly tasks: number[];
  /** Which queries the rows answer. */
  now(): string;
}

export interface Typed {
  /** Milliseconds from each key to rows that answer it, by the query it made. */
  readonly answers: readonly (readonly [query: string, milliseconds: number])[];
  /** What was shown from the first key on, in order; several queries at once are joined by `+`. */
  readonly shown: readonly string[];
}

/** From here on the page keeps what its list of articles shows, and its long tasks. */
export async function watchList(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept = { shown: [] as string[], tasks: [] as number[] };
    new PerformanceObserver((entries) => kept.tasks.push(...entries.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    const now = (): string => {
      const rows = document.querySelectorAll('[role="listbox"][aria-label="Articles"] [role="option"]');
      // a row that is not loaded yet says nothing
      const named = [...rows].flatMap((row) => /Notice (\w+) number/.exec(row.textContent ?? '')?.[1] ?? []);
      return [...new Set(named)].sort().join('+');
    };
    const look = (): void => {
      const queries = now();
      if (queries !== '' && queries !== kept.shown.at(-1)) kept.shown.push(queries);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { watchedList: { ...kept, now } satisfies Watched });
  });
}

/** Milliseconds of the tasks of the window longer than 50 since `watchList`. */
export const longTasks = (page: Page): Promise<readonly number[]> => page.evaluate(() => watchedList.tasks);

/** Types the words one after the other, each in the place of the one before; after each key waits for its answer. */
export async function typeSlowly(page: Page): Promise<Typed> {
  await forget(page);
  const answers: (readonly [string, number])[] = [];
  for (const word of WORDS) {
    await searchBox(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    for (let at = 0; at < word.length; at++) {
      const start = performance.now();
      await page.keyboard.press(word.charAt(at));
      await answered(page, word.slice(0, at + 1));
      answers.push([word.slice(0, at + 1), performance.now() - start]);
    }
  }
  return { answers, shown: await shown(page) };
}

/** Types the words without waiting, `pause` milliseconds between two keys; only the last of each word has to be answered. */
export async function typeFast(page: Page, pause: number): Promise<Typed> {
  await forget(page);
  const answers: (readonly [string, number])[] = [];
  for (const word of WORDS) {
    await searchBox(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(word, { delay: pause });
    const start = performance.now();
    await answered(page, word);
    answers.push([word, performance.now() - start]);
  }
  return { answers, shown: await shown(page) };
}

/** What was shown after something newer, in words: an answer to an older query, or to several at once. Empty where all is well. */
export function outOfOrder({ shown: seen }: Typed): readonly string[] {
  const complaints: string[] = [];
  let newest = -1;
  for (const query of seen) {
    const at = BEGINNINGS.indexOf(query);
    if (at < newest) complaints.push(`after “${BEGINNINGS[newest]}” the list showed “${query}”`);
    newest = Math.max(newest, at);
  }
  return complaints;
}

/** Waits until all rows that say something answer the query. */
async function answered(page: Page, query: string): Promise<void> {
  await page.waitForFunction((wanted) => watchedList.now() === wanted, query);
}

/** But for what is shown now, which no key has asked for. */
const forget = (page: Page): Promise<void> => page.evaluate(() => void watchedList.shown.splice(0, watchedList.shown.length - 1));
const shown = (page: Page): Promise<readonly string[]> => page.evaluate(() => watchedList.shown.slice(1));

declare const watchedList: Watched;
