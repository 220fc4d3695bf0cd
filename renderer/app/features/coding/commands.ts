/** Coding comment by comment. Next, previous and leaving share their keys with the lists; see the library's commands. */
import type { AppCommand } from '../../state/commands.ts';
import type { Workspace } from '../../state/workspace.ts';
import { codeFromHere, leaveCoding, showQuotes, skipComment, stepCoding } from './queue.ts';

const coding = ({ view }: Workspace): boolean => view === 'coding';

export const commands: readonly AppCommand[] = [
  {
    id: 'code-comments',
    title: 'Code Comment by Comment',
    group: 'Tag',
    keys: ['c'],
    enabled: ({ view }) => view === 'comments' || view === 'articles',
    run: codeFromHere,
  },
  { id: 'code-next', title: 'Coding: Next Comment', group: 'Tag', keys: ['space'], enabled: coding, run: ({ workspace }) => stepCoding(workspace, 1) },
  { id: 'code-skip', title: 'Coding: Leave This One for Later', group: 'Tag', keys: ['s'], enabled: coding, run: ({ workspace }) => skipComment(workspace) },
  {
    id: 'code-quotes',
    title: 'Coding: Unfold or Fold Quoted Words',
    group: 'Tag',
    keys: ['q'],
    enabled: coding,
    run: ({ workspace }) => showQuotes(workspace),
  },
  { id: 'code-open', title: 'Coding: Open in the Reader', group: 'Tag', keys: ['o'], enabled: coding, run: ({ workspace }) => leaveCoding(workspace) },
];
