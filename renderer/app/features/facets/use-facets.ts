import { startTransition, useEffect, useState } from 'react';
import { CuttingsError, type Failure, toFailure } from '../../../../corpus/errors.ts';
import type { Facet } from '../../../search/client.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { afterFirstRows } from '../../state/milestones.ts';

interface Counts {
  /** Of the last answer; absent before the first. */
  readonly facets?: readonly Facet[];
  readonly failure?: Failure;
}

/** The facets of the query that the list answers, counted after each result; until then the old ones stay. */
export function useFacets(): Counts {
  const { search } = useServices();
  const answered = useWorkspace((state) => state.answered);
  const [counts, setCounts] = useState<Counts>({});
  useEffect(() => {
    if (answered === undefined) return;
    let current = true;
    // in a task of its own, once the list shows what was found
    const timer = setTimeout(async () => {
      try {
        await afterFirstRows();
        if (!current) return;
        // a search that was asked for because of a change has told of it
        const answer = await search.facets(answered.query, 'lately');
        // a query that was answered can be read; what is shown of it is made in steps, and gives way to keys and to the list
        if (current && answer.ok) startTransition(() => setCounts({ facets: answer.value }));
      } catch (error) {
        const superseded = error instanceof CuttingsError && error.kind === 'superseded';
        if (current && !superseded) setCounts(({ facets }) => ({ ...(facets && { facets }), failure: toFailure(error) }));
      }
    });
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, answered]);
  return counts;
}
