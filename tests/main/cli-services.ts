/** What commands are tested with: a store over an invented library, imports that end as told, output that is kept. */
import { CuttingsError } from '../../corpus/errors.ts';
import { exportFormat } from '../../corpus/exchange/index.ts';
import type { FileOutcome, ImportId } from '../../corpus/records.ts';
import type { CommandServices, ImportRunner } from '../../main/cli/headless.ts';
import type { Store } from '../../main/store-client.ts';
import type { StoreCalls } from '../../preload/contract/store-rpc.ts';
import { Exports } from '../../renderer/service/exporting.ts';
import { invented, type Library, sourceOf } from '../corpus/exchange-library.ts';

export interface TestServices extends CommandServices {
  readonly results: string[];
  readonly notes: string[];
  /** What the library holds; an export reads it when it is opened. */
  library: Library;
  readonly asked: { readonly method: keyof StoreCalls; readonly params: readonly unknown[] }[];
}

type Answers = { readonly [M in keyof StoreCalls]?: (...params: Parameters<StoreCalls[M]>) => ReturnType<StoreCalls[M]> | Promise<ReturnType<StoreCalls[M]>> };

export function services(cwd: string, answers: Answers = {}, more: Partial<Pick<CommandServices, 'imports' | 'signal'>> = {}): TestServices {
  const results: string[] = [];
  const notes: string[] = [];
  const asked: TestServices['asked'][number][] = [];
  const exports = new Exports();
  const exporting: Answers = {
    'export.open': ({ format, query }) => {
      if (query === 'tag:') throw new CuttingsError('query', 'The query cannot be read at character 5: a tag is missing.');
      return exports.open(exportFormat(format), sourceOf(made.library, query, query === '' ? undefined : (target) => target.startsWith('c')));
    },
    'export.next': (handle) => exports.next(handle),
    'export.head': ({ handle, app, sha256 }) => exports.head(handle, app, sha256),
    'export.close': (handle) => exports.close(handle),
  };
  const all: Answers = { ...exporting, ...answers };
  const store: Store = {
    call: async (method, ...params) => {
      asked.push({ method, params });
      const answer = all[method];
      if (answer === undefined) throw new Error(`the test did not expect ${method}`);
      return answer(...params);
    },
  };
  const made: TestServices = {
    store,
    imports: more.imports ?? imports('done'),
    app: 'cuttings 9.9.9',
    output: { result: (line) => void results.push(line), note: (line) => void notes.push(line) },
    cwd,
    signal: more.signal ?? new AbortController().signal,
    results,
    notes,
    library: invented(),
    asked,
  };
  return made;
}

/** Imports that end at once. */
export function imports(state: 'done' | 'failed' | 'cancelled', reason?: string): ImportRunner & { readonly started: (readonly string[])[] } {
  const started: (readonly string[])[] = [];
  return {
    started,
    start: async (paths) => {
      started.push(paths);
      return 'i5' satisfies ImportId;
    },
    end: async () => ({ state, ...(reason !== undefined && { reason }) }),
    cancel: async () => undefined,
  };
}

export function outcome(name: string, more: Partial<FileOutcome> = {}): FileOutcome {
  return { path: `/pages/${name}`, name, bytes: 1500, result: 'new', articles: [], comments: 0, warnings: [], ...more };
}
