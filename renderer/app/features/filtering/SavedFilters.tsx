import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FilterId, SavedFilter } from '../../../../corpus/records.ts';
import type { FoundCounts } from '../../../search/client.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { afterFirstRows } from '../../state/milestones.ts';
import { readTaggedTargets, readTotals } from '../../state/reads.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { keyText } from '../../ui/keys.ts';
import text from '../../ui/text.module.css';
import { perform, say } from '../tagging/actions.ts';
import { type Counting, type Counts, countingFor } from './counting.ts';
import styles from './SavedFilters.module.css';
import { showQuery } from './show.ts';

/** What each filter finds, as the library has it now; undefined until that is known. */
function useCounts(filters: readonly SavedFilter[] | undefined): Counts | undefined {
  const { search, commands } = useServices();
  const [counts, setCounts] = useState<Counts>();
  const counting = useRef<Counting>(undefined);
  const queries = useRef<readonly string[]>([]);
  // what counts depend on
  const totals = useLive(readTotals, []);
  const tagged = useLive(readTaggedTargets, []);
  const unindexed = useWorkspace((state) => state.result?.unindexed);
  useEffect(() => {
    const made = countingFor(search, setCounts);
    counting.current = made;
    const unlisten = commands.onHistory(() => made.want(queries.current));
    return () => {
      unlisten();
      made.stop();
    };
  }, [search, commands]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when to count again
  useEffect(() => {
    queries.current = (filters ?? []).map(({ query }) => query);
    // the window's first rows go before
    if (unindexed !== undefined) void afterFirstRows().then(() => counting.current?.want(queries.current));
  }, [filters, totals, tagged, unindexed]);
  return counts;
}

/** The analyst's filters in the sidebar, each with what it finds. */
export function SavedFilters() {
  const { workspace } = useServices();
  const savable = useWorkspace((state) => state.query.trim() !== '' && state.queryError === undefined);
  const filters = useLive((reader) => reader.savedFilters(), []);
  const counts = useCounts(filters);
  const [renaming, setRenaming] = useState<FilterId>();
  const section = useRef<HTMLElement>(null);
  const place = useFocusKept(section, filters);
  return (
    <section className={styles.section} ref={section}>
      <h2 className={`${text.cap} ${styles.title}`}>
        Saved filters
        <IconButton
          small
          icon="plus"
          label={`Save this search (${keyText('mod+s')})`}
          className={styles.tool}
          disabled={!savable}
          onClick={() => workspace.set({ dialog: { kind: 'save-filter' } })}
        />
      </h2>
      {filters?.length === 0 && <p className={styles.empty}>Search for something, then {keyText('mod+s')} keeps it here.</p>}
      <ul>
        {filters?.map((filter, index) =>
          filter.id === renaming ? (
            <RenameFilter
              key={filter.id}
              filter={filter}
              onDone={(byKey) => {
                if (byKey) place.current = index;
                setRenaming(undefined);
              }}
            />
          ) : (
            <FilterRow
              key={filter.id}
              filter={filter}
              found={counts?.get(filter.query)}
              onRename={() => setRenaming(filter.id)}
              onRemove={() => {
                place.current = index;
              }}
            />
          ),
        )}
      </ul>
    </section>
  );
}

/**
 * Gives the keyboard back to a filter when the control it was on has gone. What it gives takes the filter's place in the list, for the next time the list
 * is drawn without that control.
 */
function useFocusKept(section: RefObject<HTMLElement | null>, filters: readonly SavedFilter[] | undefined): RefObject<number | undefined> {
  const place = useRef<number>(undefined);
  useEffect(() => {
    if (place.current === undefined) return;
    if (document.activeElement !== document.body) {
      // it went elsewhere by itself
      if (!section.current?.contains(document.activeElement)) place.current = undefined;
      return;
    }
    const names = section.current?.querySelectorAll<HTMLElement>('[data-filter]') ?? [];
    const next = names[Math.min(place.current, names.length - 1)];
    // with the last filter gone, the way to save another is the nearest
    if (names.length > 0 || filters?.length === 0) (next ?? section.current?.querySelector('button'))?.focus();
    place.current = undefined;
  });
  return place;
}

interface FilterRowProps {
  readonly filter: SavedFilter;
  readonly found: FoundCounts | undefined;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function FilterRow({ filter, found, onRename, onRemove }: FilterRowProps) {
  const services = useServices();
  const { workspace, commands } = services;
  const on = useWorkspace((state) => state.draft.trim() === filter.query && (state.view === 'articles' || state.view === 'comments'));
  const view = useWorkspace((state) => state.view);
  const remove = (): void =>
    perform(services, async () => {
      onRemove();
      await commands.deleteFilter(filter.id);
      say(services, `Filter ‘${filter.name}’ deleted`, { undo: true });
    });
  return (
    <li className={cx(styles.row, on && styles.on)}>
      <Icon name="filter" />
      <button
        type="button"
        data-filter=""
        className={styles.name}
        title={filter.query}
        aria-current={on ? 'true' : undefined}
        onClick={() => showQuery(workspace, filter.query, view === 'comments' ? 'comments' : 'articles')}
      >
        {filter.name}
      </button>
      {found !== undefined && <FoundCount name={filter.name} query={filter.query} found={found} />}
      <span className={styles.tools}>
        <IconButton small icon="pencil" label={`Rename filter ${filter.name}`} onClick={onRename} />
        <IconButton small icon="trash-2" label={`Delete filter ${filter.name}`} onClick={remove} />
      </span>
    </li>
  );
}

/** How much a filter finds; of the list that is shown, unless only the other has something. Opens that list. */
function FoundCount({ name, query, found }: { readonly name: string; readonly query: string; readonly found: FoundCounts }) {
  const { workspace } = useServices();
  const view = useWorkspace((state) => state.view);
  const shown = view === 'comments' ? 'comments' : 'articles';
  const list = found[shown] > 0 ? shown : found.articles > 0 ? 'articles' : found.comments > 0 ? 'comments' : shown;
  const label = `${name}: ${plural(found.articles, 'article')} and ${plural(found.comments, 'comment')}, open the ${list}`;
  return (
    <span className={styles.found}>
      <Count n={found[list]} label={label} onOpen={() => showQuery(workspace, query, list)} />
    </span>
  );
}

function RenameFilter({ filter, onDone }: { readonly filter: SavedFilter; readonly onDone: (byKey: boolean) => void }) {
  const services = useServices();
  const [name, setName] = useState(filter.name);
  const save = (byKey: boolean): void => {
    const words = name.trim();
    if (words !== '' && words !== filter.name) perform(services, () => services.commands.renameFilter(filter.id, words));
    onDone(byKey);
  };
  return (
    <li className={styles.row}>
      <Icon name="filter" />
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type a name
        autoFocus
        aria-label={`New name of filter ${filter.name}`}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => save(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save(true);
          if (event.key === 'Escape') onDone(true);
        }}
      />
    </li>
  );
}
