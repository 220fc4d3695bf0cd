/** The rooms and what they may import. The rules live in scripts/lib/import-rules.mjs; here each is shown to fail on a file that breaks it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkImports, IMPORT_RULES } from '../scripts/lib/import-rules.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const trees: string[] = [];

afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true, force: true });
});

/** A package as npm would install it, with nothing in it. */
const npmPackage = (name: string): [path: string, text: string][] => [
  [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
  [`node_modules/${name}/index.js`, 'module.exports = 1;'],
];

/** A small house in a temporary directory: `files` by path, with what they import. */
function house(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cuttings-house-'));
  trees.push(root);
  const everything = {
    'corpus/records.ts': 'export const records = 1;',
    'preload/contract/api.ts': 'export const api = 1;',
    'preload/app.ts': "import '../preload/contract/api.ts'; export {};",
    'main/index.ts': "import '../corpus/records.ts'; import '../preload/contract/api.ts'; export {};",
    'main/ipc.ts': 'export const ipc = 1;',
    'renderer/store/database.ts': "import Dexie from 'dexie'; export const database = Dexie;",
    'renderer/store/writer.ts': "import { database } from './database.ts'; export const writer = database;",
    'renderer/store/reader.ts': 'export const reader = 1;',
    'renderer/store/open.ts': "import { database } from './database.ts'; export const open = database;",
    'renderer/search/client.ts': "import '../store/reader.ts'; export const client = 1;",
    'renderer/search/index-file.ts': 'export const index = 1;',
    'renderer/service/store.ts': "import '../store/writer.ts'; import '../search/client.ts'; export {};",
    'renderer/app/main.tsx': "import '../store/open.ts'; import './view.tsx'; export {};",
    'renderer/app/view.tsx': "import 'react'; import '../store/reader.ts'; import '../search/client.ts'; export {};",
    ...Object.fromEntries(['dexie', 'react', 'electron', 'parse5'].flatMap(npmPackage)),
    'tests/help.ts': 'export const help = 1;',
    ...files,
  };
  for (const [path, text] of Object.entries(everything)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const BREACHES: readonly [rule: string, file: string, imports: string][] = [
  ['corpus imports only itself', 'corpus/bad.ts', "import '../main/ipc.ts';"],
  ['corpus imports only itself', 'corpus/bad.ts', "import 'node:fs';"],
  ['corpus imports only itself', 'corpus/bad.ts', "import 'dexie';"],
  ['corpus imports only itself', 'corpus/bad.ts', "import type { reader } from '../renderer/store/reader.ts'; export type R = typeof reader;"],
  ['corpus imports only itself', 'corpus/layouts/bad.ts', "import 'parse5';"],
  ['the reading of web pages imports only the domain and its own libraries', 'corpus/html/bad.ts', "import 'react';"],
  ['the reading of web pages imports only the domain and its own libraries', 'corpus/html/bad.ts', "import 'node:fs';"],
  ['the contract imports only the domain', 'preload/contract/bad.ts', "import '../app.ts';"],
  ['a bridge imports only the contract, the domain and Electron', 'preload/bad.ts', "import '../renderer/store/reader.ts';"],
  ['a bridge imports only the contract, the domain and Electron', 'preload/bad.ts', "import 'node:fs';"],
  ['main never meets a window or a database', 'main/bad.ts', "import '../renderer/store/reader.ts';"],
  ['main never meets a window or a database', 'main/bad.ts', "import 'dexie';"],
  ['main never meets a window or a database', 'main/bad.ts', "import '../preload/app.ts';"],
  ['the store imports only the domain and Dexie', 'renderer/store/bad.ts', "import '../search/client.ts';"],
  ['the store imports only the domain and Dexie', 'renderer/store/bad.ts', "import 'react';"],
  ['search imports only the domain and the store’s reading side', 'renderer/search/bad.ts', "import '../store/writer.ts';"],
  [
    'reading anew imports only the domain, the store’s reading side and commands, and how a worker is started',
    'renderer/anew/bad.ts',
    "import '../store/writer.ts';",
  ],
  [
    'the indexer imports only the domain, the segments, the store’s side of the index, and how a worker is started',
    'renderer/indexer/bad.ts',
    "import '../store/reader.ts';",
  ],
  ['the service imports only the domain, the contract, the store, search and the indexer', 'renderer/service/bad.ts', "import '../app/view.tsx';"],
  ['the app window imports only the domain, the contract, reading, commands and search', 'renderer/app/bad.ts', "import '../store/writer.ts';"],
  ['the app window imports only the domain, the contract, reading, commands and search', 'renderer/app/bad.ts', "import '../store/open.ts';"],
  ['the app window imports only the domain, the contract, reading, commands and search', 'renderer/app/bad.ts', "import 'dexie';"],
  ['the app window imports only the domain, the contract, reading, commands and search', 'renderer/app/bad.ts', "import '../search/index-file.ts';"],
  ['the app window imports only the domain, the contract, reading, commands and search', 'renderer/app/bad.ts', "import '../../main/ipc.ts';"],
  ['the app window opens the store in one place, by the store’s factory', 'renderer/app/main.tsx', "import '../store/database.ts';"],
  ['the app never imports tests or scripts', 'main/bad.ts', "import '../tests/help.ts';"],
  ['no import leads in a circle', 'corpus/b.ts', "import { records } from './circle.ts'; export const b = records;"],
  ['every import is found', 'corpus/bad.ts', "import './nowhere.ts';"],
];

describe('import directions', () => {
  it('holds in this project, and was really looked at', async () => {
    const { output, modules } = await checkImports(ROOT);
    expect(output).toBe('');
    expect(modules).toBeGreaterThan(50);
  });

  it('finds nothing to say about a house that keeps to them', async () => {
    expect((await checkImports(house({}))).violations).toEqual([]);
  });

  it.each(BREACHES)('%s: %s may not say %s', async (rule, file, imports) => {
    const files: Record<string, string> = { [file]: `${imports}\nexport {};` };
    if (rule.includes('circle')) files['corpus/circle.ts'] = "import { b } from './b.ts'; export const records = b;";
    const { ok, violations } = await checkImports(house(files));
    expect(ok).toBe(false);
    expect(violations.map((violation) => [violation.rule, violation.from])).toContainEqual([rule, file]);
  });

  it('has a breach for every rule', () => {
    expect(new Set(BREACHES.map(([rule]) => rule))).toEqual(new Set(IMPORT_RULES.map((rule) => rule.name)));
  });

  it('fails where no module could be read, instead of reporting success', async () => {
    const root = mkdtempSync(join(tmpdir(), 'cuttings-house-'));
    trees.push(root);
    mkdirSync(join(root, 'corpus'));
    writeFileSync(join(root, 'corpus', 'readme.md'), 'no code here');
    expect(await checkImports(root)).toMatchObject({ ok: false, modules: 0 });
  });
});

describe('raw IPC', () => {
  const sources = ['main', 'preload', 'renderer', 'corpus'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const using = (word: RegExp): string[] =>
    sources
      .filter((file) => word.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map((file) => relative(ROOT, file))
      .sort();

  it('is received in one file of main, which checks every sender', () => {
    expect(using(/\bipcMain\b/)).toEqual(['main/ipc.ts']);
  });

  it('is sent by the bridges alone', () => {
    expect(using(/\bipcRenderer\b/).filter((file) => !file.startsWith('preload/'))).toEqual([]);
  });
});
