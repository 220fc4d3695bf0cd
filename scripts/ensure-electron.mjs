#!/usr/bin/env node
// Makes a runnable Electron stand behind the `electron` package, with the system libraries it needs.
// `npm ci` removes the link to it, so every script that starts Electron does the same first.
import { ensureElectron } from './lib/electron.mjs';
import { runMain } from './lib/project.mjs';
import { ensureSystem, hasDisplay } from './lib/system.mjs';

await runMain('electron', async () => {
  const found = await ensureElectron();
  ensureSystem(found.executable, { virtualDisplay: !hasDisplay() });
  console.log(`${found.version} ${found.executable}`);
});
