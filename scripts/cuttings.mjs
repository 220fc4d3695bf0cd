#!/usr/bin/env node
// The app's commands from a checkout: `npm run -s cuttings -- import pages/`. Sees to Electron and to a build, then starts the app with
// the command. Standard output is the command's alone; what is said on the way goes to standard error.
import { ensureBuilt } from './lib/build.mjs';
import { appCommand, ensureRunnable, runAttached } from './lib/launch.mjs';
import { runMain } from './lib/project.mjs';

await runMain('cuttings', async () => {
  const electron = await ensureRunnable();
  await ensureBuilt();
  // names are read from where npm was called, not from the project
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runAttached(appCommand(electron, process.argv.slice(2)), { cwd, env: { ...process.env, CUTTINGS_COMMAND: '1' } });
});
