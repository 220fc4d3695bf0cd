/** The window itself: theme, text size, the palette, the list of keys and the search index. */
import { unwrap } from '../../../../corpus/errors.ts';
import type { Settings } from '../../../../preload/contract/app-api.ts';
import type { AppCommand } from '../../state/commands.ts';
import type { Services } from '../../state/services.ts';
import { steppedScale } from './scale.ts';

async function change({ bridge }: Services, settings: Partial<Settings>): Promise<void> {
  unwrap(await bridge.call('settings:set', settings));
}

async function resize(services: Services, by: 1 | -1): Promise<void> {
  const { textScale } = unwrap(await services.bridge.call('settings:get'));
  await change(services, { textScale: steppedScale(textScale, by) });
}

async function rebuildIndex({ bridge, workspace }: Services): Promise<void> {
  const rebuilt = await bridge.call('index:rebuild');
  workspace.set({
    toast: rebuilt.ok
      ? { text: 'The search index is being built anew. Until it is done, searches say what they lack.', tone: 'done' }
      : { text: `The search index could not be begun anew: ${rebuilt.error.message}`, tone: 'bad' },
  });
}

export const commands: readonly AppCommand[] = [
  { id: 'palette', title: 'Every Command…', group: 'Help', keys: ['mod+k'], run: ({ workspace }) => workspace.set({ dialog: { kind: 'palette' } }) },
  { id: 'keys', title: 'Keys', group: 'Help', keys: ['?'], run: ({ workspace }) => workspace.set({ dialog: { kind: 'keys' } }) },
  { id: 'settings', title: 'Settings…', group: 'View', keys: ['mod+,'], run: ({ workspace }) => workspace.set({ dialog: { kind: 'settings' } }) },
  { id: 'theme-system', title: 'Theme: as the System', group: 'View', run: (services) => change(services, { theme: 'system' }) },
  { id: 'theme-light', title: 'Theme: Light', group: 'View', run: (services) => change(services, { theme: 'light' }) },
  { id: 'theme-dark', title: 'Theme: Dark', group: 'View', run: (services) => change(services, { theme: 'dark' }) },
  { id: 'text-larger', title: 'Larger Text', group: 'View', keys: ['mod+=', 'mod++'], run: (services) => resize(services, 1) },
  { id: 'text-smaller', title: 'Smaller Text', group: 'View', keys: ['mod+-'], run: (services) => resize(services, -1) },
  { id: 'rebuild-index', title: 'Rebuild the Search Index', group: 'Library', run: rebuildIndex },
];
