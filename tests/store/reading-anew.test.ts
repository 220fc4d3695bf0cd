/** Reading kept sources anew: the report that writes nothing, and what accepting it writes. */
import { describe, expect, it, vi } from 'vitest';
import { attempt } from '../../corpus/errors.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { Correction } from '../../corpus/records.ts';
import { answerAnew } from '../../renderer/anew/answer.ts';
import { createAnewClient } from '../../renderer/anew/client.ts';
import type { AnewMessage, AnewPort, AnewReply } from '../../renderer/anew/protocol.ts';
import type { Library } from '../../renderer/store/open.ts';
import { dump, libraryWith } from './library.ts';
import { libraryOf, type Page, page, seeds, textPage } from './pages.ts';

/** The worker's part in this process; `before` each answer the test may do something. */
function workerOver(
  library: Library,
  before: (message: AnewMessage) => unknown = () => undefined,
): AnewPort & { readonly asked: AnewMessage[]; ended: boolean } {
  let onReply: (event: { readonly data: AnewReply }) => void = () => undefined;
  const asked: AnewMessage[] = [];
  return {
    asked,
    ended: false,
    async postMessage(message) {
      asked.push(message);
      const result = await attempt(async () => {
        await before(message);
        return answerAnew(library.reader, structuredClone(message));
      });
      onReply({ data: structuredClone(result.ok ? { id: message.id, answer: result.value } : { id: message.id, failure: result.error }) });
    },
    addEventListener(type: 'message' | 'error', listener: never) {
      if (type === 'message') onReply = listener;
    },
    terminate() {
      this.ended = true;
    },
  };
}

const clientOver = (library: Library, before?: (message: AnewMessage) => unknown) => createAnewClient(library.commands, () => workerOver(library, before));
const never = (): AbortSignal => new AbortController().signal;
const quiet = (): void => undefined;

/** The correction that makes furniture of the paragraph with these words. */
function furniture(of: Page, words: string): Correction {
  const block = parseSource(of).pages[0]?.blocks.find(({ text }) => text.includes(words));
  if (block === undefined) throw new Error(`no block says “${words}”`);
  return { bytes: block.evidence.bytes, class: 'furniture' };
}

/** A library whose sources say that an older parser read them, without the last paragraph of each. */
async function oldLibrary(pages: readonly Page[]): Promise<Library & { readonly name: string }> {
  return libraryOf(pages, (one) => {
    const parsed = parseSource(one);
    const [first] = parsed.pages;
    if (first === undefined) return { ...parsed, parser: '0' };
    return { ...parsed, parser: '0', pages: [{ ...first, blocks: first.blocks.slice(0, -1) }] };
  });
}

const PAGES = ['one', 'two', 'three'].map((name) => page(`${name}.txt`, textPage(name)));

