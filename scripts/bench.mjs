#!/usr/bin/env node
// npm run bench -- [NAME…] [--size small|full] [--library FOLDER] [--json]: the bars of the project on this machine. Exit code 1 when one does not hold.
// --library keeps the filled library in that folder, for further runs.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { ensureBuilt } from './lib/build.mjs';
import { ensureRunnable, runAttached } from './lib/launch.mjs';
import { Complaint, inProject, runMain, say } from './lib/project.mjs';
import { hasDisplay, withDisplay } from './lib/system.mjs';

/** @param {import('../tests/bench/run.ts').Bar} bar */
const line = ({ name, value, unit, demand, holds }) =>
  demand === undefined ? `        ${name}: ${value} ${unit}` : `${holds ? 'holds ' : 'FAILS '}  ${name}: ${value} ${unit} (${demand})`;

await runMain('bench', async () => {
  const { values, positionals } = parseArgs({
    options: { size: { type: 'string', default: 'small' }, library: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const size = values.size;
  if (size !== 'small' && size !== 'full') throw new Complaint('--size takes small or full');
  const electron = await ensureRunnable();
  await ensureBuilt();
  // where there is no screen, the whole bench runs once more on a virtual one
  if (!hasDisplay()) return runAttached(withDisplay([process.execPath, ...process.argv.slice(1)], electron));

  const { module } = await runnerImport(inProject('tests', 'bench', 'run.ts'), { configFile: false, logLevel: 'error' });
  /** @type {typeof import('../tests/bench/run.ts').BARS} */
  const bars = module.BARS;
  const unknown = positionals.filter((name) => !(name in bars));
  if (unknown.length > 0) throw new Complaint(`There is no bar ${unknown.join(', ')}; there is: ${Object.keys(bars).join(', ')}`);
  if (values.library !== undefined) module.keepLibrary(values.library);
  say('bench', `on Electron ${electron.version}, ${size}`);
  let failed = 0;
  for (const [name, measure] of Object.entries(bars)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const bar of await measure(size)) {
      if (!bar.holds) failed += 1;
      const value = Number(bar.value.toPrecision(3));
      console.log(values.json ? JSON.stringify({ ...bar, value }) : line({ ...bar, value }));
    }
  }
  return failed === 0 ? 0 : 1;
});
