import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAnalyses } from '../../renderer/search/analyses/analyses.ts';
import { type AnswerOf, searchAnswerer } from '../../renderer/search/answer.ts';
import type { AsOf } from '../../renderer/search/client.ts';
import { createEngine } from '../../renderer/search/engine/create.ts';
import type { Engine } from '../../renderer/search/engine/engine.ts';
import { SegmentFile } from '../../renderer/search/index/format.ts';
import { MemoryFiles, memoryFile } from '../../renderer/search/index/memory-files.ts';
import { SEGMENT_VERSION } from '../../renderer/search/index/segment.ts';
import type { FailureReply, Question } from '../../renderer/search/protocol.ts';
import { openIndexStore, openReader } from '../../renderer/store/open.ts';
import { seeded } from '../bench/words.ts';
import { GeneratedLibrary, generatedId } from './generated.ts';
import { TestIndexer } from './indexing.ts';

let libraries = 0;

async function made(articles: number, pendingAtMost?: number) {
  const name = `snapshots-${++libraries}`;
  const library = await GeneratedLibrary.open(name, seeded(libraries));
  for (let number = 1; number <= articles; number++) await library.put(number);
  const { reader, index, close } = await openReader({ name });
  const store = await openIndexStore({ name });
  const files = new MemoryFiles();
  const read: (readonly string[])[] = [];
  const watched: typeof index = {
    indexState: (known) => index.indexState(known),
    storedArticles: (ids) => {
      read.push(ids);
      return index.storedArticles(ids);
    },
  };
  const damaged: string[] = [];
  const engine = createEngine({
    reader,
    index: watched,
    files,
    onDamaged: (segment) => damaged.push(segment),
    ...(pendingAtMost !== undefined && { pendingAtMost }),
  });
  onTestFinished(() => {
    engine.close();
    close();
    store.close();
    library.db.close();
  });
  return { library, reader, index, files, engine, read, damaged, indexer: new TestIndexer(files, store.index) };
}

/** Lists of words that no segment can have. */
async function breakLists(files: MemoryFiles, name: string): Promise<void> {
  const file = await files.open(name);
  const bytes = new Uint8Array(file.size);
  file.read(bytes, 0);
  const { lists } = new SegmentFile(memoryFile(bytes, name), name);
  bytes.fill(255, lists.from, lists.from + lists.bytes);
  file.close();
  await files.remove(name);
  const writing = await files.create(name);
  writing.write(bytes);
  writing.finish();
}

async function articles(engine: Engine, query = ''): Promise<number> {
  const answer = await engine.evaluate(query);
  if ('error' in answer) throw new Error(query);
  return engine.counts(answer).articles;
}