describe('a report', () => {
  it('says that nothing would change where the same parser reads again, and writes nothing', async () => {
    const library = await libraryOf(seeds);
    const before = await dump(library.name);
    const heard: number[] = [];
    const report = await clientOver(library).propose({ sources: 'all' }, ({ done }) => heard.push(done), never());
    expect(report).toEqual({ request: { sources: 'all' }, sources: 8, unchanged: 8, withoutBytes: 0, changes: [] });
    expect(heard).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await clientOver(library).propose({ sources: 'old' }, quiet, never())).toMatchObject({ sources: 0, changes: [] });
    expect(await dump(library.name)).toEqual(before);
  });

  it('says what a correction would change, and what becomes of the marks', async () => {
    const [one] = PAGES as [Page];
    const library = await libraryOf([one]);
    const article = parseSource(one).pages[0];
    const gone = article?.blocks.findIndex(({ text }) => text.includes('Fishermen')) ?? -1;
    const tag = await library.commands.createTag({ name: 'sea' });
    const id = article?.article.id as `a${string}`;
    await library.commands.tag([id], tag.id);
    await library.commands.tagSpan(id, { block: gone, chars: [0, 9], exact: 'Fishermen', prefix: '', suffix: '' }, tag.id);
    const before = await dump(library.name);
    const correction = furniture(one, 'Fishermen');
    const report = await clientOver(library).propose({ sources: [one.id], corrections: [correction] }, quiet, never());
    expect(await dump(library.name)).toEqual(before);
    const [change] = report.changes;
    expect(report.changes).toHaveLength(1);
    expect(change).toMatchObject({
      source: one.id,
      name: one.name,
      articles: { before: 1, after: 1 },
      blocks: { added: 0, gone: 1, changed: 0 },
      comments: { same: 0, added: 0, gone: 0, changed: 0 },
      marks: { kept: 1, homeless: 1 },
    });
    expect(change?.examples).toEqual([{ kind: 'block', before: { text: article?.blocks[gone]?.text, bytes: correction.bytes }, fields: [] }]);
    expect(change?.coverage.after.furniture).toBeGreaterThan(change?.coverage.before.furniture ?? 0);
  });

  it('tells of a source whose bytes are damaged, and goes on', async () => {
    const library = await oldLibrary(PAGES);
    vi.spyOn(library.reader, 'sourceBytes').mockImplementation(async (id) => PAGES.find((one) => one.id === id && one !== PAGES[1])?.bytes);
    const report = await clientOver(library).propose({ sources: 'old' }, quiet, never());
    expect(report.failed).toEqual([{ source: PAGES[1]?.id, name: 'two.txt', failure: { kind: 'no-bytes', message: expect.any(String) } }]);
    expect(report.changes).toHaveLength(2);
  });

  it('stops where it is told to', async () => {
    const library = await oldLibrary(PAGES);
    const stopping = new AbortController();
    const report = clientOver(library, ({ id }) => id === 3 && stopping.abort()).propose({ sources: 'all' }, quiet, stopping.signal);
    await expect(report).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends with the worker', async () => {
    const library = await libraryWith();
    const worker = workerOver(library);
    const client = createAnewClient(library.commands, () => worker);
    await client.propose({ sources: 'all' }, quiet, never());
    client.close();
    expect(worker.ended).toBe(true);
    await expect(client.propose({ sources: 'all' }, quiet, never())).rejects.toMatchObject({ kind: 'anew-closed' });
  });

  it('ends where the worker breaks, and the next starts another', async () => {
    const library = await libraryWith();
    let broke: (event: { readonly message: string }) => void = () => undefined;
    const broken: AnewPort = {
      postMessage: () => broke({ message: 'out of memory' }),
      addEventListener(type: 'message' | 'error', listener: never) {
        if (type === 'error') broke = listener;
      },
      terminate: quiet,
    };
    const workers = [broken, workerOver(library)];
    const client = createAnewClient(library.commands, () => workers.shift() as AnewPort);
    await expect(client.propose({ sources: 'all' }, quiet, never())).rejects.toMatchObject({ kind: 'anew-failed' });
    expect(await client.propose({ sources: 'all' }, quiet, never())).toMatchObject({ sources: 0 });
  });
});

