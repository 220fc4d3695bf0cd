/** Accessibility of what the window shows, by axe. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical violations, one line each: the rule, what is wrong, where. */
export async function violations(page: Page): Promise<readonly string[]> {
  // by the debugger, because the window's policy lets no script in
  await page.evaluate(`${SOURCE}; undefined`);
  const found = await page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: typeof axe };
    const results = await engine.run(document, { resultTypes: ['violations'] });
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  });
  return found.map((line) => line.replace(/\s+/g, ' '));
}
