/** The search index on the real disk: written beside the library, used again, whole after a power cut, built anew where it is damaged. */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { cleanUp, type RunningApp, startApp, storePage, temporaryFolder } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { dropAndWait, list, SOON, search } from './harness/window.ts';

afterEach(cleanUp);

const FILES = 300;
const COMMENTS = 8;
/** Folders the captures are in, imported one by one. */
const PARTS = 5;

/** The index as it lies on the disk, and the library's tables. */
interface OnDisk {
  readonly articles: number;
  readonly pending: number;
  readonly version: number | undefined;
  readonly segments: readonly { readonly name: string; readonly articles: number; readonly documents: number; readonly bytes: number; readonly gone: number }[];
  /** Bytes by name. */
  readonly files: Readonly<Record<string, number>>;
}

async function onDisk({ app }: RunningApp): Promise<OnDisk> {
  const page = await storePage(app);
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('cuttings'));
    const transaction = database.transaction(['articles', 'indexChanges', 'indexManifest']);
    const [articles, pending, manifest] = await Promise.all([
      asked(transaction.objectStore('articles').count()),
      asked(transaction.objectStore('indexChanges').count()),
      asked(transaction.objectStore('indexManifest').get('manifest')),
    ]);
    database.close();
    const files: Record<string, number> = {};
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('search-index', { create: true });
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'file') files[name] = (await (handle as FileSystemFileHandle).getFile()).size;
    }
    const segments = (manifest?.segments ?? []).map(({ gone, ...row }: { gone: Uint32Array }) => ({ ...row, gone: gone.length }));
    return { articles, pending, version: manifest?.version, segments, files };
  });
}

/** Waits until the index has all of the library, and nothing else lies beside it. */
async function whole(run: RunningApp, files = FILES): Promise<OnDisk> {
  let now: OnDisk | undefined;
  await expect
    .poll(
      async () => {
        now = await onDisk(run);
        const counted = Object.fromEntries(now.segments.map(({ name, bytes }) => [name, bytes]));
        return now.pending === 0 && JSON.stringify(Object.entries(counted).sort()) === JSON.stringify(Object.entries(now.files).sort());
      },
      { timeout: 120_000, interval: 100 },
    )
    .toBe(true);
  if (now === undefined) throw new Error('the index was not looked at');
  const live = now.segments.reduce((sum, { articles, gone }) => sum + articles - gone, 0);
  expect([now.articles, live]).toEqual([files, files]);
  if (now.segments.every(({ gone }) => gone === 0)) expect(now.segments.reduce((sum, { documents }) => sum + documents, 0)).toBe(files * (COMMENTS + 1));
  return now;
}

/** What a cut can come in the middle of. */
type Phase = 'changes' | 'a file that does not count yet' | 'another manifest';

/** Resolves as soon as the store window sees the index so, true, or after `ms`, false: some last no longer than a few milliseconds. */
async function seen({ app }: RunningApp, phase: Phase, ms: number): Promise<boolean> {
  const page = await storePage(app);
  return page.evaluate(
    async ([wanted, limit]) => {
      const asked = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await asked(indexedDB.open('cuttings'));
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('search-index', { create: true });
      const state = async (): Promise<{ readonly pending: number; readonly names: readonly string[] }> => {
        const transaction = database.transaction(['indexChanges', 'indexManifest']);
        const [pending, manifest] = await Promise.all([
          asked(transaction.objectStore('indexChanges').count()),
          asked(transaction.objectStore('indexManifest').get('manifest')),
        ]);
        return { pending, names: (manifest?.segments ?? []).map(({ name }: { name: string }) => name) };
      };
      const first = (await state()).names.join();
      const end = performance.now() + limit;
      let is = false;
      while (!is && performance.now() < end) {
        const files: string[] = [];
        for await (const name of folder.keys()) files.push(name);
        const { pending, names } = await state();
        const stray = files.some((name) => !names.includes(name));
        if (wanted === 'changes') is = pending > 0;
        else if (wanted === 'another manifest') is = names.length > 0 && names.join() !== first;
        else is = stray;
      }
      database.close();
      return is;
    },
    [phase, ms] as const,
  );
}

/** Of every class: words, phrases, prefixes, exact words, nearness, fields, replies, and what has none of it. */
const QUERIES = [
  '',
  'the',
  'harbour',
  'harbour AND council',
  'harbour OR library',
  'council NOT police',
  '"of the"',
  '"in the"',
  'gov*',
  '=The',
  'police NEAR/5 council',
  'in:comments the',
  'in:articles minister',
  'headline:the',
  'is:reply',
  'has:date',
  '-has:date',
  'date:2012',
  'date:2013..2014 school',
  'rating:>50',
  '(bridge OR ferry) -train',
];

/** Places and ids of the first rows of a list; none where it is not there. */
async function firstRows(box: Locator): Promise<readonly string[]> {
  if ((await box.count()) === 0) return [];
  return box.evaluate((element) => {
    element.scrollTop = 0;
    return [...element.querySelectorAll('[role="option"]')]
      .filter((row) => Number(row.getAttribute('aria-posinset')) <= 3)
      .map((row) => `${row.getAttribute('aria-posinset')} of ${row.getAttribute('aria-setsize')}: ${row.getAttribute('data-id')}`);
  });
}

