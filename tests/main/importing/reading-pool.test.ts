import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageReading } from '../../../main/importing/page-reading.ts';
import { type FromThread, type PoolOptions, poolSize, ReadingPool, type Thread, type ToThread, usualPatience } from '../../../main/importing/reading-pool.ts';
import { parsed, settle } from './fakes.ts';

const page = (name: string, bytes = 10) => ({ name, bytes: new Uint8Array(bytes) });
const reading = (name: string): PageReading => ({ parsed: parsed(name, 10), packed: new Uint8Array(1) });
const errorIn = (one: PageReading): string | undefined => ('error' in one ? one.error.title : undefined);
const nameIn = (one: PageReading): string | undefined => ('parsed' in one ? one.parsed.name : undefined);

/** A thread whose work the test does. */
class FakeThread implements Thread {
  readonly given: ToThread[] = [];
  readonly moved: number[] = [];
  ended = false;
  readonly #listeners = new Map<string, (what: never) => void>();

  postMessage(message: ToThread, transfer: readonly ArrayBuffer[]): void {
    const copy = structuredClone(message, { transfer: [...transfer] });
    this.given.push(copy);
    this.moved.push(copy.page.bytes.length);
  }
  on(event: string, listener: (what: never) => void): void {
    this.#listeners.set(event, listener);
  }
  say(message: FromThread): void {
    this.#listeners.get('message')?.(message as never);
  }
  fail(error: Error): void {
    this.#listeners.get('error')?.(error as never);
    this.exit(1);
  }
  exit(code: number): void {
    this.ended = true;
    this.#listeners.get('exit')?.(code as never);
  }
  async terminate(): Promise<void> {
    this.exit(1);
  }
  /** Finishes the oldest page it has. */
  finish(): void {
    const job = this.given.shift();
    if (job === undefined) throw new Error('it has no page');
    this.say({ job: job.job, reading: reading(job.page.name) });
  }
}

function fakePool(options: Partial<PoolOptions> = {}) {
  const threads: FakeThread[] = [];
  const start = (): FakeThread => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  };
  const pool = new ReadingPool({ size: 2, start, ...options });
  const thread = (at: number): FakeThread => {
    const one = threads[at];
    if (one === undefined) throw new Error(`thread ${at} was not started`);
    return one;
  };
  return { pool, threads, thread };
}

