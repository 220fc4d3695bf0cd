import { CuttingsError } from '../../corpus/errors.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { FilterId, SavedFilter } from '../../corpus/records.ts';
import type { LibraryCommands } from './commands.ts';
import type { Edit } from './edit.ts';
import type { History } from './history.ts';
import { newId } from './ids.ts';
import { quoted } from './words.ts';

type FilterCommands = Pick<LibraryCommands, 'saveFilter' | 'renameFilter' | 'deleteFilter'>;

/** Commands on saved filters. Throws `CuttingsError` kinds `filter-name` (empty), `filter-exists` (name taken), `filter-query` (malformed), `no-filter`. */
export function filterCommands(history: History, now: () => string): FilterCommands {
  const existing = async (edit: Edit, id: FilterId): Promise<SavedFilter> => {
    const filter = await edit.tables.filters.get(id);
    if (!filter) throw new CuttingsError('no-filter', 'This filter is no longer in the library.');
    return filter;
  };

  const checkedName = async (edit: Edit, name: string, self?: FilterId): Promise<string> => {
    const kept = name.trim().replace(/\s+/gu, ' ');
    if (kept === '') throw new CuttingsError('filter-name', 'A saved filter needs a name.');
    const taken = await edit.tables.filters.filter((filter) => filter.id !== self && filter.name.toLowerCase() === kept.toLowerCase()).count();
    if (taken > 0) throw new CuttingsError('filter-exists', `There is a saved filter ${quoted(kept)} already.`);
    return kept;
  };

  return {
    saveFilter: (name, query) =>
      history.run(async (edit) => {
        const parsed = parseQuery(query);
        if (!parsed.ok) throw new CuttingsError('filter-query', `This query cannot be saved: ${parsed.error.message}`);
        const filter: SavedFilter = { id: newId('f'), name: await checkedName(edit, name), query, createdAt: now() };
        await edit.add('filters', [filter]);
        return { label: `save filter ${quoted(filter.name)}`, value: filter };
      }),

    renameFilter: (id, name) =>
      history.run(async (edit) => {
        const filter = await existing(edit, id);
        const kept = await checkedName(edit, name, id);
        await edit.put('filters', [{ ...filter, name: kept }]);
        return { label: `rename filter ${quoted(filter.name)} to ${quoted(kept)}`, value: undefined };
      }),

    deleteFilter: (id) =>
      history.run(async (edit) => {
        const filter = await existing(edit, id);
        await edit.remove('filters', [filter]);
        return { label: `delete filter ${quoted(filter.name)}`, value: undefined };
      }),
  };
}
