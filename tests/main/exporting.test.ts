import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import { type ExportFiles, type ExportSetting, runExport } from '../../main/exporting/runner.ts';
import type { Store } from '../../main/store-client.ts';
import type { StoreCalls } from '../../preload/contract/store-rpc.ts';

/** A store that gives these pieces and then is complete; `broken` is what one of its calls throws instead. */
function storeOf(pieces: readonly string[], broken: Partial<Record<keyof StoreCalls, () => unknown>> = {}): Store & { readonly calls: (keyof StoreCalls)[] } {
  let next = 0;
  const calls: (keyof StoreCalls)[] = [];
  const answers: Partial<Record<keyof StoreCalls, (params: readonly unknown[]) => unknown>> = {
    'export.open': () => ({ handle: 7, total: pieces.length, articles: 1, comments: 2 }),
    'export.next': () => {
      const text = pieces[next];
      next += 1;
      return text === undefined ? { done: pieces.length } : { text, done: next };
    },
    'export.head': ([request]) => `HEAD ${JSON.stringify(request)}\n`,
    'export.close': () => undefined,
  };
  return {
    calls,
    call: async (method, ...params) => {
      calls.push(method);
      broken[method]?.();
      return answers[method]?.(params) as ReturnType<StoreCalls[typeof method]>;
    },
  };
}

function failing(code: string): never {
  throw Object.assign(new Error(`made to fail with ${code}`), { code });
}

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-export-'));
  target = path.join(folder, 'out.json');
});

afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const request = (overwrite = false, at = target) => ({ format: 'json', query: 'tag:x', path: at, overwrite });
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => toFailure(error).kind,
  );
const run = (store: Store, more: Partial<ExportSetting> = {}, overwrite = false) => runExport(request(overwrite), { store, app: 'cuttings 1.2.3', ...more });