describe('accepting', () => {
  it('one source corrects it, remembers the correction and can be undone and redone', async () => {
    const [one] = PAGES as [Page];
    const library = await libraryOf([one]);
    const before = await dump(library.name);
    const client = clientOver(library);
    const correction = furniture(one, 'Fishermen');
    const report = await client.propose({ sources: [one.id], corrections: [correction] }, quiet, never());
    expect(await client.accept(report, quiet, never())).toEqual({ written: 1 });
    const after = await dump(library.name);
    expect(after).not.toEqual(before);
    expect(await library.reader.corrections(one.id)).toEqual([correction]);
    expect(await client.propose({ sources: 'all' }, quiet, never())).toMatchObject({ unchanged: 1 });
    await library.commands.undo();
    expect(await dump(library.name)).toEqual(before);
    await library.commands.redo();
    expect(await dump(library.name)).toEqual(after);
  });

  it('several makes the library what importing them now makes, and cannot be undone', async () => {
    const library = await oldLibrary(PAGES);
    const client = clientOver(library);
    const report = await client.propose({ sources: 'old' }, quiet, never());
    expect(report.changes).toHaveLength(3);
    expect(await client.accept(report, quiet, never())).toEqual({ written: 3 });
    expect(library.commands.history()).toEqual({});
    const { imports: _i, importOutcomes: _o, ...now } = await dump(library.name);
    const { imports: _j, importOutcomes: _p, ...expected } = await dump((await libraryOf(PAGES)).name);
    expect(now).toEqual(expected);
    expect(await client.propose({ sources: 'all' }, quiet, never())).toMatchObject({ unchanged: 3 });
  });

  it('refuses a source that has changed since, alone or among others', async () => {
    const library = await oldLibrary(PAGES);
    const client = clientOver(library);
    const [one, two] = PAGES as [Page, Page];
    const alone = await client.propose({ sources: [one.id] }, quiet, never());
    const all = await client.propose({ sources: 'all' }, quiet, never());
    const correction = furniture(one, 'Fishermen');
    await library.commands.readAnew([{ parsed: parseSource(one, { corrections: [correction] }), corrections: [correction] }]);
    const before = await dump(library.name);
    await expect(client.accept(alone, quiet, never())).rejects.toMatchObject({ kind: 'changed-since' });
    expect(await dump(library.name)).toEqual(before);
    const { written, failed } = await client.accept(all, quiet, never());
    expect(written).toBe(2);
    expect(failed).toEqual([{ source: one.id, name: one.name, failure: { kind: 'changed-since', message: expect.stringContaining('one.txt') } }]);
    expect((await library.reader.source(two.id))?.parser).not.toBe('0');
  });

  it('stops between two parts, and says what is written', async () => {
    const library = await oldLibrary(PAGES);
    const stopping = new AbortController();
    const client = clientOver(library, (message) => message.ask === 'read' && stopping.abort());
    const report = await client.propose({ sources: 'all' }, quiet, never());
    const before = await dump(library.name);
    expect(await client.accept(report, quiet, stopping.signal)).toEqual({ written: 0 });
    expect(await dump(library.name)).toEqual(before);
  });
});

describe('sources of every kind', () => {
  const feed =
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://news.example/</link>' +
    '<item><title>Ferry late</title><link>https://news.example/1</link><description>It ran late on Monday.</description></item>' +
    '<item><title>Wall built</title><link>https://news.example/2</link><description>It was built on Tuesday.</description></item></channel></rss>';
  const table = `col_a,col_b\n${'It ran late on Monday and nobody on the quay could say why it had. '.repeat(3)},Ann\n${'The wall was built on Tuesday, they say. '.repeat(3)},Bob\n`;
  const web = `<!DOCTYPE html><html><head><title>Wall</title></head><body><h1>Harbour wall to be rebuilt</h1>${textPage('web')
    .split('\n\n')
    .slice(1)
    .map((text) => `<p>${text}</p>`)
    .join('')}<p>3 hours ago</p></body></html>`;

  it('read the same again: feeds, tables by their mapping, members of archives with what is known of their capture', async () => {
    const [feedPage, tablePage, webPage] = [page('feed.xml', feed), page('table.csv', table), page('web.html', web)];
    const container = { name: 'harbour.warc', member: 'record 12' };
    const context = { url: 'https://news.example/wall', capturedAt: '2013-05-04T10:00:00Z' };
    const given = { kind: 'comments', fields: { text: 'col_a', author: 'col_b' } } as const;
    const library = await libraryOf([feedPage, tablePage, webPage], (of) =>
      parseSource({ ...of, ...(of === webPage && { container, context }) }, of === tablePage ? { mappings: { given, byShape: {} } } : {}),
    );
    expect((await library.reader.sources([feedPage.id, tablePage.id, webPage.id])).map(({ layout }) => layout)).toEqual(['feed', 'csv', 'web-page']);
    expect((await library.reader.article(parseSource({ ...webPage, context }).pages[0]?.article.id ?? 'a0'))?.url).toBe(context.url);
    const before = await dump(library.name);
    expect(await clientOver(library).propose({ sources: 'all' }, quiet, never())).toMatchObject({ sources: 3, unchanged: 3, changes: [] });
    expect(await dump(library.name)).toEqual(before);
  });
});
