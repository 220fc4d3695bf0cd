import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesGiven, libraryFolder, ownArguments } from '../../main/arguments.ts';
import { type Item, menuTemplate } from '../../main/menu-template.ts';
import { commands } from '../../renderer/app/state/registry.ts';

describe('the app’s own arguments', () => {
  it('come after the app’s path in development, wherever switches of Electron’s stand', () => {
    expect(ownArguments(['/bin/electron', '--no-sandbox', '--inspect=0', '.', 'a.txt', '--library', 'L'], true)).toEqual(['a.txt', '--library', 'L']);
    expect(ownArguments(['/opt/Cuttings/cuttings', 'a.txt'], false)).toEqual(['a.txt']);
    expect(ownArguments(['/bin/electron'], true)).toEqual([]);
  });

  it('name the library’s folder, before the environment does', () => {
    const env = { CUTTINGS_LIBRARY: 'from-env' };
    expect(libraryFolder(['--library', 'L'], env, '/home/me')).toBe('/home/me/L');
    expect(libraryFolder(['a.txt', '--library=/big/L'], env, '/home/me')).toBe('/big/L');
    expect(libraryFolder(['a.txt'], env, '/home/me')).toBe('/home/me/from-env');
    expect(libraryFolder([], { CUTTINGS_LIBRARY: '' }, '/home/me')).toBeUndefined();
  });

  it.each([[['--library']], [['--library=']], [['--library', '--no-sandbox']]])('without a folder after --library are refused: %j', (args) => {
    expect(() => libraryFolder(args, {}, '/')).toThrow(expect.objectContaining({ kind: 'arguments' }));
  });

  it('are files where they are no switches', () => {
    expect(filesGiven(['--no-sandbox', 'a.txt', '--library', 'L', '/b/c.txt', ''], '/home/me')).toEqual([path.resolve('/home/me/a.txt'), '/b/c.txt']);
  });
});

describe('the menus', () => {
  const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  const COMMANDS =
    'import-files import-folder export code-comments undo redo find palette keys settings view-articles view-comments view-imports view-codebook next previous toggle-evidence theme-system theme-light theme-dark text-larger text-smaller';

  it.each(['linux', 'win32', 'darwin'] as const)('reach every command once on %s', (platform) => {
    const run: string[] = [];
    const items = flat(menuTemplate({ theme: 'dark', platform, developing: false }, (id) => run.push(id)));
    for (const item of items) if (item.id !== undefined && item.click !== undefined) Reflect.apply(item.click, undefined, []);
    expect(run.sort()).toEqual(COMMANDS.split(' ').sort());
  });

  it('send commands that the window has, by the keys the window tells', () => {
    const items = flat(menuTemplate({ theme: 'system', platform: 'linux', developing: false }, () => undefined));
    for (const { id, accelerator } of items) {
      if (id === undefined) continue;
      const command = commands.find((each) => each.id === id);
      expect(command, id).toBeDefined();
      if (typeof accelerator !== 'string') continue;
      const key = accelerator.replace('CmdOrCtrl', 'mod').replace('Plus', '+').toLowerCase();
      expect(command?.keys, id).toContain(key);
    }
  });

  it('give no key twice, and none that would be taken from a text field', () => {
    const keys = flat(menuTemplate({ theme: 'system', platform: 'linux', developing: true }, () => undefined)).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^CmdOrCtrl\+/);
  });

  it('show which theme is on, and developer’s tools to developers only', () => {
    const items = (developing: boolean) => flat(menuTemplate({ theme: 'dark', platform: 'linux', developing }, () => undefined));
    expect(items(false).filter((item) => item.checked === true)).toMatchObject([{ id: 'theme-dark' }]);
    expect(items(false).some((item) => item.role === 'toggleDevTools')).toBe(false);
    expect(items(true).some((item) => item.role === 'toggleDevTools')).toBe(true);
  });
});
