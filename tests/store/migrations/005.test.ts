import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../renderer/store/database.ts';
import { migration001 } from '../../../renderer/store/migrations/001.ts';
import { migration002 } from '../../../renderer/store/migrations/002.ts';
import { migration003 } from '../../../renderer/store/migrations/003.ts';
import { migration004 } from '../../../renderer/store/migrations/004.ts';

const BEFORE = [migration001, migration002, migration003, migration004];

async function oldLibrary(name: string, articles: readonly string[]): Promise<void> {
  const old = new Dexie(name);
  for (const { version, stores } of BEFORE) old.version(version).stores({ ...stores });
  await old.open();
  await old.table('articles').bulkAdd(articles.map((id) => ({ id, captureIds: [id], captures: [] })));
  old.close();
}

describe('version 5 of the library', () => {
  it('names every article of before to the search index, at most 1,000 in a row', async () => {
    const ids = Array.from({ length: 2_001 }, (_, at) => `a${String(at).padStart(16, '0')}`);
    await oldLibrary('migration-5', ids);
    const db = await openDatabase('migration-5');
    const changes = await db.indexChanges.toArray();
    expect(changes.map(({ seq, articles }) => [seq, articles.length])).toEqual([
      [1, 1_000],
      [2, 1_000],
      [3, 1],
    ]);
    expect(changes.flatMap(({ articles }) => articles)).toEqual(ids);
    expect(await db.indexManifest.count()).toBe(0);
    db.close();
  });

  it('has nothing to name in an empty library of before', async () => {
    await oldLibrary('migration-5-empty', []);
    const db = await openDatabase('migration-5-empty');
    expect(await db.indexChanges.count()).toBe(0);
    db.close();
  });

  it('names the articles of a library that comes from the first version', async () => {
    const old = new Dexie('migration-1-5');
    old.version(1).stores({ ...migration001.stores });
    await old.open();
    await old.table('articles').add({ id: 'a1', identity: 'x', captures: [{ source: 'sha256:1' }], commentCount: { captured: 0 } });
    old.close();
    const db = await openDatabase('migration-1-5');
    expect(await db.indexChanges.toArray()).toEqual([{ seq: 1, articles: ['a1'] }]);
    db.close();
  });
});
