/** Words in context. Moving, tagging and notes are the commands they are elsewhere. */
import type { AppCommand } from '../../state/commands.ts';
import type { Workspace } from '../../state/workspace.ts';
import { show } from '../library/commands.ts';
import { blockEvidence } from '../reading/evidence.ts';
import { chooseContext } from './choices.ts';
import { focusedRow, openHit } from './moving.ts';
import { saveContext } from './saving.ts';

const shown = ({ view }: Workspace): boolean => view === 'context';
const onRow = (state: Workspace): boolean => shown(state) && focusedRow(state) !== undefined;
const onBlock = (state: Workspace): boolean => onRow(state) && focusedRow(state)?.block !== undefined;

export const commands: readonly AppCommand[] = [
  { id: 'view-context', title: 'Words in Context', group: 'View', keys: ['mod+3'], run: (services) => show(services, 'context') },
  { id: 'context-open', title: 'Read the Hit in Its Place', group: 'Go', keys: ['enter'], view: 'context', enabled: onRow, run: openHit },
  {
    id: 'context-evidence',
    title: 'Show or Hide the Source of the Block',
    group: 'View',
    keys: ['e'],
    view: 'context',
    enabled: onBlock,
    async run({ reader, workspace }) {
      const { evidence, open } = workspace.get();
      const row = focusedRow(workspace.get());
      if (evidence !== undefined || open === undefined || row?.block === undefined) {
        workspace.set({ evidence: undefined });
        return;
      }
      const block = (await reader.articleText(open))?.blocks[row.block];
      if (block !== undefined) workspace.set({ evidence: blockEvidence(block) });
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