/** What each query finds in a view: how much, and the first of it. */
async function answers(page: Page, view: 'Articles' | 'Comments'): Promise<Readonly<Record<string, readonly string[]>>> {
  await page.keyboard.press(view === 'Articles' ? 'Control+1' : 'Control+2');
  const found: Record<string, readonly string[]> = {};
  for (const query of QUERIES) {
    await search(page, query);
    const counts = page.getByRole('search').getByRole('button', { name: / found/ });
    let now: readonly string[] = [];
    await expect
      .poll(async () => {
        const before = now.join();
        // none for the whole library
        const totals = (await counts.allInnerTexts()).map((text) => text.replace(/\D/g, ''));
        const rows = await firstRows(list(page, view));
        now = [...totals, ...rows];
        const total = totals[view === 'Articles' ? 0 : 1];
        const agree = rows[0] === undefined ? total === '0' : rows[0].startsWith(total === undefined ? '1 of ' : `1 of ${total}:`);
        // the same twice: the window has shown what it found
        return agree && now.join() === before;
      }, SOON)
      .toBe(true);
    found[query] = now;
  }
  return found;
}

/** Ends the workers of both windows: they hold the index's files open, which cannot be harmed meanwhile. */
async function letGo({ app, page }: RunningApp): Promise<void> {
  for (const window of [page, await storePage(app)]) {
    // a window shows its first rows before it starts its worker
    await expect.poll(() => window.workers().length, SOON).toBeGreaterThan(0);
    for (const worker of window.workers()) {
      // it is announced before its script can run
      await expect.poll(() => worker.evaluate(() => typeof setTimeout), SOON).toBe('function');
      const closed = new Promise<void>((resolve) => worker.once('close', () => resolve()));
      await worker.evaluate(() => {
        setTimeout(() => self.close());
      });
      await closed;
    }
  }
}

/** Does something to the index's files or its manifest; the app is of no use after it, and to be started anew. */
async function harm(run: RunningApp, how: 'remove' | 'shorten' | 'damage' | 'version'): Promise<void> {
  await letGo(run);
  const page = await storePage(run.app);
  await page.evaluate(async (what) => {
    if (what === 'version') {
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cuttings');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('indexManifest', 'readwrite');
          const table = transaction.objectStore('indexManifest');
          const getting = table.get('manifest');
          getting.onsuccess = () => table.put({ ...getting.result, version: 0 });
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      });
      return;
    }
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('search-index');
    for await (const name of folder.keys()) {
      if (what === 'remove') {
        await folder.removeEntry(name);
        return;
      }
      const handle = await folder.getFileHandle(name);
      const { size } = await handle.getFile();
      const writing = await handle.createWritable({ keepExistingData: true });
      if (what === 'shorten') await writing.truncate(size - 100);
      else await writing.write({ type: 'write', position: size - 60, data: new Uint8Array(20).fill(255) });
      await writing.close();
      return;
    }
    throw new Error('there is no file to harm');
  }, how);
}

describe('the search index', () => {
  it('is written after an import and used at the next start; what is missing, short, damaged or of another version is built anew', {
    timeout: 600_000,
  }, async () => {
    const folder = join(temporaryFolder('index'), 'captures');
    await generateFolder(folder, FILES, { comments: COMMENTS });
    let run = await startApp();
    const { library } = run;
    await dropAndWait(run.page, [folder], 240_000);
    const written = await whole(run);
    expect(written.segments.length).toBeLessThanOrEqual(4);
    await run.close();

    run = await startApp({ library });
    expect((await whole(run)).segments).toEqual(written.segments);
    for (const how of ['remove', 'shorten', 'damage', 'version'] as const) {
      const before = await whole(run);
      await harm(run, how);
      await run.close();
      run = await startApp({ library });
      // begun anew: no segment of before counts
      await expect
        .poll(async () => (await onDisk(run)).segments.some(({ name }) => before.segments.some((old) => old.name === name)), { timeout: 60_000 })
        .toBe(false);
      await whole(run);
      expect(run.errors).toEqual([]);
    }
  });

  it('answers after power cuts as one that never had any, and leaves nothing behind', { timeout: 600_000 }, async () => {
    const root = join(temporaryFolder('index'), 'captures');
    const parts = Array.from({ length: PARTS }, (_, at) => join(root, `part-${at}`));
    for (const [at, part] of parts.entries()) await generateFolder(part, FILES / PARTS, { comments: COMMENTS, mode: 'full', first: 1 + (at * FILES) / PARTS });

    let run = await startApp();
    await dropAndWait(run.page, [root], 240_000);
    await whole(run);
    const expected = [await answers(run.page, 'Articles'), await answers(run.page, 'Comments')];
    await run.close();

    run = await startApp();
    const { library } = run;
    const cuts: readonly Phase[] = ['changes', 'a file that does not count yet', 'another manifest', 'another manifest', 'another manifest'];
    const met: Phase[] = [];
    for (const [at, phase] of cuts.entries()) {
      await dropFiles(run.page, run.page.locator('body'), [parts[at] ?? root]);
      if (await seen(run, phase, 12_000)) met.push(phase);
      await run.kill();
      run = await startApp({ library });
    }
    // whatever it is doing then
    for (const ms of [150, 1_500]) {
      await dropFiles(run.page, run.page.locator('body'), [root]);
      await new Promise((wake) => setTimeout(wake, ms));
      await run.kill();
      run = await startApp({ library });
    }
    // these last as long as it takes to see them
    expect(met).toEqual(expect.arrayContaining(['changes', 'another manifest']));

    await dropAndWait(run.page, [root], 240_000);
    await whole(run);
    expect([await answers(run.page, 'Articles'), await answers(run.page, 'Comments')]).toEqual(expected);
    expect(run.errors).toEqual([]);
  });
});
