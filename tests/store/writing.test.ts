import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { FileError } from '../../corpus/records.ts';
import { taggingId } from '../../corpus/targets.ts';
import { openDatabase } from '../../renderer/store/database.ts';
import { dexieWriter } from '../../renderer/store/dexie-writer.ts';
import type { LibraryWriter } from '../../renderer/store/writer.ts';
import { articleId, commentId, dump, IMPORT, item, libraryWith, NOW, sourceId } from './library.ts';

const EMPTY: FileError = { kind: 'empty', title: 'Empty', message: 'The file has no bytes.' };
const begin = (writer: LibraryWriter) => writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });

describe('writing a batch', () => {
  it('stores source, bytes, article, words and comments, and says what it added', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    const made = item(1, {
      headline: 'Tide turns',
      comments: [
        { number: 2, own: 'Late.' },
        { number: 1, own: 'Early.' },
      ],
      unparsed: 3,
    });
    const added = await writer.writeBatch({ importId: IMPORT, seq: 0, items: [made] });

    expect(added).toEqual({ files: 1, articles: 1, merged: 0, comments: 2, known: 0, failed: 0, bytes: made.bytes });
    expect(await reader.article(articleId(1))).toMatchObject({
      title: 'Tide turns',
      captures: [{ source: sourceId(1) }],
      unparsed: 3,
      importId: IMPORT,
      addedAt: NOW,
    });
    expect(await reader.article(articleId(1))).not.toHaveProperty('capture');
    expect((await reader.articleText(articleId(1)))?.blocks.map((block) => block.text)).toEqual(['Tide turns', 'The harbour was quiet.']);
    expect((await reader.comments(articleId(1))).map((comment) => comment.number)).toEqual([2, 1]);
    expect(await reader.source(sourceId(1))).toMatchObject({ name: 'page-1.txt', path: '/corpus/page-1.txt', importId: IMPORT });
    expect(new TextDecoder().decode(await reader.sourceBytes(sourceId(1)))).toBe('Tide turns\nThe harbour was quiet.');
    expect(await reader.totals()).toEqual({ sources: 1, bytes: made.bytes, articles: 1, comments: 2, unparsedSources: 1 });
  });

  it('keeps an outcome for every file, failed ones with their reason', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    const added = await writer.writeBatch({
      importId: IMPORT,
      seq: 0,
      items: [item(1), { path: '/corpus/nothing.txt', name: 'nothing.txt', bytes: 0, error: EMPTY }],
    });
    expect(added).toMatchObject({ files: 2, articles: 1, failed: 1 });
    expect(await reader.outcomes(IMPORT)).toMatchObject([
      { name: 'page-1.txt', result: 'new', source: sourceId(1), articles: [articleId(1)], layout: 'made-up', encoding: 'utf-8' },
      { name: 'nothing.txt', result: 'failed', articles: [], error: EMPTY },
    ]);
  });

  it('may hold nothing but failed files, or nothing', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    const failed = (n: number) => ({ path: `/corpus/bad-${n}.txt`, name: `bad-${n}.txt`, bytes: 0, error: EMPTY });
    expect(await writer.writeBatch({ importId: IMPORT, seq: 0, items: [failed(1), failed(2)] })).toMatchObject({ files: 2, failed: 2, articles: 0 });
    expect(await writer.writeBatch({ importId: IMPORT, seq: 1, items: [] })).toMatchObject({ files: 0 });
    expect(await reader.outcomes(IMPORT)).toHaveLength(2);
    expect((await reader.totals()).sources).toBe(0);
  });

  it('knows a source again, whatever its name, and changes nothing else', async () => {
    const { name, reader, writer } = await libraryWith([{ comments: [{ number: 1, own: 'First.' }] }]);
    const before = await dump(name);
    const again = { ...item(1, { comments: [{ number: 1, own: 'First.' }] }), path: '/copy/other.txt', name: 'other.txt' };
    const added = await writer.writeBatch({ importId: IMPORT, seq: 1, items: [again] });

    expect(added).toEqual({ files: 1, articles: 0, merged: 0, comments: 0, known: 1, failed: 0, bytes: again.bytes });
    expect((await reader.outcomes(IMPORT))[1]).toMatchObject({ name: 'other.txt', result: 'known', articles: [articleId(1)], comments: 0 });
    const { imports: _, importOutcomes: __, ...rest } = await dump(name);
    expect(before).toMatchObject(rest);
  });

  it('knows a source that came earlier in the same batch', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    const added = await writer.writeBatch({ importId: IMPORT, seq: 0, items: [item(1), item(1, { name: 'copy.txt' })] });
    expect(added).toMatchObject({ files: 2, articles: 1, known: 1 });
    expect((await reader.outcomes(IMPORT)).map((outcome) => outcome.result)).toEqual(['new', 'known']);
    expect((await reader.totals()).sources).toBe(1);
  });

  it('adds up the totals of the import over its batches', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    await writer.writeBatch({ importId: IMPORT, seq: 0, items: [item(1, { comments: [{ number: 1, own: 'One.' }] })] });
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(2), item(1)] });
    expect((await reader.importRun(IMPORT))?.totals).toMatchObject({ files: 3, articles: 2, comments: 1, known: 1 });
  });

  it('packs comments by the hundred, in list order', async () => {
    const comments = Array.from({ length: 250 }, (_, index) => ({ number: index + 1, own: `Comment ${index + 1}.` }));
    const { name, reader } = await libraryWith([{ comments }]);
    const db = await openDatabase(name);
    const rows = await db.commentRows.toArray();
    db.close();
    expect(rows.map((row) => [row.page, row.comments.length])).toEqual([
      [0, 100],
      [1, 100],
      [2, 50],
    ]);
    expect((await reader.comments(articleId(1))).map((comment) => comment.number)).toEqual(comments.map((comment) => comment.number).reverse());
    expect((await reader.comment(commentId(1, 7)))?.own).toBe('Comment 7.');
  });

  it('refuses a batch of an import that was never begun', async () => {
    const { writer } = await libraryWith();
    await expect(writer.writeBatch({ importId: 'i9', seq: 0, items: [item(1)] })).rejects.toMatchObject({ kind: 'no-import' });
  });

  it('stores nothing of a batch that the database refuses', async () => {
    const { name, writer } = await libraryWith([{}]);
    const before = await dump(name);
    const clash = item(2);
    const [page] = clash.parsed.pages;
    if (!page) throw new Error('a made-up source has a page');
    const twin = { ...clash, parsed: { ...clash.parsed, pages: [{ ...page, article: { ...page.article, id: articleId(1) }, comments: [] }] } };
    await expect(writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(3), twin] })).rejects.toMatchObject({ kind: 'not-stored' });
    expect(await dump(name)).toEqual(before);
  });

  it('refuses a comment whose id is not of its article', async () => {
    const { name, writer } = await libraryWith([{}]);
    const before = await dump(name);
    const stray = item(2, { comments: [{ number: 1, own: 'Stray.' }] });
    const [page] = stray.parsed.pages;
    if (!page) throw new Error('a made-up source has a page');
    const bad = {
      ...stray,
      parsed: { ...stray.parsed, pages: [{ ...page, comments: page.comments.map((comment) => ({ ...comment, id: commentId(9, 1) })) }] },
    };
    await expect(writer.writeBatch({ importId: IMPORT, seq: 1, items: [bad] })).rejects.toMatchObject({ kind: 'bad-record' });
    expect(await dump(name)).toEqual(before);
  });

  it('says that the disk is full, and keeps what was stored before', async () => {
    const db = await openDatabase('full-disk');
    const writer = dexieWriter(db, () => NOW);
    await begin(writer);
    await writer.writeBatch({ importId: IMPORT, seq: 0, items: [item(1)] });
    db.close();
    const before = await dump('full-disk');
    // stands in for Chromium, which lets the transaction fail when the disk is full
    db.use({
      stack: 'dbcore',
      name: 'full',
      create: (down) => ({
        ...down,
        table: (table) => ({
          ...down.table(table),
          mutate: (request) => (table === 'commentRows' ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : down.table(table).mutate(request)),
        }),
      }),
    });
    await db.open();
    const full = writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(2, { comments: [{ number: 1, own: 'Lost.' }] })] });
    await expect(full).rejects.toMatchObject({ kind: 'not-stored', message: expect.stringContaining('disk is full') });
    db.close();
    expect(await dump('full-disk')).toEqual(before);
  });
});

