/** Queries of main, answered from the search index, in a worker that is started when the first comes. */
import { CuttingsError } from '../../corpus/errors.ts';
import type { ListOrder, SearchClient, SearchOutcome } from '../search/client.ts';

export type Answer = (query: string, order: ListOrder) => Promise<SearchOutcome>;

/** How often a search waits for the index: while an import runs, the library may be ahead of it again. */
const ATTEMPTS = 5;
/** Between them, in milliseconds: what a search finds wrong with the index has reached the indexer by then. */
const PAUSE = 50;

/**
 * Answers one query after the other, as of when its turn comes, and always wholly. `settle` resolves when the index has everything that was changed before.
 * An answer throws what `settle` throws, where the index is needed and cannot be had, and `CuttingsError` kind `unindexed` where
 * the library changes too fast.
 */
export function answersFrom(start: () => Pick<SearchClient, 'search'>, settle: () => Promise<void>): Answer {
  let client: Pick<SearchClient, 'search'> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const answer = async (query: string, order: ListOrder): Promise<SearchOutcome> => {
    client ??= start();
    let failure: unknown = new CuttingsError('unindexed', 'The library changes faster than it can be indexed. Try again when the import is done.');
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        await settle();
      } catch (error) {
        failure = error;
      }
      const outcome = await client.search(query, order);
      // what little the index lacks is found without it
      if (!outcome.ok) return outcome;
      if (outcome.result.unindexed === 0) return { ok: true, result: (await outcome.result.whole?.()) ?? outcome.result };
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw failure;
  };

  return (query, order) => {
    // of two searches at once the client gives up the older
    const next = last.then(() => answer(query, order));
    last = next.catch(() => undefined);
    return next;
  };
}
