#!/usr/bin/env node
// Run after `npm install`. npm leaves packages for other platforms out of package-lock.json when it installs beside an existing
// node_modules or cannot see them at that moment (npm/cli#4828), and `npm ci` then refuses the file, on this platform too.
// This adds what their parents say of them; npm skips them wherever `os` and `cpu` do not fit.
import { readFile, writeFile } from 'node:fs/promises';
import { completeLockfile } from './lib/lockfile.mjs';
import { inProject, runMain } from './lib/project.mjs';

await runMain('lockfile', async () => {
  const file = inProject('package-lock.json');
  const lock = JSON.parse(await readFile(file, 'utf8'));
  const added = completeLockfile(lock);
  if (added.length > 0) await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? 'package-lock.json is complete' : `added to package-lock.json:\n${added.join('\n')}`);
});
