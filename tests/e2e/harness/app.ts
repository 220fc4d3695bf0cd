/** Starts the built app on a library of its own and ends only what it has started. */
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { sandboxArguments } from '../../../scripts/lib/launch.mjs';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const SEED = join(ROOT, 'seeds', '000_ebaeb092d28a86a2.txt');
/** With this, any wait for the window ends; machines that run tests are slow now and then. */
const WINDOW_TIMEOUT = 60_000;
/** For one reaction of the window, on a machine under load. */
const STEP_TIMEOUT = 20_000;

export interface RunningApp {
  readonly app: ElectronApplication;
  /** The app window's page; the hidden store window has one of its own. */
  readonly page: Page;
  readonly library: string;
  /** What pages threw or wrote to the console as an error. */
  readonly errors: readonly string[];
  /** Ends the app as the analyst does. */
  close(): Promise<void>;
  /** Ends every process of the app at once, as a power cut does. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Folder of the library; a new one where absent. */
  readonly library?: string;
  /** Files and folders given on the command line. */
  readonly files?: readonly string[];
  /** Done with the page as soon as there is one, before it has read the library. */
  readonly early?: (page: Page) => Promise<void>;
}

const running = new Set<RunningApp>();
const folders = new Set<string>();

/** A folder that `cleanUp` removes. */
export function temporaryFolder(name = 'e2e'): string {
  const folder = mkdtempSync(join(tmpdir(), `cuttings-${name}-`));
  folders.add(folder);
  return folder;
}

/** Starts the app and waits for its window. Throws where there is no build or no screen to run on. */
export async function startApp({ library = temporaryFolder('library'), files = [], early }: StartOptions = {}): Promise<RunningApp> {
  if (!existsSync(join(ROOT, 'out', 'main', 'index.js'))) throw new Error('There is no build to test. Run: npm run test:e2e');
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) throw new Error('There is no screen. Run: npm run test:e2e');
  const errors: string[] = [];
  const app = await electron.launch({
    args: [ROOT, ...sandboxArguments(), ...files],
    env: { ...definedEnvironment(), CUTTINGS_LIBRARY: library },
    // the theme is the app's own, not one Playwright pretends
    colorScheme: null,
    timeout: WINDOW_TIMEOUT,
  });
  const child = app.process();
  const page = await appPage(app);
  page.setDefaultTimeout(STEP_TIMEOUT);
  page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });

  await early?.(page);
  // the window is there when it has read the library
  await page
    .getByRole('contentinfo')
    .getByRole('status')
    .filter({ hasText: /up to date|Importing/ })
    .waitFor({ timeout: WINDOW_TIMEOUT });

  const started: RunningApp = {
    app,
    page,
    library,
    errors,
    async close() {
      running.delete(started);
      await app.close();
    },
    async kill() {
      running.delete(started);
      const ended = new Promise<void>((done) => child.once('exit', () => done()));
      // Playwright starts the app at the head of a process group of its own, which all its helpers are in
      if (child.pid === undefined) throw new Error('the app has no process');
      if (process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
  running.add(started);
  return started;
}

/** For `afterEach`: closes what is still open, removes what was made. */
export async function cleanUp(): Promise<void> {
  const open = [...running];
  running.clear();
  for (const { app } of open) await app.close();
  const made = [...folders];
  folders.clear();
  for (const folder of made) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The page of the app window, once it is there. */
async function appPage(app: ElectronApplication): Promise<Page> {
  const isApp = (page: Page): boolean => page.url().startsWith('app://cuttings/app.html');
  const until = Date.now() + WINDOW_TIMEOUT;
  while (Date.now() < until) {
    const page = app.windows().find(isApp);
    if (page !== undefined) {
      await page.waitForLoadState('domcontentloaded');
      return page;
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`The app window did not open; there are: ${app.windows().map((page) => page.url() || 'a window without an address')}`);
}

/** The page of the hidden store window. */
export async function storePage(app: ElectronApplication): Promise<Page> {
  const until = Date.now() + WINDOW_TIMEOUT;
  while (Date.now() < until) {
    const page = app.windows().find((window) => window.url().startsWith('app://cuttings/store.html'));
    if (page !== undefined) return page;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error('The store window did not open');
}

/** Playwright takes no undefined values. */
function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
