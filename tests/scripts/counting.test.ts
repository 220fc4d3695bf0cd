/** The last line of `npm test` is the truth: nothing that broke goes uncounted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSources } from '../../scripts/lib/build.mjs';
import { countReport } from '../../scripts/lib/vitest.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((of) => ({ status: of })) });

describe('the count of tests', () => {
  it('is passed, failed and skipped tests as vitest reports them', () => {
    const report = {
      success: false,
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [file('failed', 'passed', 'failed')],
    };
    expect(countReport(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it('has a file that could not even be loaded as a failure', () => {
    const report = {
      success: false,
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file('passed', 'passed'), file('failed')],
    };
    expect(countReport(report)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('has an error outside of every test as a failure', () => {
    const report = { success: false, numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [file('passed', 'passed')] };
    expect(countReport(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe('the build', () => {
  it('is known by the content of its sources: a changed, a renamed and a new file each make another', async () => {
    const root = mkdtempSync(join(tmpdir(), 'cuttings-sources-'));
    try {
      mkdirSync(join(root, 'corpus', 'text'), { recursive: true });
      writeFileSync(join(root, 'corpus', 'text', 'fold.ts'), 'export {};');
      const first = await hashSources(root);
      expect(await hashSources(root)).toBe(first);
      writeFileSync(join(root, 'corpus', 'text', 'fold.ts'), 'export { };');
      const changed = await hashSources(root);
      writeFileSync(join(root, 'package.json'), '{}');
      const added = await hashSources(root);
      expect(new Set([first, changed, added]).size).toBe(3);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