describe('the threads that read pages', () => {
  it('are as many as the machine has cores but one, at least one and at most eight', () => {
    expect([1, 2, 3, 8, 64].map(poolSize)).toEqual([1, 1, 2, 7, 8]);
  });

  it('are started as there is work for them, and each has few pages waiting before it', async () => {
    const { pool, threads, thread } = fakePool();
    expect(threads).toHaveLength(1);
    const readings = Array.from({ length: 9 }, (_, n) => pool.read(page(`${n}`)));
    expect(threads.map((one) => one.given.map((job) => job.page.name))).toEqual([
      ['0', '2', '4'],
      ['1', '3', '5'],
    ]);
    for (const one of threads) one.say('ready');
    thread(1).finish();
    expect(thread(1).given.map((job) => job.page.name)).toEqual(['3', '5', '6']);
    while (threads.some((one) => one.given.length > 0)) for (const one of threads) if (one.given.length > 0) one.finish();
    expect((await Promise.all(readings)).map(nameIn)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('are given a large page’s bytes without a copy, alone; of a small one, and of a part of a larger buffer, a copy', async () => {
    const { pool, thread } = fakePool({ size: 1 });
    const large = page('large', 2_000_000);
    const part = { name: 'part', bytes: new Uint8Array(new ArrayBuffer(4_000_000), 7, 2_000_000) };
    const small = page('small');
    void pool.read(large);
    void pool.read(small);
    void pool.read(part);
    expect([large.bytes.length, small.bytes.length, part.bytes.length]).toEqual([0, 10, 2_000_000]);
    expect(thread(0).given.map((job) => job.page.name)).toEqual(['large']);
    thread(0).say('ready');
    thread(0).finish();
    expect(thread(0).given.map((job) => job.page.name)).toEqual(['small']);
    thread(0).finish();
    expect(thread(0).given.map((job) => job.page.name)).toEqual(['part']);
    expect(thread(0).moved).toEqual([2_000_000, 10, 2_000_000]);
    expect(part.bytes.length).toBe(2_000_000);
  });

  it('cost the page they die on, and no other', async () => {
    const { pool, threads, thread } = fakePool({ size: 1 });
    const readings = ['a', 'b', 'c'].map((name) => pool.read(page(name)));
    thread(0).say('ready');
    thread(0).fail(new Error('a fault in the machine'));
    expect(threads).toHaveLength(2);
    thread(1).say('ready');
    expect(thread(1).given.map((job) => [job.page.name, job.page.bytes.length])).toEqual([
      ['b', 10],
      ['c', 10],
    ]);
    thread(1).finish();
    thread(1).finish();
    const [a, b, c] = await Promise.all(readings);
    expect(a).toMatchObject({ error: { kind: 'unreadable', title: 'Reading failed', message: expect.stringContaining('a fault in the machine') } });
    expect([b, c].map((one) => one && nameIn(one))).toEqual(['b', 'c']);
  });

  it('that cannot be started at all fail the import; where some are there, those do the work', async () => {
    const none = fakePool();
    const asked = none.pool.read(page('a'));
    none.thread(0).fail(new Error('no such file'));
    await expect(asked).rejects.toMatchObject({ kind: 'no-reading', message: expect.stringContaining('no such file') });
    await expect(none.pool.read(page('b'))).rejects.toMatchObject({ kind: 'no-reading' });

    const one = fakePool();
    one.thread(0).say('ready');
    const readings = ['a', 'b', 'c', 'd'].map((name) => one.pool.read(page(name)));
    expect(one.threads).toHaveLength(2);
    one.thread(1).exit(7);
    while (one.thread(0).given.length > 0) one.thread(0).finish();
    expect((await Promise.all(readings)).map(nameIn).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(one.threads).toHaveLength(2);
  });

  it('have time for a page by its size, counted from its own turn', async () => {
    expect([usualPatience(0), usualPatience(512 * 1024 * 1024)]).toEqual([120_000, 10_360_000]);
    const { pool, thread } = fakePool({ size: 1, patience: (bytes) => bytes * 10 });
    const readings = [pool.read(page('a', 20)), pool.read(page('b', 20))];
    thread(0).say('ready');
    await wait(120);
    thread(0).finish();
    await wait(120);
    expect(thread(0).ended).toBe(false);
    await wait(200);
    expect(thread(0).ended).toBe(true);
    const [a, b] = await Promise.all(readings);
    expect(a && nameIn(a)).toBe('a');
    expect(b && errorIn(b)).toBe('Takes too long');
  });

  it('are ended with what they have at hand when the pool closes', async () => {
    const { pool, threads } = fakePool();
    const readings = Array.from({ length: 9 }, (_, n) => pool.read(page(`${n}`)));
    await pool.close();
    expect(threads.every((one) => one.ended)).toBe(true);
    expect((await Promise.allSettled(readings)).every(({ status }) => status === 'rejected')).toBe(true);
    await settle();
    expect(threads).toHaveLength(2);
  });
});

/** A real thread that does what a page's name says. */
const OBEDIENT = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ job, page }) => {
    if (page.name === 'throw') throw new Error('it threw');
    if (page.name === 'exit') process.exit(9);
    if (page.name === 'loop') for (;;);
    if (page.name === 'hoard') for (const kept = []; ; ) kept.push(new Array(1000).fill(kept.length));
    const until = Date.now() + Number(page.name);
    while (Date.now() < until);
    parentPort.postMessage({ job, reading: { error: { kind: 'empty', title: page.name, message: String(page.bytes.length) } } });
  });
  parentPort.postMessage('ready');
`;

function realPool(options: Partial<PoolOptions> = {}): ReadingPool {
  const start = (): Thread => new Worker(OBEDIENT, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } });
  const pool = new ReadingPool({ size: 2, start, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

describe('real threads', () => {
  it('read on after a page that throws, one that ends its thread, one that takes all memory and one that never ends', async () => {
    const pool = realPool({ patience: (bytes) => (bytes === 11 ? 1000 : 60_000) });
    const names = ['1', 'throw', '2', 'hoard', '3', 'loop', '4', 'exit', '5'];
    const readings = await Promise.all(names.map((name) => pool.read(page(name, name === 'loop' ? 11 : 10))));
    expect(readings.map(errorIn)).toEqual(['1', 'Reading failed', '2', 'Takes too much memory', '3', 'Takes too long', '4', 'Reading failed', '5']);
  }, 30_000);

  it('work at the same time', async () => {
    const pool = realPool();
    // until both threads are there
    await Promise.all([pool.read(page('1')), pool.read(page('1'))]);
    const order: string[] = [];
    await Promise.all(['400', '10'].map(async (name) => order.push(String(errorIn(await pool.read(page(name)))))));
    expect(order).toEqual(['10', '400']);
  });

  it('are ended at once by a close, whatever they do', async () => {
    const pool = realPool();
    const asked = pool.read(page('loop'));
    await wait(200);
    const closing = performance.now();
    await Promise.all([pool.close(), expect(asked).rejects.toMatchObject({ kind: 'no-reading' })]);
    expect(performance.now() - closing).toBeLessThan(2000);
  });

  it('with the app’s own code read a page to its records, its hash and its packed bytes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cuttings-thread-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const entry = join(import.meta.dirname, '../../../main/importing/reading-thread.ts');
    const output = { entryFileNames: 'reader.mjs' };
    await build({
      configFile: false,
      logLevel: 'error',
      build: { ssr: entry, outDir: folder, target: 'node20', rolldownOptions: { output } },
      ssr: { noExternal: true },
    });
    const pool = new ReadingPool({ size: 1, start: () => new Worker(join(folder, 'reader.mjs'), { workerData: { mappings: { byShape: {} } } }) });
    onTestFinished(() => pool.close());
    const bytes = new TextEncoder().encode('Bridge opens after repairs\n\nThe bridge at Lowfield opened to carts and walkers on Monday, a week early.\n');
    const read = await pool.read({ name: 'bridge.txt', bytes });
    if ('error' in read) throw new Error(read.error.message);
    expect(read.parsed.id).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    expect(read.parsed.pages[0]?.article.headline).toBe('Bridge opens after repairs');
    expect(new Uint8Array(gunzipSync(read.packed))).toEqual(bytes);
    expect(read.packed.buffer.byteLength).toBe(read.packed.byteLength);
    expect(await pool.read({ name: 'page.pdf', bytes: new TextEncoder().encode('%PDF-1.4') })).toMatchObject({ error: { title: 'PDF' } });
  }, 60_000);
});
