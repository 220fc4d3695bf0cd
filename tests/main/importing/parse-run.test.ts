import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BatchSender } from '../../../main/importing/batch-sender.ts';
import { Batcher } from '../../../main/importing/batcher.ts';
import { Gate } from '../../../main/importing/gate.ts';
import type { Loaded, Planned } from '../../../main/importing/load.ts';
import { type ParseRun, runParse, throttled } from '../../../main/importing/parse-run.ts';
import { planImport } from '../../../main/importing/plan.ts';
import { NO_TOTALS } from '../../../main/importing/totals.ts';
import { FakePort, fakeDisk, parsed, settle } from './fakes.ts';
import { zip } from './zip-maker.ts';

const planned = (count: number): Planned[] => Array.from({ length: count }, (_, n) => ({ path: `/pages/${n}.txt` }));

function loaded(path: string): Loaded {
  return { path, name: path.slice(7), bytes: new Uint8Array(10) };
}

function run(port: FakePort, files: readonly Planned[], change: Partial<ParseRun> = {}): Promise<'done' | 'cancelled'> {
  return runParse({
    import: 'i1',
    files,
    sender: new BatchSender('i1', port),
    load: async ({ path }) => loaded(path),
    read: async (page) => ({ parsed: parsed(page.name, page.bytes.length), packed: new Uint8Array(5) }),
    atOnce: { files: 1, bytes: 1000 },
    reading: () => undefined,
    signal: new AbortController().signal,
    batcher: new Batcher({ items: 2, bytes: 1000, age: 1000 }),
    ...change,
  });
}

const namesIn = (port: FakePort): string[] => port.sent.flatMap((batch) => batch.items.map((item) => item.name));

/** Stores every batch as it comes, until the run ends. */
async function stored<T>(port: FakePort, end: Promise<T>): Promise<T> {
  let next = 0;
  const storing = setInterval(() => {
    for (; next < port.sent.length; next++) port.store(next);
  }, 5);
  return end.finally(() => clearInterval(storing));
}

