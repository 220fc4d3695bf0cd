/** Finding, and keeping what was asked as a filter. */
import type { AppCommand } from '../../state/commands.ts';
import { focusFilterBox } from './focus.ts';

export const commands: readonly AppCommand[] = [
  { id: 'find', title: 'Find', group: 'Filter', keys: ['/', 'mod+f'], run: () => focusFilterBox() },
  {
    id: 'save-filter',
    title: 'Save as Filter…',
    group: 'Filter',
    keys: ['mod+s'],
    enabled: (workspace) => workspace.query.trim() !== '' && workspace.queryError === undefined,
    run: ({ workspace }) => workspace.set({ dialog: { kind: 'save-filter' } }),
  },
  {
    id: 'query-help',
    title: 'What Can Be Searched For',
    group: 'Help',
    run: ({ workspace }) => workspace.set({ dialog: { kind: 'query-help' } }),
  },
  {
    id: 'clear-filter',
    title: 'Clear the Search',
    group: 'Filter',
    enabled: (workspace) => workspace.draft !== '',
    run: ({ workspace }) => workspace.set({ draft: '' }),
  },
];
