/** Starting the app for the bench, and running code of the bench in its pages. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { build } from 'vite';
import { sandboxArguments } from '../../scripts/lib/launch.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');
export const WAIT = 120_000;

/** A folder for a library that is removed afterwards. */
export async function withLibrary<T>(work: (library: string) => Promise<T>): Promise<T> {
  const library = await mkdtemp(join(tmpdir(), 'cuttings-bench-'));
  try {
    return await work(library);
  } finally {
    await rm(library, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export async function withApp<T>(args: readonly string[], library: string, work: (app: ElectronApplication) => Promise<T>): Promise<T> {
  const environment = Object.entries({ ...process.env, CUTTINGS_LIBRARY: library }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await electron.launch({ args: [...args, ...sandboxArguments()], env: Object.fromEntries(environment), timeout: WAIT });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

export async function pageAt(app: ElectronApplication, url: string): Promise<Page> {
  return until(`no window came to show ${url}`, () => app.windows().find((window) => window.url().startsWith(url)));
}

/** Asks until there is an answer. Throws with the complaint where none comes. */
export async function until<T>(complaint: string, ask: () => T | undefined | Promise<T | undefined>, { longest = WAIT, every = 50 } = {}): Promise<T> {
  const end = Date.now() + longest;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((wake) => setTimeout(wake, every));
  }
  throw new Error(complaint);
}

/** A hidden window of the app's own origin with nothing of the app in it, and the bench's functions in its `bench`: what it takes is the bench's, not the app's. */
export async function benchPage(app: ElectronApplication): Promise<Page> {
  const assets = await readdir(join(ROOT, 'out', 'renderer', 'assets'));
  // any file the app serves that is not a page of it
  const sheet = assets.find((name) => name.endsWith('.css'));
  if (sheet === undefined) throw new Error('the build has no style sheet');
  await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } });
    await window.loadURL(url);
  }, `app://cuttings/assets/${sheet}`);
  const page = await pageAt(app, `app://cuttings/assets/${sheet}`);
  await page.evaluate(await inPageCode());
  return page;
}

/** Address of the script that the app window searches with. */
export async function searchScript(app: ElectronApplication): Promise<string> {
  const page = await pageAt(app, 'app://cuttings/app.html');
  return until('the app window searches with no worker', () => page.workers()[0]?.url());
}

/** Megabytes each process holds now, by the page in it or a name for what it does. */
export function memory(app: ElectronApplication): Promise<readonly (readonly [string, number])[]> {
  return app.evaluate(({ app: main, BrowserWindow }) => {
    const pages = new Map(BrowserWindow.getAllWindows().map(({ webContents }) => [webContents.getOSProcessId(), new URL(webContents.getURL()).pathname]));
    return main.getAppMetrics().map(({ pid, type, name, memory: { workingSetSize } }) => [pages.get(pid) ?? name ?? type, workingSetSize / 1024] as const);
  });
}

/** Bytes of all files in a folder, whose size is what the disk gives them. */
export async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return sum;
}

let code: Promise<string> | undefined;

/** `in-page/index.ts` as one script that leaves its functions in `bench`. */
function inPageCode(): Promise<string> {
  code ??= buildInPage();
  return code;
}

async function buildInPage(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: { entry: join(import.meta.dirname, 'in-page', 'index.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('the bench’s page code was not built');
  return `${output.output[0].code}; globalThis.bench = bench; undefined`;
}

declare global {
  // of the pages, not of the bench's own process
  var bench: typeof import('./in-page/index.ts');
}
