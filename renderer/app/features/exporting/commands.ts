/** Taking records out. */
import type { AppCommand } from '../../state/commands.ts';

export const commands: readonly AppCommand[] = [
  { id: 'export', title: 'Export…', group: 'Library', keys: ['mod+e'], run: ({ workspace }) => workspace.set({ dialog: { kind: 'export' } }) },
];
