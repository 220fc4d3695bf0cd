// Starting the built app: what start, test, bench and the headless commands have in common.
import { spawn } from 'node:child_process';
import { ensureElectron } from './electron.mjs';
import { ROOT } from './project.mjs';
import { ensureSystem, hasDisplay, withDisplay } from './system.mjs';

/**
 * Makes Electron runnable on this machine.
 * @param {{ virtualDisplay?: boolean }} [wish] a virtual display even where there is a screen (Linux only)
 */
export async function ensureRunnable(wish = {}) {
  const electron = await ensureElectron();
  const virtualDisplay = process.platform === 'linux' && (wish.virtualDisplay === true || !hasDisplay());
  ensureSystem(electron.executable, { virtualDisplay });
  return { ...electron, virtualDisplay };
}

/** Chromium refuses to run sandboxed as root, as in most containers. */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * The command line that starts the built app.
 * @param {{ executable: string, virtualDisplay: boolean }} electron as `ensureRunnable` gives it
 * @param {readonly string[]} args of the app
 * @returns {string[]}
 */
export function appCommand(electron, args) {
  return withDisplay([electron.executable, ROOT, ...sandboxArguments(), ...args], electron);
}

/**
 * Runs a command with the terminal attached until it ends; an interrupt is passed on to everything it has started.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options] `cwd`: the project, unless given
 * @returns {Promise<number>} exit code; 128 + n after a signal is reported as 1
 */
export function runAttached(command, options = {}) {
  const [program = '', ...args] = command;
  // its own process group: under xvfb-run the app would survive a signal to the wrapper alone
  const own = process.platform !== 'win32';
  const child = spawn(program, args, { stdio: options.stdio ?? 'inherit', env: options.env ?? process.env, cwd: options.cwd ?? ROOT, detached: own });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    if (child.pid === undefined) return;
    if (own) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}