describe('a snapshot', () => {
  it('is the same until the library or its index changes', async () => {
    const { library, engine, indexer, read } = await made(5);
    const first = await engine.snapshot();
    expect(await engine.snapshot()).toBe(first);
    await library.put(2);
    const second = await engine.snapshot();
    expect(second.generation).not.toBe(first.generation);
    // only what has changed is read
    expect(read.map((ids) => [...ids].sort())).toEqual([[1, 2, 3, 4, 5].map(generatedId).sort(), [generatedId(2)]]);
    await indexer.index(100);
    const third = await engine.snapshot();
    expect(third.parts.map(({ segment }) => segment.name)).toEqual(['segment-1']);
    expect(third.documents).toBeGreaterThan(0);
    expect(await articles(engine)).toBe(5);
    expect(read).toHaveLength(2);
  });

  it('that stood still is searched while its state is read, and what was found counts only where it still stands', async () => {
    const { library, engine, indexer } = await made(5);
    await indexer.index(100);
    const found = async (): Promise<readonly [number, number]> => {
      const listed = await engine.search('', 'published');
      if ('error' in listed) throw new Error(listed.error.message);
      return [listed.snapshot.generation, listed.articles.count];
    };
    const first = await found();
    // asked twice with nothing between: from here on it counts as still
    expect(await found()).toEqual(first);
    await library.put(6);
    expect(await found()).toEqual([first[0] + 1, 6]);
    expect(await found()).toEqual([first[0] + 1, 6]);
    await library.remove(1);
    await library.remove(2);
    expect((await engine.facets({})).find(({ name }) => name === 'comments')?.values.reduce((sum, value) => sum + value.articles, 0)).toBe(4);
    expect(await found()).toEqual([first[0] + 2, 4]);
  });

  it('that stood still is searched without reading its state where what was known lately will do', async () => {
    const { library, engine, indexer } = await made(5);
    await indexer.index(100);
    const found = async (asOf: AsOf): Promise<number> => {
      const listed = await engine.search('', 'published', { asOf });
      if ('error' in listed) throw new Error(listed.error.message);
      return listed.articles.count;
    };
    // the first one looks, whatever it is asked
    expect(await found('lately')).toBe(5);
    expect(await found('now')).toBe(5);
    await library.put(6);
    expect(await found('lately')).toBe(5);
    // it has been looked at since
    await vi.waitFor(async () => expect(await found('lately')).toBe(6));
    await library.put(7);
    expect(await found('now')).toBe(7);
  });

  it('names documents and finds them by name', async () => {
    const { library, engine, indexer } = await made(8);
    await indexer.index(6);
    await library.put(1);
    await library.remove(2);
    const snapshot = await engine.snapshot();
    const answer = await engine.evaluate('');
    if ('error' in answer) throw new Error();
    const { articles: found, comments } = await engine.ordered(answer, 'published');
    for (const document of [...found, ...comments]) expect(snapshot.documentOf(snapshot.idOf(document))).toBe(document);
    for (const document of comments) expect(snapshot.idOf(snapshot.articleOf(document)).slice(1)).toBe(snapshot.idOf(document).slice(1).split('.')[0]);
    expect(snapshot.documentOf(generatedId(2))).toBe(-1);
    expect(snapshot.documentOf(`c${generatedId(1).slice(1)}.nothing`)).toBe(-1);
    expect(() => snapshot.idOf(snapshot.documents)).toThrow(RangeError);
    expect(() => snapshot.idOf(-1)).toThrow(RangeError);
  });

  it('keeps few parts in memory, however many changes come one by one', async () => {
    const { library, engine } = await made(1);
    for (let number = 2; number <= 20; number++) {
      await library.put(number);
      expect(await articles(engine)).toBe(number);
    }
    expect((await engine.snapshot()).parts.length).toBeLessThanOrEqual(6);
  });

  it('leaves to the indexer what is too much, and tells how much that is', async () => {
    const { library, engine, indexer } = await made(10, 4);
    expect((await engine.snapshot()).unindexed).toBe(10);
    expect(await articles(engine)).toBe(0);
    await indexer.index(7);
    expect((await engine.snapshot()).unindexed).toBe(0);
    expect(await articles(engine)).toBe(10);
    for (let number = 1; number <= 5; number++) await library.put(number);
    // those that changed are neither found as they were nor as they are
    expect((await engine.snapshot()).unindexed).toBe(5);
    expect(await articles(engine)).toBe(5);
  });

  it('opens what takes the place of a file that a merge has taken away meanwhile', async () => {
    const { library, index, reader, files, indexer } = await made(4);
    await indexer.index(100);
    await library.put(1);
    await indexer.index(100);
    let merged = false;
    const opening = Object.create(files) as MemoryFiles;
    opening.open = async (name) => {
      if (!merged) {
        merged = true;
        await indexer.merge();
      }
      return files.open(name);
    };
    const engine = createEngine({ reader, index, files: opening });
    expect(await articles(engine)).toBe(4);
    expect((await engine.snapshot()).parts.map(({ segment }) => segment.name)).toEqual(['segment-3']);
    engine.close();
  });

  it('goes on without a damaged segment, and tells how many articles that leaves out', async () => {
    const { library, engine, indexer, files, damaged } = await made(4);
    await indexer.index(100);
    for (const number of [11, 12]) await library.put(number);
    await indexer.index(100);
    await files.remove('segment-1');
    expect((await engine.snapshot()).unindexed).toBe(4);
    expect(await articles(engine)).toBe(2);
    expect(new Set(damaged)).toEqual(new Set(['segment-1']));
  });

  it('tells of a segment whose lists turn out to be damaged, answers without it, and with all once the index is begun anew', async () => {
    const { library, reader, engine, indexer, files, damaged } = await made(4);
    const replies: (AnswerOf<Question> | FailureReply)[] = [];
    const answer = searchAnswerer(
      async () => ({ engine, analyses: createAnalyses(reader) }),
      (reply) => replies.push(reply),
    );
    const ask = async (): Promise<unknown> => {
      await answer({ id: replies.length + 1, kind: 'search', asked: { query: 't* OR NOT t*', order: 'published', asOf: 'now' } });
      return replies.at(-1);
    };
    await indexer.index(100);
    for (const number of [11, 12]) await library.put(number);
    await indexer.index(100);
    await breakLists(files, 'segment-1');
    expect(await ask()).toMatchObject({ kind: 'search', answer: { ok: true, value: { unindexed: 4, articles: { count: 2 } } } });
    expect(new Set(damaged)).toEqual(new Set(['segment-1']));
    // whoever was not there to hear of it hears of it with the next
    damaged.length = 0;
    await answer({ id: 2, kind: 'facets', asked: { query: '', asOf: 'now' } });
    expect(damaged).toEqual(['segment-1']);
    expect(replies.at(-1)).toMatchObject({ kind: 'facets', answer: { ok: true } });
    await indexer.store.restartIndex();
    expect(await ask()).toMatchObject({ answer: { ok: true, value: { unindexed: 0, articles: { count: 6 } } } });
    await indexer.index(100);
    damaged.length = 0;
    expect(await ask()).toMatchObject({ answer: { ok: true, value: { unindexed: 0, articles: { count: 6 } } } });
    expect(damaged).toEqual([]);
  });

  it('tells how many articles an index of another version leaves out, until it is begun anew', async () => {
    const { library, index, reader, files, indexer } = await made(4);
    await indexer.index(100);
    await library.put(11);
    const damaged: string[] = [];
    let version = 0;
    const older: typeof index = {
      ...index,
      async indexState(known) {
        const state = await index.indexState(known);
        return state.manifest ? { ...state, manifest: { ...state.manifest, version } } : state;
      },
    };
    const engine = createEngine({ reader, index: older, files, onDamaged: (segment) => damaged.push(segment) });
    onTestFinished(() => engine.close());
    expect((await engine.snapshot()).unindexed).toBe(4);
    expect(await articles(engine)).toBe(1);
    // no file of it is damaged
    expect(damaged).toEqual([]);
    version = SEGMENT_VERSION;
    expect((await engine.snapshot()).unindexed).toBe(0);
    expect(await articles(engine)).toBe(5);
  });

  it('lets go of files that are of no use any more', async () => {
    const { library, engine, indexer, files } = await made(3);
    await indexer.index(100);
    await engine.snapshot();
    await library.put(1);
    await indexer.index(100);
    await engine.snapshot();
    await indexer.merge();
    expect(await files.names()).toHaveLength(3);
    await engine.snapshot();
    // somebody may still be using what was before
    expect(await files.remove('segment-1')).toBe(false);
    await library.put(2);
    await engine.snapshot();
    for (const name of ['segment-1', 'segment-2']) expect(await files.remove(name)).toBe(true);
    expect(await articles(engine)).toBe(3);
  });

  it('lets go of them at once when nobody uses it', async () => {
    const { library, engine, indexer, files } = await made(3);
    await indexer.index(100);
    await library.put(1);
    await indexer.index(100);
    await engine.snapshot();
    await indexer.merge();
    await engine.snapshot();
    engine.rest();
    for (const name of ['segment-1', 'segment-2']) expect(await files.remove(name)).toBe(true);
    expect(await files.remove('segment-3')).toBe(false);
    expect(await articles(engine)).toBe(3);
  });
});

describe('a search', () => {
  it('is given up once a newer one has taken its place', async () => {
    const { engine } = await made(3);
    await expect(engine.evaluate('tide', () => true)).rejects.toMatchObject({ kind: 'superseded' });
    await expect(engine.facets({}, { abandoned: () => true })).rejects.toMatchObject({ kind: 'superseded' });
  });

  it('tells what is wrong with a query', async () => {
    const { engine } = await made(1);
    expect(await engine.evaluate('tide -')).toMatchObject({ error: { at: { from: 5, to: 6 } } });
  });

  it('counts the articles with gaps', async () => {
    const { engine, library } = await made(30);
    const gaps = await articles(engine, 'has:gaps');
    expect(gaps).toBeGreaterThan(0);
    expect(engine.gaps(await engine.snapshot())).toBe(gaps);
    for (let number = 1; number <= 30; number++) await library.remove(number);
    expect(engine.gaps(await engine.snapshot())).toBe(0);
  });
});
