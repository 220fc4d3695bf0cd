// Stand-in for the default_app.asar of Electron's own distribution, which the runtime from the npm registry lacks.
// It is what makes `electron [flags] [-r module] <directory or file>` start an app. Packed by ../electron-runtime.mjs.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const requireFromHere = createRequire(path.join(process.cwd(), 'resolve-from-here.js'));

/** The first argument that is not a flag; modules named by -r are loaded on the way, as Electron does. */
function findTarget(args) {
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (arg === '-r' || arg === '--require') requireFromHere(rest.shift());
    else if (!arg.startsWith('-')) return path.resolve(arg);
  }
  return undefined;
}

const target = findTarget(process.argv.slice(1));
if (target === undefined) {
  console.error('usage: electron [options] <app directory or file>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

let entry = target;
if (fs.statSync(target).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  app.setAppPath(target);
  entry = requireFromHere.resolve(target);
} else {
  app.setAppPath(path.dirname(target));
}
await import(pathToFileURL(entry).href);
