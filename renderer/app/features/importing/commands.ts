/** Bringing pages in. */
import { unwrap } from '../../../../corpus/errors.ts';
import type { AppCommand } from '../../state/commands.ts';

export const commands: readonly AppCommand[] = [
  {
    id: 'import-files',
    title: 'Import Files…',
    group: 'Library',
    keys: ['mod+o'],
    run: async ({ bridge }) => void unwrap(await bridge.call('import:choose', 'files')),
  },
  {
    id: 'import-folder',
    title: 'Import a Folder…',
    group: 'Library',
    keys: ['mod+shift+o'],
    run: async ({ bridge }) => void unwrap(await bridge.call('import:choose', 'folder')),
  },
  {
    id: 'import-samples',
    title: 'Open the Sample Pages',
    group: 'Library',
    run: async ({ bridge }) => void unwrap(await bridge.call('import:samples')),
  },
  {
    id: 'view-imports',
    title: 'Imports',
    group: 'Go',
    keys: ['mod+4'],
    run: ({ workspace }) => workspace.set({ view: 'imports' }),
  },
];
