// Which room may import which, as rules of dependency-cruiser. A rule names a room and everything it may reach; all else fails.
import fs from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { inProject } from './project.mjs';

const ROOMS = ['corpus', 'main', 'preload', 'renderer'];
const DEXIE = '^node_modules/dexie/';
const ELECTRON = '^node_modules/electron/';

/**
 * @param {string} name
 * @param {string} from
 * @param {string[]} mayReach
 * @param {string} [fromNot]
 */
const only = (name, from, mayReach, fromNot) => ({
  name,
  severity: /** @type {const} */ ('error'),
  from: fromNot === undefined ? { path: from } : { path: from, pathNot: fromNot },
  to: { pathNot: mayReach },
});

/** Libraries that read markup and need neither Node nor a window. */
const HTML_PACKAGES = '^node_modules/(parse5|linkedom|@mozilla/readability|htmlparser2)/';

/** What a window's code may use from npm: anything but the database, Electron and Node's own modules. */
const WINDOW_PACKAGES = '^node_modules/(?!dexie/|electron/|electron-log/)';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
export const IMPORT_RULES = [
  only('corpus imports only itself', '^corpus/', ['^corpus/'], '^corpus/html/'),
  only('the reading of web pages imports only the domain and its own libraries', '^corpus/html/', ['^corpus/', HTML_PACKAGES]),
  only('the contract imports only the domain', '^preload/contract/', ['^corpus/', '^preload/contract/']),
  only('a bridge imports only the contract, the domain and Electron', '^preload/', ['^corpus/', '^preload/', ELECTRON], '^preload/contract/'),
  {
    name: 'main never meets a window or a database',
    severity: 'error',
    from: { path: '^main/' },
    to: { path: ['^renderer/', '^preload/(?!contract/)', DEXIE, '^node_modules/react(-dom)?/'] },
  },
  only('the store imports only the domain and Dexie', '^renderer/store/', ['^corpus/', '^renderer/store/', DEXIE]),
  only('search imports only the domain and the store’s reading side', '^renderer/search/', [
    '^corpus/',
    '^renderer/search/',
    '^renderer/store/(reader|open|schema|targets|index-store)\\.ts$',
  ]),
  only('reading anew imports only the domain, the store’s reading side and commands, and how a worker is started', '^renderer/anew/', [
    '^corpus/',
    '^renderer/anew/',
    '^renderer/store/(reader|open|commands)\\.ts$',
    '^renderer/search/own-worker\\.ts$',
  ]),
  only('the service imports only the domain, the contract, the store and search', '^renderer/service/', [
    '^corpus/',
    '^preload/contract/',
    '^renderer/(service|store|search)/',
  ]),
  only(
    'the app window imports only the domain, the contract, reading, commands and search',
    '^renderer/app/',
    [
      '^corpus/',
      '^preload/contract/',
      '^renderer/app/',
      '^renderer/store/(reader|commands|live)\\.ts$',
      '^renderer/search/(client|export-source)\\.ts$',
      '^renderer/anew/(contract|client)\\.ts$',
      WINDOW_PACKAGES,
    ],
    '^renderer/app/main\\.tsx$',
  ),
  only('the app window opens the store in one place, by the store’s factory', '^renderer/app/main\\.tsx$', [
    '^corpus/',
    '^preload/contract/',
    '^renderer/app/',
    '^renderer/store/(reader|commands|live|open)\\.ts$',
    '^renderer/search/(client|worker-client)\\.ts$',
    '^renderer/anew/(contract|client)\\.ts$',
    WINDOW_PACKAGES,
  ]),
  { name: 'the app never imports tests or scripts', severity: 'error', from: { path: `^(${ROOMS.join('|')})/` }, to: { path: '^(tests|scripts)/' } },
  { name: 'no import leads in a circle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  { name: 'every import is found', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '[?]' } },
];

/**
 * Holds the rooms of a tree against the rules.
 * @param {string} root directory that holds `corpus/`, `main/`, …
 * @returns {Promise<{ ok: boolean, output: string, modules: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function checkImports(root) {
  const rooms = ROOMS.filter((room) => fs.existsSync(path.join(root, room)));
  const tsConfig = extractTSConfig(inProject('tsconfig.base.json'));
  const { output } = await cruise(
    rooms,
    {
      baseDir: root,
      ruleSet: { forbidden: IMPORT_RULES },
      validate: true,
      tsPreCompilationDeps: true, // imports of types count too
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '[.](css|html|svg|woff2)|node_modules/vite/client[.]d[.]ts' },
      enhancedResolveOptions: {
        extensions: ['.ts', '.tsx', '.mts', '.js', '.json'],
        conditionNames: ['import', 'require', 'node', 'default', 'types'],
        exportsFields: ['exports'],
      },
    },
    undefined,
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a report instead of its findings');
  const modules = output.modules.filter((module) => rooms.some((room) => module.source.startsWith(`${room}/`))).length;
  const violations = output.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from, to: violation.to }));
  const lines = violations.map((violation) => `${violation.from} → ${violation.to}\n    ${violation.rule}`);
  // it reads no module, and reports success, when it does not know the TypeScript it finds
  if (modules === 0) lines.push('dependency-cruiser read no module at all, so it proves nothing');
  return { ok: lines.length === 0, output: lines.join('\n'), modules, violations };
}
