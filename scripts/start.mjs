#!/usr/bin/env node
// npm start: everything the app needs, then its window. Arguments after `--` go to the app (files and folders to import).
import { ensureBuilt } from './lib/build.mjs';
import { appCommand, ensureRunnable, runAttached } from './lib/launch.mjs';
import { runMain, say } from './lib/project.mjs';

await runMain('start', async () => {
  const electron = await ensureRunnable();
  await ensureBuilt();
  if (process.getuid?.() === 0) say('start', 'running as root, so without Chromium’s sandbox (--no-sandbox)');
  if (electron.virtualDisplay) say('start', 'there is no screen here (DISPLAY and WAYLAND_DISPLAY are unset): the window opens on a virtual display');
  say('start', `opening Cuttings on Electron ${electron.version}`);
  return runAttached(appCommand(electron, process.argv.slice(2)));
});
