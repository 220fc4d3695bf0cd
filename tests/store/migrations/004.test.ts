import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../renderer/store/database.ts';
import { migration001 } from '../../../renderer/store/migrations/001.ts';
import { migration002 } from '../../../renderer/store/migrations/002.ts';
import { migration003 } from '../../../renderer/store/migrations/003.ts';

describe('version 4 of the library', () => {
  it('knows the captures of every source of before, and has no corrections', async () => {
    const old = new Dexie('migration-4');
    for (const { version, stores } of [migration001, migration002, migration003]) old.version(version).stores({ ...stores });
    await old.open();
    const captures = [
      { id: 'a1', source: 'sha256:1' },
      { id: 'a2', source: 'sha256:2' },
    ];
    await old.table('articles').bulkAdd([
      { id: 'a1', captureIds: ['a1', 'a2'], captures },
      { id: 'a3', captureIds: ['a3'], captures: [{ id: 'a3', source: 'sha256:2' }] },
    ]);
    const coverage = { unparsed: 0 };
    await old.table('sources').bulkAdd(['sha256:1', 'sha256:2', 'sha256:3'].map((id) => ({ id, coverage })));
    old.close();

    const db = await openDatabase('migration-4');
    expect(await db.sources.toArray()).toEqual([
      { id: 'sha256:1', coverage, captureIds: ['a1'] },
      { id: 'sha256:2', coverage, captureIds: ['a2', 'a3'] },
      { id: 'sha256:3', coverage, captureIds: [] },
    ]);
    expect(await db.corrections.count()).toBe(0);
    db.close();
  });

  it('knows them of a library that comes from the first version', async () => {
    const old = new Dexie('migration-1-4');
    old.version(1).stores({ ...migration001.stores });
    await old.open();
    await old.table('articles').add({ id: 'a1', identity: 'x', captures: [{ source: 'sha256:1' }], commentCount: { captured: 0 } });
    await old.table('sources').add({ id: 'sha256:1', coverage: { unparsed: 0 } });
    old.close();
    const db = await openDatabase('migration-1-4');
    expect((await db.sources.get('sha256:1'))?.captureIds).toEqual(['a1']);
    db.close();
  });
});
