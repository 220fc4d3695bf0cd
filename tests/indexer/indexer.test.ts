import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/records.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import type { IndexWriter } from '../../renderer/store/index-store.ts';
import { compareKeys, orderKey } from '../search/list-order.ts';
import { articleId } from '../store/library.ts';
import { add, emptyLibrary, expected, indexed, indexerOf, type Kept, until } from './library.ts';

async function expectWhole(kept: Kept): Promise<void> {
  await kept.indexer.settle();
  const { manifest, pending } = await kept.store.indexState(new Set());
  expect(pending).toEqual([]);
  const names = manifest?.segments.map(({ name }) => name) ?? [];
  const said = await indexed(kept);
  const files = await kept.files.names();
  // merged meanwhile
  const now = (await kept.store.indexState(new Set())).manifest;
  if (now?.segments.map(({ name }) => name).join() !== names.join()) return expectWhole(kept);
  expect(said).toEqual(await expected(kept));
  for (const { gone, articles } of manifest?.segments ?? []) expect(gone.length).toBeLessThan(articles);
  expect(files).toEqual(expect.arrayContaining(names));
}

describe('the indexer', () => {
  it('writes what the library has, and what comes to it', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 7);
    const kept = await indexerOf(library);
    await expectWhole(kept);
    expect(await indexed(kept)).toHaveLength(7);
    await add(library, 8, 9);
    await expectWhole(kept);
    expect(await indexed(kept)).toHaveLength(9);
    expect(kept.logged).toEqual([]);
  });

  it('does so by itself once it is quiet', async () => {
    const library = await emptyLibrary();
    const kept = await indexerOf(library);
    await add(library, 1, 3);
    await until(async () => (await kept.store.indexState(new Set())).pending.length === 0);
    expect(await indexed(kept)).toEqual(await expected(kept));
  });

  it('has what was changed before it was asked, also where it was looking at that moment', async () => {
    const library = await emptyLibrary();
    let looking: (() => Promise<void>) | undefined;
    const kept = await indexerOf(library, undefined, ({ store }) => ({
      store: {
        ...store,
        async indexState(known) {
          const state = await store.indexState(known);
          const now = looking;
          looking = undefined;
          await now?.();
          return state;
        },
      },
    }));
    await kept.indexer.settle();
    let settled: Promise<number> | undefined;
    looking = async () => {
      await add(library, 1, 2);
      settled = kept.indexer.settle().then(async () => (await kept.store.indexState(new Set())).pending.length);
    };
    kept.indexer.changed();
    await until(() => settled !== undefined);
    expect(await settled).toBe(0);
    expect(await indexed(kept)).toHaveLength(2);
  });

  it('lets the newest win: of an article that was written again, and of one that is gone', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 6);
    const kept = await indexerOf(library);
    await expectWhole(kept);
    const source = await library.reader.source(`sha256:${(3).toString(16).padStart(64, '0')}`);
    if (source === undefined) throw new Error('no source');
    const { importId: _import, addedAt: _added, ...facts } = source;
    const [before] = await library.reader.readings('a0000000000000003');
    if (before === undefined) throw new Error('no reading');
    // read anew, it says something else; and then nothing at all
    const reading = { ...before, article: { ...before.article, title: 'Another wall' } };
    await library.commands.readAnew([{ parsed: { ...facts, pages: [reading] } }]);
    await expectWhole(kept);
    expect((await indexed(kept)).filter((one) => one.includes('Another wall'))).toHaveLength(1);
    await library.commands.readAnew([{ parsed: { ...facts, pages: [] } }]);
    await expectWhole(kept);
    expect(await indexed(kept)).toHaveLength(5);
    await library.commands.undo();
    await library.commands.undo();
    await expectWhole(kept);
    expect((await indexed(kept)).filter((one) => one.includes('Harbour story 3'))).toHaveLength(1);
  });

  it('makes several segments of more words than one may have, also where one change names them all', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 60);
    const kept = await indexerOf(library, undefined, () => ({
      pace: { enough: 5, quiet: 20, words: 150, chunk: 7, rest: 60_000, age: 60, retry: 30, give: 1 },
    }));
    await kept.indexer.settle();
    const { manifest } = await kept.store.indexState(new Set());
    expect(manifest?.segments.length).toBeGreaterThan(1);
    expect(manifest?.segments.length).toBeLessThanOrEqual(8);
    await expectWhole(kept);
  });

  it('merges to four segments when there is time, and removes the files of the others', async () => {
    const library = await emptyLibrary();
    const kept = await indexerOf(library);
    for (let n = 1; n <= 12; n++) {
      await add(library, n, n);
      await kept.indexer.settle();
    }
    await until(async () => ((await kept.store.indexState(new Set())).manifest?.segments.length ?? 9) <= 4);
    await until(async () => (await kept.files.names()).length <= 4);
    await expectWhole(kept);
    expect(await indexed(kept)).toHaveLength(12);
  });

  it('remembers what the list of everything begins with, and forgets it with the next change', async () => {
    const library = await emptyLibrary();
    await indexerOf(library);
    const days = ['2016-05-04', '', '2018-01-02', '2016-05-04', '2020-12-31', '', '2017-03-03'];
    const dated = (n: number) => {
      const day = days[n % days.length];
      return { headline: `Story ${n}`, paragraphs: [`The tide of day ${n}.`], ...(day && { published: `${day}T08:00:00Z` }) };
    };
    const inOrder = async (): Promise<string[]> => {
      const articles: Article[] = [];
      await library.reader.eachArticle((part) => {
        articles.push(...part);
      });
      return articles
        .map((article) => orderKey(article, 'published'))
        .sort(compareKeys)
        .map(({ id }) => id);
    };
    for (const [from, to] of [
      [1, 30],
      [31, 60],
      [61, 64],
    ] as const)
      await add(library, from, to, dated);
    expect(await library.reader.opening()).toBeUndefined();
    await until(async () => (await library.reader.opening()) !== undefined);
    const expectedFirst = (await inOrder()).slice(0, 50);
    expect(await library.reader.opening()).toEqual({ first: expectedFirst, articles: 64 });
    await add(library, 65, 65, () => ({ headline: 'Newest', paragraphs: ['The newest tide.'], published: '2024-01-01T00:00:00Z' }));
    expect(await library.reader.opening()).toBeUndefined();
    await until(async () => (await library.reader.opening()) !== undefined);
    expect((await library.reader.opening())?.first[0]).toBe(articleId(65));
    expect((await library.reader.opening())?.first).toEqual((await inOrder()).slice(0, 50));
  });

  it('tries again to remove a file that somebody still reads', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 1);
    const kept = await indexerOf(library);
    await kept.indexer.settle();
    const [name = ''] = await kept.files.names();
    const held = await kept.files.open(name);
    for (let n = 2; n <= 9; n++) {
      await add(library, n, n);
      await kept.indexer.settle();
    }
    await until(async () => (await kept.store.indexState(new Set())).manifest?.segments.every((row) => row.name !== name) === true);
    expect(await kept.files.names()).toContain(name);
    held.close();
    await until(async () => !(await kept.files.names()).includes(name));
    await expectWhole(kept);
  });

  it('begins anew when asked', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 7);
    const kept = await indexerOf(library);
    await expectWhole(kept);
    const before = await kept.files.names();
    await kept.indexer.rebuild();
    await expectWhole(kept);
    await until(async () => (await kept.files.names()).every((name) => !before.includes(name)));
    expect(kept.logged).toEqual([]);
  });

  it('begins anew when a reader tells of a damaged file that counts, and of no other', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 7);
    const kept = await indexerOf(library);
    await expectWhole(kept);
    const [before = ''] = await kept.files.names();
    kept.indexer.damaged('segment-of-before');
    await expectWhole(kept);
    expect(await kept.files.names()).toContain(before);
    // two readers find the same
    kept.indexer.damaged(before);
    kept.indexer.damaged(before);
    await until(async () => !(await kept.files.names()).includes(before));
    kept.indexer.damaged(before);
    await expectWhole(kept);
    expect(await indexed(kept)).toHaveLength(7);
    expect(kept.logged).toEqual([expect.stringMatching(/damaged: it cannot be read\. It is built anew from the library\.$/)]);
  });
});

