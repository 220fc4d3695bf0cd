import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query } from '../../corpus/query/query.ts';
import { type AnswerOf, type Sources, searchAnswerer } from '../../renderer/search/answer.ts';
import type { Engine, Evaluated, Listed, Snapshot } from '../../renderer/search/engine/engine.ts';
import type { Listing } from '../../renderer/search/engine/orders.ts';
import { damaged } from '../../renderer/search/index/bytes.ts';
import type { Segment } from '../../renderer/search/index/segment.ts';
import type { FailureReply, Question, SearchRequest } from '../../renderer/search/protocol.ts';
import { createTurns } from '../../renderer/search/turns.ts';
import { type MadeArticle, packedTableOf, tableOf } from './tables.ts';

function refuse(what: string): () => never {
  return () => {
    throw new Error(`this test did not expect ${what}`);
  };
}

/** As much of a segment as an answer needs. */
function segmentOf(articles: readonly MadeArticle[]): Segment {
  const { starts, ids } = tableOf(articles);
  const given: Partial<Segment> = { starts, ids: () => ids };
  return new Proxy(given, { get: (target, name) => (name in target ? Reflect.get(target, name) : refuse(String(name))()) }) as Segment;
}

/** A list of which the first is told at once, and all in two steps. */
function inOrder(...documents: number[]): Listing {
  return {
    count: documents.length,
    found: Uint32Array.of(documents.reduce((bits, document) => bits | (1 << document), 0)),
    first: Uint32Array.from(documents.slice(0, 1)),
    *sorting() {
      yield;
      return Uint32Array.from(documents);
    },
  };
}

interface Fakes {
  readonly segments?: () => readonly Segment[];
  /** Waited for by each evaluation. */
  readonly evaluating?: (query: string) => Promise<void>;
  readonly facets?: Engine['facets'];
  readonly listed?: () => Promise<Pick<Listed, 'articles' | 'comments'>>;
  readonly changed?: Engine['changed'];
  readonly lose?: Engine['lose'];
  readonly rest?: Engine['rest'];
}

function fakeEngine({
  segments = () => [],
  evaluating = async () => undefined,
  facets = refuse('facets'),
  listed = async () => ({ articles: inOrder(0), comments: inOrder(1) }),
  changed = () => undefined,
  lose = refuse('lose'),
  rest = () => undefined,
}: Fakes = {}): Engine & { readonly asked: string[] } {
  const asked: string[] = [];
  const snapshot = (): Snapshot => {
    let documents = 0;
    const parts = segments().map((segment) => {
      const base = documents;
      documents += segment.starts.at(-1) ?? 0;
      return { segment, base };
    });
    const bits = new Uint32Array(1);
    return {
      generation: 1,
      parts,
      documents,
      live: bits,
      articles: bits,
      unindexed: 4,
      idOf: refuse('idOf'),
      documentOf: refuse('documentOf'),
      articleOf: refuse('articleOf'),
    };
  };
  const evaluateParsed = async (query: Query): Promise<Evaluated> => ({ snapshot: snapshot(), query, found: new Uint32Array(1) });
  const evaluate: Engine['evaluate'] = async (query, abandoned) => {
    asked.push(query);
    await evaluating(query);
    if (abandoned?.()) throw new CuttingsError('superseded', 'abandoned');
    const parsed = parseQuery(query);
    return parsed.ok ? evaluateParsed(parsed.query) : { error: parsed.error };
  };
  return {
    asked,
    snapshot: async () => snapshot(),
    evaluate,
    async search(query, _order, { abandoned } = {}) {
      const evaluated = await evaluate(query, abandoned);
      if ('error' in evaluated) return evaluated;
      return { snapshot: evaluated.snapshot, ...(await listed()) };
    },
    evaluateParsed,
    ordered: async () => ({ articles: Uint32Array.of(0), comments: Uint32Array.of(1) }),
    counts: ({ query }) => ({ articles: query.root === undefined ? 2 : 1, comments: 3 }),
    marks: refuse('marks'),
    facets,
    changed,
    names: async () => ({ publisher: [{ name: 'BBC News', articles: 2 }], layout: [], lang: [] }),
    gaps: () => 7,
    lose,
    rest,
    close: () => undefined,
  };
}

