/** Which commands the palette and the list of keys show, and in what order. Pure. */
import type { AppCommand } from '../../state/commands.ts';
import type { Workspace } from '../../state/workspace.ts';

const GROUPS: readonly AppCommand['group'][] = ['Tag', 'Filter', 'Go', 'Ledger', 'Library', 'View', 'Help'];

const inGroups = (commands: readonly AppCommand[]): AppCommand[] => commands.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));

/** Commands that can run in this state of the window, group by group; not the palette itself. */
export function paletteCommands(commands: readonly AppCommand[], workspace: Workspace): readonly AppCommand[] {
  return inGroups(commands.filter((command) => command.id !== 'palette' && (command.enabled === undefined || command.enabled(workspace))));
}

/** The digit of a command that sets the tag with it. */
export function digitOf({ id }: AppCommand): number | undefined {
  const digit = /^tag-([1-9])$/u.exec(id)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

export interface KeyRow {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
}

export interface KeyGroup {
  readonly group: AppCommand['group'];
  readonly rows: readonly KeyRow[];
}

/** Every command that has keys, group by group; the nine commands of the digits stand in one row. */
export function keyGroups(commands: readonly AppCommand[]): readonly KeyGroup[] {
  const groups = new Map<AppCommand['group'], KeyRow[]>();
  for (const command of inGroups(commands)) {
    const { id, title, group, keys } = command;
    if (keys === undefined || keys.length === 0) continue;
    const rows = groups.get(group) ?? [];
    groups.set(group, rows);
    const digit = digitOf(command);
    if (digit !== undefined) {
      if (digit === 1) rows.push({ id: 'tag-digits', title: 'Set or Take Off the Tag with That Key', keys: ['1', '9'] });
    } else rows.push({ id, title, keys });
  }
  return [...groups].map(([group, rows]) => ({ group, rows }));
}
