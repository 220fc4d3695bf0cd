import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../renderer/store/database.ts';
import { migration001 } from '../../../renderer/store/migrations/001.ts';
import { MIGRATIONS } from '../../../renderer/store/migrations/index.ts';
import { SCHEMA_VERSION } from '../../../renderer/store/schema.ts';

describe('version 1 of the library', () => {
  it('makes every table of an empty library, with its keys and indexes', async () => {
    const db = new Dexie('migration-1');
    db.version(1).stores({ ...migration001.stores });
    await db.open();
    const shape = Object.fromEntries(
      db.tables.map((table) => [table.name, [table.schema.primKey.src, ...table.schema.indexes.map((index) => index.src)].join(', ')]),
    );
    db.close();
    expect(shape).toEqual({
      sources: 'id, coverage.unparsed',
      sourceBytes: 'id',
      articles: 'id, identity',
      articleTexts: 'id',
      commentRows: '[article+page]',
      commentLists: 'article',
      taggings: 'id, tag',
      tags: 'id',
      notes: 'id, target',
      filters: 'id',
      imports: 'id, startedAt',
      importOutcomes: '[importId+seq]',
      importPlans: '[importId+seq]',
      totals: 'key',
    });
  });

  it('keeps what a library of version 1 holds when the app opens it', async () => {
    const old = new Dexie('migration-1-kept');
    old.version(1).stores({ ...migration001.stores });
    await old.open();
    await old.table('tags').add({ id: 't1', name: 'tide', slot: 1, createdAt: '2024-01-01T00:00:00Z' });
    old.close();

    const db = await openDatabase('migration-1-kept');
    expect(await db.tags.toArray()).toEqual([{ id: 't1', name: 'tide', slot: 1, createdAt: '2024-01-01T00:00:00Z' }]);
    db.close();
  });

  it('is followed by versions without a gap, the last being the one the app writes', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1));
  });
});
