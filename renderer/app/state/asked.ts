/** Questions to the search that a view shows the answers to. */
import { type DependencyList, useEffect, useState } from 'react';
import { CuttingsError, type Failure, toFailure } from '../../../corpus/errors.ts';
import type { Answer } from '../../search/client.ts';

export interface Asked<T> {
  /** The last good answer: it stays while the next one is on its way, and when that fails. */
  readonly value?: T;
  readonly failure?: Failure;
  readonly asking: boolean;
}

/** What has become of a question; undefined where a newer one took its place. */
export async function settled<T>(asking: Promise<Answer<T>>): Promise<{ readonly value: T } | { readonly failure: Failure } | undefined> {
  try {
    const answer = await asking;
    return answer.ok ? { value: answer.value } : { failure: toFailure(new CuttingsError('query', answer.error.message)) };
  } catch (error) {
    return error instanceof CuttingsError && error.kind === 'superseded' ? undefined : { failure: toFailure(error) };
  }
}

/** Asks when it is first shown and whenever one of `deps` is another. */
export function useAsked<T>(ask: () => Promise<Answer<T>>, deps: DependencyList): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ asking: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller lists what `ask` depends on
  useEffect(() => {
    let current = true;
    setAsked(({ value }) => ({ ...(value === undefined ? {} : { value }), asking: true }));
    void settled(ask()).then((end) => {
      if (current) setAsked(({ value }) => ({ ...(value === undefined ? {} : { value }), ...end, asking: false }));
    });
    return () => {
      current = false;
    };
  }, [...deps]);
  return asked;
}
