import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../renderer/store/database.ts';
import { openLibrary, openReader } from '../../renderer/store/open.ts';
import { SCHEMA_VERSION } from '../../renderer/store/schema.ts';
import { dump } from './library.ts';

/** A library as a later version of the app would leave it. */
async function newerLibrary(name: string): Promise<void> {
  const newer = new Dexie(name);
  newer.version(SCHEMA_VERSION + 1).stores({ tags: 'id', futures: 'id' });
  await newer.open();
  await newer.table('futures').add({ id: 'f1' });
  newer.close();
}

describe('opening a library', () => {
  it('refuses one written by a newer version, and leaves it as it was', async () => {
    await newerLibrary('newer');
    const before = await dump('newer');
    await expect(openLibrary({ name: 'newer' })).rejects.toMatchObject({
      kind: 'newer-library',
      message: expect.stringContaining('newer version of Cuttings'),
    });
    await expect(openReader({ name: 'newer' })).rejects.toMatchObject({ kind: 'newer-library' });
    expect(await dump('newer')).toEqual(before);
    expect((await indexedDB.databases()).find((database) => database.name === 'newer')?.version).toBe((SCHEMA_VERSION + 1) * 10);
  });

  it('opens one of its own version again', async () => {
    const first = await openLibrary({ name: 'again' });
    const tag = await first.commands.createTag({ name: 'tide' });
    first.close();
    const second = await openLibrary({ name: 'again' });
    expect(await second.reader.tags()).toEqual([tag]);
    second.close();
  });

  it('says so when the database cannot be opened', async () => {
    // a table of our name with a key that no migration gave it
    const request = indexedDB.open('broken', SCHEMA_VERSION * 10);
    request.onupgradeneeded = () => request.result.createObjectStore('tags', { keyPath: 'other' });
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    request.result.close();
    await expect(openDatabase('broken')).rejects.toMatchObject({ kind: 'library-unopened', message: expect.stringContaining('cannot be opened') });
  });
});
