// The built app in out/: made again when it is missing or its sources have changed since. Known by a hash over the sources' content,
// because the times of files say little after a checkout.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Complaint, hasCode, inProject, ROOT, say } from './project.mjs';

const SOURCES = ['corpus', 'main', 'preload', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const ENTRIES = ['main/index.js', 'preload/app.cjs', 'preload/store.cjs', 'renderer/app.html', 'renderer/store.html'];

/**
 * Builds the app unless the build in out/ is of these very sources.
 * @returns {Promise<{ built: boolean }>}
 * @throws {Complaint} when the build fails
 */
export async function ensureBuilt(root = ROOT) {
  const stamp = path.join(root, 'out', 'built-from');
  const sources = await hashSources(root);
  if ((await readStamp(stamp)) === sources && (await missingEntry(root)) === undefined) return { built: false };
  say('build', 'building the app');
  build(root);
  const missing = await missingEntry(root);
  if (missing !== undefined) throw new Complaint(`The build left no out/${missing}`);
  await fs.writeFile(stamp, sources);
  return { built: true };
}

/** @param {string} root */
function build(root) {
  const done = spawnSync(process.execPath, [inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    // electron-vite itself would start Electron with its sandbox, which Chromium refuses as root
    env: { ...process.env, NO_SANDBOX: '1', NO_COLOR: '1' },
  });
  if (done.status !== 0) throw new Complaint(`The build failed:\n${done.stdout}${done.stderr}${done.error?.message ?? ''}`);
}

/**
 * SHA-256 over the paths and bytes of everything the build reads.
 * @param {string} root
 */
export async function hashSources(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesUnder(path.join(root, source))) {
      hash.update(`${path.relative(root, file)}\0`);
      hash.update(await fs.readFile(file));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} start a file or directory
 * @returns {Promise<string[]>} files, sorted
 */
async function filesUnder(start) {
  const stat = await fs.stat(start).catch(ignoreMissing);
  if (stat === undefined) return [];
  if (stat.isFile()) return [start];
  const entries = await fs.readdir(start, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** @param {string} root */
async function missingEntry(root) {
  for (const entry of ENTRIES) {
    if ((await fs.stat(path.join(root, 'out', entry)).catch(ignoreMissing)) === undefined) return entry;
  }
  return undefined;
}

/** @param {string} stamp */
const readStamp = (stamp) => fs.readFile(stamp, 'utf8').catch(ignoreMissing);

/** @param {unknown} error */
function ignoreMissing(error) {
  if (!hasCode(error, 'ENOENT')) throw error;
  return undefined;
}
