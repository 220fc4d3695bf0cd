/** Values of the library that the box offers behind a field. */
import { useEffect, useMemo, useState } from 'react';
import { CuttingsError, type Failure, toFailure } from '../../../../corpus/errors.ts';
import type { KnownValue, KnownValues } from '../../../../corpus/query/completions.ts';
import type { ImportRun } from '../../../../corpus/records.ts';
import type { KnownName, KnownNames, SearchClient } from '../../../search/client.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readImports } from '../../state/reads.ts';
import { cut, formatMoment, plural } from '../../ui/format.ts';

const NO_NAMES: KnownNames = { publisher: [], layout: [], lang: [] };
/** Letters of an import's file names. */
const NAMES = 40;

/** Names with how many articles have them, imports with when they were and of what, latest first. */
export function knownValues({ publisher, layout, lang }: KnownNames, imports: readonly Pick<ImportRun, 'id' | 'startedAt' | 'names'>[]): KnownValues {
  const named = (names: readonly KnownName[]): readonly KnownValue[] =>
    names.map(({ name, articles }) => ({ value: name, detail: plural(articles, 'article') }));
  return {
    publisher: named(publisher),
    layout: named(layout),
    lang: named(lang),
    import: imports.map(({ id, startedAt, names }) => ({ value: id, detail: `${formatMoment(startedAt)}, ${cut(names.join(', '), NAMES)}` })),
  };
}

/** The names of the library; undefined where somebody asked again meanwhile. */
export async function askNames(search: Pick<SearchClient, 'names'>): Promise<KnownNames | { readonly failure: Failure } | undefined> {
  try {
    return await search.names();
  } catch (error) {
    return error instanceof CuttingsError && error.kind === 'superseded' ? undefined : { failure: toFailure(error) };
  }
}

/** Asked for when they are `wanted`, and again when what was found is another; a failure is said. */
export function useKnownValues(wanted: boolean): KnownValues {
  const { search, workspace } = useServices();
  const answered = useWorkspace((state) => state.answered);
  const imports = useLive(readImports, []);
  const [names, setNames] = useState(NO_NAMES);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is another state of the library
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void askNames(search).then((answer) => {
      if (!current || answer === undefined) return;
      if ('failure' in answer) workspace.set({ toast: { text: `Known values could not be read: ${answer.failure.message}`, tone: 'bad' } });
      else setNames(answer);
    });
    return () => {
      current = false;
    };
  }, [wanted, search, workspace, answered]);
  return useMemo(() => knownValues(names, imports ?? []), [names, imports]);
}
