import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../renderer/store/database.ts';
import { migration001 } from '../../../renderer/store/migrations/001.ts';
import { migration002 } from '../../../renderer/store/migrations/002.ts';

describe('version 2 of the library', () => {
  it('adds a table for mappings, keyed by shape, and leaves what was there as it is', async () => {
    const old = new Dexie('migration-2');
    old.version(1).stores({ ...migration001.stores });
    await old.open();
    await old.table('tags').add({ id: 't1', name: 'tide', slot: 1, createdAt: '2024-01-01T00:00:00Z' });
    await old.table('sources').add({ id: 'sha256:1', name: 'page.txt', coverage: { unparsed: 0 } });
    old.close();

    const db = await openDatabase('migration-2');
    expect(await db.tags.toArray()).toEqual([{ id: 't1', name: 'tide', slot: 1, createdAt: '2024-01-01T00:00:00Z' }]);
    expect(await db.sources.count()).toBe(1);
    const mapping = { kind: 'comments', fields: { text: 'comment' } } as const;
    await db.mappings.put({ shape: 'f00d', mapping, at: '2024-01-02T00:00:00Z' });
    expect(await db.mappings.get('f00d')).toEqual({ shape: 'f00d', mapping, at: '2024-01-02T00:00:00Z' });
    db.close();
  });

  it('changes no other table', () => {
    expect(migration002.stores).toEqual({ mappings: 'shape' });
  });
});
