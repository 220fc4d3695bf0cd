import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../../main/json-file.ts';
import { prepareLibraryFolder } from '../../main/library-folder.ts';
import { openSettings } from '../../main/settings.ts';
import { placeWindow } from '../../main/windows/window-state.ts';

let library: string;
beforeEach(() => {
  library = mkdtempSync(path.join(os.tmpdir(), 'cuttings-settings-'));
});
afterEach(() => rmSync(library, { recursive: true, force: true }));

const file = (): string => path.join(library, 'settings.json');

describe('settings', () => {
  it('are the standard ones in a new library', () => {
    const settings = openSettings(library);
    expect(settings.get()).toEqual({ theme: 'system', textScale: 1 });
    expect(settings.broken).toBeUndefined();
  });

  it('are there after the next start, and told to whoever listens', () => {
    const settings = openSettings(library);
    const heard: unknown[] = [];
    settings.onChange((changed) => heard.push(changed));
    settings.set({ theme: 'dark' });
    settings.set({ textScale: 1.2 });
    expect(openSettings(library).get()).toEqual({ theme: 'dark', textScale: 1.2 });
    expect(heard).toEqual([
      { theme: 'dark', textScale: 1 },
      { theme: 'dark', textScale: 1.2 },
    ]);
  });

  it('of an older version keep what they have', () => {
    writeFileSync(file(), '{"theme":"light"}');
    expect(openSettings(library).get()).toEqual({ theme: 'light', textScale: 1 });
  });

  it.each(['{"theme": "li', '[]', '{"theme":"purple"}', '{"textScale":99}', ''])('that are broken (%s) are set aside, kept, and told', (text) => {
    writeFileSync(file(), text);
    const settings = openSettings(library);
    expect(settings.get()).toEqual({ theme: 'system', textScale: 1 });
    expect(settings.broken?.reason).toMatch(/\w/);
    expect(readFileSync(settings.broken?.movedTo ?? '', 'utf8')).toBe(text);
    expect(readdirSync(library)).toHaveLength(1);
  });

  it('stay as they were when they cannot be written', () => {
    const settings = openSettings(path.join(library, 'settings.json', 'not-a-folder'));
    writeFileSync(file(), 'in the way');
    expect(() => settings.set({ theme: 'dark' })).toThrow();
    expect(settings.get().theme).toBe('system');
  });
});

describe('a small JSON file', () => {
  it('is replaced whole, leaving nothing beside it', () => {
    writeJsonFile(file(), { n: 1 });
    writeJsonFile(file(), { n: 2 });
    expect(readJsonFile(file(), z.object({ n: z.number() }))).toEqual({ state: 'read', value: { n: 2 } });
    expect(readdirSync(library)).toEqual(['settings.json']);
  });

  it('that cannot take its place leaves the old one and nothing beside it', () => {
    const taken = path.join(library, 'taken');
    writeJsonFile(path.join(taken, 'inside'), {});
    expect(() => writeJsonFile(taken, { n: 1 })).toThrow();
    expect(readdirSync(library)).toEqual(['taken']);
  });

  it('passes on what the file system says, other than that there is none', () => {
    expect(() => readJsonFile(library, z.object({}))).toThrow(/EISDIR/);
    chmodSync(library, 0o755);
    expect(readJsonFile(file(), z.object({}))).toEqual({ state: 'missing' });
  });
});

describe('placing the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const left = { bounds: { x: 100, y: 50, width: 1300, height: 900 }, maximised: false };

  it('opens where it was left', () => expect(placeWindow(left, [screen])).toEqual(left.bounds));
  it('opens at the usual size the first time', () => expect(placeWindow(undefined, [screen])).toEqual({ width: 1280, height: 820 }));
  it('comes back from a screen that is gone', () => {
    const away = { ...left, bounds: { ...left.bounds, x: 3000 } };
    expect(placeWindow(away, [screen])).toEqual({ width: 1300, height: 900 });
    expect(placeWindow(away, [screen, { ...screen, x: 1920 }])).toEqual(away.bounds);
  });
  it('comes back when only a sliver would show', () => {
    expect(placeWindow({ ...left, bounds: { ...left.bounds, x: 1900 } }, [screen])).not.toHaveProperty('x');
    expect(placeWindow({ ...left, bounds: { ...left.bounds, y: -400 } }, [screen])).not.toHaveProperty('x');
  });
  it('is never smaller than it can work', () => {
    expect(placeWindow({ ...left, bounds: { x: 0, y: 0, width: 10, height: 10 } }, [screen])).toMatchObject({ width: 900, height: 600 });
  });
});

describe('a library’s folder', () => {
  it('is made where it is not there', () => {
    const folder = path.join(library, 'new', 'library');
    prepareLibraryFolder(folder);
    expect(readdirSync(folder)).toEqual([]);
    prepareLibraryFolder(folder);
  });

  it('that cannot be one is refused with what to do', () => {
    writeFileSync(file(), '');
    expect(() => prepareLibraryFolder(path.join(file(), 'library'))).toThrow(
      expect.objectContaining({ kind: 'no-folder', message: expect.stringContaining('--library') }),
    );
  });
});
