/** Moving over the list, marking rows, and going to the parts of the library. */
import type { AppCommand } from '../../state/commands.ts';
import { markAll } from '../../state/marking.ts';
import type { Services } from '../../state/services.ts';
import { focusOn, rowToward, toggled } from '../../state/targets.ts';
import type { View, Workspace } from '../../state/workspace.ts';
import { leaveCoding, stepCoding } from '../coding/queue.ts';
import { stepContext } from '../context/moving.ts';

const isList = ({ view }: Workspace): boolean => view === 'articles' || view === 'comments';

const moves = (state: Workspace): boolean => isList(state) || state.view === 'context' || state.view === 'coding';

function move({ workspace }: Services, by: number): void {
  const state = workspace.get();
  if (state.view === 'context') {
    stepContext(workspace, by);
    return;
  }
  if (state.view === 'coding') {
    stepCoding(workspace, by);
    return;
  }
  const next = rowToward(state, by);
  if (next !== undefined) focusOn(workspace, next);
}

/** Shows a view and a query in it; the lists keep their query where none is given. */
export function show({ workspace }: Services, view: View, query?: string): void {
  workspace.set({ view, selected: new Set(), coding: undefined, ...(query === undefined ? {} : { draft: query }) });
}

export const commands: readonly AppCommand[] = [
  { id: 'view-articles', title: 'All Articles', group: 'Go', keys: ['mod+1'], run: (services) => show(services, 'articles', '') },
  { id: 'view-comments', title: 'All Comments', group: 'Go', keys: ['mod+2'], run: (services) => show(services, 'comments', '') },
  { id: 'go-untagged', title: 'Untagged', group: 'Go', run: (services) => showUntagged(services) },
  {
    id: 'switch-list',
    title: 'Switch Between Articles and Comments',
    group: 'View',
    keys: ['v'],
    run: (services) => show(services, services.workspace.get().view === 'articles' ? 'comments' : 'articles'),
  },
  { id: 'next', title: 'Next Row', group: 'Go', keys: ['j'], enabled: moves, run: (services) => move(services, 1) },
  { id: 'previous', title: 'Previous Row', group: 'Go', keys: ['k'], enabled: moves, run: (services) => move(services, -1) },
  {
    id: 'toggle-row',
    title: 'Mark Row',
    group: 'Library',
    keys: ['x'],
    enabled: (state) => isList(state) && state.focused !== undefined,
    run({ workspace }) {
      const { focused, selected } = workspace.get();
      if (focused !== undefined) workspace.set({ selected: toggled(selected, focused) });
    },
  },
  {
    id: 'select-all',
    title: 'Mark All Rows',
    group: 'Library',
    keys: ['mod+a'],
    enabled: isList,
    run: ({ workspace }) => markAll(workspace),
  },
  {
    id: 'select-none',
    title: 'Unmark All Rows, or Leave the Coding',
    group: 'Library',
    keys: ['escape'],
    enabled: (state) => state.selected.size > 0 || state.view === 'coding',
    run({ workspace }) {
      if (workspace.get().view === 'coding') leaveCoding(workspace);
      else workspace.set({ selected: new Set() });
    },
  },
];

/** Everything without a tag, in the list that is shown. */
export function showUntagged(services: Services): void {
  const { view } = services.workspace.get();
  show(services, view === 'comments' ? 'comments' : 'articles', 'is:untagged');
}
