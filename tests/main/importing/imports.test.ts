import { beforeEach, describe, expect, it } from 'vitest';
import { CuttingsError } from '../../../corpus/errors.ts';
import { Imports } from '../../../main/importing/imports.ts';
import type { ImportJob, Parser } from '../../../main/importing/session.ts';
import type { Store } from '../../../main/store-client.ts';
import type { ImportProgress } from '../../../preload/contract/app-api.ts';
import type { MainToParser, ParserToMain } from '../../../preload/contract/import-port.ts';
import { settle } from './fakes.ts';

class FakeParser implements Parser {
  readonly heard: MainToParser['type'][] = [];
  readonly said: MainToParser[] = [];
  killed = false;
  say: (message: ParserToMain) => void = () => undefined;
  exit: (code: number) => void = () => undefined;

  constructor(readonly job: ImportJob) {}
  postMessage(message: MainToParser): void {
    this.heard.push(message.type);
    this.said.push(message);
  }
  onMessage(listener: (message: ParserToMain) => void): void {
    this.say = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
  plan(paths: readonly string[], last = true): void {
    this.say({ type: 'planned', import: this.job.id, paths, skipped: 0, last });
  }
  end(state: 'done' | 'cancelled' = 'done'): void {
    this.say({ type: 'ended', import: this.job.id, state });
  }
}

type Call = readonly [method: string, argument: unknown];

let calls: Call[];
let parsers: FakeParser[];
let reports: ImportProgress[];
let errors: string[];
let answers: Record<string, (argument: unknown) => unknown>;
let imports: Imports;

// one cast for all answers: the fake store answers what the test wrote down
const store: Store = {
  call: (async (method: string, argument: unknown) => {
    calls.push([method, argument]);
    return answers[method]?.(argument);
  }) as Store['call'],
};

const latest = (): FakeParser => {
  const parser = parsers.at(-1);
  if (parser === undefined) throw new Error('no parser was started');
  return parser;
};
const named = (method: string): unknown[] => calls.filter(([name]) => name === method).map(([, argument]) => argument);

beforeEach(() => {
  calls = [];
  parsers = [];
  reports = [];
  errors = [];
  answers = {};
  imports = new Imports({
    store,
    startParser: (job) => {
      const parser = new FakeParser(job);
      parsers.push(parser);
      return parser;
    },
    report: (progress) => reports.push(progress),
    logError: (message) => errors.push(message),
  });
});

describe('an import', () => {
  it('is known to the library before anything is read, and read only once its plan is stored', async () => {
    const id = await imports.start(['/pages/a', '/pages/b.txt']);
    expect(named('import.begin')).toEqual([{ id, names: ['a', 'b.txt'], roots: ['/pages/a', '/pages/b.txt'], startedAt: expect.any(String) }]);
    let stored: () => void = () => undefined;
    answers['import.plan'] = () => new Promise<void>((resolve) => (stored = resolve));
    latest().plan(['/pages/b.txt']);
    await settle();
    expect(latest().heard).toEqual([]);
    stored();
    await settle();
    expect(latest().heard).toEqual(['go']);
    latest().end();
    expect(await imports.end(id)).toEqual({ state: 'done' });
    expect(named('import.end')).toEqual([{ id, state: 'done', finishedAt: expect.any(String) }]);
    expect(latest().killed).toBe(true);
  });

  it('tells each state, and with the last what came of it', async () => {
    await imports.start(['/pages']);
    latest().plan(['/pages/1.txt', '/pages/2.txt']);
    await settle();
    const totals = { files: 2, articles: 2, comments: 7, known: 0, failed: 0, bytes: 99 };
    latest().say({ type: 'progress', import: latest().job.id, totals, current: '/pages/2.txt', members: 0 });
    latest().end();
    await settle();
    expect([...new Set(reports.map((progress) => progress.state))]).toEqual(['waiting', 'walking', 'running', 'done']);
    expect(reports.at(-1)).toMatchObject({ planned: 2, totals, current: '/pages/2.txt', names: ['pages'] });
  });

  it('waits for the one before it', async () => {
    const first = await imports.start(['/first']);
    const second = await imports.start(['/second']);
    expect(parsers).toHaveLength(1);
    expect(reports.at(-1)).toMatchObject({ id: second, state: 'waiting' });
    latest().end();
    await imports.end(first);
    await settle();
    expect(latest().job.id).toBe(second);
  });

  it('is cancelled by its parser, which stores what it has read', async () => {
    const id = await imports.start(['/pages']);
    await imports.cancel(id);
    expect(latest().heard).toEqual(['cancel']);
    latest().end('cancelled');
    expect(await imports.end(id)).toEqual({ state: 'cancelled' });
  });

  it('is cancelled before its turn without being read', async () => {
    await imports.start(['/first']);
    const second = await imports.start(['/second']);
    await imports.cancel(second);
    expect(await imports.end(second)).toEqual({ state: 'cancelled' });
    expect(named('import.end')).toMatchObject([{ id: second, state: 'cancelled' }]);
    latest().end();
    await settle();
    expect(parsers).toHaveLength(1);
  });

  it('fails with a reason when the parser process dies, and the next one runs', async () => {
    const first = await imports.start(['/first']);
    const second = await imports.start(['/second']);
    latest().exit(139);
    expect(await imports.end(first)).toEqual({ state: 'failed', reason: expect.stringMatching(/139.*safe.*resume/s) });
    await settle();
    expect(latest().job.id).toBe(second);
  });

  it('fails when the parser cannot be started or the plan cannot be stored', async () => {
    answers['import.plan'] = () => {
      throw new CuttingsError('not-stored', 'The disk is full.');
    };
    const id = await imports.start(['/pages']);
    latest().plan(['/pages/1.txt']);
    expect(await imports.end(id)).toEqual({ state: 'failed', reason: 'The disk is full.' });
    expect(latest().heard).toEqual([]);

    const unable = new Imports({
      store,
      startParser: () => {
        throw new CuttingsError('store-gone', 'The library is not open.');
      },
      report: () => undefined,
      logError: () => undefined,
    });
    expect(await unable.end(await unable.start(['/pages']))).toEqual({ state: 'failed', reason: 'The library is not open.' });
  });

  it('fails when the store window goes, and says so to the next one', async () => {
    const id = await imports.start(['/pages']);
    imports.storeLost('The store stopped.');
    expect(await imports.end(id)).toEqual({ state: 'failed', reason: 'The store stopped.' });
    expect(named('import.end')).toMatchObject([{ id, state: 'failed', reason: 'The store stopped.' }]);
  });

  it('whose end cannot be stored is reported as failed and logged', async () => {
    answers['import.end'] = () => {
      throw new CuttingsError('store-gone', 'The store stopped.');
    };
    const id = await imports.start(['/pages']);
    latest().end();
    expect(await imports.end(id)).toEqual({ state: 'failed', reason: 'The store stopped.' });
    expect([reports.at(-1)?.state, errors.length]).toEqual(['failed', 1]);
  });

  it('does not begin when the library cannot take it', async () => {
    answers['import.begin'] = () => {
      throw new CuttingsError('newer-library', 'Written by a newer version.');
    };
    await expect(imports.start(['/pages'])).rejects.toMatchObject({ kind: 'newer-library' });
    expect(parsers).toHaveLength(0);
  });
});

describe('an import of what the library keeps', () => {
  const KEPT = [{ id: 'sha256:1', path: '/gone/a.csv', name: 'a.csv', bytes: 9 }] as const;

  it('is handed its sources, and their bytes when they are wanted', async () => {
    const packed = new Uint8Array([1]);
    answers['source.packed'] = () => packed;
    const id = await imports.startKept(KEPT);
    expect(named('import.begin')).toMatchObject([{ id, names: ['a.csv'], roots: ['/gone/a.csv'] }]);
    expect(latest().job.kept).toEqual(KEPT);
    latest().say({ type: 'want', import: id, id: 'sha256:1' });
    await settle();
    expect(latest().said.at(-1)).toEqual({ type: 'kept', import: id, id: 'sha256:1', packed });
  });

  it('hears why there are none', async () => {
    const id = await imports.startKept(KEPT);
    latest().say({ type: 'want', import: id, id: 'sha256:1' });
    await settle();
    expect(latest().said.at(-1)).toMatchObject({ type: 'kept', problem: 'The library does not keep the bytes of this file.' });
    answers['source.packed'] = () => {
      throw new CuttingsError('store-gone', 'The store has gone.');
    };
    latest().say({ type: 'want', import: id, id: 'sha256:1' });
    await settle();
    expect(latest().said.at(-1)).toMatchObject({ type: 'kept', problem: 'The store has gone.' });
  });
});

describe('resuming', () => {
  it('imports what is missing under the same title', async () => {
    answers['import.missing'] = () => ({ names: ['pages'], roots: ['/pages'], paths: ['/pages/8.txt', '/pages/9.txt'] });
    const id = await imports.resume('i0');
    expect(named('import.begin')).toMatchObject([{ id, names: ['pages'], roots: ['/pages'] }]);
    expect(latest().job.paths).toEqual(['/pages/8.txt', '/pages/9.txt']);
  });

  it('refuses where nothing is missing, and one that still runs', async () => {
    answers['import.missing'] = () => ({ names: [], roots: [], paths: [] });
    await expect(imports.resume('i0')).rejects.toMatchObject({ kind: 'nothing-missing' });
    const running = await imports.start(['/pages']);
    await expect(imports.resume(running)).rejects.toMatchObject({ kind: 'import-running' });
  });
});

describe('an import nobody knows', () => {
  it('can be neither cancelled nor waited for', async () => {
    await expect(imports.cancel('i0')).rejects.toMatchObject({ kind: 'no-import' });
    await expect(imports.end('i0')).rejects.toMatchObject({ kind: 'no-import' });
  });
});

describe('pausing an import', () => {
  it('tells the parser, says so, and does not count the pause as time', async () => {
    const id = await imports.start(['/pages']);
    latest().plan(['/pages/a.txt']);
    await settle();
    imports.pause(id);
    expect(reports.at(-1)?.state).toBe('paused');
    const before = reports.at(-1)?.elapsed ?? Number.NaN;
    await new Promise((resolve) => setTimeout(resolve, 200));
    imports.continue(id);
    expect(reports.at(-1)?.state).toBe('running');
    expect((reports.at(-1)?.elapsed ?? Number.NaN) - before).toBeLessThan(100);
    expect(latest().heard).toEqual(['go', 'pause', 'continue']);
  });

  it('keeps a pause asked for during the walk', async () => {
    const id = await imports.start(['/pages']);
    imports.pause(id);
    latest().plan(['/pages/a.txt']);
    await settle();
    expect(reports.at(-1)?.state).toBe('paused');
  });

  it('refuses for an import that does not run', async () => {
    await imports.start(['/a']);
    const waiting = await imports.start(['/b']);
    expect(() => imports.pause(waiting)).toThrow(CuttingsError);
    expect(() => imports.continue('i0-none')).toThrow(CuttingsError);
  });
});