const NO_ANALYSES: Sources['analyses'] = {
  timeline: refuse('a timeline'),
  tagTimeline: refuse('a timeline of tags'),
  keywords: refuse('keywords'),
  concordance: refuse('a concordance'),
};

type AnyReply = AnswerOf<Question> | FailureReply;

function answering(open: () => Promise<Engine>, analyses: Partial<Sources['analyses']> = {}) {
  const replies: AnyReply[] = [];
  const answer = searchAnswerer(
    async () => ({ engine: await open(), analyses: { ...NO_ANALYSES, ...analyses } }),
    (reply, transfer) => replies.push(structuredClone(reply, { transfer })),
  );
  return { answer, replies };
}

const search = (id: number, query: string): SearchRequest => ({ id, kind: 'search', asked: { query, order: 'published', asOf: 'now' } });
const whole = (id: number, search: number): SearchRequest => ({ id, kind: 'whole', asked: { search } });
const macrotask = () => new Promise((wake) => setTimeout(wake, 5));

describe('the search’s answers', () => {
  it('tell what comes first of long lists at once, and all of them in order when that is asked for', async () => {
    const listed = async () => ({ articles: inOrder(7, 6, 5, 4), comments: inOrder(1) });
    const { answer, replies } = answering(async () => fakeEngine({ listed }));
    await answer(search(1, 'tide'));
    await answer(whole(2, 1));
    await answer(whole(3, 1));
    const [articles, comments] = [
      { count: 4, first: Uint32Array.of(7, 6, 5, 4) },
      { count: 1, first: Uint32Array.of(1) },
    ];
    expect(replies).toMatchObject([
      { id: 1, kind: 'search', answer: { value: { articles: { count: 4, first: Uint32Array.of(7), all: Uint32Array.of(0b1111_0000) }, comments } } },
      { id: 2, kind: 'whole', answer: { query: 'tide', articles, comments, unindexed: 4, gaps: 7 } },
      { id: 3, kind: 'whole', answer: { query: 'tide', articles, comments } },
    ]);
    expect(replies.slice(1).map((reply) => 'answer' in reply && 'articles' in reply.answer && 'all' in reply.answer.articles)).toEqual([false, false]);
  });

  it('put nothing in order of what was searched for before the last search', async () => {
    const listed = async () => ({ articles: inOrder(7, 6, 5, 4), comments: inOrder(1) });
    const { answer, replies } = answering(async () => fakeEngine({ listed }));
    await answer(search(1, 'tide'));
    const all = [answer(whole(2, 1)), answer(search(3, 'wall'))];
    await Promise.all(all);
    await answer(whole(4, 1));
    expect(replies.map((reply) => `${reply.id} ${'failure' in reply ? reply.failure.kind : reply.kind}`)).toEqual([
      '1 search',
      '2 superseded',
      '3 search',
      '4 superseded',
    ]);
  });

  it('put in order what is found now, also where a file of the index turns out to be damaged only then', async () => {
    let articles = inOrder(7, 6, 5, 4);
    const engine = fakeEngine({ listed: async () => ({ articles, comments: inOrder(1) }), lose: () => undefined });
    const { answer, replies } = answering(async () => engine);
    await answer(search(1, 'tide'));
    articles = inOrder(5, 4);
    await answer(whole(2, 1));
    const broken: Listing = {
      ...inOrder(3, 2),
      // biome-ignore lint/correctness/useYield: it breaks off before that
      *sorting() {
        articles = inOrder(2);
        throw damaged('one', 'its end is missing');
      },
    };
    articles = broken;
    await answer(search(3, 'tide'));
    await answer(whole(4, 3));
    expect(replies).toMatchObject([
      { id: 1, answer: { value: { articles: { count: 4 } } } },
      { id: 2, answer: { articles: { count: 2, first: Uint32Array.of(5, 4) } } },
      { id: 3, answer: { value: { articles: { count: 2 } } } },
      { id: 4, answer: { articles: { count: 1, first: Uint32Array.of(2) } } },
    ]);
  });

  it('let the engine rest once none is being made, not while one makes way for another', async () => {
    const done: string[] = [];
    const { answer, replies } = answering(async () => fakeEngine({ rest: () => done.push('rest') }), {
      async keywords(_engine, _query, of, { pause }) {
        const asked = answer(search(2, 'tide'));
        await pause();
        await asked;
        done.push('keywords');
        return { of, rows: [], foundWords: 0, allWords: 0, read: 0, documents: 0 };
      },
    });
    await answer({ id: 1, kind: 'keywords', asked: { query: '', of: 'words' } });
    expect(replies.map(({ id }) => id)).toEqual([2, 1]);
    expect(done).toEqual(['keywords', 'rest']);
    await answer(search(3, '-'));
    expect(done).toEqual(['keywords', 'rest', 'rest']);
  });

  it('give what is found as documents, and the names of a segment once', async () => {
    const articles: MadeArticle[] = [{ id: 'a0000000000000001', keys: ['1'] }];
    let segments = [segmentOf(articles)];
    const { answer, replies } = answering(async () => fakeEngine({ segments: () => segments }));
    await answer(search(1, ''));
    await answer(search(2, 'tide'));
    const kept = segments[0];
    segments = [...segments, segmentOf(articles)];
    await answer(search(3, 'tide'));
    segments = segments.slice(1);
    await answer(search(4, 'tide'));
    segments = kept ? [kept] : [];
    await answer(search(5, 'tide'));
    const parts = [{ segment: 1, base: 0 }];
    const lists = { articles: { count: 1, first: Uint32Array.of(0) }, comments: { count: 1, first: Uint32Array.of(1) } };
    const value = { query: '', unindexed: 4, gaps: 7, ...lists, parts, tables: [packedTableOf(1, articles)] };
    expect(replies).toMatchObject([
      { id: 1, kind: 'search', answer: { ok: true, value } },
      { answer: { value: { query: 'tide', parts, tables: [] } } },
      { answer: { value: { parts: [...parts, { segment: 2, base: 2 }], tables: [packedTableOf(2, articles)] } } },
      { answer: { value: { parts: [{ segment: 2, base: 0 }], tables: [] } } },
      // the window has let its names go
      { answer: { value: { parts: [{ segment: 3, base: 0 }], tables: [packedTableOf(3, articles)] } } },
    ]);
  });

  it('do without damaged files of the index, each given up once', async () => {
    const broken = ['one', 'two'];
    const lost: string[] = [];
    const evaluating = async (): Promise<void> => {
      const [name] = broken.filter((one) => !lost.includes(one));
      if (name) throw damaged(name, 'its end is missing');
    };
    const { answer, replies } = answering(async () => fakeEngine({ evaluating, lose: (name) => void lost.push(name) }));
    await answer(search(1, 'tide'));
    expect(lost).toEqual(broken);
    expect(replies).toMatchObject([{ id: 1, kind: 'search', answer: { ok: true } }]);
  });

  it('fail where what is damaged cannot be given up', async () => {
    const { answer, replies } = answering(async () =>
      fakeEngine({ evaluating: () => Promise.reject(damaged('one', 'its end is missing')), lose: () => undefined }),
    );
    await answer(search(1, 'tide'));
    expect(replies).toMatchObject([{ id: 1, failure: { kind: 'index-damaged', message: expect.stringContaining('“one”') } }]);
  });

  it('tell what is wrong with a query, of every kind of question', async () => {
    const { answer, replies } = answering(async () => fakeEngine());
    const query = 'tide -';
    const error = { ok: false, error: { at: { from: 5, to: 6 } } };
    await answer(search(1, query));
    await answer({ id: 2, kind: 'facets', asked: { query, asOf: 'lately' } });
    await answer({ id: 3, kind: 'timeline', asked: { query, step: 'year' } });
    await answer({ id: 4, kind: 'tagTimeline', asked: { query, step: 'year' } });
    await answer({ id: 5, kind: 'keywords', asked: { query, of: 'words' } });
    await answer({ id: 6, kind: 'concordance', asked: { query, order: 'title', words: 'own', sort: 'list' } });
    expect(replies).toMatchObject(Array.from({ length: 6 }, () => ({ answer: error })));
    await answer({ id: 7, kind: 'counts', asked: { queries: ['', query, 'tide'] } });
    expect(replies.at(-1)).toMatchObject({ answer: [{ articles: 2, comments: 3 }, undefined, { articles: 1, comments: 3 }] });
  });

  it('give up an older question of a kind, and none of another', async () => {
    let go = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { answer, replies } = answering(async () =>
      fakeEngine({ evaluating: (query) => (query === 'tid' ? first : Promise.resolve()), facets: async () => [{ name: 'tag', values: [], more: 0 }] }),
    );
    const all = [
      answer(search(1, 'tid')),
      answer({ id: 2, kind: 'facets', asked: { query: '', asOf: 'lately' } }),
      answer(search(3, 'tide')),
      answer(search(4, 'tides')),
    ];
    await macrotask();
    go();
    await Promise.all(all);
    expect(replies).toMatchObject([
      { id: 1, kind: 'search', failure: { kind: 'superseded' } },
      { id: 3, kind: 'search', failure: { kind: 'superseded' } },
      { id: 4, kind: 'search', answer: { ok: true } },
      { id: 2, kind: 'facets', answer: { ok: true } },
    ]);
  });

  it('hear of a change that somebody has heard of, also where that search is given up for another', async () => {
    let changes = 0;
    const { answer } = answering(async () => fakeEngine({ changed: () => void changes++ }));
    const lately = (id: number): SearchRequest => ({ id, kind: 'search', asked: { query: 'tide', order: 'published', asOf: 'lately' } });
    await answer(lately(1));
    expect(changes).toBe(0);
    await Promise.all([answer(search(2, 'tide')), answer(lately(3))]);
    expect(changes).toBe(1);
    await answer(lately(4));
    expect(changes).toBe(1);
  });

  it('let searches through while keywords are reckoned, and never count before them', async () => {
    const order: string[] = [];
    let steps = 0;
    const { answer } = answering(async () => fakeEngine({ evaluating: async (query) => void order.push(query) }), {
      async keywords(_engine, _query, of, { pause }) {
        // as long as it takes until the others were let through
        while (order.length < 3 && steps < 100_000) {
          steps += 1;
          await pause();
        }
        order.push('keywords');
        return { of, rows: [], foundWords: 0, allWords: 0, read: 0, documents: 0 };
      },
    });
    const keywords = answer({ id: 1, kind: 'keywords', asked: { query: '', of: 'words' } });
    await new Promise((wake) => setTimeout(wake, 0));
    const counts = answer({ id: 2, kind: 'counts', asked: { queries: ['counted', 'counted too'] } });
    const searched = answer(search(3, 'tide'));
    await Promise.all([keywords, counts, searched]);
    expect(order).toEqual(['tide', 'counted', 'counted too', 'keywords']);
  });

  it('end keywords that nobody waits for, at their next step', async () => {
    let steps = 0;
    const { answer, replies } = answering(async () => fakeEngine(), {
      async keywords(_engine, query, of, { pause, abandoned }) {
        while (query.root === undefined) {
          steps += 1;
          await pause();
          if (abandoned()) throw new CuttingsError('superseded', 'abandoned');
        }
        return { of, rows: [], foundWords: 0, allWords: 0, read: 0, documents: 0 };
      },
    });
    const older = answer({ id: 1, kind: 'keywords', asked: { query: '', of: 'words' } });
    await macrotask();
    await answer({ id: 2, kind: 'keywords', asked: { query: 'tide', of: 'words' } });
    await older;
    expect(steps).toBeGreaterThan(0);
    expect(replies).toMatchObject([
      { id: 1, failure: { kind: 'superseded' } },
      { id: 2, answer: { ok: true } },
    ]);
  });

  it('give every row of a whole concordance, though others are asked for while it is gathered', async () => {
    const row = (n: number) => ({ target: 'a0000000000000001', block: n, at: [0, 4], left: '', hit: 'tide', right: '' }) as const;
    const { answer, replies } = answering(async () => fakeEngine(), {
      concordance: async (_engine, _query, { sort }, { abandoned, pause }) => {
        // the one for the file is the one by the left
        const length = sort === 'left' ? 3 : 1;
        for (let step = 0; step < 3; step++) {
          await pause();
          if (abandoned()) throw new CuttingsError('superseded', 'abandoned');
        }
        return { length, cut: false, rows: async (from, to) => [row(0), row(1), row(2)].slice(from, to) };
      },
    });
    const asked = { query: 'tide', order: 'title', words: 'own', sort: 'list' } as const;
    await Promise.all([
      answer({ id: 1, kind: 'wholeConcordance', asked: { ...asked, sort: 'left' } }),
      answer({ id: 2, kind: 'concordance', asked }),
      answer({ id: 3, kind: 'concordance', asked }),
    ]);
    await answer({ id: 4, kind: 'wholeConcordance', asked: { ...asked, query: '(' } });
    expect(replies.toSorted((a, b) => a.id - b.id)).toMatchObject([
      { id: 1, answer: { ok: true, value: { cut: false, rows: [row(0), row(1), row(2)] } } },
      { id: 2, failure: { kind: 'superseded' } },
      { id: 3, answer: { ok: true, value: { length: 1 } } },
      { id: 4, answer: { ok: false } },
    ]);
  });

  it('give rows of the newest concordance alone', async () => {
    const row = (n: number) => ({ target: 'a0000000000000001', block: n, at: [0, 4], left: '', hit: 'tide', right: '' }) as const;
    const { answer, replies } = answering(async () => fakeEngine(), {
      concordance: async () => ({ length: 2, cut: true, rows: async (from, to) => [row(0), row(1)].slice(from, to) }),
    });
    const asked = { query: 'tide', order: 'title', words: 'own', sort: 'list' } as const;
    await answer({ id: 1, kind: 'concordance', asked });
    await Promise.all([
      answer({ id: 2, kind: 'rows', asked: { concordance: 1, from: 0, to: 1 } }),
      answer({ id: 3, kind: 'rows', asked: { concordance: 1, from: 1, to: 2 } }),
    ]);
    await answer({ id: 4, kind: 'concordance', asked });
    await answer({ id: 5, kind: 'rows', asked: { concordance: 1, from: 0, to: 1 } });
    expect(replies).toMatchObject([
      { id: 1, answer: { ok: true, value: { length: 2, cut: true } } },
      { id: 2, answer: [row(0)] },
      { id: 3, answer: [row(1)] },
      { id: 4 },
      { id: 5, failure: { kind: 'superseded' } },
    ]);
  });

  it('open the index again where that failed', async () => {
    let opens = 0;
    const { answer, replies } = answering(async () => {
      opens += 1;
      if (opens === 1) throw new CuttingsError('library-unopened', 'No.');
      return fakeEngine();
    });
    await answer(search(1, ''));
    await answer(search(2, ''));
    await answer(search(3, ''));
    expect(opens).toBe(2);
    expect(replies).toMatchObject([{ id: 1, failure: { kind: 'library-unopened' } }, { answer: { ok: true } }, { answer: { ok: true } }]);
  });
});

describe('turns', () => {
  it('go to the most urgent that waits, also after one that failed', async () => {
    const turns = createTurns();
    const order: number[] = [];
    const task = (n: number) => async () => {
      order.push(n);
      if (n === 1) throw new Error('one fails');
    };
    const all = [turns.take(5, task(5)), turns.take(3, task(3)), turns.take(1, task(1)), turns.take(3, task(4))];
    const ends = await Promise.allSettled(all);
    expect(order).toEqual([5, 1, 3, 4]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
