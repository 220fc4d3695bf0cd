// What Electron needs from the system on Linux: shared libraries, and a display. On Debian and Ubuntu as root they are installed;
// elsewhere the exact command is printed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Complaint, say } from './project.mjs';

const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
  'libcups2',
  'libxkbcommon0',
  'fonts-liberation',
];
const DISPLAY_TOOLS = ['xvfb', 'xauth'];
const APT = ['-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];

/**
 * @typedef {object} System what is asked of the machine; tests pass their own
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {() => boolean} isRoot
 * @property {(command: string) => boolean} hasCommand
 * @property {(command: string, args: string[]) => { status: number | null, stdout: string }} run stdout is captured
 * @property {(command: string, args: string[]) => number | null} show runs with the terminal attached, gives the exit status
 */

/** @type {System} */
const thisMachine = {
  env: process.env,
  platform: process.platform,
  isRoot: () => process.getuid?.() === 0,
  hasCommand: (command) => (process.env.PATH ?? '').split(path.delimiter).some((dir) => dir !== '' && fs.existsSync(path.join(dir, command))),
  run: (command, args) => {
    const done = spawnSync(command, args, { encoding: 'utf8' });
    return { status: done.status, stdout: done.stdout ?? '' };
  },
  show: (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status,
};

/**
 * Names of the shared libraries the loader cannot find for a binary.
 * @param {string} executable
 * @param {System} [system]
 * @returns {string[]} sonames, e.g. `libnss3.so`
 */
export function missingLibraries(executable, system = thisMachine) {
  if (system.platform !== 'linux' || !system.hasCommand('ldd')) return [];
  const { stdout } = system.run('ldd', [executable]);
  const names = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/**
 * Is there a screen to open a window on? (macOS and Windows always have one.)
 * @param {System} [system]
 */
export function hasDisplay(system = thisMachine) {
  return system.platform !== 'linux' || Boolean(system.env.DISPLAY || system.env.WAYLAND_DISPLAY);
}

/**
 * Sees to the shared libraries of an Electron binary and to a virtual display when one is needed.
 * @param {string} executable
 * @param {{ virtualDisplay: boolean }} needs
 * @param {System} [system]
 * @throws {Complaint} with the command to run, when something is missing that cannot be installed from here
 */
export function ensureSystem(executable, needs, system = thisMachine) {
  if (system.platform !== 'linux') return;
  const libraries = missingLibraries(executable, system);
  const displayMissing = needs.virtualDisplay && !(system.hasCommand('xvfb-run') && system.hasCommand('xauth'));
  if (libraries.length === 0 && !displayMissing) return;

  const what = [...libraries, ...(displayMissing ? ['xvfb-run (a virtual display, as there is no screen here)'] : [])].join(', ');
  const packages = [...(libraries.length > 0 ? LIBRARIES : []), ...(displayMissing ? DISPLAY_TOOLS : [])];
  if (!system.hasCommand('apt-get')) {
    throw new Complaint(
      `Electron needs from the system: ${what}.\nInstall them with the system's package manager; on Debian and Ubuntu they are in: ${packages.join(' ')}`,
    );
  }
  if (!system.isRoot()) {
    throw new Complaint(
      `Electron needs from the system: ${what}.\nRun this once, then try again:\n\n  sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}\n`,
    );
  }
  say('system', `Electron needs from the system: ${what}`);
  install(packages, system);
  const still = missingLibraries(executable, system);
  if (still.length > 0) throw new Complaint(`After installing ${packages.join(' ')}, these libraries are still missing: ${still.join(', ')}`);
}

/**
 * @param {string[]} packages
 * @param {System} system
 */
function install(packages, system) {
  say('system', 'apt-get update');
  // one unreachable third-party source makes the update fail though Debian's own lists are fresh, so the installation decides
  if (system.show('apt-get', ['update', '-q', ...APT.slice(1)]) !== 0) say('system', 'apt-get update reported errors; trying the installation all the same');
  const names = packages.map((name) => currentName(name, system));
  say('system', `apt-get install ${names.join(' ')}`);
  const status = system.show('apt-get', ['install', '-q', '--no-install-recommends', ...APT, ...names]);
  if (status !== 0) throw new Complaint(`apt-get install ${names.join(' ')} failed (exit ${status}); its reason is above`);
}

/**
 * Since the change to 64-bit time, Debian 13 and Ubuntu 24.04 call some of these libraries `…t64`.
 * @param {string} name
 * @param {System} system
 */
function currentName(name, system) {
  const renamed = `${name}t64`;
  const known = system.run('apt-cache', ['show', '--no-all-versions', renamed]);
  return known.status === 0 && known.stdout.includes(`Package: ${renamed}`) ? renamed : name;
}

/**
 * The command line that gives a command a display: itself where there is a screen, under xvfb-run where there is none.
 * @param {string[]} command
 * @param {{ virtualDisplay: boolean }} needs
 * @returns {string[]}
 */
export function withDisplay(command, needs) {
  return needs.virtualDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command] : command;
}
