/** Whatever is done to the library: an article that is not as it was when it was indexed is named by a change. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { ArticleId } from '../../corpus/records.ts';
import type { IndexReader, StoredArticle } from '../../renderer/store/index-store.ts';
import { type Library, openIndexStore } from '../../renderer/store/open.ts';
import { IMPORT, item, libraryWith, NOW } from './library.ts';
import { commentPage, importPage, type Page, page, textPage } from './pages.ts';

const PAGES: readonly Page[] = [
  page('first', commentPage(1, [9, 8, 7])),
  page('second', commentPage(2, [7, 6, 5])),
  page('third', commentPage(3, [3, 2, 1], '4 May 2013 Last updated at 09:00 GMT')),
  page('wall.txt', textPage('wall')),
  page('tide.txt', textPage('tide')),
];

type Move = readonly [kind: 'import' | 'part' | 'anew' | 'correct' | 'rename' | 'all' | 'undo' | 'redo' | 'index' | 'note', which: number, other: number];
const MOVE: fc.Arbitrary<Move> = fc.tuple(
  fc.constantFrom('import', 'import', 'part', 'anew', 'correct', 'rename', 'all', 'undo', 'redo', 'index', 'note'),
  fc.nat({ max: PAGES.length - 1 }),
  fc.nat({ max: PAGES.length - 1 }),
);

const pageAt = (which: number): Page => PAGES[which] ?? (PAGES[0] as Page);

/** The page as another parser would read it: of articles by other names. */
function renamed(of: Page): ParsedSource {
  return JSON.parse(JSON.stringify(parseSource(of)).replaceAll(/("[ac])([0-9a-f]{12})[0-9a-f]{4}(?=[".])/g, '$1$2beef'));
}

async function stored({ reader }: Library, index: IndexReader): Promise<Map<ArticleId, string>> {
  const ids: ArticleId[] = [];
  await reader.eachArticle((rows) => void ids.push(...rows.map(({ id }) => id)));
  return new Map((await index.storedArticles(ids)).map((one) => [one.article.id, JSON.stringify(one)]));
}

async function pendingIds(index: IndexReader): Promise<{ readonly seqs: readonly number[]; readonly ids: ReadonlySet<ArticleId> }> {
  const { pending, fresh } = await index.indexState(new Set());
  expect(fresh.map(({ seq }) => seq)).toEqual(pending);
  return { seqs: pending, ids: new Set(fresh.flatMap(({ articles }) => articles)) };
}

describe('changes for the search index', () => {
  it('name every article that is not as it was indexed, after any imports, partings, readings anew, undoing and redoing', async () => {
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(MOVE, { minLength: 3, maxLength: 14 }), async (moves) => {
        const library = await libraryWith();
        const { index, close } = await openIndexStore({ name: library.name });
        await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
        const indexed = new Map<ArticleId, string>();
        const there = new Set<Page>();
        const { commands } = library;
        for (const [seq, [kind, which, other]] of moves.entries()) {
          const one = pageAt(which);
          const capture = parseSource(one).pages[0]?.article.id;
          const read = (parsed: (of: Page) => ParsedSource) => commands.readAnew(there.has(one) ? [{ parsed: parsed(one) }] : []);
          const steps: Record<Move[0], () => Promise<unknown>> = {
            import: () => importPage(library, one, seq).then(() => there.add(one)),
            part: () => (capture === undefined ? Promise.resolve() : commands.partCapture(capture)),
            anew: () => read(parseSource),
            correct: async () => {
              const from = (one.bytes.length * other) >> 3;
              const corrections = [{ bytes: [from, from + 60] as const, class: which % 2 === 0 ? ('comment' as const) : ('furniture' as const) }];
              if (there.has(one)) await commands.readAnew([{ parsed: parseSource(one, { corrections }), corrections }]);
            },
            rename: () => read(renamed),
            all: () => commands.readAnew([...there].map((each) => ({ parsed: parseSource(each) }))),
            undo: () => commands.undo(),
            redo: () => commands.redo(),
            note: () => (capture === undefined ? Promise.resolve() : commands.addNote(capture, 'Look here.')),
            index: async () => {
              const { seqs, ids } = await pendingIds(index);
              for (const id of ids) indexed.delete(id);
              for (const row of await index.storedArticles([...ids])) indexed.set(row.article.id, JSON.stringify(row));
              await index.commitIndex({ manifest: { key: 'manifest', version: 1, segments: [] }, done: seqs });
            },
          };
          // some steps cannot be done as the library is: then nothing has changed, which is looked at all the same
          await steps[kind]().catch((error: unknown) => {
            if (!(error instanceof CuttingsError)) throw error;
          });
          const now = await stored(library, index);
          const { ids } = await pendingIds(index);
          for (const id of new Set([...now.keys(), ...indexed.keys()])) {
            if (now.get(id) === indexed.get(id)) continue;
            differences += 1;
            expect(ids.has(id), `${id} after ${kind} of ${one.name}`).toBe(true);
          }
        }
        close();
        library.close();
      }),
      { numRuns: 40 },
    );
    expect(differences).toBeGreaterThan(100);
  }, 120_000);
});

