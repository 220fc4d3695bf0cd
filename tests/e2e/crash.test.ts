/** The power goes in the middle of an import. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { cleanUp, type RunningApp, startApp, storePage, temporaryFolder } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { readSome, settled } from './harness/window.ts';

afterEach(cleanUp);

const FILES = 2_000;
const COMMENTS = 8;

/** What the database really holds, asked of IndexedDB itself. */
interface Stored {
  readonly articles: readonly string[];
  readonly texts: readonly string[];
  readonly sources: number;
  readonly bytes: number;
  /** Comments by article. */
  readonly comments: Readonly<Record<string, number>>;
}

async function stored(run: RunningApp): Promise<Stored> {
  const page: Page = await storePage(run.app);
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('cuttings'));
    const tables = ['articles', 'articleTexts', 'sources', 'sourceBytes', 'commentRows'];
    const transaction = database.transaction(tables);
    const table = (name: string): IDBObjectStore => transaction.objectStore(name);
    const comments: Record<string, number> = {};
    const [articles, texts, sources, bytes, rows] = await Promise.all([
      asked(table('articles').getAllKeys()),
      asked(table('articleTexts').getAllKeys()),
      asked(table('sources').count()),
      asked(table('sourceBytes').count()),
      asked(table('commentRows').getAll()),
    ]);
    for (const { article, packed } of rows) {
      const [, records]: [sources: unknown, records: readonly unknown[]] = JSON.parse(new TextDecoder().decode(packed));
      comments[article] = (comments[article] ?? 0) + records.length;
    }
    database.close();
    return { articles: articles.map(String), texts: texts.map(String), sources, bytes, comments };
  });
}

/** Every capture that is there is there with all it has. */
function expectWhole({ articles, texts, sources, bytes, comments }: Stored): void {
  expect(texts).toEqual(articles);
  expect(sources).toBe(articles.length);
  expect(bytes).toBe(articles.length);
  expect(Object.keys(comments).sort()).toEqual([...articles].sort());
  expect(new Set(Object.values(comments))).toEqual(new Set([COMMENTS]));
}

describe('the power goes in the middle of an import of 2,000 files', () => {
  it('and only whole captures are there afterwards; the app says what is missing, and goes on where it stopped', { timeout: 600_000 }, async () => {
    const folder = join(temporaryFolder('crash'), 'captures');
    await generateFolder(folder, FILES, { comments: COMMENTS });

    let run = await startApp();
    const { library } = run;
    await dropFiles(run.page, run.page.locator('body'), [folder]);
    expect(await readSome(run.page, 100, 120_000)).toBeLessThan(FILES);
    await run.kill();

    run = await startApp({ library });
    const left = await stored(run);
    expect(left.articles.length).toBeGreaterThanOrEqual(100);
    expect(left.articles.length).toBeLessThan(FILES);
    expectWhole(left);

    // told wherever the analyst is, until it is decided on
    const told = run.page.getByRole('contentinfo').getByRole('button', { name: '1 import stopped half way, open the newest' });
    await told.click();
    const stopped = run.page.getByRole('region', { name: 'This import stopped half way' });
    await stopped.getByRole('heading', { name: 'An import stopped half way.' }).waitFor();
    const missing = FILES - left.articles.length;
    const count = stopped.getByRole('button', { name: `${missing.toLocaleString('en')} files not in, show their paths` });
    await count.click();
    expect(await stopped.getByRole('list', { name: 'Files that are not in' }).getByRole('listitem').count()).toBe(missing > 500 ? 501 : missing);

    await stopped.getByRole('button', { name: /^Go on from / }).click();
    await told.waitFor({ state: 'detached' });
    await run.page.getByRole('button', { name: `All ${FILES.toLocaleString('en')} articles`, exact: true }).waitFor({ timeout: 500_000 });
    await settled(run.page);
    const whole = await stored(run);
    expect(whole.articles.length).toBe(FILES);
    expectWhole(whole);
  });
});
