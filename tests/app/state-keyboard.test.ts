import { describe, expect, it } from 'vitest';
import type { AppCommand } from '../../renderer/app/state/commands.ts';
import { type Chord, chordOf, commandFor, runCommand } from '../../renderer/app/state/keyboard.ts';
import { commandById, commands } from '../../renderer/app/state/registry.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import { fakeServices } from './fake-services.ts';

const key = (name: string, held: Partial<Chord> = {}): Chord => ({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });
const command = (id: string, ...keys: string[]): AppCommand => ({ id, title: id, group: 'Go', keys, run: () => {} });

describe('chords', () => {
  it('are written as commands write them', () => {
    expect(chordOf(key('j'), false)).toBe('j');
    expect(chordOf(key('J', { shiftKey: true }), false)).toBe('shift+j');
    expect(chordOf(key('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+z');
    expect(chordOf(key('ArrowDown'), false)).toBe('arrowdown');
  });

  it('leave Shift out where it only makes the character', () => {
    expect(chordOf(key('?', { shiftKey: true }), false)).toBe('?');
    expect(chordOf(key('/', { shiftKey: true }), false)).toBe('/');
  });

  it('take Cmd for mod on macOS and Ctrl elsewhere', () => {
    expect(chordOf(key('k', { metaKey: true }), true)).toBe('mod+k');
    expect(chordOf(key('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(chordOf(key('k', { metaKey: true }), false)).toBe('meta+k');
  });
});

describe('keys', () => {
  const list = [command('next', 'j'), command('palette', 'mod+k'), command('undo', 'mod+z'), command('open', 'enter')];

  it('run the command that has them', () => {
    expect(commandFor(list, key('j'), 'page', false)?.id).toBe('next');
    expect(commandFor(list, key('q'), 'page', false)).toBeUndefined();
  });

  it('are letters in a text field, where only chords run commands, and undo undoes the typing', () => {
    expect(commandFor(list, key('j'), 'text', false)).toBeUndefined();
    expect(commandFor(list, key('k', { ctrlKey: true }), 'text', false)?.id).toBe('palette');
    expect(commandFor(list, key('z', { ctrlKey: true }), 'text', false)).toBeUndefined();
  });

  it('do nothing behind a dialog', () => {
    expect(commandFor(list, key('k', { ctrlKey: true }), 'dialog', false)).toBeUndefined();
  });

  it('go to the commands of the view that is shown, before those of the window', () => {
    const keys = [command('note', 'n'), { ...command('next-run', 'n'), view: 'ledger' as const }, { ...command('furniture', 'f'), view: 'ledger' as const }];
    expect(commandFor(keys, key('n'), 'page', false, 'ledger')?.id).toBe('next-run');
    expect(commandFor(keys, key('n'), 'page', false, 'articles')?.id).toBe('note');
    expect(commandFor(keys, key('n'), 'page', false)?.id).toBe('note');
    expect(commandFor(keys, key('f'), 'page', false, 'articles')).toBeUndefined();
  });

  it('leave Enter to the button that has the focus', () => {
    expect(commandFor(list, key('Enter'), 'control', false)).toBeUndefined();
    expect(commandFor(list, key('Enter'), 'page', false)?.id).toBe('open');
  });
});

describe('running a command', () => {
  it('tells the analyst what failed', async () => {
    const services = fakeServices();
    await runCommand({ ...command('tag'), title: 'Tag…', run: () => Promise.reject(new Error('the disk is full')) }, services);
    expect(services.workspace.get().toast).toEqual({ text: 'Tag: the disk is full', tone: 'bad' });
  });

  it('does nothing when the command cannot run now', async () => {
    let ran = false;
    const services = fakeServices({ workspace: createWorkspaceStore() });
    const run = (): void => {
      ran = true;
    };
    await runCommand({ ...command('x'), enabled: () => false, run }, services);
    expect(ran).toBe(false);
  });
});

describe('the registry', () => {
  it('gives every command its own id, and every key to one command of the window, and to one of each view', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = commands.flatMap((each) => (each.keys ?? []).map((chord) => `${each.view ?? 'window'} ${chord}`));
    expect(keys.filter((chord, at) => keys.indexOf(chord) !== at)).toEqual([]);
  });

  it('refuses an id no command has', () => {
    expect(() => commandById('fly')).toThrow('a command called fly');
  });
});