describe('what was left', () => {
  /** A library with an index, whose indexer has ended. */
  async function left(): Promise<Kept> {
    const library = await emptyLibrary();
    await add(library, 1, 9);
    const kept = await indexerOf(library);
    await expectWhole(kept);
    await kept.stop();
    return kept;
  }

  it('is used again as it is', async () => {
    const { library, files } = await left();
    const before = await files.names();
    const kept = await indexerOf(library, files);
    await expectWhole(kept);
    expect(await files.names()).toEqual(before);
    expect(kept.logged).toEqual([]);
  });

  it('is built anew where a file is missing, short, damaged or another', async () => {
    const harms: readonly ((bytes: Uint8Array) => Uint8Array | undefined)[] = [
      () => undefined,
      (bytes) => bytes.slice(0, bytes.length - 1),
      (bytes) => bytes.slice(0, 10),
      () => new Uint8Array(0),
      (bytes) => bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte)),
    ];
    for (const harm of harms) {
      const { library, files } = await left();
      const [name = ''] = await files.names();
      const file = await files.open(name);
      const bytes = new Uint8Array(file.size);
      file.read(bytes, 0);
      file.close();
      await files.remove(name);
      const harmed = harm(bytes);
      if (harmed) {
        const writing = await files.create(name);
        writing.write(harmed);
        writing.finish();
      }
      const kept = await indexerOf(library, files);
      await expectWhole(kept);
      expect(kept.logged).toHaveLength(1);
      expect(kept.logged[0]).toMatch(/damaged.*built anew from the library/i);
      expect(await indexed(kept)).toHaveLength(9);
    }
  });

  it('is built anew where another version wrote it', async () => {
    const { library, files } = await left();
    const before = await files.names();
    const kept = await indexerOf(library, files, ({ store }) => ({
      store: {
        ...store,
        indexState: async (known) => {
          const state = await store.indexState(known);
          return state.manifest?.segments.some(({ name }) => before.includes(name)) ? { ...state, manifest: { ...state.manifest, version: 0 } } : state;
        },
      },
    }));
    await expectWhole(kept);
    expect(kept.logged).toEqual([expect.stringMatching(/version 0.*built anew/)]);
    expect((await files.names()).some((name) => before.includes(name))).toBe(false);
  });
});

