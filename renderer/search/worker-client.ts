import { CuttingsError } from '../../corpus/errors.ts';
import type { Answer, Concordance, ListOrder, SearchClient } from './client.ts';
import { type Answered, type AnswerReply, type IdTables, type Question, type SearchPort, type SearchRequest, takeTables, unpacked } from './protocol.ts';
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

/**
 * The window's search client over its worker. What is asked `ahead` is looked for at once; the first search, where it asks for the same,
 * gets that answer. A question rejects with `CuttingsError` kind `superseded` when a newer one of its kind is asked, kind
 * `search-closed` when the client is closed, kind `search-failed` when the worker breaks, and with the worker's own failure otherwise.
 */
export function createSearchClient(worker: SearchPort = startSearchWorker(), ahead?: AskedAhead): SearchClient {
  const waits: Waits = {
    search: new Map(),
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
  let last = 0;
  let closed = false;

  const end = (waiting: Map<number, { reject(error: CuttingsError): void }>, error: CuttingsError): void => {
    const ended = [...waiting.values()];
    waiting.clear();
    for (const { reject } of ended) reject(error);
  };
  const endAll = (error: CuttingsError): void => {
    for (const waiting of Object.values(waits)) end(waiting, error);
  };
  const settle = <Q extends Question>(reply: AnswerReply<Q>): void => {
    const waiting = waits[reply.kind].get(reply.id);
    waits[reply.kind].delete(reply.id);
    waiting?.resolve(reply.answer);
  };

  worker.addEventListener('message', ({ data }) => {
    if ('failure' in data) {
      const waiting = waits[data.kind].get(data.id);
      waits[data.kind].delete(data.id);
      waiting?.reject(new CuttingsError(data.failure.kind, data.failure.message));
      return;
    }
    // names come once, be it with an answer that nobody waits for any more
    if (data.kind === 'search' && data.answer.ok) takeTables(tables, data.answer.value);
    settle(data);
  });
  worker.addEventListener('error', ({ message }) => endAll(new CuttingsError('search-failed', `The search broke off: ${message}`)));

  const ask = <Q extends Question>(kind: Q, make: (id: number) => SearchRequest): Promise<Answered[Q]> => {
    if (closed) return Promise.reject(new CuttingsError('search-closed', 'The search has been closed.'));
    if (kind !== 'rows') end(waits[kind], superseded());
    if (kind === 'concordance') end(waits.rows, superseded());
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waits[kind].set(id, { resolve, reject });
      worker.postMessage(make(id));
    });
  };
  const search = async (query: string, order: ListOrder) => unpacked(await ask('search', (id) => ({ id, kind: 'search', asked: { query, order } })), tables);

  let early = ahead && { ...ahead, outcome: search(ahead.query, ahead.order) };
  // whoever takes it up hears of a failure; where nobody does, it was an answer to nothing
  early?.outcome.catch(() => undefined);

  return {
    search(query, order) {
      const first = early;
      early = undefined;
      if (!closed && first?.query === query && first.order === order) return first.outcome;
      return search(query, order);
    },
    facets: (query) => ask('facets', (id) => ({ id, kind: 'facets', asked: { query } })),
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
      worker.terminate();
    },
  };
}

function superseded(): CuttingsError {
  return new CuttingsError('superseded', 'A newer question has taken the place of this one.');
}