describe('the index’s side of the store', () => {
  it('tells only the changes that are not known, and which are still there', async () => {
    const library = await libraryWith([{}, {}]);
    const { index, close } = await openIndexStore({ name: library.name });
    await library.writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(3)] });
    expect(await index.indexState(new Set([1]))).toEqual({ manifest: undefined, pending: [1, 2], fresh: [{ seq: 2, articles: ['a0000000000000003'] }] });
    const manifest = { key: 'manifest' as const, version: 7, segments: [{ name: 's', articles: 1, documents: 1, bytes: 9, gone: new Uint32Array([0]) }] };
    await index.commitIndex({ manifest, done: [1] });
    expect(await index.indexState(new Set([1, 2]))).toEqual({ manifest, pending: [2], fresh: [] });
    close();
  });

  it('begins anew with every article named, and no segment that counts', async () => {
    const library = await libraryWith([{}, {}, {}]);
    const { index, close } = await openIndexStore({ name: library.name });
    await index.commitIndex({ manifest: { key: 'manifest', version: 7, segments: [] }, done: [1] });
    await index.restartIndex();
    const state = await index.indexState(new Set());
    expect(state).toEqual({
      manifest: undefined,
      pending: [2],
      fresh: [{ seq: 2, articles: ['a0000000000000001', 'a0000000000000002', 'a0000000000000003'] }],
    });
    close();
  });

  it('gives articles as they are, in the order asked for, with comments, marks and files', async () => {
    const comments = Array.from({ length: 101 }, (_, at) => ({ number: at + 1, own: `Words ${at}.`, ...(at === 100 && { answers: [1] }) }));
    const library = await libraryWith([{ headline: 'Quay', comments }, { headline: 'Tide' }]);
    const { index, close } = await openIndexStore({ name: library.name });
    const found: StoredArticle[] = await index.storedArticles(['a0000000000000002', 'a00000000000000ff', 'a0000000000000001']);
    expect(found.map(({ article, comments: of, marks }) => [article.title, of.length, marks.length])).toEqual([
      ['Tide', 0, 0],
      ['Quay', 101, 101],
    ]);
    expect(found[1]?.comments.map(({ number }) => number)).toEqual(Array.from({ length: 101 }, (_, at) => 101 - at));
    expect([found[1]?.marks[0], found[1]?.marks[100]]).toEqual([1, 2]);
    expect(found[1]?.text?.blocks[0]?.text).toBe('Quay');
    expect(found[1]?.sources).toEqual([{ id: found[1]?.article.captures[0]?.source, name: 'page-1.txt' }]);
    close();
  });

  it('is heard of in the same window and stops being heard', async () => {
    const library = await libraryWith([{}]);
    const { onIndexChange, close } = await openIndexStore({ name: library.name });
    let heard = 0;
    const end = onIndexChange(() => (heard += 1));
    await library.commands.createTag({ name: 'tide' });
    expect(heard).toBe(0);
    await library.writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(2)] });
    expect(heard).toBe(1);
    end();
    await library.writer.writeBatch({ importId: IMPORT, seq: 2, items: [item(3)] });
    expect(heard).toBe(1);
    close();
  });
});