/** Where a crash may come: before or after each thing that lasts. */
const CRASHES = ['create', 'write', 'finish', 'finished', 'commit', 'committed', 'remove', 'removed'] as const;

describe('a crash', () => {
  /** Files and a store whose `nth` call of a kind never ends, as that of a process that is gone. */
  function crashing(kind: (typeof CRASHES)[number], nth: number, crashed: () => void) {
    let left = nth;
    let dead = false;
    const never = new Promise<never>(() => undefined);
    const comes = (at: (typeof CRASHES)[number]): boolean => {
      if (at === kind) left -= 1;
      if (left > 0 || dead) return dead;
      dead = true;
      crashed();
      return true;
    };
    return ({ store, files }: { readonly store: IndexWriter; readonly files: MemoryFiles }) => ({
      files: Object.assign(Object.create(files) as MemoryFiles, {
        open: (name: string) => (dead ? never : files.open(name)),
        names: () => (dead ? never : files.names()),
        async create(name: string) {
          if (comes('create')) return never;
          const file = await files.create(name);
          if (comes('write')) return never;
          return {
            ...file,
            finish() {
              if (comes('finish')) throw new Error('crashed');
              file.finish();
              if (comes('finished')) throw new Error('crashed');
            },
          };
        },
        async remove(name: string) {
          if (comes('remove')) return never;
          const done = await files.remove(name);
          return comes('removed') ? never : done;
        },
      }),
      store: {
        ...store,
        indexState: (known: ReadonlySet<number>) => (dead ? never : store.indexState(known)),
        async commitIndex(commit: Parameters<IndexWriter['commitIndex']>[0]) {
          if (comes('commit')) return never;
          await store.commitIndex(commit);
          return comes('committed') ? never : undefined;
        },
      },
    });
  }

  it.each(CRASHES.flatMap((kind) => [1, 2, 9].map((nth) => [kind, nth] as const)))('at %s, the %i. time, loses nothing', async (kind, nth) => {
    const library = await emptyLibrary();
    const files = new MemoryFiles();
    let crashed = (): void => undefined;
    const crash = new Promise<void>((resolve) => {
      crashed = resolve;
    });
    const broken = await indexerOf(library, files, ({ store }) => crashing(kind, nth, crashed)({ store, files }), false);
    for (let n = 1; n <= 12; n++) {
      await add(library, n, n);
      await Promise.race([broken.indexer.settle(), crash]);
    }
    // at rest it merges, and removes what it has merged
    await crash;
    const kept = await indexerOf(library, files);
    await add(library, 20, 22);
    await expectWhole(kept);
    await until(async () => (await files.names()).length === (await kept.store.indexState(new Set())).manifest?.segments.length);
    await expectWhole(kept);
  });
});

describe('an index that cannot be written', () => {
  it('says so, is tried again, and is whole once it can be', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 5);
    const files = new MemoryFiles();
    let full = true;
    const refusing = Object.assign(Object.create(files) as MemoryFiles, {
      open: (name: string) => files.open(name),
      names: () => files.names(),
      remove: (name: string) => files.remove(name),
      create: (name: string) => (full ? Promise.reject(new DOMException('The disk is full', 'QuotaExceededError')) : files.create(name)),
    });
    const kept = await indexerOf(library, files, () => ({ files: refusing }));
    await expect(kept.indexer.settle()).rejects.toThrow('The disk is full');
    expect(kept.logged[0]).toBe(
      'The search index could not be brought up to date: The disk is full. This is tried again later; nothing of the library is lost.',
    );
    expect(await indexed(kept)).toEqual([]);
    full = false;
    await expectWhole(kept);
    await until(async () => (await kept.store.indexState(new Set())).pending.length === 0);
  });

  it('does not read damage as a reason to build again and again without a pause', async () => {
    const library = await emptyLibrary();
    await add(library, 1, 5);
    const files = new MemoryFiles();
    const losing = Object.assign(Object.create(files) as MemoryFiles, {
      open: (name: string) => new MemoryFiles().open(name),
      names: () => files.names(),
      remove: (name: string) => files.remove(name),
      create: (name: string) => files.create(name),
    });
    const kept = await indexerOf(library, files, () => ({ files: losing, pace: { quiet: 1, rest: 1, retry: 60_000 } }));
    await kept.indexer.settle();
    await kept.indexer.rebuild();
    await kept.stop();
    const again = await indexerOf(library, files, () => ({ files: losing, pace: { enough: 1, quiet: 1, rest: 1, words: 1, retry: 60_000 } }));
    await add(library, 6, 12);
    await again.indexer.settle().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(again.logged.length).toBeLessThanOrEqual(3);
  });
});
