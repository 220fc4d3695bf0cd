/** Live counts beside saved filters: asked for when there is time, never while the analyst waits for a search. */
import { CuttingsError } from '../../../../corpus/errors.ts';
import type { FoundCounts, SearchClient } from '../../../search/client.ts';

export type Counts = ReadonlyMap<string, FoundCounts>;

/** How long counting waits for further changes, in milliseconds; and that it rests so many times as long as it took. */
export const COUNTING_PAUSE = 400;
const REST = 4;
const LONGEST_REST = 10_000;

export interface Counting {
  /** These queries are to be counted, or counted anew. */
  want(queries: readonly string[]): void;
  stop(): void;
}

/**
 * Counts one time after the other. `told` gets what each query that can be read finds; undefined where the counts could not be had: the search itself
 * says then what is wrong.
 */
export function countingFor(search: Pick<SearchClient, 'counts'>, told: (counts: Counts | undefined) => void): Counting {
  let wanted: readonly string[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;
  let rested = 0;

  const plan = (): void => {
    if (running || stopped || timer !== undefined || wanted === undefined) return;
    timer = setTimeout(() => void count(), Math.max(COUNTING_PAUSE, rested - performance.now()));
  };
  const count = async (): Promise<void> => {
    timer = undefined;
    running = true;
    const queries = wanted ?? [];
    wanted = undefined;
    const began = performance.now();
    const counts = await counted(search, queries);
    running = false;
    const now = performance.now();
    rested = now + Math.min(LONGEST_REST, REST * (now - began));
    if (!stopped && counts !== 'superseded') told(counts);
    plan();
  };

  return {
    want(queries) {
      wanted = queries;
      plan();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function counted(search: Pick<SearchClient, 'counts'>, queries: readonly string[]): Promise<Counts | 'superseded' | undefined> {
  if (queries.length === 0) return new Map();
  try {
    const counts = await search.counts(queries);
    return new Map(queries.flatMap((query, at) => (counts[at] === undefined ? [] : [[query, counts[at]] as const])));
  } catch (error) {
    return error instanceof CuttingsError && error.kind === 'superseded' ? 'superseded' : undefined;
  }
}
