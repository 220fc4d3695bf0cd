/** Every command of the window, from every feature. */
import { assertNonNullable } from '../../../corpus/assert.ts';
import { commands as coding } from '../features/coding/commands.ts';
import { commands as context } from '../features/context/commands.ts';
import { commands as counts } from '../features/counts/commands.ts';
import { commands as exporting } from '../features/exporting/commands.ts';
import { commands as filtering } from '../features/filtering/commands.ts';
import { commands as importing } from '../features/importing/commands.ts';
import { commands as ledger } from '../features/ledger/commands.ts';
import { commands as library } from '../features/library/commands.ts';
import { commands as reading } from '../features/reading/commands.ts';
import { commands as settings } from '../features/settings/commands.ts';
import { commands as tagging } from '../features/tagging/commands.ts';
import type { AppCommand } from './commands.ts';

export const commands: readonly AppCommand[] = [
  ...library,
  ...reading,
  ...tagging,
  ...coding,
  ...context,
  ...counts,
  ...filtering,
  ...importing,
  ...ledger,
  ...exporting,
  ...settings,
];

/** The command with an id. Throws where there is none. */
export function commandById(id: string): AppCommand {
  return assertNonNullable(
    commands.find((command) => command.id === id),
    `a command called ${id}`,
  );
}
