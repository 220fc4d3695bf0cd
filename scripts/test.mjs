#!/usr/bin/env node
// npm test: everything that proves the project, on a fresh machine too. `--only check|unit|e2e` runs a part; further arguments go to vitest.
// The last line is always `N passed, N failed`: checks, unit tests and end-to-end tests together.
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { ensureRunnable } from './lib/launch.mjs';
import { Complaint, say, wordsOf } from './lib/project.mjs';
import { runVitest } from './lib/vitest.mjs';

const PARTS = ['check', 'unit', 'e2e'];

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * Runs one part; a part that cannot even start counts as one failure, with its reason.
 * @param {string} heading
 * @param {() => Promise<{ passed: number, failed: number, skipped?: number }>} run
 * @returns {Promise<Count>}
 */
async function part(heading, run) {
  console.log(`\n── ${heading} ──`);
  const start = performance.now();
  try {
    const { passed, failed, skipped = 0 } = await run();
    console.log(
      `${heading}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${Math.round((performance.now() - start) / 1000)} s)`,
    );
    return { passed, failed, skipped };
  } catch (error) {
    say('test', `${heading} could not run: ${wordsOf(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @returns {Promise<Count[]>} */
async function main() {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
  if (values.only !== undefined && !PARTS.includes(values.only)) throw new Complaint(`--only takes one of ${PARTS.join(', ')}`);
  const wanted = (/** @type {string} */ name) => values.only === undefined || values.only === name;
  /** @type {Count[]} */
  const counts = [];
  if (wanted('check')) counts.push(await part('checks', runChecks));
  if (wanted('unit')) counts.push(await part('unit tests', () => runVitest('unit', [], positionals)));
  if (wanted('e2e')) {
    counts.push(
      await part('end-to-end tests', async () => {
        const electron = await ensureRunnable({ virtualDisplay: true });
        await ensureBuilt();
        console.log(`on Electron ${electron.version} (${electron.from === 'registry' ? 'the runtime from the npm registry' : electron.from})`);
        return runVitest('e2e', process.platform === 'linux' ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] : [], positionals);
      }),
    );
  }
  return counts;
}

const counts = await main().catch((error) => {
  say('test', wordsOf(error));
  return [{ passed: 0, failed: 1, skipped: 0 }];
});
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);
