#!/usr/bin/env node
// npm run check: format and lint, types of every room, import directions, unused code. All run, also after a failure.
import { runChecks } from './lib/checks.mjs';
import { runMain } from './lib/project.mjs';

await runMain('check', async () => {
  const { passed, failed } = await runChecks();
  console.log(`\n${passed} checks passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
