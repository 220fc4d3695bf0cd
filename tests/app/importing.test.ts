import { describe, expect, it } from 'vitest';
import type { FileOutcome, ImportRun } from '../../corpus/records.ts';
import type { ImportProgress } from '../../preload/contract/app-api.ts';
import { commands } from '../../renderer/app/features/importing/commands.ts';
import { dragItems, droppedPaths } from '../../renderer/app/features/importing/dropped.ts';
import { endWords } from '../../renderer/app/features/importing/end-words.ts';
import { leaveImport, leftImports, waitingImports } from '../../renderer/app/features/importing/left.ts';
import { leftWords, paceOf, pausedWords, rateWords } from '../../renderer/app/features/importing/pace.ts';
import { type ProgressStore, progressStore } from '../../renderer/app/features/importing/progress.ts';
import { importTitle, outcomeWords, reportOf, stoppedImport } from '../../renderer/app/features/importing/report.ts';
import { fakeServices } from './fake-services.ts';

const progress = (change: Partial<ImportProgress>): ImportProgress => ({
  id: 'i1',
  state: 'running',
  names: ['pages'],
  planned: 100,
  totals: { files: 25, articles: 25, comments: 60, known: 0, failed: 0, bytes: 1 },
  skipped: 0,
  elapsed: 5000,
  ...change,
});

const outcome = (name: string, change: Partial<FileOutcome>): FileOutcome => ({
  path: `/p/${name}`,
  name,
  bytes: 10,
  result: 'new',
  articles: [],
  comments: 0,
  warnings: [],
  ...change,
});

const run = (change: Partial<ImportRun>): ImportRun => ({
  id: 'i1',
  names: ['pages'],
  roots: ['/p'],
  startedAt: '2026-01-01T00:00:00Z',
  state: 'done',
  planned: 10,
  totals: { files: 4, articles: 4, comments: 0, known: 0, failed: 0, bytes: 1 },
  ...change,
});

describe('imports that were cut off', () => {
  const store = (): Pick<Storage, 'getItem' | 'setItem'> => {
    const kept = new Map<string, string>();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
  };

  it('wait for the analyst’s word, those he cancelled or that came to their end do not', () => {
    const runs = (['interrupted', 'failed', 'cancelled', 'done', 'running'] as const).map((state, at) => run({ id: `i${at}`, state }));
    expect(waitingImports(runs, new Set()).map(({ state }) => state)).toEqual(['interrupted', 'failed']);
  });

  it('ask no more once they are left or gone on with', () => {
    const kept = store();
    expect(leftImports(kept)).toEqual(new Set());
    leaveImport('i0', kept);
    leaveImport('i5', kept);
    expect(leftImports(kept)).toEqual(new Set(['i0', 'i5']));
    expect(waitingImports([run({ id: 'i0', state: 'interrupted' }), run({ id: 'i1', state: 'interrupted' })], leftImports(kept)).map(({ id }) => id)).toEqual([
      'i1',
    ]);
  });
});

describe('the pace of an import', () => {
  it('says files a second and the time left from what is done', () => {
    expect(paceOf(progress({}))).toEqual({ done: 25, share: 0.25, rate: 5, left: 15 });
  });

  it('knows no share and no time left while files are still being looked for', () => {
    const pace = paceOf(progress({ state: 'walking' }));
    expect(pace.share).toBeUndefined();
    expect(pace.left).toBeUndefined();
  });

  it('gives no rate in the first half second', () => {
    expect(paceOf(progress({ elapsed: 300 })).rate).toBeUndefined();
  });

  it('says of a paused import how many files are left, or how many were found before the first was read', () => {
    expect(pausedWords(progress({ state: 'paused' }))).toBe('paused; 75 files left');
    expect(pausedWords(progress({ state: 'paused', totals: { files: 0, articles: 0, comments: 0, known: 0, failed: 0, bytes: 0 } }))).toBe(
      'paused; 100 files found so far',
    );
    expect(paceOf(progress({ state: 'paused' })).share).toBe(0.25);
  });

  it('speaks of rates and times in fitting units', () => {
    expect(rateWords(212.4)).toBe('212 files a second');
    expect(rateWords(0.05)).toBe('3 files a minute');
    expect(leftWords(31.2)).toBe('about 32 s left');
    expect(leftWords(240)).toBe('about 4 min left');
    expect(leftWords(7800)).toBe('about 2 h 10 min left');
    expect(leftWords(0)).toBe('nearly done');
  });
});

