/** Tagging, notes, undo and redo. */
import type { AppCommand } from '../../state/commands.ts';
import type { Services } from '../../state/services.ts';
import type { Workspace } from '../../state/workspace.ts';
import { selectedSpan } from '../reading/selection.ts';
import { redo, tagWithKey, toggleTag, undo } from './actions.ts';
import { activeTarget, activeTargets } from './targets.ts';

const hasTarget = (workspace: Workspace): boolean => activeTargets(workspace).length > 0;

/** Sets or takes off the tag with a digit. */
async function toggleKey(services: Services, key: number): Promise<void> {
  // those of the moment the key is pressed: while the tag is looked up, fast fingers are on the next row
  const targets = activeTargets(services.workspace.get());
  const tag = tagWithKey(await services.reader.tags(), key);
  await toggleTag(services, targets, tag);
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export const commands: readonly AppCommand[] = [
  { id: 'undo', title: 'Undo', group: 'Library', keys: ['mod+z'], run: undo },
  { id: 'redo', title: 'Redo', group: 'Library', keys: ['mod+shift+z', 'mod+y'], run: redo },
  {
    id: 'tag',
    title: 'Tag…',
    group: 'Tag',
    keys: ['t'],
    enabled: hasTarget,
    run: ({ workspace }) => workspace.set({ dialog: { kind: 'tag', targets: activeTargets(workspace.get()) } }),
  },
  {
    id: 'tag-span',
    title: 'Tag the Selected Text…',
    group: 'Tag',
    keys: ['shift+t'],
    run({ workspace }) {
      const chosen = selectedSpan();
      if (chosen === undefined) workspace.set({ toast: { text: 'Select words of an article or a comment first.', tone: 'bad' } });
      else workspace.set({ dialog: { kind: 'tag', targets: [chosen.target], span: chosen.span } });
    },
  },
  ...DIGITS.map(
    (key): AppCommand => ({
      id: `tag-${key}`,
      title: `Set or Take Off the Tag with Key ${key}`,
      group: 'Tag',
      keys: [String(key)],
      enabled: hasTarget,
      run: (services) => toggleKey(services, key),
    }),
  ),
  {
    id: 'note',
    title: 'Note…',
    group: 'Tag',
    keys: ['n'],
    enabled: hasTarget,
    run({ workspace }) {
      const target = activeTarget(workspace.get());
      if (target !== undefined) workspace.set({ dialog: { kind: 'note', target } });
    },
  },
  {
    id: 'view-codebook',
    title: 'Codebook: Tags and Their Meanings',
    group: 'Go',
    keys: ['mod+shift+t'],
    run: ({ workspace }) => workspace.set({ view: 'codebook' }),
  },
];
