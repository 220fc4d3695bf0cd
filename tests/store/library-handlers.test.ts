import { describe, expect, it } from 'vitest';
import { toFailure } from '../../corpus/errors.ts';
import { exportSource } from '../../renderer/search/export-source.ts';
import { type LibraryHandlers, libraryHandlers } from '../../renderer/service/library-handlers.ts';
import type { Library } from '../../renderer/store/open.ts';
import { scan } from '../search/scan.ts';
import { articleId, commentId, IMPORT, item, libraryWith, type MadeSource, sourceId } from './library.ts';

const PAGES: readonly MadeSource[] = [
  {
    headline: 'Ferry back in service',
    paragraphs: ['The ferry is back. A crowd of three watched it, and one of them had brought a flag for it.'],
    published: '2012-05-03T08:00',
    comments: [
      { number: 12, own: 'A ferry is no bridge.', quotes: ['The ferry is back.'], answers: [9] },
      { number: 9, own: 'At last.' },
    ],
  },
  { headline: 'Bridge is late', published: '2011-01-01', unparsed: 3, comments: [{ number: 1, own: 'Take the ferry then.' }] },
  { headline: 'Undated', paragraphs: ['Nothing about ships.'] },
];

function serving({ reader, commands }: Library): LibraryHandlers {
  return libraryHandlers({ reader, commands, answer: (query, order) => scan(reader, query, order), parser: '7' });
}

async function exported(handlers: LibraryHandlers, query: string): Promise<{ readonly text: string; readonly total: number; readonly done: number }> {
  const opened = await handlers['export.open']({ format: 'json', query });
  let body = '';
  for (;;) {
    const piece = await handlers['export.next'](opened.handle);
    if (piece.text === undefined) {
      const head = await handlers['export.head']({ handle: opened.handle, app: 'cuttings 1', sha256: '0'.repeat(64) });
      await handlers['export.close'](opened.handle);
      return { text: head + body, total: opened.total, done: piece.done };
    }
    body += piece.text;
  }
}

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => toFailure(error).kind,
  );

describe('an export of the library', () => {
  it('holds everything for the empty query: every source, articles by time, comments by number', async () => {
    const { text, total, done } = await exported(serving(await libraryWith(PAGES)), ' ');
    const data = JSON.parse(text);
    expect(data.sources.map((one: { id: string }) => one.id)).toEqual([sourceId(1), sourceId(2), sourceId(3)]);
    expect(data.articles.map((one: { id: string }) => one.id)).toEqual([articleId(2), articleId(1), articleId(3)]);
    expect(data.comments.map((one: { id: string }) => one.id)).toEqual([commentId(2, 1), commentId(1, 9), commentId(1, 12)]);
    expect(data.manifest.filter).toBe('');
    expect([total, done]).toEqual([9, 9]);
  });

  it('holds what a query finds, and the articles of comments it finds as context', async () => {
    const data = JSON.parse((await exported(serving(await libraryWith(PAGES)), 'ferry')).text);
    expect(data.comments.map((one: { id: string }) => one.id)).toEqual([commentId(2, 1), commentId(1, 12)]);
    expect(data.articles.map((one: { id: string; context?: true }) => [one.id, one.context])).toEqual([
      [articleId(2), true],
      [articleId(1), undefined],
    ]);
    expect(data.sources).toHaveLength(2);
    expect(data.manifest).toMatchObject({ filter: 'ferry', counts: { articles: 2, context: 1, comments: 2 } });
  });

  it('carries tags, spans and notes of articles and comments', async () => {
    const library = await libraryWith(PAGES);
    const tag = await library.commands.ensureTag('tone/dry');
    await library.commands.tag([articleId(1), commentId(1, 9)], tag.id);
    await library.commands.tagSpan(commentId(1, 9), { chars: [3, 7], exact: 'last', prefix: 'At ', suffix: '.' }, tag.id);
    await library.commands.addNote(commentId(1, 9), 'Really?');
    const data = JSON.parse((await exported(serving(library), `id:${articleId(1)},${commentId(1, 9)}`)).text);
    expect(data.articles[0]).toMatchObject({ tags: ['t2'], notes: [], spans: [] });
    expect(data.comments[0]).toMatchObject({ tags: ['t2'], notes: [{ text: 'Really?' }], spans: [{ exact: 'last', tags: ['t2'] }] });
    expect(data.manifest.counts).toMatchObject({ taggings: 3, notes: 1 });
  });

  it('refuses a query that cannot be read, a format that is none, a handle that is none', async () => {
    const handlers = serving(await libraryWith(PAGES));
    expect(await kindOf(handlers['export.open']({ format: 'json', query: 'tag:' }))).toBe('query');
    expect(await kindOf(handlers['export.open']({ format: 'xml', query: '' }))).toBe('format');
    expect(await kindOf(handlers['export.next'](99))).toBe('no-export');
    const { handle } = await handlers['export.open']({ format: 'json', query: '' });
    expect(await kindOf(handlers['export.head']({ handle, app: 'x', sha256: 'x' }))).toBe('no-export');
    await handlers['export.close'](handle);
    expect(await kindOf(handlers['export.next'](handle))).toBe('no-export');
  });

  it('says that the library changed where a chosen record has gone', async () => {
    const { reader } = await libraryWith(PAGES);
    expect(await kindOf(exportSource(reader, 'x', { articles: [articleId(99)], comments: [] }))).toBe('changed');
    const source = await exportSource(reader, 'x', { articles: [], comments: [commentId(1, 9), commentId(1, 99)] });
    expect(await kindOf(source.comments(articleId(1)))).toBe('changed');
    const gone = { ...reader, articleText: async () => undefined };
    const lost = await exportSource(gone, '', 'everything');
    expect(await kindOf(lost.articles(lost.selection.articles))).toBe('changed');
  });
});

