import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../../corpus/parse.ts';
import type { ArticleId } from '../../../corpus/records.ts';
import { openDatabase } from '../../../renderer/store/database.ts';
import { MIGRATIONS } from '../../../renderer/store/migrations/index.ts';
import { openLibrary } from '../../../renderer/store/open.ts';
import { dump, NOW } from '../library.ts';
import { commentPage, libraryOf, type Page, page } from '../pages.ts';

const PAGES = [page('first', commentPage(1, [9, 8, 7])), page('second', commentPage(2, [7, 6, 5]))];

/** The library as version 5 would have it: its rows of words as the records they are. */
async function oldLibrary(name: string, pages: readonly Page[]): Promise<void> {
  const now = await libraryOf(pages);
  const db = await openDatabase(now.name);
  const records = { ...(await dump(now.name)), commentRows: await db.commentRows.toArray(), articleTexts: await db.articleTexts.toArray() };
  db.close();
  const old = new Dexie(name);
  for (const { version, stores } of MIGRATIONS) if (version <= 5) old.version(version).stores({ ...stores });
  await old.open();
  // in another order of fields than they are packed in
  const turned = (row: object): object =>
    JSON.parse(JSON.stringify(row), (_, value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).reverse()) : value));
  for (const [table, rows] of Object.entries(records)) {
    const plain = table === 'commentRows' || table === 'articleTexts' ? (rows as object[]).map(turned) : rows;
    await old.table(table).bulkAdd(plain);
  }
  old.close();
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

describe('version 6 of the library', () => {
  it('reads rows of before as they are, and leaves them as they are', async () => {
    await oldLibrary('migration-6', PAGES);
    const before = await dump('migration-6');
    expect(before.commentRows?.[0]).toHaveProperty('comments');
    const library = await openLibrary({ name: 'migration-6', now: () => NOW });
    const same = await libraryOf(PAGES);
    const [article] = await ids(library);
    if (article === undefined) throw new Error('the library is empty');
    expect(await library.reader.comments(article)).toEqual(await same.reader.comments(article));
    expect(await library.reader.articleText(article)).toEqual(await same.reader.articleText(article));
    library.close();
    expect(await dump('migration-6')).toEqual(before);
  });

  it('packs a row of before when it is written again, and undoes and redoes that', async () => {
    const [first, second] = PAGES;
    if (first === undefined || second === undefined) throw new Error('no pages');
    await oldLibrary('migration-6-again', [first]);
    const library = await openLibrary({ name: 'migration-6-again', now: () => NOW });
    const [article] = await ids(library);
    if (article === undefined) throw new Error('the library is empty');
    const before = [await library.reader.comments(article), await library.reader.articleText(article)];
    const parsed = parseSource(first);
    const fewer = { ...parsed, parser: '9', pages: parsed.pages.map((reading) => ({ ...reading, comments: reading.comments.slice(1) })) };
    await library.commands.readAnew([{ parsed: fewer }]);
    const after = [await library.reader.comments(article), await library.reader.articleText(article)];
    expect(after).not.toEqual(before);
    await library.commands.undo();
    expect([await library.reader.comments(article), await library.reader.articleText(article)]).toEqual(before);
    await library.commands.redo();
    expect([await library.reader.comments(article), await library.reader.articleText(article)]).toEqual(after);
    library.close();
    expect((await dump('migration-6-again')).commentRows?.[0]).toHaveProperty('packed');
  });

  it('refuses nothing that an empty library of before has', async () => {
    await oldLibrary('migration-6-empty', []);
    const library = await openLibrary({ name: 'migration-6-empty' });
    expect(await ids(library)).toEqual([]);
    library.close();
  });
});

async function ids({ reader }: Awaited<ReturnType<typeof openLibrary>>): Promise<ArticleId[]> {
  const all: ArticleId[] = [];
  await reader.eachArticle(async (articles) => void all.push(...articles.map(({ id }) => id)));
  return all;
}
