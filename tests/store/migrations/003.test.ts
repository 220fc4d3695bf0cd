import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../renderer/store/database.ts';
import { migration001 } from '../../../renderer/store/migrations/001.ts';
import { migration002 } from '../../../renderer/store/migrations/002.ts';

describe('version 3 of the library', () => {
  it('finds the articles of before by what identified them and by their id, and knows what their one capture shows', async () => {
    const old = new Dexie('migration-3');
    old.version(1).stores({ ...migration001.stores });
    old.version(2).stores({ ...migration002.stores });
    await old.open();
    const article = { id: 'a1', identity: 'url:news.example/a', captures: [{ source: 'sha256:1' }], commentCount: { captured: 3, stated: 9, gaps: [] } };
    await old.table('articles').add(article);
    old.close();

    const db = await openDatabase('migration-3');
    const [byKey] = await db.articles.where('keys').equals('url:news.example/a').toArray();
    expect(byKey).toEqual({
      ...article,
      keys: ['url:news.example/a'],
      captureIds: ['a1'],
      captures: [{ id: 'a1', source: 'sha256:1', comments: 3, statedComments: 9 }],
    });
    expect((await db.articles.where('captureIds').equals('a1').first())?.id).toBe('a1');
    expect([await db.readings.count(), await db.partings.count()]).toEqual([0, 0]);
    db.close();
  });
});