describe('the course of an import', () => {
  it('plans paths in several calls, and knows how many only with the last', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    const paths = Array.from({ length: 2_500 }, (_, index) => `/corpus/page-${index}.txt`);
    await writer.planPaths({ id: IMPORT, paths: paths.slice(0, 1_200), last: false });
    expect(await reader.importRun(IMPORT)).not.toHaveProperty('planned');
    await writer.planPaths({ id: IMPORT, paths: paths.slice(1_200), last: true });
    expect((await reader.importRun(IMPORT))?.planned).toBe(2_500);
    expect(await writer.missingPaths(IMPORT)).toEqual(paths);
  });

  it('misses the planned paths that came to no outcome, in their order', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    await writer.planPaths({ id: IMPORT, paths: ['/corpus/page-3.txt', '/corpus/page-1.txt', '/corpus/bad.txt', '/corpus/page-2.txt'], last: true });
    await writer.writeBatch({ importId: IMPORT, seq: 0, items: [item(1), { path: '/corpus/bad.txt', name: 'bad.txt', bytes: 0, error: EMPTY }] });
    expect(await reader.missingPaths(IMPORT)).toEqual(['/corpus/page-3.txt', '/corpus/page-2.txt']);
  });

  it('ends with a state, a time and a reason', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    await writer.endImport({ id: IMPORT, state: 'failed', finishedAt: NOW, reason: 'The disk is full.' });
    expect(await reader.importRun(IMPORT)).toMatchObject({ state: 'failed', finishedAt: NOW, reason: 'The disk is full.', names: ['corpus'] });
    await expect(writer.endImport({ id: 'i9', state: 'done', finishedAt: NOW })).rejects.toMatchObject({ kind: 'no-import' });
  });

  it('marks an import that a crash left running as interrupted, and no other', async () => {
    const { reader, writer } = await libraryWith();
    await begin(writer);
    await writer.beginImport({ id: 'i2', names: [], roots: [], startedAt: '2024-05-02T00:00:00Z' });
    await writer.endImport({ id: 'i2', state: 'done', finishedAt: NOW });
    expect((await writer.recoverImports()).map((run) => [run.id, run.state])).toEqual([[IMPORT, 'interrupted']]);
    expect((await reader.imports()).map((run) => [run.id, run.state])).toEqual([
      ['i2', 'done'],
      [IMPORT, 'interrupted'],
    ]);
    expect(await writer.recoverImports()).toEqual([]);
  });
});

