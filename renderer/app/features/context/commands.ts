/** Words in context. Moving, tagging and notes are the commands they are elsewhere. */
import type { AppCommand } from '../../state/commands.ts';
import type { Workspace } from '../../state/workspace.ts';
import { show } from '../library/commands.ts';
import { chooseContext } from './choices.ts';
import { evidenceOfRow } from './evidence.ts';
import { focusedRow, openHit } from './moving.ts';
import { saveContext } from './saving.ts';

const shown = ({ view }: Workspace): boolean => view === 'context';
const onRow = (state: Workspace): boolean => shown(state) && focusedRow(state) !== undefined;

export const commands: readonly AppCommand[] = [
  { id: 'view-context', title: 'Words in Context', group: 'View', keys: ['mod+3'], run: (services) => show(services, 'context') },
  { id: 'context-open', title: 'Read the Hit in Its Place', group: 'Go', keys: ['enter'], view: 'context', enabled: onRow, run: openHit },
  {
    id: 'context-evidence',
    title: 'Show or Hide the Source of the Hit',
    group: 'View',
    keys: ['e'],
    view: 'context',
    enabled: (state) => onRow(state) || (shown(state) && state.evidence !== undefined),
    async run({ reader, workspace }) {
      const state = workspace.get();
      const row = focusedRow(state);
      workspace.set({ evidence: state.evidence === undefined && row !== undefined ? await evidenceOfRow(reader, row) : undefined });
    },
  },
  {
    id: 'context-sort-list',
    title: 'Hits in the Order of the List',
    group: 'View',
    enabled: shown,
    run: ({ workspace }) => chooseContext(workspace, { sort: 'list' }),
  },
  {
    id: 'context-sort-left',
    title: 'Hits by the Words to the Left',
    group: 'View',
    enabled: shown,
    run: ({ workspace }) => chooseContext(workspace, { sort: 'left' }),
  },
  {
    id: 'context-sort-right',
    title: 'Hits by the Words to the Right',
    group: 'View',
    enabled: shown,
    run: ({ workspace }) => chooseContext(workspace, { sort: 'right' }),
  },
  { id: 'context-own', title: 'Hits in Own Words', group: 'View', enabled: shown, run: ({ workspace }) => chooseContext(workspace, { words: 'own' }) },
  { id: 'context-quoted', title: 'Hits in Quoted Words', group: 'View', enabled: shown, run: ({ workspace }) => chooseContext(workspace, { words: 'quoted' }) },
  {
    id: 'context-save',
    title: 'Save the Words in Context as CSV…',
    group: 'Library',
    enabled: (state) => shown(state) && state.context !== undefined,
    run: saveContext,
  },
];
