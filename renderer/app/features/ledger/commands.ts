/** The ledger: what became of every byte. */
import type { AppCommand } from '../../state/commands.ts';
import { show } from '../library/commands.ts';

export const commands: readonly AppCommand[] = [
  { id: 'view-ledger', title: 'Ledger', group: 'Go', keys: ['mod+5'], run: (services) => show(services, 'ledger') },
];