describe('an export to a file', () => {
  it('writes head, then body, and nothing beside it', async () => {
    const done = await run(storeOf(['"a":[\n', '1]\n}\n']));
    const sha256 = createHash('sha256').update('{"a":[1]}').digest('hex');
    expect(done).toEqual({ path: target, bytes: (await fs.stat(target)).size, articles: 1, comments: 2, sha256 });
    expect(await fs.readFile(target, 'utf8')).toBe(`HEAD {"handle":7,"app":"cuttings 1.2.3","sha256":"${sha256}"}\n"a":[\n1]\n}\n`);
    expect(await fs.readdir(folder)).toEqual(['out.json']);
  });

  it('tells its progress from nothing to all', async () => {
    const seen: number[] = [];
    await run(storeOf(['a', 'b', 'c']), { onProgress: ({ written, total }) => seen.push(written, total) });
    expect(seen).toEqual([0, 3, 1, 3, 2, 3, 3, 3]);
  });

  it('asks for the next piece only when the one before is written', async () => {
    const store = storeOf(['a', 'b']);
    await run(store);
    expect(store.calls).toEqual(['export.open', 'export.next', 'export.next', 'export.next', 'export.head', 'export.close']);
  });

  it('never overwrites unless asked, and asks the store for nothing then', async () => {
    await fs.writeFile(target, 'mine');
    const store = storeOf(['a']);
    expect(await kindOf(run(store))).toBe('exists');
    expect(store.calls).toEqual([]);
    expect(await fs.readFile(target, 'utf8')).toBe('mine');
    await run(store, {}, true);
    expect(await fs.readFile(target, 'utf8')).toContain('HEAD');
  });

  it('does not overwrite a file that came there while it was written', async () => {
    await fs.writeFile(target, 'theirs');
    const late: ExportFiles = { ...fs, lstat: (async () => failing('ENOENT')) as typeof fs.lstat };
    expect(await kindOf(run(storeOf(['a']), { files: late }))).toBe('exists');
    expect(await fs.readFile(target, 'utf8')).toBe('theirs');
    expect(await fs.readdir(folder)).toEqual(['out.json']);
  });

  it('works on a disk without hard links, and does not overwrite there either', async () => {
    const noLinks: ExportFiles = { ...fs, link: async () => failing('ENOTSUP') };
    await run(storeOf(['a']), { files: noLinks });
    expect(await fs.readdir(folder)).toEqual(['out.json']);
    expect(await kindOf(run(storeOf(['a']), { files: noLinks }))).toBe('exists');
  });

  it('keeps the old file when the store fails half way', async () => {
    await fs.writeFile(target, 'old');
    const gone = () => {
      throw new CuttingsError('store-gone', 'gone');
    };
    const store = storeOf(['a', 'b'], { 'export.head': gone, 'export.close': gone });
    expect(await kindOf(run(store, {}, true))).toBe('store-gone');
    expect(await fs.readFile(target, 'utf8')).toBe('old');
    expect(await fs.readdir(folder)).toEqual(['out.json']);
  });

  it('closes the export in the store when the disk fails', async () => {
    const store = storeOf(['a']);
    const full: ExportFiles = {
      ...fs,
      open: async (...args: Parameters<typeof fs.open>) => {
        const file = await fs.open(...args);
        return new Proxy(file, { get: (of, key) => (key === 'writeFile' ? async () => failing('ENOSPC') : bound(of, key)) });
      },
    };
    await fs.writeFile(target, 'old');
    expect(await kindOf(run(store, { files: full }, true))).toBe('disk-full');
    expect(store.calls.at(-1)).toBe('export.close');
    expect(await fs.readFile(target, 'utf8')).toBe('old');
    expect(await fs.readdir(folder)).toEqual(['out.json']);
  });

  it('can be cancelled between two pieces, and leaves nothing', async () => {
    const abort = new AbortController();
    const store = storeOf(['a', 'b', 'c']);
    const work = run(store, {
      signal: abort.signal,
      onProgress: ({ written }) => {
        if (written === 2) abort.abort();
      },
    });
    expect(await kindOf(work)).toBe('cancelled');
    expect(store.calls.filter((call) => call === 'export.next')).toHaveLength(2);
    expect(store.calls.at(-1)).toBe('export.close');
    expect(await fs.readdir(folder)).toEqual([]);
  });

  it('says what is wrong with the place', async () => {
    const at = (place: string) => kindOf(runExport(request(true, place), { store: storeOf(['a']), app: 'x' }));
    expect(await at(path.join(folder, 'no', 'such', 'out.json'))).toBe('no-folder');
    expect(await at(folder)).toBe('is-folder');
    await fs.writeFile(target, 'a file');
    expect(await at(path.join(target, 'out.json'))).toBe('no-folder');
    const refusing = (code: string): ExportFiles => ({ ...fs, open: async () => failing(code) });
    expect(await kindOf(run(storeOf(['a']), { files: refusing('EACCES') }, true))).toBe('permission');
    expect(await kindOf(run(storeOf(['a']), { files: refusing('EROFS') }, true))).toBe('permission');
    expect(await kindOf(run(storeOf(['a']), { files: refusing('EBUSY') }, true))).toBe('busy');
    expect(await kindOf(run(storeOf(['a']), { files: refusing('EIO') }, true))).toBe('unwritable');
  });

  it.skipIf(process.getuid?.() === 0)('says when a folder may not be written to', async () => {
    await fs.chmod(folder, 0o500);
    expect(await kindOf(run(storeOf(['a'])))).toBe('permission');
    await fs.chmod(folder, 0o700);
  });

  it('refuses a format that is none before it touches anything', async () => {
    const store = storeOf(['a']);
    expect(await kindOf(runExport({ ...request(), format: 'xml' }, { store, app: 'x' }))).toBe('format');
    expect(store.calls).toEqual([]);
    expect(await fs.readdir(folder)).toEqual([]);
  });
});

function bound(of: fs.FileHandle, key: string | symbol): unknown {
  const value: unknown = Reflect.get(of, key);
  return typeof value === 'function' ? value.bind(of) : value;
}
