/** Bringing pages in. */
import { unwrap } from '../../../../corpus/errors.ts';
import type { AppCommand } from '../../state/commands.ts';
import type { Services } from '../../state/services.ts';
import { say } from '../tagging/actions.ts';
import { progressStore } from './progress.ts';

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
  { id: 'import-pause', title: 'Pause the Import', group: 'Library', run: (services) => turn(services, 'import:pause') },
  { id: 'import-continue', title: 'Continue the Import', group: 'Library', run: (services) => turn(services, 'import:continue') },
  { id: 'remembered-tables', title: 'Remembered Tables…', group: 'Library', run: ({ workspace }) => workspace.set({ dialog: { kind: 'settings' } }) },
  {
    id: 'view-imports',
    title: 'Imports',
    group: 'Go',
    keys: ['mod+4'],
    run: ({ workspace }) => workspace.set({ view: 'imports' }),
  },
];

/** Pauses the import that is read, or goes on with it; says so where there is none in that state. */
async function turn(services: Pick<Services, 'bridge' | 'workspace'>, call: 'import:pause' | 'import:continue'): Promise<void> {
  const current = progressStore(services.bridge).current();
  const paused = current?.state === 'paused';
  if (current === undefined || current.state === 'waiting') say(services, 'No import is being read.');
  else if (paused === (call === 'import:pause')) say(services, paused ? 'The import is paused already.' : 'The import is not paused.');
  else unwrap(await services.bridge.call(call, current.id));
}
