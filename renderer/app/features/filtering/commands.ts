/** Finding, and keeping what was asked as a filter. */
import type { AppCommand } from '../../state/commands.ts';
import { say } from '../tagging/actions.ts';
import { focusFilterBox } from './focus.ts';
import { linkToShown } from './show.ts';

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
    id: 'copy-search-link',
    title: 'Copy Link to This Search',
    group: 'Filter',
    keys: ['mod+shift+l'],
    enabled: (workspace) => workspace.queryError === undefined,
    async run(services) {
      await navigator.clipboard.writeText(linkToShown(services.workspace.get()));
      say(services, 'Copied the link to this search.');
    },
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
