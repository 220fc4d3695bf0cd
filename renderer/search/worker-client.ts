import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import type { Answer, AsOf, Concordance, ListOrder, SearchClient, SearchOutcome, SearchResult } from './client.ts';
import {
  type Answered,
  type AnswerReply,
  type IdTables,
  isPartial,
  type Question,
  type SearchPort,
  type SearchReply,
  type SearchRequest,
  takeTables,
  unpacked,
} from './protocol.ts';
import { startSearchWorker } from './start-worker.ts';

interface Waiting<T> {
  resolve(answer: T): void;
  reject(error: CuttingsError): void;
}

/** Who waits for an answer, by the number of the request. */
type Waits = { readonly [Q in Question]: Map<number, Waiting<Answered[Q]>> };

/** What is asked before anyone waits for it. */
export interface AskedAhead {
  readonly query: string;
  readonly order: ListOrder;
}

/** Milliseconds without a word from a worker that is waited for, after which it is asked whether it is there, and after which it is given up. */
const SILENCE = 10_000;
const GIVEN_UP = 30_000;

/**
 * The window's search client over its worker. What is asked `ahead` is looked for at once; the first search, where it asks for the same,
 * gets that answer. A question rejects with `CuttingsError` kind `superseded` when a newer one of its kind is asked, kind
 * `search-closed` when the client is closed, kind `search-failed` when the worker cannot be started, breaks or says nothing any more, and with the worker's own
 * failure otherwise. After `search-failed` the next question starts another worker.
 */