describe('an edit while a batch is written', () => {
  const batch = (from: number, items: number) => Array.from({ length: items }, (_, index) => item(from + index, { comments: [{ number: 1, own: 'Late.' }] }));

  it('does not wait for new articles', async () => {
    const { writer, commands } = await libraryWith([{ comments: [{ number: 1, own: 'Early.' }] }]);
    const tag = await commands.ensureTag('stance');
    const ends: string[] = [];
    const writing = writer.writeBatch({ importId: IMPORT, seq: 1, items: batch(2, 200) }).then(() => ends.push('batch'));
    const tagging = commands.tag([articleId(1)], tag.id).then(() => ends.push('tag'));
    await Promise.all([writing, tagging]);
    expect(ends).toEqual(['tag', 'batch']);
  });

  const url = 'https://harbour.example/wall';
  const captured = (n: number, at: string) => {
    const made = item(n, { headline: 'Wall' });
    const [page] = made.parsed.pages;
    if (page === undefined) throw new Error('the made-up source has a page');
    const capture = { ...page.article.capture, id: articleId(n), stated: { text: at, at } };
    return { ...made, parsed: { ...made.parsed, pages: [{ ...page, article: { ...page.article, url, keys: [`url:${url}`], capture } }] } };
  };

  it.each(['edit', 'batch', 'both at once'])('follows an article that the batch gives an earlier capture; first comes: %s', async (first) => {
    const { writer, commands, reader } = await libraryWith();
    await begin(writer);
    await writer.writeBatch({ importId: IMPORT, seq: 0, items: [captured(2, '2013-05-04')] });
    const tag = await commands.ensureTag('stance');
    const write = () => writer.writeBatch({ importId: IMPORT, seq: 1, items: [captured(1, '2013-05-03')] });
    const edit = async () => {
      await commands.tag([articleId(2)], tag.id);
      await commands.addNote(articleId(2), 'look');
    };
    if (first === 'both at once') await Promise.all([write(), edit()]);
    else if (first === 'edit') await edit().then(write);
    else await write().then(edit);
    expect((await reader.article(articleId(2)))?.id).toBe(articleId(1));
    await vi.waitFor(async () => {
      const on = [...(await reader.taggings([articleId(1), articleId(2)])).values()].flat();
      expect(on.map(({ target }) => target)).toEqual([articleId(1)]);
      expect((await reader.notes([articleId(1), articleId(2)])).map(({ target }) => target)).toEqual([articleId(1)]);
    });
    await commands.undo();
    await commands.undo();
    expect([...(await reader.taggings([articleId(1), articleId(2)])).values()].flat()).toEqual([]);
  });

  it('follows at the import’s end where its window was closed before it could', async () => {
    const { writer, commands, reader, name } = await libraryWith();
    await begin(writer);
    await writer.writeBatch({ importId: IMPORT, seq: 0, items: [captured(2, '2013-05-04')] });
    const tag = await commands.ensureTag('stance');
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [captured(1, '2013-05-03')] });
    const db = await openDatabase(name);
    const target = articleId(2);
    await db.taggings.add({ id: taggingId(target, tag.id), target, article: target, tag: tag.id, at: NOW });
    await db.notes.add({ id: 'n1', target, article: target, text: 'look', at: NOW });
    db.close();
    await writer.endImport({ id: IMPORT, state: 'done', finishedAt: NOW });
    const on = [...(await reader.taggings([articleId(1), target])).values()].flat();
    expect([on, await reader.notes([articleId(1), target])].map(([one]) => one?.target)).toEqual([articleId(1), articleId(1)]);
  });
});