describe('what main asks of the library', () => {
  it('counts it', async () => {
    const library = await libraryWith(PAGES);
    const tag = await library.commands.ensureTag('tone/dry');
    await library.commands.tag([articleId(1), commentId(1, 9)], tag.id);
    await library.commands.tagSpan(commentId(1, 9), { chars: [3, 7], exact: 'last', prefix: 'At ', suffix: '.' }, tag.id);
    await library.commands.addNote(articleId(1), 'Look again');
    expect(await serving(library).stats()).toMatchObject({
      sources: 3,
      articles: 3,
      comments: 3,
      tags: 2,
      taggings: 3,
      notes: 1,
      untaggedArticles: 2,
      untaggedComments: 2,
      imports: 1,
      coverage: { unparsed: 3 },
      layouts: { 'made-up': 3 },
      parser: '7',
    });
  });

  it('searches it: totals of all, a few hits with the words around', async () => {
    const handlers = serving(await libraryWith(PAGES));
    const answer = await handlers.search({ query: 'flag', limit: 5 });
    expect(answer).toMatchObject({ articles: 1, comments: 0 });
    expect(answer.hits[0]).toMatchObject({ kind: 'article', id: articleId(1), title: 'Ferry back in service' });
    expect(answer.hits[0]?.snippet).toMatch(/^… .*brought a flag for it\.$/);
    const few = await handlers.search({ query: 'ferry', limit: 2 });
    expect(few).toMatchObject({ articles: 1, comments: 2 });
    expect(few.hits.map((hit) => hit.id)).toEqual([articleId(1), commentId(1, 12)]);
    expect(few.hits[1]).toMatchObject({ kind: 'comment', number: 12, author: 'Gull', title: 'Ferry back in service', snippet: 'A ferry is no bridge.' });
  });

  it('tags by query, counts what changed, and takes tags away by name or path', async () => {
    const library = await libraryWith(PAGES);
    const handlers = serving(library);
    expect(await handlers.tag({ query: 'ferry', add: 'ships/ferry' })).toEqual({ matched: 3, changed: 3 });
    expect(await handlers.tag({ query: 'ferry', add: 'ships/ferry' })).toEqual({ matched: 3, changed: 0 });
    expect(await handlers.tag({ query: 'ferry in:comments', remove: 'Ferry' })).toEqual({ matched: 2, changed: 2 });
    expect(await handlers.search({ query: 'tag:ships', limit: 1 })).toMatchObject({ articles: 1, comments: 0 });
  });

  it('makes no tag where a query finds nothing, and takes none away that is not there or not the only one', async () => {
    const library = await libraryWith(PAGES);
    const handlers = serving(library);
    expect(await handlers.tag({ query: 'zeppelin', add: 'air' })).toEqual({ matched: 0, changed: 0 });
    expect(await library.reader.tags()).toEqual([]);
    expect(await kindOf(handlers.tag({ query: 'ferry', remove: 'air' }))).toBe('no-tag');
    await library.commands.ensureTag('a/dry');
    await library.commands.ensureTag('b/dry');
    expect(await kindOf(handlers.tag({ query: 'ferry', remove: 'dry' }))).toBe('no-tag');
    expect(await kindOf(handlers.tag({ query: 'x:', add: 'air' }))).toBe('query');
  });

  it('gives the outcomes of an import in parts', async () => {
    const library = await libraryWith(PAGES);
    const handlers = serving(library);
    expect(await handlers['import.outcomes']({ id: IMPORT })).toEqual({ outcomes: await library.reader.outcomes(IMPORT) });
    const again = { path: '/x', name: 'x', bytes: 1, error: { kind: 'gone', title: 'Gone', message: 'It is gone.' } } as const;
    for (let seq = 1; seq < 40; seq++) await library.writer.writeBatch({ importId: IMPORT, seq, items: [{ ...again, name: `${seq}` }, again] });
    const names: string[] = [];
    const parts: number[] = [];
    for (let after: number | undefined; ; ) {
      const { outcomes, next } = await handlers['import.outcomes']({ id: IMPORT, ...(after !== undefined && { after }) });
      names.push(...outcomes.map((one) => one.name));
      parts.push(outcomes.length);
      if (next === undefined) break;
      after = next;
    }
    expect(names).toEqual((await library.reader.outcomes(IMPORT)).map((one) => one.name));
    expect(names).toHaveLength(3 + 39 * 2);
    expect(parts).toEqual([3 + 15 * 2, 32, 16]);
  });
});

describe('sources to be read once more', () => {
  it('are those whose bytes are kept, each with the path its outcome had', async () => {
    const library = await libraryWith(PAGES);
    const zipped = item(4, { headline: 'In a container' });
    const inZip = { ...zipped, path: '/z.zip › in/4.txt', parsed: { ...zipped.parsed, container: { name: 'z.zip', member: 'in/4.txt' } } };
    const { packed: _, ...without } = item(5, { headline: 'From an export' });
    await library.writer.writeBatch({ importId: IMPORT, seq: 99, items: [inZip, without] });
    const handlers = serving(library);
    const kept = await handlers['source.kept']([sourceId(4), sourceId(1), sourceId(5), sourceId(77)]);
    expect(kept.map(({ id, path }) => [id, path])).toEqual([
      [sourceId(4), '/z.zip › in/4.txt'],
      [sourceId(1), item(1).path],
    ]);
    expect(kept[0]?.container).toEqual({ name: 'z.zip', member: 'in/4.txt' });
    expect(await handlers['source.packed'](sourceId(4))).toEqual(zipped.packed);
    expect(await handlers['source.packed'](sourceId(5))).toBeUndefined();
  });
});
