/** Asking the app's own search worker, through its own client. */

import type { AsOf, ListOrder, SearchClient } from '../../../renderer/search/client.ts';
import { startOwnWorker } from '../../../renderer/search/own-worker.ts';
import { createSearchClient } from '../../../renderer/search/worker-client.ts';
import type { IndexManifestRow } from '../../../renderer/store/index-store.ts';

/** What a list shows of what was found. */
const BEST = 50;

let client: SearchClient | undefined;

const search = (): SearchClient => {
  if (client === undefined) throw new Error('the search is not open');
  return client;
};

/** Starts the worker and waits for its first answer; gives the milliseconds that took. */
export async function openSearch(worker: string): Promise<number> {
  client?.close();
  const start = performance.now();
  client = createSearchClient(() => startOwnWorker(worker, 'search'));
  await found('harbour', 'relevance');
  return performance.now() - start;
}

async function found(query: string, order: ListOrder, asOf: AsOf = 'now') {
  const outcome = await search().search(query, order, asOf);
  if (!outcome.ok) throw new Error(`“${query}” cannot be read: ${outcome.error.message}`);
  if (outcome.result.unindexed > 0) throw new Error(`${outcome.result.unindexed} articles are not indexed, so the times mean nothing`);
  return outcome.result;
}

/** Milliseconds of each query, asked as it is while somebody types: the search, and the ids of the best articles and comments. */
export async function searchTimes(queries: readonly string[], order: ListOrder): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    const { articles, comments } = await found(query, order, 'lately');
    articles.slice(0, BEST);
    comments.slice(0, BEST);
    times.push(performance.now() - start);
  }
  return times;
}

/** Milliseconds of the facets of each query, asked for as they are while somebody types. */
export async function facetTimes(queries: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    const answer = await search().facets(query, 'lately');
    times.push(performance.now() - start);
    if (!answer.ok || answer.value.length === 0) throw new Error(`“${query}” has no facets`);
  }
  return times;
}

/** Wholly in order. */
async function whole(query: string, order: ListOrder) {
  const result = await found(query, order);
  return (await result.whole?.()) ?? result;
}

/** Milliseconds until the list of each query is in order to its end, and of a page in its middle. */
export async function pageTimes(queries: readonly string[], order: ListOrder): Promise<{ readonly list: readonly number[]; readonly page: readonly number[] }> {
  const list: number[] = [];
  const page: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    const { comments } = await whole(query, order);
    const got = performance.now();
    const at = Math.floor(comments.length / 2);
    comments.slice(at, at + BEST);
    list.push(got - start);
    page.push(performance.now() - got);
  }
  return { list, page };
}

/** How many articles and comments each query finds. */
export async function totals(queries: readonly string[]): Promise<readonly (readonly [articles: number, comments: number])[]> {
  const all: (readonly [number, number])[] = [];
  for (const query of queries) {
    const { articles, comments } = await found(query, 'published');
    all.push([articles.length, comments.length]);
  }
  return all;
}

/** What the index has; `pending` are changes it does not know of yet. */
export interface IndexedNow {
  readonly pending: number;
  readonly segments: number;
  readonly documents: number;
  readonly bytes: number;
}

/** Reads the manifest by the database itself: none of the app's reading is asked. */
export async function indexed(name = 'cuttings'): Promise<IndexedNow> {
  const db = await asked(indexedDB.open(name));
  try {
    const transaction = db.transaction(['indexManifest', 'indexChanges']);
    const manifests: readonly IndexManifestRow[] = await asked(transaction.objectStore('indexManifest').getAll());
    const pending = await asked(transaction.objectStore('indexChanges').count());
    const segments = manifests[0]?.segments ?? [];
    const sum = (of: 'documents' | 'bytes'): number => segments.reduce((all, segment) => all + segment[of], 0);
    return { pending, segments: segments.length, documents: sum('documents'), bytes: sum('bytes') };
  } finally {
    db.close();
  }
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
