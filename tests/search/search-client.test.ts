import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SearchClient, SearchOutcome, SearchResult } from '../../renderer/search/client.ts';
import { ownScript } from '../../renderer/search/own-worker.ts';
import type { PackedResult, Ping, Question, SearchPort, SearchReply, SearchRequest } from '../../renderer/search/protocol.ts';
import { createSearchClient } from '../../renderer/search/worker-client.ts';
import { packedTableOf } from './tables.ts';

type OnReply = (event: { readonly data: SearchReply }) => void;
type OnError = (event: { readonly message: string }) => void;

/** A worker that keeps what it is asked and says what the test tells it to. */
class FakeWorker implements SearchPort {
  readonly requests: SearchRequest[] = [];
  readonly pings: number[] = [];
  terminated = false;
  #onReply: OnReply = () => undefined;
  #onError: OnError = () => undefined;

  postMessage(request: SearchRequest | Ping): void {
    if (request.kind === 'ping') this.pings.push(request.id);
    else this.requests.push(request);
  }
  addEventListener(type: 'message' | 'error', listener: OnReply | OnError): void {
    if (type === 'message') this.#onReply = listener as OnReply;
    else this.#onError = listener as OnError;
  }
  terminate(): void {
    this.terminated = true;
  }
  reply(data: SearchReply): void {
    this.#onReply({ data: structuredClone(data) });
  }
  breakOff(message: string): void {
    this.#onError({ message });
  }
}

const FIRST = 'a0000000000000001';
const SECOND = 'a0000000000000002';
const NAMES = packedTableOf(1, [
  { id: FIRST, keys: ['1', '2'] },
  { id: SECOND, keys: [] },
]);
const PACKED: PackedResult = {
  query: 'tide',
  articles: { count: 2, first: Uint32Array.of(3, 0) },
  comments: { count: 1, first: Uint32Array.of(2) },
  unindexed: 0,
  gaps: 1,
  took: 1,
  parts: [{ segment: 1, base: 0 }],
  tables: [NAMES],
};
const found = (id: number, change: Partial<PackedResult> = {}): SearchReply => ({ id, kind: 'search', answer: { ok: true, value: { ...PACKED, ...change } } });

/** With its ids made. */
async function read(outcome: Promise<SearchOutcome>): Promise<unknown> {
  const answer = await outcome;
  return answer.ok ? plain(answer.result) : answer.error;
}
function plain({ query, articles, comments, gaps, unindexed }: SearchResult) {
  return { query, articles: articles.slice(), comments: comments.slice(), gaps, unindexed };
}
const FOUND = { query: 'tide', articles: [SECOND, FIRST], comments: ['c0000000000000001.2'], gaps: 1, unindexed: 0 };

