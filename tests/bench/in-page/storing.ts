/** Filling libraries, and the pace of the store. */
import { Dexie } from 'dexie';
import type { Marks } from '../../../corpus/exchange/marks.ts';
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { Comment, TargetId } from '../../../corpus/records.ts';
import { LibraryDatabase } from '../../../renderer/store/database.ts';
import { openLibrary } from '../../../renderer/store/open.ts';
import { packComments } from '../../../renderer/store/packing.ts';
import { DATABASE_NAME } from '../../../renderer/store/schema.ts';
import { packCommentRow } from '../../../renderer/store/words-codec.ts';
import type { WriteItem } from '../../../renderer/store/writer.ts';
import { commentsOf, parsedSource, TAGS } from '../records.ts';
import { type Random, seeded } from '../words.ts';
import { indexed } from './searching.ts';

/** Comments that go into one transaction, packed or not. */
const COMMENTS_PER_BATCH = 2_000;
const FILES_PER_BATCH = 50;
/** Every so many-th batch brings what an analyst has put on its articles. */
const MARKED = 20;

interface LayoutTimes {
  /** Comments per second. */
  readonly packed: number;
  readonly rows: number;
}

/** Threads of one length. */
function threadsOf(articles: number, commentsEach: number): (readonly Comment[])[] {
  return Array.from({ length: articles }, (_, at) => parsedSource(at + 1, commentsEach).pages[0]?.comments ?? []);
}

/** Stores the same comments twice, each into a new database through Dexie: packed as the store packs them, and a row for each with two indexes. */
export async function importLayouts(articles: number, commentsEach: number): Promise<LayoutTimes> {
  const threads = threadsOf(articles, commentsEach);
  const perBatch = Math.max(1, Math.floor(COMMENTS_PER_BATCH / commentsEach));
  const total = articles * commentsEach;

  const rowsDatabase = new Dexie('bench-rows');
  rowsDatabase.version(1).stores({ comments: 'id, article, author' });
  await rowsDatabase.delete();
  await rowsDatabase.open();
  const rowsTime = await timed(async () => {
    for (let at = 0; at < threads.length; at += perBatch) await rowsDatabase.table('comments').bulkAdd(threads.slice(at, at + perBatch).flat());
  });
  if ((await rowsDatabase.table('comments').count()) !== total) throw new Error('not everything was stored, so the times mean nothing');
  await rowsDatabase.delete();
  return { packed: total / (await storePacked(threads, perBatch, throughDexie)), rows: total / rowsTime };
}

/** Writes packed comments into a database that is open; gives how many articles are there in the end. */
type Storing = (db: LibraryDatabase, batches: readonly (readonly (readonly Comment[])[])[]) => Promise<void>;

async function storePacked(threads: readonly (readonly Comment[])[], perBatch: number, store: Storing): Promise<number> {
  const db = new LibraryDatabase('bench-packed');
  await db.delete();
  await db.open();
  const batches: (readonly (readonly Comment[])[])[] = [];
  for (let at = 0; at < threads.length; at += perBatch) batches.push(threads.slice(at, at + perBatch));
  const time = await timed(() => store(db, batches));
  if ((await db.commentLists.count()) !== threads.length) throw new Error('not everything was stored, so the times mean nothing');
  await db.delete();
  return time;
}

const packedRows = (threads: readonly (readonly Comment[])[]) => {
  const packed = threads.map((thread) => packComments(thread[0]?.article ?? 'a', thread));
  return { rows: packed.flatMap(({ rows }) => rows), lists: packed.flatMap(({ list }) => (list ? [list] : [])) };
};

const throughDexie: Storing = async (db, batches) => {
  for (const batch of batches) {
    const { rows, lists } = packedRows(batch);
    await db.transaction('rw', db.commentRows, db.commentLists, async () => {
      await db.commentRows.bulkAdd(rows);
      await db.commentLists.bulkAdd(lists);
    });
  }
};

const withoutDexie: Storing = async (db, batches) => {
  const raw = db.backendDB();
  for (const batch of batches) {
    const { rows, lists } = packedRows(batch);
    await new Promise<void>((done, failed) => {
      const transaction = raw.transaction(['commentRows', 'commentLists'], 'readwrite');
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
      for (const row of rows) transaction.objectStore('commentRows').add(packCommentRow(row));
      for (const list of lists) transaction.objectStore('commentLists').add(list);
    });
  }
};

