import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runAttached } from './launch.mjs';
import { Complaint, inProject } from './project.mjs';

/**
 * @typedef {object} Report the part of vitest's JSON report that counts
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts a report honestly: a file that failed before its tests could run, and an error outside of any test, count as failures too.
 * @param {Report} report
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countReport(report) {
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  const counted = report.numFailedTests + brokenFiles;
  const failed = counted === 0 && !report.success ? 1 : counted;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/**
 * Runs one vitest project and counts by its JSON report.
 * @param {string} project
 * @param {readonly string[]} wrapper command that runs it, e.g. xvfb-run
 * @param {readonly string[]} filters file name filters of vitest
 * @throws {Complaint} when vitest ended without a report
 */
export async function runVitest(project, wrapper, filters) {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-vitest-'));
  const file = path.join(dir, 'report.json');
  try {
    const exit = await runAttached([
      ...wrapper,
      process.execPath,
      inProject('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const text = await fs.readFile(file, 'utf8').catch((error) => {
      throw new Complaint(`vitest ended with exit code ${exit} and left no report (${error.code})`);
    });
    const count = countReport(JSON.parse(text));
    return exit !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } finally {
    await fs.rm(dir, { recursive: true, force: true });
  }
}