describe('an import in the parser process', () => {
  it('brings every file to an outcome, in the order planned, and ends once all is stored', async () => {
    const port = new FakePort();
    const end = run(port, planned(5));
    port.say({ type: 'credit', batches: 9 });
    await settle();
    expect(namesIn(port)).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt']);
    for (const { seq } of port.sent) port.store(seq);
    expect(await end).toBe('done');
  });

  it('does not parse what the store has no room for', async () => {
    const port = new FakePort();
    const turns: string[] = [];
    const end = run(port, planned(20), { reading: (path) => turns.push(path) });
    port.say({ type: 'credit', batches: 1 });
    await settle();
    expect([port.sent.length, turns.length]).toEqual([1, 4]);
    port.say({ type: 'credit', batches: 99 });
    await settle();
    for (const { seq } of [...port.sent]) port.store(seq);
    expect([await end, turns.length]).toEqual(['done', 20]);
  });

  it('sends a file that cannot be read, or not be understood, as a failed item and goes on', async () => {
    const port = new FakePort();
    const error = { kind: 'gone', title: 'Gone', message: 'It is gone.' } as const;
    const end = run(port, planned(3), {
      load: async ({ path }) => (path.endsWith('0.txt') ? { path, name: '0.txt', size: 7, error } : loaded(path)),
      read: async ({ name }) => (name === '1.txt' ? { error: { ...error, kind: 'binary' } } : { parsed: parsed(name, 10), packed: new Uint8Array(5) }),
    });
    port.say({ type: 'credit', batches: 9 });
    await settle();
    for (const { seq } of port.sent) port.store(seq);
    await end;
    const items = port.sent.flatMap((batch) => batch.items);
    expect(items.map((item) => ('error' in item ? item.error.kind : 'read'))).toEqual(['gone', 'binary', 'read']);
    expect(items.map((item) => item.bytes)).toEqual([7, 10, 10]);
  });

  it('sends what it has when the next file is slow to come', async () => {
    const port = new FakePort();
    let arrive: (file: Loaded) => void = () => undefined;
    const end = run(port, planned(2), {
      load: async ({ path }) => (path.endsWith('0.txt') ? loaded(path) : new Promise((resolve) => (arrive = resolve))),
      batcher: new Batcher({ items: 99, bytes: 1000, age: 20 }),
    });
    port.say({ type: 'credit', batches: 9 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(namesIn(port)).toEqual(['0.txt']);
    arrive(loaded('/pages/1.txt'));
    await settle();
    for (const { seq } of port.sent) port.store(seq);
    expect(await end).toBe('done');
  });

  it('stores what is read when paused, takes no further file, and goes on with the next', async () => {
    const port = new FakePort();
    const gate = new Gate();
    const end = run(port, planned(9), {
      gate,
      reading: (path) => {
        if (path === '/pages/2.txt') gate.close();
      },
    });
    port.say({ type: 'credit', batches: 99 });
    await settle();
    expect(namesIn(port)).toEqual(['0.txt', '1.txt', '2.txt']);
    gate.open();
    expect(await stored(port, end)).toBe('done');
    expect(namesIn(port)).toEqual(planned(9).map(({ path }) => path.slice(7)));
  });

  it('can be cancelled while it is paused', async () => {
    const port = new FakePort();
    const gate = new Gate();
    const cancelling = new AbortController();
    gate.close();
    const end = run(port, planned(9), { gate, signal: cancelling.signal });
    await settle();
    cancelling.abort();
    expect(await end).toBe('cancelled');
    expect(namesIn(port)).toEqual([]);
  });

  it('finishes the file at hand when cancelled, stores what is read, and leaves the rest', async () => {
    const port = new FakePort();
    const cancelling = new AbortController();
    const end = run(port, planned(50), {
      signal: cancelling.signal,
      reading: (path) => {
        if (path === '/pages/4.txt') cancelling.abort();
      },
    });
    port.say({ type: 'credit', batches: 99 });
    await settle();
    expect(namesIn(port)).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt']);
    for (const { seq } of port.sent) port.store(seq);
    expect(await end).toBe('cancelled');
  });

  it('has several pages read at the same time, in any order, and sends them in the order planned', async () => {
    const port = new FakePort();
    const asked: string[] = [];
    const finish = new Map<string, () => void>();
    const end = run(port, planned(6), {
      atOnce: { files: 3, bytes: 1000 },
      read: ({ name }) => {
        asked.push(name);
        return new Promise((resolve) => finish.set(name, () => resolve({ parsed: parsed(name, 10), packed: new Uint8Array(5) })));
      },
    });
    port.say({ type: 'credit', batches: 99 });
    await settle();
    expect(asked).toEqual(['0.txt', '1.txt', '2.txt']);
    for (const name of ['2.txt', '1.txt', '0.txt']) finish.get(name)?.();
    await settle();
    expect(asked).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt', '5.txt']);
    for (const name of ['5.txt', '4.txt', '3.txt']) finish.get(name)?.();
    expect(await stored(port, end)).toBe('done');
    expect(namesIn(port)).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt', '5.txt']);
  });

  it('finishes the pages that are being read when paused, and when cancelled as long as that takes no longer than its patience', async () => {
    const port = new FakePort();
    const gate = new Gate();
    const cancelling = new AbortController();
    const finish = new Map<string, () => void>();
    const end = run(port, planned(9), {
      gate,
      signal: cancelling.signal,
      grace: 50,
      atOnce: { files: 3, bytes: 1000 },
      read: ({ name }) => new Promise((resolve) => finish.set(name, () => resolve({ parsed: parsed(name, 10), packed: new Uint8Array(5) }))),
    });
    port.say({ type: 'credit', batches: 99 });
    await settle();
    gate.close();
    for (const name of ['0.txt', '1.txt', '2.txt']) finish.get(name)?.();
    await settle();
    expect([namesIn(port), finish.size]).toEqual([['0.txt', '1.txt', '2.txt'], 3]);
    gate.open();
    await settle();
    expect(finish.size).toBe(6);
    cancelling.abort();
    finish.get('3.txt')?.();
    // the next two never come to an end
    expect(await stored(port, end)).toBe('cancelled');
    expect([namesIn(port), finish.size]).toEqual([['0.txt', '1.txt', '2.txt', '3.txt'], 6]);
  });

  it('fails where no page can be read at all, with what was read before', async () => {
    const port = new FakePort();
    const end = run(port, planned(5), {
      read: ({ name }) =>
        name === '2.txt' ? Promise.reject(new Error('no threads')) : Promise.resolve({ parsed: parsed(name, 10), packed: new Uint8Array(5) }),
    });
    port.say({ type: 'credit', batches: 99 });
    await expect(end).rejects.toThrow('no threads');
    expect(namesIn(port)).toEqual(['0.txt', '1.txt']);
  });

  it('gives the members of a container their turns, counts them, and ends it with an item of its own unless cancelled', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cuttings-run-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'letters.zip');
    const bytes = zip([1, 2, 3].map((n) => ({ name: `${n}.txt`, content: `page ${n}` })));
    writeFileSync(path, bytes);
    const container = async (): Promise<Loaded> => ({ path, name: 'letters.zip', size: bytes.length, container: true });
    const port = new FakePort();
    const found: number[] = [];
    const end = run(port, [{ path }, { path }], { load: container, found: (members) => found.push(members) });
    port.say({ type: 'credit', batches: 9 });
    await stored(port, end);
    const once = ['1.txt', '2.txt', '3.txt', 'letters.zip'];
    expect(namesIn(port)).toEqual([...once, ...once]);
    expect([found[0], found.at(-1)]).toEqual([2, 4]);

    const stopped = new FakePort();
    const cancelling = new AbortController();
    const cancelled = run(stopped, [{ path }], { load: container, signal: cancelling.signal, reading: (at) => at.endsWith('2.txt') && cancelling.abort() });
    stopped.say({ type: 'credit', batches: 9 });
    expect(await stored(stopped, cancelled)).toBe('cancelled');
    expect(namesIn(stopped)).toEqual(['1.txt', '2.txt']);
  });

  it('ends with the store’s refusal', async () => {
    const port = new FakePort();
    const end = run(port, planned(5));
    port.say({ type: 'credit', batches: 1 });
    port.say({ type: 'refused', seq: 0, kind: 'not-stored', message: 'The disk is full.' });
    await expect(end).rejects.toMatchObject({ kind: 'not-stored' });
  });
});