/** Comments per second through Dexie and through IndexedDB itself, the same rows in the same tables; medians of rounds that take turns. */
export async function rawLayouts(articles: number, commentsEach: number, rounds: number): Promise<{ readonly dexie: number; readonly raw: number }> {
  const threads = threadsOf(articles, commentsEach);
  const perBatch = Math.max(1, Math.floor(COMMENTS_PER_BATCH / commentsEach));
  const dexie: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < rounds; round++) {
    dexie.push(await storePacked(threads, perBatch, throughDexie));
    raw.push(await storePacked(threads, perBatch, withoutDexie));
  }
  const total = articles * commentsEach;
  return { dexie: total / middle(dexie), raw: total / middle(raw) };
}

const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function itemOf(parsed: ParsedSource, packed: Uint8Array<ArrayBuffer>, marks?: Marks): WriteItem {
  return { path: `/bench/${parsed.name}`, name: parsed.name, bytes: parsed.bytes, parsed, packed, ...(marks && { marks }) };
}

/** Tags on a tenth of what a file brought, the first tags most; now and then a note. */
function marksOn(random: Random, { pages }: ParsedSource): Marks {
  const targets: TargetId[] = pages.flatMap(({ article, comments }) => [article.id, ...comments.map(({ id }) => id)]);
  const tagged = targets.filter((_, at) => at === 0 || random() < 0.1);
  return {
    tags: TAGS,
    taggings: tagged.map((target) => ({ target, tag: Math.floor(TAGS.length * random() ** 2) })),
    notes: tagged.filter(() => random() < 0.05).map((target) => ({ target, text: 'To be asked about at the harbour office.', at: '2026-01-01T00:00:00Z' })),
  };
}

const UTF8 = new TextEncoder();

/** UTF-8 bytes of what a file says. */
function bytesOf({ pages }: ParsedSource): number {
  const texts = pages.flatMap(({ blocks, comments }) => [...blocks, ...comments].map(({ text }) => text));
  return texts.reduce((sum, text) => sum + UTF8.encode(text).length, 0);
}

interface Filled {
  /** Seconds the writer took; the making of the records is not counted. */
  readonly writing: number;
  readonly comments: number;
  /** UTF-8, all texts as they stand. */
  readonly textBytes: number;
}

/** Fills the app's library with articles through its own writer, as one import; comments by `commentsOf` with that mean. The kept files are next to nothing. */
export async function fillLibrary(articles: number, mean: number): Promise<Filled> {
  const { writer, close } = await openLibrary();
  const importId = 'ibench' as const;
  const random = seeded(5);
  await writer.beginImport({ id: importId, names: ['bench'], roots: ['/bench'], startedAt: new Date().toISOString() });
  const packed = new Uint8Array(20);
  let writing = 0;
  let comments = 0;
  let textBytes = 0;
  for (let seed = 1, seq = 0; seed <= articles; seq++) {
    const items: WriteItem[] = [];
    for (; items.length < FILES_PER_BATCH && seed <= articles; seed++) {
      const parsed = parsedSource(seed, commentsOf(seed, mean));
      textBytes += bytesOf(parsed);
      items.push(itemOf(parsed, packed, seq % MARKED === 0 ? marksOn(random, parsed) : undefined));
    }
    const start = performance.now();
    comments += (await writer.writeBatch({ importId, seq, items })).comments;
    writing += performance.now() - start;
  }
  await writer.endImport({ id: importId, state: 'done', finishedAt: new Date().toISOString() });
  close();
  return { writing: writing / 1000, comments, textBytes };
}

/** Writes articles, all made before, into the app's library, until the index has them all; seconds. */
export function fillIndexed(articles: number, mean: number): Promise<number> {
  return fillOnce(DATABASE_NAME, articles, mean, async () => {
    for (;;) {
      const { pending, documents } = await indexed(DATABASE_NAME);
      if (pending === 0 && documents >= articles) return;
      await new Promise((wake) => setTimeout(wake, 20));
    }
  });
}

/** Writes articles, all made before, into a new library of that name, and waits until `done`; gives the seconds of both. */
export async function fillOnce(name: string, articles: number, mean: number, done: () => Promise<void> = async () => undefined): Promise<number> {
  const packed = new Uint8Array(20);
  const all = Array.from({ length: articles }, (_, at) => itemOf(parsedSource(at + 1, commentsOf(at + 1, mean)), packed));
  const { writer, close } = await openLibrary({ name });
  const importId = 'ionce' as const;
  await writer.beginImport({ id: importId, names: ['bench'], roots: ['/bench'], startedAt: new Date().toISOString() });
  const time = await timed(async () => {
    for (let at = 0, seq = 0; at < all.length; at += FILES_PER_BATCH, seq++) {
      await writer.writeBatch({ importId, seq, items: all.slice(at, at + FILES_PER_BATCH) });
    }
    await writer.endImport({ id: importId, state: 'done', finishedAt: new Date().toISOString() });
    await done();
  });
  close();
  return time;
}