describe('the search client', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives the worker’s answer', async () => {
    const worker = new FakeWorker();
    const answer = createSearchClient(() => worker).search('tide', 'title');
    expect(worker.requests).toEqual([{ id: 1, kind: 'search', asked: { query: 'tide', order: 'title', asOf: 'now' } }]);
    worker.reply(found(1));
    expect(await read(answer)).toEqual(FOUND);
  });

  it('makes ids of names that came with an earlier answer, be it one that nobody waited for', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const older = client.search('tid', 'title');
    const newer = client.search('tide', 'title');
    await expect(older).rejects.toMatchObject({ kind: 'superseded' });
    worker.reply(found(1, { query: 'tid' }));
    worker.reply(found(2, { tables: [] }));
    expect(await read(newer)).toEqual(FOUND);
  });

  it('keeps no names of segments that are gone, and those of a result for as long as it is held', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const first = client.search('tide', 'title');
    worker.reply(found(1));
    const outcome = await first;
    const second = client.search('tide', 'title');
    const other = packedTableOf(2, [{ id: SECOND, keys: ['9'] }]);
    const lists = { articles: { count: 1, first: Uint32Array.of(0) }, comments: { count: 1, first: Uint32Array.of(1) } };
    worker.reply(found(2, { ...lists, parts: [{ segment: 2, base: 0 }], tables: [other] }));
    expect(await read(second)).toMatchObject({ articles: [SECOND], comments: ['c0000000000000002.9'] });
    expect(outcome.ok && plain(outcome.result)).toEqual(FOUND);
    const third = client.search('tide', 'title');
    worker.reply(found(3, { tables: [] }));
    await expect(third).rejects.toThrow(RangeError);
  });

  it('gives a query that cannot be read as that', async () => {
    const worker = new FakeWorker();
    const answer = createSearchClient(() => worker).search('tag:', 'title');
    const error = { at: { from: 0, to: 4 }, message: 'A tag is missing.', expected: ['a tag'] };
    worker.reply({ id: 1, kind: 'search', answer: { ok: false, error } });
    expect(await read(answer)).toEqual(error);
  });

  it('gives the first search what was asked ahead, and only the first, and only where it asks for the same', async () => {
    const ahead = { query: '', order: 'published' } as const;
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker, ahead);
    expect(worker.requests).toEqual([{ id: 1, kind: 'search', asked: { ...ahead, asOf: 'now' } }]);
    worker.reply(found(1));
    expect(await read(client.search('', 'published'))).toEqual(FOUND);
    void client.search('', 'published').catch(() => undefined);
    expect(worker.requests).toHaveLength(2);

    const another = new FakeWorker();
    const asked = createSearchClient(() => another, ahead);
    const answer = asked.search('', 'title');
    another.reply(found(1, { query: 'older' }));
    another.reply(found(2, { tables: [] }));
    expect(await read(answer)).toEqual(FOUND);
  });

  it('tells the first search that what was asked ahead failed', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker, { query: '', order: 'published' });
    worker.reply({ id: 1, kind: 'search', failure: { kind: 'library-unopened', message: 'No.' } });
    await new Promise((wake) => setTimeout(wake, 0));
    await expect(client.search('', 'published')).rejects.toMatchObject({ kind: 'library-unopened' });
  });

  it('lets a newer question of a kind take the place of an older one, whose late answer is passed over, and of no other kind', async () => {
    const asks: readonly (readonly [Exclude<Question, 'rows'>, (client: SearchClient) => Promise<unknown>])[] = [
      ['search', (client) => client.search('tide', 'title')],
      ['facets', (client) => client.facets('tide')],
      ['names', (client) => client.names()],
      ['counts', (client) => client.counts(['tide'])],
      ['timeline', (client) => client.timeline('tide', 'year')],
      ['tagTimeline', (client) => client.tagTimeline('tide', 'year')],
      ['keywords', (client) => client.keywords('tide', 'pairs')],
      ['concordance', (client) => client.concordance({ query: 'tide', order: 'title', words: 'own', sort: 'left' })],
      ['wholeConcordance', (client) => client.wholeConcordance({ query: 'tide', order: 'title', words: 'own', sort: 'left' })],
    ];
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const failure = { kind: 'index-damaged', message: 'Damaged.' };
    const first = asks.map(([, ask]) => ask(client));
    const second = asks.map(([, ask]) => ask(client));
    for (const older of first) await expect(older).rejects.toMatchObject({ kind: 'superseded' });
    for (const [at, [kind]] of asks.entries()) {
      worker.reply({ id: at + 1, kind, failure: { kind: 'late', message: 'Late.' } });
      worker.reply({ id: asks.length + at + 1, kind, failure });
    }
    for (const newer of second) await expect(newer).rejects.toMatchObject(failure);
    expect(worker.requests.map(({ kind }) => kind)).toEqual([...asks, ...asks].map(([kind]) => kind));
  });

  it('gives pages of a concordance until another one is asked for', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const request = { query: 'tide', order: 'title', words: 'own', sort: 'left' } as const;
    const asked = client.concordance(request);
    worker.reply({ id: 1, kind: 'concordance', answer: { ok: true, value: { length: 3, cut: false } } });
    const answer = await asked;
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value).toMatchObject({ length: 3, cut: false });
    const row = { target: FIRST, block: 0, at: [0, 4], left: '', hit: 'Tide', right: 'and wall' } as const;
    const pages = [answer.value.rows(0, 1), answer.value.rows(1, 3)];
    expect(worker.requests.slice(1)).toEqual([
      { id: 2, kind: 'rows', asked: { concordance: 1, from: 0, to: 1 } },
      { id: 3, kind: 'rows', asked: { concordance: 1, from: 1, to: 3 } },
    ]);
    worker.reply({ id: 3, kind: 'rows', answer: [] });
    worker.reply({ id: 2, kind: 'rows', answer: [row] });
    expect(await Promise.all(pages)).toEqual([[row], []]);

    const late = answer.value.rows(0, 1);
    void client.concordance(request).catch(() => undefined);
    await expect(late).rejects.toMatchObject({ kind: 'superseded' });
  });

  it('hands on the worker’s failure, and its end', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const refused = client.search('tide', 'title');
    worker.reply({ id: 1, kind: 'search', failure: { kind: 'newer-library', message: 'Newer.' } });
    await expect(refused).rejects.toMatchObject({ kind: 'newer-library', message: 'Newer.' });
    const broken = [client.search('tide', 'title'), client.facets('tide')];
    worker.breakOff('out of memory');
    for (const each of broken) await expect(each).rejects.toMatchObject({ kind: 'search-failed', message: expect.stringContaining('out of memory') });
  });

  it('gives long lists in order when that is asked for, and gives them up for another search', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const partial = { count: 2, first: Uint32Array.of(3), all: Uint32Array.of(0b1001) };
    const search = async (query: string, tables = PACKED.tables): Promise<() => Promise<SearchResult>> => {
      const asked = client.search(query, 'relevance', 'lately');
      worker.reply(found(worker.requests.at(-1)?.id ?? 0, { articles: partial, tables }));
      const outcome = await asked;
      if (!outcome.ok || outcome.result.whole === undefined) throw new Error('nothing is left to be put in order');
      expect(plain(outcome.result)).toEqual(FOUND);
      return outcome.result.whole;
    };
    const first = await search('tide');
    const whole = first();
    expect(worker.requests).toEqual([
      { id: 1, kind: 'search', asked: { query: 'tide', order: 'relevance', asOf: 'lately' } },
      { id: 2, kind: 'whole', asked: { search: 1 } },
    ]);
    // the worker may have opened another segment meanwhile
    const other = {
      ...packedTableOf(2, [
        { id: FIRST, keys: ['1', '2'] },
        { id: SECOND, keys: [] },
      ]),
      segment: 2,
    };
    worker.reply({
      id: 2,
      kind: 'whole',
      answer: { ...PACKED, articles: { count: 2, first: Uint32Array.of(0, 3) }, parts: [{ segment: 2, base: 0 }], tables: [other] },
    });
    const result = await whole;
    expect(plain(result)).toEqual({ ...FOUND, articles: [FIRST, SECOND] });
    expect(result).not.toHaveProperty('whole');

    const second = await search('tide');
    const given = second();
    const third = client.search('wall', 'relevance');
    await expect(given).rejects.toMatchObject({ kind: 'superseded' });
    await expect(second()).rejects.toMatchObject({ kind: 'superseded' });
    worker.reply({ id: worker.requests.at(-1)?.id ?? 0, kind: 'search', failure: { kind: 'late', message: 'Late.' } });
    await expect(third).rejects.toMatchObject({ kind: 'late' });

    const fourth = (await search('tide'))();
    worker.reply({ id: worker.requests.at(-1)?.id ?? 0, kind: 'whole', failure: { kind: 'index-damaged', message: 'Damaged.' } });
    await expect(fourth).rejects.toMatchObject({ kind: 'index-damaged' });
    const fifth = (await search('tide'))();
    worker.breakOff('out of memory');
    await expect(fifth).rejects.toMatchObject({ kind: 'search-failed' });
  });

  it('says that a worker could not be started, and starts another for the next question', async () => {
    const workers = [new FakeWorker(), new FakeWorker()];
    let starts = 0;
    const client = createSearchClient(() => {
      starts += 1;
      if (starts === 1) throw new Error('refused');
      const worker = workers[starts - 2];
      if (worker === undefined) throw new Error('one worker too many');
      return worker;
    });
    const [one, other] = workers;
    await expect(client.search('tide', 'title')).rejects.toMatchObject({ kind: 'search-failed', message: expect.stringContaining('refused') });
    const asked = [client.search('tide', 'title'), client.facets('tide')];
    // a script that cannot be had tells nothing
    one?.breakOff('');
    for (const each of asked) await expect(each).rejects.toMatchObject({ kind: 'search-failed', message: expect.stringContaining('could not be started') });
    expect(one?.terminated).toBe(true);
    const again = client.search('tide', 'title');
    // what the old one says late is of segments with numbers of its own
    one?.reply(found(3));
    other?.reply(found(other.requests[0]?.id ?? 0));
    expect(await read(again)).toEqual(FOUND);
    expect(starts).toBe(3);
  });

  it('gives up a worker that says nothing, and waits for one that does', async () => {
    vi.useFakeTimers();
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const asked = client.keywords('tide', 'words');
    let failed: unknown;
    asked.catch((error: unknown) => {
      failed = error;
    });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(worker.pings).toHaveLength(1);
    worker.reply({ id: worker.pings[0] ?? 0, kind: 'pong' });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(worker.pings).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(failed).toBeUndefined();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(failed).toMatchObject({ kind: 'search-failed', message: expect.stringContaining('does not answer') });
    expect(worker.terminated).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks nothing of a worker that nobody waits for', async () => {
    vi.useFakeTimers();
    const worker = new FakeWorker();
    const asked = createSearchClient(() => worker).search('tide', 'title');
    worker.reply(found(1));
    expect(await read(asked)).toEqual(FOUND);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(worker.pings).toEqual([]);
  });

  it('ends what is waiting when it is closed, and takes nothing more', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(() => worker);
    const waiting = [client.search('tide', 'title'), client.counts(['tide'])];
    client.close();
    for (const each of waiting) await expect(each).rejects.toMatchObject({ kind: 'search-closed' });
    await expect(client.search('tide', 'title')).rejects.toMatchObject({ kind: 'search-closed' });
    expect(worker.terminated).toBe(true);
    expect(worker.requests).toHaveLength(2);
  });
});

describe('the policy for the worker’s script', () => {
  it('lets the app’s own scripts through and no other', () => {
    expect(ownScript('/assets/worker.js', 'app://cuttings/app.html')).toBe('app://cuttings/assets/worker.js');
    for (const foreign of ['https://example.org/worker.js', 'app://other/worker.js', 'data:text/javascript,1', 'blob:https://example.org/1']) {
      expect(() => ownScript(foreign, 'app://cuttings/app.html')).toThrow(expect.objectContaining({ kind: 'foreign-script' }));
    }
  });
});
