/** The search index on the real disk: written beside the library, used again, built anew where it is damaged. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { cleanUp, type RunningApp, startApp, storePage, temporaryFolder } from './harness/app.ts';
import { dropAndWait } from './harness/window.ts';

afterEach(cleanUp);

const FILES = 600;
const COMMENTS = 8;

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

/** Does something to the index's files or its manifest. */
async function harm({ app }: RunningApp, how: 'remove' | 'shorten' | 'damage' | 'version'): Promise<void> {
  const page = await storePage(app);
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
});
