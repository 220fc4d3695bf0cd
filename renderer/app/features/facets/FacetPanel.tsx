import { useDeferredValue, useMemo, useState } from 'react';
import type { FacetName, Narrowing } from '../../../../corpus/query/narrowing.ts';
import { narrowed } from '../../../../corpus/query/narrowing.ts';
import { parseQuery } from '../../../../corpus/query/parser.ts';
import type { Tag } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readImports, readTags } from '../../state/reads.ts';
import { formatMoment } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { importQuery, tagQuery } from '../filtering/show.ts';
import { slotLetters, tagPaths } from '../tagging/tag-tree.ts';
import { FacetGroup } from './FacetGroup.tsx';
import styles from './FacetPanel.module.css';
import { shownFacets } from './facets.ts';
import { foldedFacets, keepFolded } from './folded.ts';
import { useFacets } from './use-facets.ts';

/** What the list can be narrowed by: values with how many of its rows have each. */
export function FacetPanel() {
  const { workspace } = useServices();
  const view = useWorkspace((state) => state.view);
  // whoever types sees the letters first
  const draft = useDeferredValue(useWorkspace((state) => state.draft));
  const query = useWorkspace((state) => state.query);
  const { facets, failure } = useFacets();
  const tags = useLive(readTags, []);
  const imports = useLive(readImports, []);
  const [folded, setFolded] = useState(foldedFacets);
  const counted = view === 'comments' ? 'comments' : 'articles';
  const asked = useMemo(() => askedBy(draft, query), [draft, query]);
  const shown = useMemo(() => (facets === undefined ? [] : shownFacets(facets, counted, asked)), [facets, counted, asked]);
  const shapes = useMemo(() => tagShapes(tags ?? []), [tags]);
  const runs = useMemo(() => new Map((imports ?? []).map(({ id, startedAt }) => [importQuery(id), formatMoment(startedAt)])), [imports]);

  const narrow = (facet: FacetName, condition: string, how: Narrowing): void => {
    const now = workspace.get();
    workspace.set({ draft: narrowed(askedBy(now.draft, now.query), facet, condition, how), view: counted, selected: new Set() });
  };
  const fold = (name: FacetName): void => {
    const next = new Set(folded);
    if (!next.delete(name)) next.add(name);
    keepFolded(next);
    setFolded(next);
  };

  if (shown.length === 0 && failure === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="facets-title">
      <h2 id="facets-title" className={`${text.cap} ${styles.title}`}>
        Facets
      </h2>
      {failure && <p className={styles.failure}>The facets could not be counted: {failure.message}</p>}
      {shown.map((facet) => (
        <FacetGroup
          key={facet.name}
          facet={facet}
          counted={counted}
          folded={folded.has(facet.name)}
          shapes={shapes}
          labels={facet.name === 'import' ? runs : undefined}
          onFold={() => fold(facet.name)}
          onNarrow={(condition, how) => narrow(facet.name, condition, how)}
        />
      ))}
    </section>
  );
}

/** A draft that cannot be read is not what the list shows. */
function askedBy(draft: string, query: string): string {
  return parseQuery(draft).ok ? draft : query;
}

/** The shape of each tag, by the condition that finds it. */
export type TagShapes = ReadonlyMap<string, Pick<Tag, 'slot'> & { readonly letter: string | undefined }>;

function tagShapes(tags: readonly Tag[]): TagShapes {
  const paths = tagPaths(tags);
  const letters = slotLetters(tags);
  return new Map(tags.map(({ id, name, slot }) => [tagQuery(paths.get(id) ?? name), { slot, letter: letters.get(id) }]));
}
