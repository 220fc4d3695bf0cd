/** More rows than Chromium can draw, in a real window: every row is reached, none moves by itself, and no frame waits for the list. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxArguments } from '../../scripts/lib/launch.mjs';
import { cleanUp, temporaryFolder } from './harness/app.ts';
import type { LongList } from './long-list/page.tsx';

declare const window: Window & { longList: LongList };

const ROWS = 1_200_000;
const HERE = join(import.meta.dirname, 'long-list');

let app: ElectronApplication;
let page: Page;
let few: number;
let start: number;

beforeAll(async () => {
  const folder = temporaryFolder('long-list');
  await build({
    configFile: false,
    logLevel: 'error',
    // as the app is built: what runs the tests asks for React’s slower half
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      cssCodeSplit: false,
      outDir: join(folder, 'page'),
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: join(HERE, 'page.tsx'), output: { format: 'iife', entryFileNames: 'page.js' } },
    },
  });
  const [css] = (await readdir(join(folder, 'page'), { recursive: true })).filter((name) => name.endsWith('.css'));
  if (css === undefined) throw new Error('the page has no style');
  await writeFile(
    join(folder, 'page', 'page.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Rows</title><link rel="stylesheet" href="${css}" />
    <style>html,body,#root{height:100%;margin:0}#root{display:flex;flex-direction:column}</style><div id="root"></div><script src="page.js"></script></html>`,
  );
  await mkdir(join(folder, 'data'));
  app = await electron.launch({
    args: [join(HERE, 'main.cjs'), ...sandboxArguments()],
    env: { ...process.env, CUTTINGS_LIBRARY: join(folder, 'data'), CUTTINGS_TEST_PAGE: join(folder, 'page', 'page.html') },
    colorScheme: null,
  });
  page = await app.firstWindow();
  await page.waitForFunction(() => 'longList' in window);
  // what the page itself takes to get going is no matter of the list
  few = await page.evaluate(() => Math.min(...[1, 2, 3].map(() => window.longList.start(1_000))));
  start = await page.evaluate((count) => window.longList.start(count), ROWS);
  await still();
});

afterAll(async () => {
  await app?.close();
  await cleanUp();
});

interface Seen {
  /** Of the rows in view: place from 0, id, and where each begins below the top of the list. */
  readonly rows: readonly { readonly index: number; readonly id: string; readonly top: number; readonly bottom: number }[];
  readonly height: number;
}

const seen = (): Promise<Seen> =>
  page.evaluate(() => {
    const list = document.querySelector('.list');
    if (list === null) throw new Error('there is no list');
    const { top, height } = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll<HTMLElement>('[role=option]')].map((row) => {
      const box = row.getBoundingClientRect();
      return { index: Number(row.ariaPosInSet) - 1, id: row.dataset.id ?? '', top: box.top - top, bottom: box.bottom - top };
    });
    return { rows: rows.filter((row) => row.bottom > 0 && row.top < height), height };
  });

/** Two frames after nobody has scrolled for long enough that the scrollbar is in step again. */
const still = (): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 250));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

