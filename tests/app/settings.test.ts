import { describe, expect, it } from 'vitest';
import { commands } from '../../renderer/app/features/settings/commands.ts';
import { digitOf, keyGroups, paletteCommands } from '../../renderer/app/features/settings/palette-items.ts';
import { steppedScale, TEXT_SCALES } from '../../renderer/app/features/settings/scale.ts';
import type { AppCommand } from '../../renderer/app/state/commands.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import { fakeServices } from './fake-services.ts';

const command = (id: string, group: AppCommand['group'], more: Partial<AppCommand> = {}): AppCommand => ({ id, title: id, group, run: () => {}, ...more });

describe('the palette', () => {
  it('offers what can run now, group by group, and not itself', () => {
    const commands = [
      command('palette', 'Help'),
      command('export', 'Library'),
      command('tag', 'Tag'),
      command('note', 'Tag', { enabled: () => false }),
      command('clear-filter', 'Filter', { enabled: ({ draft }) => draft === '' }),
    ];
    expect(paletteCommands(commands, createWorkspaceStore().get()).map(({ id }) => id)).toEqual(['tag', 'clear-filter', 'export']);
  });

  it('knows the commands that set the tag with a digit', () => {
    expect(digitOf(command('tag-7', 'Tag'))).toBe(7);
    expect(digitOf(command('tag-span', 'Tag'))).toBeUndefined();
    expect(digitOf(command('tag-10', 'Tag'))).toBeUndefined();
  });
});

describe('the list of keys', () => {
  it('holds every command with keys and puts the nine digits in one row', () => {
    const commands = [
      command('tag-1', 'Tag', { keys: ['1'] }),
      command('tag-2', 'Tag', { keys: ['2'] }),
      command('undo', 'Library', { keys: ['mod+z'] }),
      command('bare', 'Go'),
    ];
    expect(keyGroups(commands).map(({ group, rows }) => [group, rows.map(({ id, keys }) => `${id} ${keys.join(' ')}`)])).toEqual([
      ['Tag', ['tag-digits 1 9']],
      ['Library', ['undo mod+z']],
    ]);
  });
});

describe('the text size', () => {
  it('steps through the scales and holds at the ends', () => {
    expect(steppedScale(1, 1)).toBe(1.15);
    expect(steppedScale(1, -1)).toBe(0.85);
    expect(steppedScale(0.85, -1)).toBe(0.85);
    expect(steppedScale(TEXT_SCALES[TEXT_SCALES.length - 1] ?? 0, 1)).toBe(1.75);
  });

  it('leads from a scale between two steps to its neighbour', () => {
    expect(steppedScale(1.2, 1)).toBe(1.3);
    expect(steppedScale(1.2, -1)).toBe(1.15);
  });
});

describe('the search index', () => {
  const rebuild = commands.find(({ id }) => id === 'rebuild-index');

  it('is built anew by a command of the palette', async () => {
    const asked: string[] = [];
    const services = fakeServices({
      bridge: {
        call: (async (channel: string) => {
          asked.push(channel);
          return { ok: true, value: undefined };
        }) as never,
      },
    });
    expect(paletteCommands(commands, services.workspace.get()).map(({ title }) => title)).toContain('Rebuild the Search Index');
    await rebuild?.run(services);
    expect(asked).toEqual(['index:rebuild']);
    expect(services.workspace.get().toast).toMatchObject({ text: expect.stringContaining('built anew'), tone: 'done' });
  });

  it('says so where that fails', async () => {
    const services = fakeServices({ bridge: { call: (async () => ({ ok: false, error: { kind: 'unexpected', message: 'The disk is full.' } })) as never } });
    await rebuild?.run(services);
    expect(services.workspace.get().toast).toEqual({ text: 'The search index could not be begun anew: The disk is full.', tone: 'bad' });
  });
});
