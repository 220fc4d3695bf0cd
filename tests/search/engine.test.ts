import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FacetName, withoutFacet } from '../../corpus/query/narrowing.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import { printQuery } from '../../corpus/query/printer.ts';
import type { Query } from '../../corpus/query/query.ts';
import type { Tag } from '../../corpus/records.ts';
import { taggingId } from '../../corpus/targets.ts';
import type { AsOf, ListOrder } from '../../renderer/search/client.ts';
import { listOf } from '../../renderer/search/engine/bits.ts';
import { createEngine } from '../../renderer/search/engine/create.ts';
import type { Engine, Evaluated } from '../../renderer/search/engine/engine.ts';
import type { Listing } from '../../renderer/search/engine/orders.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { openIndexStore, openReader } from '../../renderer/store/open.ts';
import { pick, type Random, seeded } from '../bench/words.ts';
import { GeneratedLibrary, generatedId, generatedQuery } from './generated.ts';
import { TestIndexer } from './indexing.ts';
import { Reference } from './reference.ts';

const ORDERS: readonly ListOrder[] = ['relevance', 'published', 'posted', 'imported', 'comments', 'rating', 'length', 'tagged', 'title', 'coverage'];
const TAGS: readonly Tag[] = [
  { id: 't1', name: 'stance', slot: 1, createdAt: '2024-01-01T00:00:00Z' },
  { id: 't2', name: 'hawkish', parent: 't1', slot: 2, createdAt: '2024-01-01T00:00:00Z' },
  { id: 't3', name: 'topic', slot: 3, createdAt: '2024-01-01T00:00:00Z' },
];

let libraries = 0;

async function made(random: Random, articles: number) {
  const name = `engine-${++libraries}`;
  const library = await GeneratedLibrary.open(name, random);
  await library.db.tags.bulkPut([...TAGS]);
  for (let number = 1; number <= articles; number++) await library.put(number);
  for (let count = 0; count < articles; count++) await library.tag(pick(random, TAGS), random() < 0.3);
  for (let count = 0; count < articles / 4; count++) await library.note(count);
  const opened = await openReader({ name });
  const store = await openIndexStore({ name });
  const files = new MemoryFiles();
  const atOnce = { first: 7, few: pick(random, [0, 5, 1_000]), tied: pick(random, [0, 3]) };
  const engine = createEngine({ reader: opened.reader, index: opened.index, files, atOnce });
  onTestFinished(() => {
    engine.close();
    opened.close();
    store.close();
    library.db.close();
  });
  return { library, reader: opened.reader, index: opened.index, files, engine, indexer: new TestIndexer(files, store.index) };
}

async function evaluated(engine: Engine, query: string): Promise<Evaluated> {
  const answer = await engine.evaluate(query);
  if ('error' in answer) throw new Error(`${query}: ${answer.error.message}`);
  return answer;
}

async function searched(engine: Engine, query: string, order: ListOrder) {
  const found = await evaluated(engine, query);
  const { articles, comments } = await engine.ordered(found, order);
  const id = (document: number) => found.snapshot.idOf(document);
  return { articles: Array.from(articles, id), comments: Array.from(comments, id), counts: engine.counts(found) };
}

/** What is told at once: of each list how many there are, what comes first and whether the bits are those of all, and all in order. */
async function listed(engine: Engine, query: string, order: ListOrder) {
  const found = await engine.search(query, order);
  if ('error' in found) throw new Error(`${query}: ${found.error.message}`);
  const told = ({ count, first, found: bits }: Listing) => ({
    count,
    first: Array.from(first, (document) => found.snapshot.idOf(document)),
    all: Array.from(listOf(bits), (document) => found.snapshot.idOf(document)).sort(),
  });
  const atOnce = { articles: told(found.articles), comments: told(found.comments) };
  const whole = (listing: Listing) => Array.from(inOrder(listing), (document) => found.snapshot.idOf(document));
  return { ...atOnce, whole: { articles: whole(found.articles), comments: whole(found.comments) } };
}

