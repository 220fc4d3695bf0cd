import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import type { FileOutcome, ImportRun } from '../../corpus/records.ts';
import { reportName, saveImportReport } from '../../main/exporting/import-report.ts';
import type { WholeFiles } from '../../main/exporting/whole-file.ts';
import type { Store } from '../../main/store-client.ts';
import type { StoreCalls } from '../../preload/contract/store-rpc.ts';

const run: ImportRun = {
  id: 'i1',
  names: ['pages'],
  roots: ['/p'],
  startedAt: '2026-01-01T00:00:00Z',
  state: 'done',
  totals: { files: 1, articles: 0, comments: 0, known: 0, failed: 0, bytes: 1 },
};
const outcomesOf = (count: number): readonly FileOutcome[] =>
  Array.from({ length: count }, (_, at) => ({ path: `/p/${at}`, name: `${at}`, bytes: 1, result: 'new', articles: [], comments: 0, warnings: [] }));

function storeOf(outcomes: readonly FileOutcome[], known: ImportRun | undefined = run): Store {
  const answers: Partial<{ [M in keyof StoreCalls]: (...params: Parameters<StoreCalls[M]>) => unknown }> = {
    'import.run': () => known,
    'import.outcomes': ({ after = 0 }) => ({ outcomes: outcomes.slice(after, after + 500), ...(after + 500 < outcomes.length && { next: after + 500 }) }),
  };
  return {
    call: async (method, ...params) => {
      const answer = answers[method];
      if (answer === undefined) throw new Error(`this test did not expect ${method}`);
      return answer(...params) as ReturnType<StoreCalls[typeof method]>;
    },
  };
}

let folder: string;
let target: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-report-'));
  target = path.join(folder, 'report.csv');
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const save = (more: { readonly store?: Store; readonly files?: WholeFiles; readonly path?: string } = {}) =>
  saveImportReport({ id: 'i1', form: 'csv', path: more.path ?? target }, more.store ?? storeOf(outcomesOf(1)), more.files);
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => toFailure(error).kind,
  );
const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(`made to fail with ${code}`), { code });
};

describe('saving the report of an import', () => {
  it('writes every file of it, however many, in place of what was there, and nothing beside it', async () => {
    await fs.writeFile(target, 'old');
    const saved = await save({ store: storeOf(outcomesOf(12_001)) });
    const text = await fs.readFile(target, 'utf8');
    expect(saved).toEqual({ path: target, bytes: (await fs.stat(target)).size, files: 12_001 });
    expect(text.split('\r\n')).toHaveLength(12_003);
    expect(await fs.readdir(folder)).toEqual(['report.csv']);
  });

  it('leaves the old file and no other when it cannot be written whole', async () => {
    await fs.writeFile(target, 'old');
    const full: WholeFiles = {
      ...fs,
      open: async (...args: Parameters<typeof fs.open>) => {
        const file = await fs.open(...args);
        file.writeFile = failing('ENOSPC');
        return file;
      },
    };
    expect(await kindOf(save({ files: full }))).toBe('disk-full');
    expect(await kindOf(save({ files: { ...fs, rename: failing('EBUSY') } }))).toBe('busy');
    expect(await fs.readFile(target, 'utf8')).toBe('old');
    expect(await fs.readdir(folder)).toEqual(['report.csv']);
  });

  it('says that the folder is gone, that it is a folder, that there is no such import, that the store has gone', async () => {
    expect(await kindOf(save({ path: path.join(folder, 'gone', 'report.csv') }))).toBe('no-folder');
    await fs.mkdir(path.join(folder, 'taken.csv'));
    expect(await kindOf(save({ path: path.join(folder, 'taken.csv') }))).toBe('is-folder');
    const none: Store = { call: async () => undefined as never };
    expect(await kindOf(save({ store: none }))).toBe('no-import');
    const gone: Store = { call: () => Promise.reject(new CuttingsError('store-gone', 'gone')) };
    expect(await kindOf(save({ store: gone }))).toBe('store-gone');
    expect(await fs.readdir(folder)).toEqual(['taken.csv']);
  });
});

it('is named after what was dropped, without what file systems refuse', () => {
  expect(reportName(['harbour.zip'], 'csv')).toBe('harbour.zip import report.csv');
  expect(reportName(['../a:b\u0000?.txt', 'c', 'd'], 'json')).toBe('a-b-.txt and 2 more import report.json');
  expect(reportName([], 'csv')).toBe('import report.csv');
});