const bar = (to: number | 'end'): Promise<void> =>
  page.evaluate(async (place) => {
    const list = document.querySelector('.list');
    if (list === null) throw new Error('there is no list');
    list.scrollTop = place === 'end' ? list.scrollHeight : place * (list.scrollHeight - list.clientHeight);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, to);

const scrollTo = async (index: number, align: 'auto' | 'start' | 'center' = 'start'): Promise<void> => {
  await page.evaluate(([row, where]) => window.longList.scrollTo(row, where), [index, align] as const);
  await still();
};

/** Rows follow one another, without holes, and fill the view. */
function expectWhole({ rows, height }: Seen): void {
  expect(rows.length).toBeGreaterThan(2);
  for (const [place, row] of rows.entries()) {
    const next = rows[place + 1];
    if (next === undefined) continue;
    expect(next.index).toBe(row.index + 1);
    expect(next.top).toBeCloseTo(row.bottom, 0);
  }
  expect(rows[0]?.top).toBeLessThanOrEqual(1);
  expect(rows.at(-1)?.bottom).toBeGreaterThanOrEqual(height - 1);
}

describe('a list of 1,200,000 rows', () => {
  it('starts at once, at its top, and says how many there are', async () => {
    console.log(`a list of ${ROWS} rows stood after ${start.toFixed(1)} ms, one of 1,000 after ${few.toFixed(1)} ms`);
    expect(start).toBeLessThan(few + 100);
    const top = await seen();
    expectWhole(top);
    expect(top.rows[0]).toMatchObject({ index: 0, top: 0 });
    expect(await page.locator('[role=option]').first().getAttribute('aria-setsize')).toBe(String(ROWS));
  });

  it('comes to its last row when the bar is pulled to the end, and to the first again', async () => {
    await bar('end');
    await still();
    const end = await seen();
    expectWhole(end);
    expect(end.rows.at(-1)?.index).toBe(ROWS - 1);
    expect(end.rows.at(-1)?.bottom).toBeCloseTo(end.height, 0);
    await bar(0.5);
    await still();
    const middle = await seen();
    expectWhole(middle);
    expect(Math.abs((middle.rows[0]?.index ?? 0) - ROWS / 2)).toBeLessThan(ROWS / 100);
    await bar(0);
    await still();
    expect((await seen()).rows[0]).toMatchObject({ index: 0, top: 0 });
  });

  it.each([0, 1, 5_000, 177_777, 599_999, 1_000_001, ROWS - 2, ROWS - 1])('brings row %i into view', async (index) => {
    await scrollTo(index);
    const start = await seen();
    expectWhole(start);
    const row = start.rows.find((one) => one.index === index);
    if (index < ROWS - 20) expect(row?.top).toBeCloseTo(0, 0);
    expect(row?.bottom).toBeLessThanOrEqual(start.height + 1);
    await scrollTo(Math.max(0, index - 40), 'auto');
    await scrollTo(index, 'auto');
    const nearest = await seen();
    const again = nearest.rows.find((one) => one.index === index);
    expect(again?.top).toBeGreaterThanOrEqual(-1);
    expect(again?.bottom).toBeLessThanOrEqual(nearest.height + 1);
  });

  it('rolls under the wheel by just as much as the wheel says, up too, where rows are new', async () => {
    await scrollTo(700_000);
    const box = await page.locator('.list').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
    for (const by of [240, -240, -480, -480]) {
      const before = await seen();
      await page.mouse.wheel(0, by);
      await still();
      const after = await seen();
      expectWhole(after);
      const same = before.rows.find(({ id }) => after.rows.some((row) => row.id === id));
      if (same === undefined) throw new Error('nothing that was in view still is');
      const now = after.rows.find(({ id }) => id === same.id);
      expect(Math.abs((now?.top ?? 0) - (same.top - by))).toBeLessThanOrEqual(2);
    }
  });

  it.each([0, 0.3])('keeps what is in view where it is when rows come in above, with the bar at %f', async (place) => {
    await bar(place);
    await still();
    const before = await seen();
    await page.evaluate(() => window.longList.addAbove(12_345));
    await still();
    const after = await seen();
    expectWhole(after);
    for (const [at, row] of before.rows.entries()) {
      expect(after.rows[at]?.id).toBe(row.id);
      expect(after.rows[at]?.index).toBe(row.index + 12_345);
      expect(Math.abs((after.rows[at]?.top ?? 0) - row.top)).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the rows above where they are when one in view grows', async () => {
    await scrollTo(400_000);
    const before = await seen();
    const third = before.rows[2];
    if (third === undefined) throw new Error('too few rows are in view');
    await page.evaluate((id) => window.longList.resize(id, 300), third.id);
    await still();
    const after = await seen();
    expectWhole(after);
    for (const at of [0, 1, 2]) expect(Math.abs((after.rows[at]?.top ?? 0) - (before.rows[at]?.top ?? 0))).toBeLessThanOrEqual(1);
    expect((after.rows[2]?.bottom ?? 0) - (after.rows[2]?.top ?? 0)).toBeCloseTo(300, 0);
  });

  it('begins at its top where it answers something else', async () => {
    await scrollTo(400_000);
    await page.evaluate(() => window.longList.askElse('something else'));
    await still();
    expect((await seen()).rows[0]).toMatchObject({ index: 0, top: 0 });
  });

  it('lets no frame wait: script while it is rolled and pulled', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const script = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1_000;
    };
    const frames = (by: number, count: number): Promise<void> =>
      page.evaluate(
        async ([step, steps]) => {
          const list = document.querySelector('.list');
          if (list === null) throw new Error('there is no list');
          for (let frame = 0; frame < steps; frame++) {
            list.scrollTop += step;
            await new Promise((done) => requestAnimationFrame(done));
          }
        },
        [by, count] as const,
      );
    for (const [what, by] of [
      ['rolled', 120],
      ['pulled', 90_000],
    ] as const) {
      await scrollTo(10);
      const before = await script();
      await frames(by, 120);
      const each = ((await script()) - before) / 120;
      console.log(`${what}: ${each.toFixed(2)} ms of script a frame`);
      // far above what it takes, so that a machine under load passes, and far below what going through all rows would take
      expect(each).toBeLessThan(24);
    }
    expectWhole(await seen());
  });
});