export function createSearchClient(start: () => SearchPort = startSearchWorker, ahead?: AskedAhead): SearchClient {
  const waits: Waits = {
    search: new Map(),
    whole: new Map(),
    facets: new Map(),
    names: new Map(),
    counts: new Map(),
    timeline: new Map(),
    tagTimeline: new Map(),
    keywords: new Map(),
    concordance: new Map(),
    wholeConcordance: new Map(),
    rows: new Map(),
  };
  const tables: IdTables = new Map();
  let worker: SearchPort | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  /** The search that was asked for last. */
  let searched = 0;
  let closed = false;

  const end = (waiting: Map<number, { reject(error: CuttingsError): void }>, error: CuttingsError): void => {
    const ended = [...waiting.values()];
    waiting.clear();
    for (const { reject } of ended) reject(error);
  };
  const endAll = (error: CuttingsError): void => {
    clearTimeout(watch);
    watch = undefined;
    for (const waiting of Object.values(waits)) end(waiting, error);
  };
  const settle = <Q extends Question>(reply: AnswerReply<Q>): void => {
    const waiting = waits[reply.kind].get(reply.id);
    waits[reply.kind].delete(reply.id);
    waiting?.resolve(reply.answer);
  };

  /** Its names are its own: another worker numbers segments anew. */
  const giveUp = (why: string): void => {
    const broken = worker;
    worker = undefined;
    tables.clear();
    endAll(new CuttingsError('search-failed', `The search broke off: ${why}`));
    broken?.terminate();
  };
  /** As long as somebody waits, the worker must say something now and then. */
  const listen = (): void => {
    clearTimeout(watch);
    watch = undefined;
    if (Object.values(waits).every(({ size }) => size === 0)) return;
    watch = setTimeout(() => {
      last += 1;
      worker?.postMessage({ id: last, kind: 'ping' });
      watch = setTimeout(() => giveUp('it does not answer.'), GIVEN_UP);
    }, SILENCE);
  };

  const heard = (data: SearchReply): void => {
    if ('failure' in data) {
      const waiting = waits[data.kind].get(data.id);
      waits[data.kind].delete(data.id);
      waiting?.reject(new CuttingsError(data.failure.kind, data.failure.message));
    } else if (data.kind !== 'pong') {
      // names come once, be it with an answer that nobody waits for any more
      if (data.kind === 'search' && data.answer.ok) takeTables(tables, data.answer.value);
      else if (data.kind === 'whole') takeTables(tables, data.answer);
      settle(data);
    }
    listen();
  };
  const started = (): SearchPort => {
    const made = start();
    made.addEventListener('message', ({ data }) => {
      if (made === worker) heard(data);
    });
    made.addEventListener('error', ({ message }) => {
      // where its script cannot be had, the event says nothing
      if (made === worker) giveUp(message === undefined || message === '' ? 'its program could not be started.' : message);
    });
    return made;
  };

  const ask = <Q extends Question>(kind: Q, make: (id: number) => SearchRequest): Promise<Answered[Q]> => {
    if (closed) return Promise.reject(new CuttingsError('search-closed', 'The search has been closed.'));
    if (kind !== 'rows') end(waits[kind], superseded());
    if (kind === 'concordance') end(waits.rows, superseded());
    if (kind === 'search') end(waits.whole, superseded());
    try {
      worker ??= started();
    } catch (error) {
      return Promise.reject(new CuttingsError('search-failed', `The search could not be started: ${toFailure(error).message}`, { cause: error }));
    }
    const port = worker;
    last += 1;
    const id = last;
    if (kind === 'search') searched = id;
    return new Promise((resolve, reject) => {
      waits[kind].set(id, { resolve, reject });
      port.postMessage(make(id));
      if (watch === undefined) listen();
    });
  };
  const search = async (query: string, order: ListOrder, asOf: AsOf): Promise<SearchOutcome> => {
    let asked = 0;
    const answer = await ask('search', (id) => {
      asked = id;
      return { id, kind: 'search', asked: { query, order, asOf } };
    });
    if (!answer.ok) return answer;
    const result = unpacked(answer.value, tables);
    if (!isPartial(answer.value)) return { ok: true, result };
    const whole = async (): Promise<SearchResult> => {
      if (asked !== searched) throw superseded();
      return unpacked(await ask('whole', (id) => ({ id, kind: 'whole', asked: { search: asked } })), tables);
    };
    return { ok: true, result: { ...result, whole } };
  };

  let early = ahead && { ...ahead, outcome: search(ahead.query, ahead.order, 'now') };
  // whoever takes it up hears of a failure; where nobody does, it was an answer to nothing
  early?.outcome.catch(() => undefined);

  return {
    search(query, order, asOf = 'now') {
      const first = early;
      early = undefined;
      if (!closed && first?.query === query && first.order === order) return first.outcome;
      return search(query, order, asOf);
    },
    facets: (query, asOf = 'now') => ask('facets', (id) => ({ id, kind: 'facets', asked: { query, asOf } })),
    names: () => ask('names', (id) => ({ id, kind: 'names', asked: {} })),
    counts: (queries) => ask('counts', (id) => ({ id, kind: 'counts', asked: { queries } })),
    timeline: (query, step) => ask('timeline', (id) => ({ id, kind: 'timeline', asked: { query, step } })),
    tagTimeline: (query, step) => ask('tagTimeline', (id) => ({ id, kind: 'tagTimeline', asked: { query, step } })),
    keywords: (query, of) => ask('keywords', (id) => ({ id, kind: 'keywords', asked: { query, of } })),
    async concordance(request): Promise<Answer<Concordance>> {
      let concordance = 0;
      const answer = await ask('concordance', (id) => {
        concordance = id;
        return { id, kind: 'concordance', asked: request };
      });
      if (!answer.ok) return answer;
      const rows: Concordance['rows'] = (from, to) => ask('rows', (id) => ({ id, kind: 'rows', asked: { concordance, from, to } }));
      return { ok: true, value: { ...answer.value, rows } };
    },
    wholeConcordance: (request) => ask('wholeConcordance', (id) => ({ id, kind: 'wholeConcordance', asked: request })),
    close() {
      closed = true;
      endAll(new CuttingsError('search-closed', 'The search has been closed.'));
      worker?.terminate();
    },
  };
}

function superseded(): CuttingsError {
  return new CuttingsError('superseded', 'A newer question has taken the place of this one.');
}
