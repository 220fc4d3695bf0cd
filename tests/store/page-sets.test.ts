/** Captures of one article in the store: whatever comes first, the library is the same, and what the analyst put on it stays. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../renderer/store/open.ts';
import type { WriteItem } from '../../renderer/store/writer.ts';
import { captured, page } from './captures.ts';
import { dump, IMPORT, libraryWith, NOW } from './library.ts';

const PAGES = [
  captured('one', page(1, [9, 8, 7])),
  captured('two', page(2, [7, 6, 5])),
  captured('three', page(3, [3, 2, 1], { updated: '4 May 2013 Last updated at 09:00 GMT' })),
];
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

async function importedIn(order: readonly number[], together = false): Promise<Library & { readonly name: string }> {
  const library = await libraryWith();
  await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
  const items = order.map((at) => PAGES[at] as WriteItem);
  const batches = together ? [items] : items.map((item) => [item]);
  for (const [seq, batch] of batches.entries()) await library.writer.writeBatch({ importId: IMPORT, seq, items: batch });
  return library;
}

const withoutImports = async (name: string): Promise<object> => {
  const { imports: _imports, importOutcomes: _outcomes, ...rest } = await dump(name);
  return rest;
};

async function only({ reader }: Library) {
  const found: string[] = [];
  await reader.eachArticle((rows) => void found.push(...rows.map(({ id }) => id)));
  const article = await reader.article(found[0] as `a${string}`);
  if (found.length !== 1 || article === undefined) throw new Error(`${found.length} articles`);
  return article;
}

describe('captures of one article', () => {
  it('become one article with one list of comments, its pages, gaps and counts', async () => {
    const library = await importedIn([0, 1, 2]);
    const article = await only(library);
    expect(article.captures.map(({ commentPage }) => commentPage?.current)).toEqual([3, 1, 2]);
    expect(article.commentCount).toMatchObject({ captured: 8, gaps: [[4, 4]] });
    expect((await library.reader.comments(article.id)).map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 3, 2, 1]);
    expect(await library.reader.totals()).toMatchObject({ sources: 3, articles: 1, comments: 8 });
    expect((await library.reader.outcomes(IMPORT)).map(({ result, knownArticles, knownComments }) => [result, knownArticles, knownComments])).toEqual([
      ['new', undefined, undefined],
      ['merged', 1, 1],
      ['merged', 1, undefined],
    ]);
    expect((await library.reader.importRun(IMPORT))?.totals).toMatchObject({ files: 3, articles: 1, merged: 2, comments: 8 });
  });

  it('give the same library whichever comes first, one by one or together', async () => {
    const expected = await withoutImports((await importedIn(ORDERS[0] ?? [])).name);
    for (const order of ORDERS) {
      for (const together of [false, true]) expect(await withoutImports((await importedIn(order, together)).name), `${order} ${together}`).toEqual(expected);
    }
  });

  it('are found by the id of any of them', async () => {
    const library = await importedIn([0, 1, 2]);
    const article = await only(library);
    for (const { id } of article.captures) expect((await library.reader.article(id as `a${string}`))?.id).toBe(article.id);
    expect((await library.reader.readings(article.id)).map(({ comments }) => comments.map(({ number }) => number))).toEqual([
      [3, 2, 1],
      [9, 8, 7],
      [7, 6, 5],
    ]);
  });

  it('change nothing when they come again', async () => {
    const library = await importedIn([2, 0, 1]);
    const before = await withoutImports(library.name);
    const totals = await library.writer.writeBatch({ importId: IMPORT, seq: 9, items: PAGES });
    expect(totals).toMatchObject({ known: 3, articles: 0, merged: 0, comments: 0 });
    expect(await withoutImports(library.name)).toEqual(before);
  });
});

describe('what the analyst put on a capture', () => {
  it('stays where its words are when an earlier capture gives the article another id, and can still be undone', async () => {
    const library = await importedIn([0]);
    const { commands, reader, writer } = library;
    const before = await only(library);
    const comment = (await reader.comments(before.id)).find(({ number }) => number === 8);
    if (comment === undefined) throw new Error('no comment 8');
    const tag = await commands.createTag({ name: 'tide' });
    const span = { chars: [0, 5] as const, exact: 'These', prefix: '', suffix: ' are' };
    await commands.tagSpan(comment.id, span, tag.id);
    await commands.addNote(comment.id, 'Look here.');
    await commands.tag([before.id, comment.id], tag.id);

    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [PAGES[2] as WriteItem] });
    const after = await only(library);
    expect(after.id).not.toBe(before.id);
    const moved = (await reader.comments(after.id)).find(({ number }) => number === 8);
    const taggings = await reader.taggingsOfArticle(after.id);
    expect(taggings.map(({ target, span: on }) => [target, on?.exact]).sort()).toEqual(
      [
        [after.id, undefined],
        [moved?.id, undefined],
        [moved?.id, 'These'],
      ].sort(),
    );
    expect((await reader.notes([moved?.id as `c${string}`])).map(({ text }) => text)).toEqual(['Look here.']);

    await commands.undo();
    expect((await reader.taggingsOfArticle(after.id)).map(({ span: on }) => on?.exact)).toEqual(['These']);
    await commands.redo();
    expect(await reader.taggingsOfArticle(after.id)).toHaveLength(3);
  });

  it('goes with its capture when that is not the same article, and comes back when this is undone', async () => {
    const library = await importedIn([0, 1, 2]);
    const { commands, reader } = library;
    const whole = await only(library);
    const before = await withoutImports(library.name);
    const two = whole.captures.find(({ commentPage }) => commentPage?.current === 2)?.id as `a${string}`;

    await commands.partCapture(two);
    const parted = await reader.article(two);
    expect(parted?.id).toBe(two);
    expect((await reader.comments(two)).map(({ number }) => number)).toEqual([7, 6, 5]);
    expect((await reader.comments(whole.id)).map(({ number }) => number)).toEqual([9, 8, 7, 3, 2, 1]);
    expect(await reader.totals()).toMatchObject({ articles: 2, comments: 9 });
    expect(commands.history().undo).toMatch(/^not the same article/);

    await commands.undo();
    expect(await withoutImports(library.name)).toEqual(before);
    await commands.redo();
    expect(await reader.totals()).toMatchObject({ articles: 2, comments: 9 });
  });

  it('is remembered: a parted capture stays apart when more of the article comes', async () => {
    const library = await importedIn([0, 1]);
    const whole = await only(library);
    const two = whole.captures.find(({ commentPage }) => commentPage?.current === 2)?.id as `a${string}`;
    await library.commands.partCapture(two);
    await library.writer.writeBatch({ importId: IMPORT, seq: 5, items: [PAGES[2] as WriteItem] });
    expect(await library.reader.totals()).toMatchObject({ articles: 2 });
    expect((await library.reader.article(two))?.captures).toHaveLength(1);
  });

  it('refuses a capture that is not there', async () => {
    const { commands } = await libraryWith();
    await expect(commands.partCapture('a0')).rejects.toMatchObject({ kind: 'no-target' });
  });
});
