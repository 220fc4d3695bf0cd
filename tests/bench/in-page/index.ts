/** The part of the bench that runs in a page of the real app, on its real database engine; `run.ts` evaluates it there. */
import { Dexie } from 'dexie';
import type { Comment } from '../../../corpus/records.ts';
import { LibraryDatabase } from '../../../renderer/store/database.ts';
import { openLibrary } from '../../../renderer/store/open.ts';
import { packComments } from '../../../renderer/store/packing.ts';
import { parsedSource } from '../records.ts';

/** Comments that go into one transaction, packed or not. */
const COMMENTS_PER_BATCH = 2_000;
const FILES_PER_BATCH = 50;

export interface LayoutTimes {
  /** Comments per second. */
  readonly packed: number;
  readonly rows: number;
}

/** Stores the same comments twice, each into a new database through Dexie: packed as the store packs them, and a row for each with two indexes. */
export async function importLayouts(articles: number, commentsEach: number): Promise<LayoutTimes> {
  const threads: (readonly Comment[])[] = [];
  for (let seed = 1; seed <= articles; seed++) threads.push(parsedSource(seed, commentsEach).pages[0]?.comments ?? []);
  const perBatch = Math.max(1, Math.floor(COMMENTS_PER_BATCH / commentsEach));
  const total = articles * commentsEach;

  const rowsDatabase = new Dexie('bench-rows');
  rowsDatabase.version(1).stores({ comments: 'id, article, author' });
  const packedDatabase = new LibraryDatabase('bench-packed');
  await Promise.all([rowsDatabase.delete(), packedDatabase.delete()]);
  await Promise.all([rowsDatabase.open(), packedDatabase.open()]);

  const rowsTime = await timed(async () => {
    for (let at = 0; at < threads.length; at += perBatch) await rowsDatabase.table('comments').bulkAdd(threads.slice(at, at + perBatch).flat());
  });
  const packedTime = await timed(async () => {
    for (let at = 0; at < threads.length; at += perBatch) {
      const packed = threads.slice(at, at + perBatch).map((thread) => packComments(thread[0]?.article ?? 'a', thread));
      await packedDatabase.transaction('rw', packedDatabase.commentRows, packedDatabase.commentLists, async () => {
        await packedDatabase.commentRows.bulkAdd(packed.flatMap(({ rows }) => rows));
        await packedDatabase.commentLists.bulkAdd(packed.flatMap(({ list }) => (list ? [list] : [])));
      });
    }
  });
  const stored = await packedDatabase.commentLists.count();
  if (stored !== articles || (await rowsDatabase.table('comments').count()) !== total) throw new Error('not everything was stored, so the times mean nothing');
  await Promise.all([rowsDatabase.delete(), packedDatabase.delete()]);
  return { packed: total / packedTime, rows: total / rowsTime };
}

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Fills the app's library with articles through its own writer, as one import. */
export async function fillLibrary(articles: number, commentsEach: number): Promise<void> {
  const { writer, close } = await openLibrary();
  const importId = 'ibench' as const;
  await writer.beginImport({ id: importId, names: ['bench'], roots: ['/bench'], startedAt: new Date().toISOString() });
  const packed = new Uint8Array(2_000);
  for (let seed = 1, seq = 0; seed <= articles; seq++) {
    const items = [];
    for (; items.length < FILES_PER_BATCH && seed <= articles; seed++) {
      const parsed = parsedSource(seed, commentsEach);
      items.push({ path: `/bench/${parsed.name}`, name: parsed.name, bytes: parsed.bytes, parsed, packed });
    }
    await writer.writeBatch({ importId, seq, items });
  }
  await writer.endImport({ id: importId, state: 'done', finishedAt: new Date().toISOString() });
  close();
}
