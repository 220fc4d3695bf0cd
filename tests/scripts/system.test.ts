/** What the scripts do about system libraries and displays; no package manager is touched. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureSystem, hasDisplay, missingLibraries, withDisplay } from '../../scripts/lib/system.mjs';

const LDD_MISSING = '\tlinux-vdso.so.1 (0x0000)\n\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0000)\n\tlibnss3.so => not found\n';
const LDD_WHOLE = '\tlibc.so.6 => /lib/libc.so.6 (0x0000)\n';

beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

function machine(is: {
  root?: boolean;
  commands?: string[];
  ldd?: string[];
  t64?: boolean;
  installs?: number;
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
}) {
  const shown: string[] = [];
  const answers = [...(is.ldd ?? [LDD_MISSING, LDD_WHOLE])];
  const commands = is.commands ?? ['ldd', 'apt-get', 'xvfb-run', 'xauth'];
  return {
    shown,
    env: is.env ?? {},
    platform: is.platform ?? ('linux' as NodeJS.Platform),
    isRoot: () => is.root ?? false,
    hasCommand: (command: string) => commands.includes(command),
    run: (command: string, args: string[]) => {
      if (command === 'ldd') return { status: 0, stdout: answers.shift() ?? '' };
      const name = args.at(-1) ?? '';
      return is.t64 && name.startsWith('libgtk') ? { status: 0, stdout: `Package: ${name}\n` } : { status: 100, stdout: '' };
    },
    show: (command: string, args: string[]) => {
      shown.push([command, ...args].join(' '));
      return args.includes('install') ? (is.installs ?? 0) : 0;
    },
  };
}

describe('system libraries', () => {
  it('are found missing by the loader’s own word', () => {
    expect(missingLibraries('electron', machine({}))).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('need nothing where the loader finds all and there is a virtual display', () => {
    const system = machine({ ldd: [LDD_WHOLE] });
    ensureSystem('electron', { virtualDisplay: true }, system);
    expect(system.shown).toEqual([]);
  });

  it('are installed as root on Debian, after an update of the lists', () => {
    const system = machine({ root: true });
    ensureSystem('electron', { virtualDisplay: false }, system);
    expect(system.shown[0]).toMatch(/^apt-get update/);
    expect(system.shown[1]).toMatch(/^apt-get install .*-y.* libgtk-3-0 libnss3 libasound2 /);
    expect(system.shown[1]).not.toContain('xvfb');
  });

  it('are installed by their newer names where the system has those', () => {
    const system = machine({ root: true, t64: true });
    ensureSystem('electron', { virtualDisplay: false }, system);
    expect(system.shown[1]).toContain('libgtk-3-0t64');
  });

  it('come with a virtual display where there is no screen', () => {
    const system = machine({ root: true, ldd: [LDD_WHOLE, LDD_WHOLE], commands: ['ldd', 'apt-get'] });
    ensureSystem('electron', { virtualDisplay: true }, system);
    expect(system.shown[1]).toMatch(/ xvfb xauth$/);
  });

  it('are asked for with the exact command from anyone but root', () => {
    expect(() => ensureSystem('electron', { virtualDisplay: false }, machine({}))).toThrow(
      /libgtk-3\.so\.0[\s\S]*sudo apt-get update && sudo apt-get install -y libgtk-3-0/,
    );
  });

  it('are named on a system without apt-get', () => {
    expect(() => ensureSystem('electron', { virtualDisplay: false }, machine({ root: true, commands: ['ldd'] }))).toThrow(/libnss3\.so[\s\S]*package manager/);
  });

  it('say so when the installation fails', () => {
    expect(() => ensureSystem('electron', { virtualDisplay: false }, machine({ root: true, installs: 100 }))).toThrow(/apt-get install .* failed \(exit 100\)/);
  });

  it('say so when they are still missing after the installation', () => {
    const system = machine({ root: true, ldd: [LDD_MISSING, LDD_MISSING] });
    expect(() => ensureSystem('electron', { virtualDisplay: false }, system)).toThrow(/still missing: libgtk-3\.so\.0, libnss3\.so/);
  });

  it('are no matter on macOS and Windows', () => {
    const system = machine({ platform: 'darwin' });
    ensureSystem('Electron', { virtualDisplay: false }, system);
    expect(system.shown).toEqual([]);
  });
});

describe('the display', () => {
  it.each([
    [{ DISPLAY: ':0' }, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
    [{ DISPLAY: '' }, false],
    [{}, false],
  ])('with %o is there: %s', (env, there) => {
    expect(hasDisplay(machine({ env }))).toBe(there);
  });

  it('is a virtual one only where it is asked for', () => {
    expect(withDisplay(['electron', '.'], { virtualDisplay: false })).toEqual(['electron', '.']);
    expect(withDisplay(['electron', '.'], { virtualDisplay: true }).slice(0, 2)).toEqual(['xvfb-run', '-a']);
  });
});
