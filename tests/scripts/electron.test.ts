/** Which Electron the scripts settle on, and what they say when there is none. */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureElectron } from '../../scripts/lib/electron.mjs';
import { cachedRuntime, cacheRoot, RUNTIME } from '../../scripts/lib/electron-runtime.mjs';
import { Complaint } from '../../scripts/lib/project.mjs';

let dir = '';
let packageDir = '';
let runtimeDir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cuttings-electron-'));
  packageDir = join(dir, 'electron');
  runtimeDir = join(dir, 'runtime');
  mkdirSync(packageDir);
  writeFileSync(join(packageDir, 'package.json'), '{"version":"45.0.0"}');
  unpack(runtimeDir, RUNTIME.electron);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

/** Something that looks like an unpacked Electron. */
function unpack(into: string, version: string): void {
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'electron'), 'a binary');
  writeFileSync(join(into, 'version'), version);
}

const unreachable = () => ({ ok: false, reason: 'TypeError: fetch failed' });
const installs = (version: string) => () => {
  unpack(join(packageDir, 'dist'), version);
  writeFileSync(join(packageDir, 'path.txt'), 'electron');
  return { ok: true, reason: '' };
};
const here = () => ({ env: {}, platform: 'linux' as NodeJS.Platform, arch: 'x64', packageDir, download: unreachable, runtime: async () => runtimeDir });

describe('which Electron runs', () => {
  it('is the official one where it can be downloaded', async () => {
    const found = await ensureElectron({ ...here(), download: installs('45.0.0') });
    expect(found).toMatchObject({ from: 'official', version: '45.0.0' });
  });

  it('is the official one without another download once it is there', async () => {
    installs('45.0.0')();
    const download = vi.fn(unreachable);
    expect(await ensureElectron({ ...here(), download })).toMatchObject({ from: 'official' });
    expect(download).not.toHaveBeenCalled();
  });

  it('is the registry’s runtime where the download is unreachable, linked where the electron package looks for its own', async () => {
    const found = await ensureElectron(here());
    expect(found).toMatchObject({ from: 'registry', version: RUNTIME.electron });
    expect(readlinkSync(join(packageDir, 'dist'))).toBe(runtimeDir);
    expect(readFileSync(join(packageDir, 'path.txt'), 'utf8')).toBe('electron');
    expect(readdirSync(packageDir).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('stays the registry’s runtime without asking again', async () => {
    await ensureElectron(here());
    const download = vi.fn(unreachable);
    expect(await ensureElectron({ ...here(), download })).toMatchObject({ from: 'registry' });
    expect(download).not.toHaveBeenCalled();
  });

  it('never lets an installer write through the link into the cache', async () => {
    await ensureElectron(here());
    rmSync(join(packageDir, 'path.txt')); // as after a half-finished installation
    await ensureElectron({ ...here(), download: installs('45.0.0') });
    expect(lstatSync(join(packageDir, 'dist')).isSymbolicLink()).toBe(false);
    expect(readFileSync(join(runtimeDir, 'version'), 'utf8')).toBe(RUNTIME.electron);
  });

  it('replaces an official download of another version', async () => {
    installs('44.0.0')();
    const found = await ensureElectron(here());
    expect(found.from).toBe('registry');
  });

  it('is the one ELECTRON_OVERRIDE_DIST_PATH names', async () => {
    const found = await ensureElectron({ ...here(), env: { ELECTRON_OVERRIDE_DIST_PATH: runtimeDir } });
    expect(found).toEqual({ from: 'override', version: RUNTIME.electron, executable: join(runtimeDir, 'electron') });
  });

  it('is refused with the path where ELECTRON_OVERRIDE_DIST_PATH holds none', async () => {
    const override = join(dir, 'nothing here');
    await expect(ensureElectron({ ...here(), env: { ELECTRON_OVERRIDE_DIST_PATH: override } })).rejects.toThrow(override);
  });

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'arm64'],
  ] as const)('is nothing on %s-%s without the download, and the message names ELECTRON_MIRROR and the reason', async (platform, arch) => {
    const attempt = ensureElectron({ ...here(), platform, arch });
    await expect(attempt).rejects.toThrow(/fetch failed[\s\S]*ELECTRON_MIRROR/);
    await expect(attempt).rejects.toBeInstanceOf(Complaint);
  });
});

describe('the cached runtime', () => {
  const env = () => ({ CUTTINGS_ELECTRON_CACHE: join(dir, 'cache') });

  it('lies in the cache of the user', () => {
    expect(cacheRoot({ XDG_CACHE_HOME: '/home/ann/.cache' })).toBe(join('/home/ann/.cache', 'cuttings'));
    expect(cacheRoot({ CUTTINGS_ELECTRON_CACHE: '/elsewhere' })).toBe('/elsewhere');
  });

  it('refuses a package that is not the pinned one, and leaves nothing behind', async () => {
    const other = async (into: string): Promise<string> => {
      writeFileSync(join(into, 'other.tgz'), 'not the runtime');
      return join(into, 'other.tgz');
    };
    await expect(cachedRuntime(env(), other)).rejects.toThrow(/not the package this project pins/);
    expect(readdirSync(join(dir, 'cache'))).toEqual([]);
  });

  it('passes on why the package could not be fetched, and leaves nothing behind', async () => {
    const offline = async (): Promise<string> => {
      throw new Complaint('could not be fetched: getaddrinfo EAI_AGAIN');
    };
    await expect(cachedRuntime(env(), offline)).rejects.toThrow('EAI_AGAIN');
    expect(readdirSync(join(dir, 'cache'))).toEqual([]);
  });

  it('is used as it is once it is ready', async () => {
    const ready = join(dir, 'cache', `electron-${RUNTIME.electron}-linux-x64-r${RUNTIME.revision}`);
    unpack(ready, RUNTIME.electron);
    writeFileSync(join(ready, 'READY'), '');
    const never = vi.fn();
    expect(await cachedRuntime(env(), never)).toBe(ready);
    expect(never).not.toHaveBeenCalled();
    expect(existsSync(join(ready, 'electron'))).toBe(true);
  });
});