describe('the plan of an import', () => {
  const disk = fakeDisk({
    '/pages': { folder: ['.junk', 'a.txt', 'closed'] },
    '/pages/a.txt': 'file',
    '/pages/.junk': 'file',
    '/pages/closed': { refuses: 'EACCES' },
  });

  it('has every path that needs an outcome, and the number of those left out', async () => {
    const parts: unknown[] = [];
    const plan = await planImport(['/pages'], disk, new AbortController().signal, (part) => parts.push(part));
    expect(plan).toMatchObject([{ path: '/pages/a.txt' }, { path: '/pages/closed', error: { kind: 'permission' } }]);
    expect(parts).toEqual([{ paths: ['/pages/a.txt', '/pages/closed'], skipped: 1, last: true }]);
  });

  it('comes in parts, of which one is the last', async () => {
    const names = Array.from({ length: 2500 }, (_, n) => `${n}.txt`);
    const many = fakeDisk({ '/pages': { folder: names }, ...Object.fromEntries(names.map((name) => [`/pages/${name}`, 'file' as const])) });
    const parts: { paths: readonly string[]; last: boolean }[] = [];
    await planImport(['/pages'], many, new AbortController().signal, (part) => parts.push(part));
    expect(parts.flatMap((part) => part.paths)).toHaveLength(2500);
    expect(parts.map((part) => part.last).filter(Boolean)).toEqual([true]);
    expect(parts.at(-1)?.last).toBe(true);
  });

  it('stays unfinished when the walk is cancelled', async () => {
    const parts: unknown[] = [];
    expect(await planImport(['/pages'], disk, AbortSignal.abort(), (part) => parts.push(part))).toEqual([]);
    expect(parts).toEqual([]);
  });
});

describe('progress', () => {
  it('is told at most once per interval', () => {
    const told: string[] = [];
    const report = throttled(10_000, (_totals, current) => told.push(current));
    for (const path of ['/a', '/b', '/c']) report(NO_TOTALS, path);
    expect(told).toEqual(['/a']);
  });
});
