import { describe, expect, it } from 'vitest';
import { matchCommands } from '../../renderer/app/features/settings/match.ts';
import type { AppCommand } from '../../renderer/app/state/commands.ts';

const command = (id: string, title: string, group: AppCommand['group']): AppCommand => ({ id, title, group, run: () => {} });
const commands = [
  command('tag', 'Tag…', 'Tag'),
  command('view-codebook', 'Codebook: tags and their meanings', 'Go'),
  command('untagged', 'Untagged', 'Filter'),
  command('export', 'Export…', 'Library'),
];
const ids = (typed: string): string[] => matchCommands(commands, typed).map((match) => match.command.id);

describe('the palette', () => {
  it('shows every command in its order while nothing is typed', () => {
    expect(ids(' ')).toEqual(['tag', 'view-codebook', 'untagged', 'export']);
  });

  it('puts titles that begin with the word first and hits inside a word last', () => {
    expect(ids('tag')).toEqual(['tag', 'view-codebook', 'untagged']);
  });

  it('wants every word, in any order', () => {
    expect(ids('mean code')).toEqual(['view-codebook']);
    expect(ids('code export')).toEqual([]);
  });

  it('finds a command by its group', () => {
    expect(ids('lib')).toEqual(['export']);
  });

  it('marks what answers in the title', () => {
    expect(matchCommands(commands, 'tags co')[0]?.marks).toEqual([
      [0, 2],
      [10, 14],
    ]);
  });
});