function inOrder(listing: Listing): Uint32Array {
  const steps = listing.sorting();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function parsed(query: string): Query {
  const answer = parseQuery(query);
  if (!answer.ok) throw new Error(`${query}: ${answer.error.message}`);
  return answer.query;
}

async function holdsAgainst(engine: Engine, reference: Reference, query: string, order: ListOrder): Promise<void> {
  const expected = await reference.search(query, order);
  const { articles, comments, counts } = await searched(engine, query, order);
  expect({ query, order, counts }).toEqual({ query, order, counts: { articles: expected.articles.length, comments: expected.comments.length } });
  expect({ query, order, articles, comments }).toEqual({ query, order, ...expected });
  const atOnce = await listed(engine, query, order);
  expect({ query, order, ...atOnce.whole }).toEqual({ query, order, ...expected });
  for (const kind of ['articles', 'comments'] as const) {
    const { count, first, all } = atOnce[kind];
    expect({ query, order, kind, count, all }).toEqual({ query, order, kind, count: expected[kind].length, all: [...expected[kind]].sort() });
    expect(first.length).toBeGreaterThanOrEqual(Math.min(7, count));
    expect({ query, order, kind, first }).toEqual({ query, order, kind, first: expected[kind].slice(0, first.length) });
  }
}

describe('500 generated queries', () => {
  it.each([1, 2, 3, 4, 5])(
    'find what going through everything finds, in every order, whatever is indexed and whatever changed: library %d',
    { timeout: 300_000 },
    async (seed) => {
      const random = seeded(seed);
      const { library, reader, engine, indexer } = await made(random, 40);
      const steps: (() => Promise<unknown>)[] = [
        async () => undefined,
        () => indexer.index(15),
        () => indexer.index(1000),
        async () => {
          for (let count = 0; count < 6; count++) await library.put(pick(random, library.numbers));
          for (let count = 0; count < 3; count++) await library.remove(pick(random, library.numbers));
          for (let number = 100; number < 106; number++) await library.put(number);
        },
        () => indexer.index(8),
        async () => {
          for (let count = 0; count < 4; count++) await library.tag(pick(random, TAGS), random() < 0.3);
          for (let count = 0; count < 4; count++) await library.untag();
          await library.note(3);
          await library.db.notes.delete('n1');
        },
        () => indexer.merge(),
        async () => {
          for (let count = 0; count < 3; count++) await library.put(pick(random, library.numbers));
          await library.remove(pick(random, library.numbers));
        },
        () => indexer.index(1000),
        () => indexer.merge(),
      ];
      for (const step of steps) {
        await step();
        const reference = await Reference.of(reader);
        for (let count = 0; count < 10; count++) await holdsAgainst(engine, reference, generatedQuery(random, library), pick(random, ORDERS));
      }
    },
  );

  it('find everything where nothing is asked, in every order', async () => {
    const { reader, engine, indexer } = await made(seeded(9), 30);
    await indexer.index(20);
    const reference = await Reference.of(reader);
    for (const order of ORDERS) for (const query of ['', 'tide OR sea OR the', 'in:comments']) await holdsAgainst(engine, reference, query, order);
  });
});

describe('facets', () => {
  it.each([11, 12, 13])('count what their conditions find, whatever the query says: library %d', async (seed) => {
    const random = seeded(seed);
    const { library, engine, indexer } = await made(random, 40);
    await indexer.index(30);
    await library.put(3);
    const some = [
      '',
      'the',
      'publisher:=="BBC News" sea',
      '-tag:stance',
      '(date:2013-09 OR date:2013-10) in:comments',
      '-has:publisher',
      'rating:>20 comments:>0',
    ];
    const queries = [...some, ...Array.from({ length: 12 }, () => generatedQuery(random, library))];
    for (const query of queries) {
      for (const { name, values, more } of await engine.facets(parsed(query))) {
        expect(more).toBe(0);
        const rest = withoutFacet(parsed(query), name);
        for (const { condition, articles, comments } of values) {
          const both = engine.counts(await evaluated(engine, `(${printQuery(rest) || 'in:articles OR in:comments'}) ${condition}`));
          expect({ query, name, condition, articles, comments }).toEqual({ query, name, condition, ...both });
        }
      }
    }
  });

  it('count with the tags of lately where these will do, until somebody has heard of a change', async () => {
    const { library, engine, indexer } = await made(seeded(15), 10);
    await indexer.index(100);
    const tagged = async (asOf: AsOf): Promise<number> => {
      const facet = (await engine.facets({}, { asOf })).find(({ name }) => name === 'tag');
      return facet?.values.find(({ label }) => label === 'topic')?.articles ?? 0;
    };
    const before = await tagged('now');
    const articles = await library.db.articles.toCollection().primaryKeys();
    expect(before).toBeLessThan(articles.length);
    for (const id of articles) await library.db.taggings.put({ id: taggingId(id, 't3'), target: id, article: id, tag: 't3', at: '2024-06-01T10:00:00.000Z' });
    expect(await tagged('lately')).toBe(before);
    engine.changed();
    expect(await tagged('lately')).toBe(articles.length);
    expect(await tagged('now')).toBe(articles.length);
  });

  it('tell all there is, most first, months in their order, and those chosen also where they find nothing', async () => {
    const { engine } = await made(seeded(14), 40);
    const facets = await engine.facets(parsed('publisher:=="Nobody’s" -tag:topic date:1999-01'));
    const byName = new Map(facets.map((facet) => [facet.name, facet]));
    expect([...byName.keys()]).toEqual(['publisher', 'layout', 'month', 'language', 'tag', 'import', 'comments', 'rating', 'reply']);
    const conditions = (name: FacetName) => byName.get(name)?.values.map(({ condition }) => condition);
    expect(conditions('publisher')).toEqual(['publisher:==Nobody’s']);
    expect(conditions('month')).toContain('date:1999-01');
    expect(conditions('tag')).toContain('tag:topic');

    const all = new Map((await engine.facets({})).map((facet) => [facet.name, facet]));
    const months = all.get('month')?.values.map(({ label }) => label);
    expect(months).toEqual(['2013-09', '2013-10', '2014-01', '2014-12', 'no date']);
    const publishers = all.get('publisher')?.values ?? [];
    const counts = publishers.map(({ articles, comments }) => articles + comments);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    // “BBC News” and “bbc news” are one
    expect(publishers).toHaveLength(5);
    const whole = engine.counts(await evaluated(engine, ''));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(whole.articles + whole.comments);
  });

  it('name what articles have, as often as the facets count it, without what is not known', async () => {
    const { engine } = await made(seeded(14), 40);
    const names = await engine.names();
    const facets = await engine.facets({});
    for (const [field, facet] of [
      ['publisher', 'publisher'],
      ['layout', 'layout'],
      ['lang', 'language'],
    ] as const) {
      const counted = facets.find(({ name }) => name === facet)?.values.filter(({ condition, articles }) => !condition.startsWith('-') && articles > 0);
      const byName = (a: readonly [string, number], b: readonly [string, number]): number => (a[0] < b[0] ? -1 : 1);
      expect(names[field].length).toBeGreaterThan(0);
      expect(names[field].map(({ name, articles }) => [name, articles] as const).toSorted(byName)).toEqual(
        counted?.map(({ label, articles }) => [label, articles] as const).toSorted(byName),
      );
      const often = names[field].map(({ articles }) => articles);
      expect(often).toEqual(often.toSorted((a, b) => b - a));
    }
  });

  it('knows who has an author without reading a text, also where the name has no word', async () => {
    const { reader, index, files, indexer } = await made(seeded(77), 30);
    await indexer.index(100);
    const ids = Array.from({ length: 30 }, (_, index) => generatedId(index + 1));
    const comments = [...(await reader.commentsOf(ids)).values()].flat();
    const authors = [...(await reader.articles(ids)).map(({ byline }) => byline), ...comments.map(({ author }) => author)];
    expect(authors.filter((author) => author === '***').length).toBeGreaterThan(0);
    const unread = () => Promise.reject(new Error('texts were read'));
    const engine = createEngine({ reader: { ...reader, articles: unread, commentsOf: unread, textsOf: unread }, index, files });
    onTestFinished(() => engine.close());
    const found = engine.counts(await engine.evaluateParsed(parsed('has:author')));
    expect(found.articles + found.comments).toBe(authors.filter((author) => author !== undefined && author.trim() !== '').length);
  });
});
