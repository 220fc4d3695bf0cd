import { useState } from 'react';
import type { FilterId, SavedFilter } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { keyText } from '../../ui/keys.ts';
import text from '../../ui/text.module.css';
import { perform, say } from '../tagging/actions.ts';
import styles from './SavedFilters.module.css';
import { showQuery } from './show.ts';

/** The analyst's filters in the sidebar. */
export function SavedFilters() {
  const { workspace } = useServices();
  const savable = useWorkspace((state) => state.query.trim() !== '' && state.queryError === undefined);
  const filters = useLive((reader) => reader.savedFilters(), []);
  const [renaming, setRenaming] = useState<FilterId>();
  return (
    <section className={styles.section}>
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
        {filters?.map((filter) =>
          filter.id === renaming ? (
            <RenameFilter key={filter.id} filter={filter} onDone={() => setRenaming(undefined)} />
          ) : (
            <FilterRow key={filter.id} filter={filter} onRename={() => setRenaming(filter.id)} />
          ),
        )}
      </ul>
    </section>
  );
}

function FilterRow({ filter, onRename }: { readonly filter: SavedFilter; readonly onRename: () => void }) {
  const services = useServices();
  const { workspace, commands } = services;
  const on = useWorkspace((state) => state.draft.trim() === filter.query && (state.view === 'articles' || state.view === 'comments'));
  const view = useWorkspace((state) => state.view);
  const remove = (): void =>
    perform(services, async () => {
      await commands.deleteFilter(filter.id);
      say(services, `Filter ‘${filter.name}’ deleted`, { undo: true });
    });
  return (
    <li className={cx(styles.row, on && styles.on)}>
      <Icon name="filter" />
      <button
        type="button"
        className={styles.name}
        title={filter.query}
        aria-current={on ? 'true' : undefined}
        onClick={() => showQuery(workspace, filter.query, view === 'comments' ? 'comments' : 'articles')}
      >
        {filter.name}
      </button>
      <span className={styles.tools}>
        <IconButton small icon="pencil" label={`Rename filter ${filter.name}`} onClick={onRename} />
        <IconButton small icon="trash-2" label={`Delete filter ${filter.name}`} onClick={remove} />
      </span>
    </li>
  );
}

function RenameFilter({ filter, onDone }: { readonly filter: SavedFilter; readonly onDone: () => void }) {
  const services = useServices();
  const [name, setName] = useState(filter.name);
  const save = (): void => {
    const words = name.trim();
    if (words !== '' && words !== filter.name) perform(services, () => services.commands.renameFilter(filter.id, words));
    onDone();
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
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') onDone();
        }}
      />
    </li>
  );
}
