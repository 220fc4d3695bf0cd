/** What can be counted in what was found. */
import type { AppCommand } from '../../state/commands.ts';
import type { Workspace } from '../../state/workspace.ts';
import { show } from '../library/commands.ts';
import { chooseCounts, countsChoices } from './choices.ts';
import { STEPS } from './time-words.ts';

const shown = ({ view }: Workspace): boolean => view === 'counts';

export const commands: readonly AppCommand[] = [
  { id: 'view-counts', title: 'Counts: by Time, by Words, by Tags', group: 'View', keys: ['mod+6'], run: (services) => show(services, 'counts') },
  ...STEPS.map(
    ([step, words]): AppCommand => ({
      id: `counts-${step}`,
      title: `Count by ${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
      group: 'View',
      enabled: shown,
      run: ({ workspace }) => chooseCounts(workspace, { step }),
    }),
  ),
  {
    id: 'counts-tables',
    title: 'Plots as Tables, and Back',
    group: 'View',
    enabled: shown,
    run({ workspace }) {
      const form = countsChoices(workspace.get()).timeline === 'table' ? 'plot' : 'table';
      chooseCounts(workspace, { timeline: form, tags: form, keywords: form });
    },
  },
];
