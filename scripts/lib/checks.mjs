import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkImports } from './import-rules.mjs';
import { inProject, ROOT, wordsOf } from './project.mjs';

/**
 * @typedef {{ name: string, run: () => Promise<{ ok: boolean, output: string }> }} Check
 */

/**
 * Runs every check, a few at a time, and prints each with its heading and, where it fails, its output.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const checks = await allChecks();
  /** @type {Promise<{ ok: boolean, output: string }>[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < checks.length; index = next++) {
      const check = checks[index];
      if (check === undefined) return;
      results[index] = check.run().catch((error) => ({ ok: false, output: wordsOf(error) }));
      await results[index];
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));

  let failed = 0;
  for (const [index, check] of checks.entries()) {
    const result = await results[index];
    const ok = result?.ok ?? false;
    if (!ok) failed += 1;
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${check.name}`);
    if (!ok) console.log(`${(result?.output ?? '').trim()}\n`);
  }
  return { passed: checks.length - failed, failed };
}

/** @returns {Promise<Check[]>} */
async function allChecks() {
  const rooms = await typedRooms();
  return [
    ...rooms.map((room) => ({ name: `types: ${room}`, run: () => tool('typescript', 'bin/tsc', ['-p', room]) })),
    { name: 'format and lint', run: () => tool('@biomejs/biome', 'bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=50']) },
    { name: 'import directions', run: () => checkImports(ROOT) },
    { name: 'unused files, exports and packages', run: () => tool('knip', 'bin/knip.js', ['--no-progress', '--no-config-hints']) },
  ];
}

/**
 * Every directory with a tsconfig.json, relative to the project; a new room is checked without being named here.
 * @returns {Promise<string[]>}
 */
async function typedRooms() {
  /** @type {string[]} */
  const rooms = [];
  const walk = async (/** @type {string} */ dir) => {
    for (const entry of await fs.readdir(inProject(dir), { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'out' || entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await walk(path.join(dir, entry.name));
      else if (entry.name === 'tsconfig.json') rooms.push(dir);
    }
  };
  await walk('.');
  return rooms.sort();
}

/**
 * @param {string} packageName
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function tool(packageName, script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject('node_modules', packageName, script), ...args], { cwd: ROOT, env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