describe('the report of an import', () => {
  const outcomes = [
    outcome('one.txt', { articles: ['a1'], comments: 3, coverage: { article: 5, comment: 3, furniture: 1, unparsed: 0, blank: 1 } }),
    outcome('two.txt', {
      articles: ['a2'],
      coverage: { article: 4, comment: 0, furniture: 0, unparsed: 6, blank: 0 },
      warnings: [{ kind: 'generic-layout', message: 'No known layout fits.' }],
    }),
    outcome('same.txt', { result: 'known', articles: ['a1'], comments: 3, coverage: { article: 5, comment: 3, furniture: 1, unparsed: 0, blank: 1 } }),
    outcome('empty.txt', { result: 'failed', error: { kind: 'empty', title: 'Empty', message: '0 bytes.' } }),
  ];

  it('counts what each file came to; what was known adds nothing', () => {
    const report = reportOf(outcomes);
    expect(report).toMatchObject({ newFiles: 2, articles: 2, comments: 3, known: 1, toLookAt: 1 });
    expect(report.coverage).toEqual({ article: 9, comment: 3, furniture: 1, unparsed: 6, blank: 1 });
  });

  it('lists failures first, then files to look at', () => {
    expect(reportOf(outcomes).rows.map((row) => row.name)).toEqual(['empty.txt', 'two.txt', 'one.txt', 'same.txt']);
  });

  it('names outcomes', () => {
    expect(outcomes.map(outcomeWords)).toEqual(['new', 'new, generic', 'known', 'failed']);
    const page = outcome('page.html', { warnings: [{ kind: 'not-read', message: 'Not read yet.' }] });
    expect(outcomeWords(page)).toBe('kept, not read');
    expect(reportOf([page])).toMatchObject({ newFiles: 1, toLookAt: 1 });
  });

  it('is titled by what was dropped', () => {
    expect(importTitle(['a.zip'])).toBe('a.zip');
    expect(importTitle(['a.zip', 'b.txt'])).toBe('a.zip and b.txt');
    expect(importTitle(['a.zip', 'b', 'c'])).toBe('a.zip and 2 others');
  });

  it('says of a stopped import how many files were read and how many went in; nothing of one that ended', () => {
    expect(stoppedImport(run({ state: 'interrupted', totals: { files: 4, articles: 3, comments: 0, known: 0, failed: 1, bytes: 1 } }))).toEqual({
      read: 4,
      wentIn: 3,
    });
    expect(stoppedImport(run({ state: 'done' }))).toBeUndefined();
  });
});

describe('a drop', () => {
  it('counts files apart from text and links', () => {
    expect(dragItems([{ kind: 'file' }, { kind: 'string' }, { kind: 'file' }])).toEqual({ files: 2, others: 1 });
  });

  it('keeps what is on disk and counts what is not', () => {
    expect(droppedPaths(['/p/a', '', '/p/b'], (file) => file)).toEqual({ paths: ['/p/a', '/p/b'], pathless: 1 });
  });
});

describe('the end of an import in a line', () => {
  const totals = { files: 5, articles: 3, comments: 1, known: 1, failed: 1, bytes: 1 };

  it('says what is in, what was known and what did not go in', () => {
    expect(endWords({ state: 'done', totals })).toBe('3 articles and 1 comment are in; 1 known already, 1 file did not go in.');
  });

  it('says how many captures joined an article', () => {
    expect(endWords({ state: 'done', totals: { ...totals, known: 0, failed: 0, merged: 1 } })).toBe(
      '3 articles and 1 comment are in; 1 capture joined its article.',
    );
    expect(endWords({ state: 'done', totals: { ...totals, known: 0, failed: 0, merged: 2 } })).toContain('2 captures joined articles that were there');
  });

  it('says that tables were not read, and where to say what their columns mean', () => {
    expect(endWords({ state: 'done', totals: { ...totals, known: 0, failed: 0, waiting: 1 } })).toBe(
      '3 articles and 1 comment are in; 1 table not read before you say what its columns mean, in the report under Imports.',
    );
    expect(endWords({ state: 'done', totals: { ...totals, known: 0, waiting: 2 } })).toMatch(
      /1 file did not go in, 2 tables not read before you say what their/,
    );
  });

  it('says that it was cancelled, or why it stopped', () => {
    expect(endWords({ state: 'cancelled', totals: { ...totals, known: 0, failed: 0 } })).toBe('Cancelled. 3 articles and 1 comment are in.');
    expect(endWords({ state: 'failed', reason: 'The disk is full.', totals: { ...totals, known: 0, failed: 0 } })).toBe(
      'The import stopped. The disk is full. 3 articles and 1 comment are in.',
    );
  });
});

describe('the commands to pause and to continue', () => {
  async function run(id: 'import-pause' | 'import-continue', state?: ImportProgress['state']) {
    const called: unknown[] = [];
    let tell: (payload: ImportProgress) => void = () => {};
    const services = fakeServices({
      bridge: {
        on: (_event: string, given: (payload: never) => void) => {
          tell = given as (payload: ImportProgress) => void;
          return () => {};
        },
        call: async (...args: unknown[]) => {
          called.push(args);
          return { ok: true, value: undefined } as never;
        },
      },
    });
    progressStore(services.bridge);
    if (state) tell(progress({ state }));
    await commands.find((command) => command.id === id)?.run(services);
    return { called, said: services.workspace.get().toast?.text };
  }

  it('ask for the import that is read', async () => {
    expect(await run('import-pause', 'running')).toEqual({ called: [['import:pause', 'i1']], said: undefined });
    expect(await run('import-continue', 'paused')).toEqual({ called: [['import:continue', 'i1']], said: undefined });
  });

  it('say so where there is nothing to pause or to continue', async () => {
    expect(await run('import-pause')).toEqual({ called: [], said: 'No import is being read.' });
    expect(await run('import-pause', 'waiting')).toEqual({ called: [], said: 'No import is being read.' });
    expect(await run('import-pause', 'paused')).toEqual({ called: [], said: 'The import is paused already.' });
    expect(await run('import-continue', 'running')).toEqual({ called: [], said: 'The import is not paused.' });
  });
});

describe('the progress of imports', () => {
  function heard(): { readonly store: ProgressStore; tell(change: Partial<ImportProgress>): void } {
    let listener: (payload: ImportProgress) => void = () => {};
    const bridge = {
      on: (_event: string, given: (payload: never) => void) => {
        listener = given as (payload: ImportProgress) => void;
        return () => {};
      },
    };
    return { store: progressStore(bridge), tell: (change) => listener(progress(change)) };
  }

  it('shows the import that is being read before one that waits', () => {
    const { store, tell } = heard();
    tell({ id: 'i2', state: 'waiting' });
    expect(store.current()?.id).toBe('i2');
    tell({ id: 'i1', state: 'running' });
    expect(store.current()?.id).toBe('i1');
    tell({ id: 'i1', state: 'done' });
    expect(store.current()?.id).toBe('i2');
    expect(store.of('i1')?.state).toBe('done');
  });

  it('tells once when an import has ended', () => {
    const { store, tell } = heard();
    const ended: string[] = [];
    store.onEnd(({ id, state }) => ended.push(`${id} ${state}`));
    tell({ id: 'i1', state: 'running' });
    tell({ id: 'i1', state: 'cancelled' });
    tell({ id: 'i1', state: 'cancelled' });
    expect(ended).toEqual(['i1 cancelled']);
  });
});

describe('a file that joined an article', () => {
  it('is merged: no new article, and only the comments that no other capture had shown', () => {
    const page = outcome('p15.txt', { result: 'merged', articles: ['a2'], comments: 20, knownArticles: 1, knownComments: 6 });
    expect(outcomeWords(page)).toBe('merged');
    expect(reportOf([page])).toMatchObject({ newFiles: 1, articles: 0, merged: 1, comments: 14 });
  });
});
