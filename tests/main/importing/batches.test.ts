import { describe, expect, it } from 'vitest';
import { BatchSender } from '../../../main/importing/batch-sender.ts';
import { Batcher } from '../../../main/importing/batcher.ts';
import { readAhead } from '../../../main/importing/read-ahead.ts';
import type { ImportItem } from '../../../preload/contract/import-port.ts';
import { FakePort, settle } from './fakes.ts';

const item: ImportItem = { path: '/p', name: 'p', bytes: 1, error: { kind: 'empty', title: 'Empty', message: 'Empty.' } };

describe('gathering a batch', () => {
  const limits = { items: 3, bytes: 100, age: 200 };

  it.each([
    ['enough items', [1, 1, 1], 0, true],
    ['enough bytes', [100], 0, true],
    ['an item that has waited long enough', [1], 200, true],
    ['less than that', [1, 98], 199, false],
  ])('sends on %s', (_why, sizes, wait, due) => {
    const batcher = new Batcher<string>(limits);
    for (const size of sizes) batcher.add('x', size, 1000);
    expect(batcher.isDue(1000 + wait)).toBe(due);
  });

  it('is never due with nothing in it, and begins anew when taken', () => {
    const batcher = new Batcher<string>(limits);
    expect([batcher.isDue(9999), batcher.dueIn(9999)]).toEqual([false, undefined]);
    batcher.add('a', 100, 0);
    expect(batcher.take()).toEqual(['a']);
    expect(batcher.isDue(9999)).toBe(false);
    batcher.add('b', 1, 5000);
    expect(batcher.dueIn(5050)).toBe(150);
  });
});

describe('sending batches on credit', () => {
  it('sends nothing before the store grants, then as many batches as granted', async () => {
    const port = new FakePort();
    const sender = new BatchSender('i1', port);
    const sent = Promise.all([sender.send([item]), sender.send([item]), sender.send([item])]);
    await settle();
    expect(port.sent).toHaveLength(0);
    port.say({ type: 'credit', batches: 2 });
    await settle();
    expect(port.sent.map((batch) => batch.seq)).toEqual([0, 1]);
    port.store(0);
    await sent;
    expect(port.sent).toHaveLength(3);
  });

  it('settles when every batch is stored, and not before', async () => {
    const port = new FakePort();
    const heard: number[] = [];
    const sender = new BatchSender('i1', port, (totals) => heard.push(totals.files));
    port.say({ type: 'credit', batches: 4 });
    await sender.send([item, item]);
    await sender.send([item]);
    await sender.send([]);
    let settled = false;
    const done = sender.settled().then(() => {
      settled = true;
    });
    port.store(1);
    await settle();
    expect(settled).toBe(false);
    port.store(0);
    await done;
    expect([port.sent.length, heard, sender.totals.files]).toEqual([2, [1, 3], 3]);
  });

  it('stops with the store’s reason when a batch is refused', async () => {
    const port = new FakePort();
    const sender = new BatchSender('i1', port);
    port.say({ type: 'credit', batches: 1 });
    await sender.send([item]);
    const waiting = sender.send([item]);
    port.say({ type: 'refused', seq: 0, kind: 'not-stored', message: 'The disk is full.' });
    await expect(waiting).rejects.toMatchObject({ kind: 'not-stored', message: 'The disk is full.' });
    await expect(sender.settled()).rejects.toMatchObject({ kind: 'not-stored' });
  });

  it('stops when the store is gone, even with nothing under way', async () => {
    const port = new FakePort();
    const sender = new BatchSender('i1', port);
    port.close();
    await expect(sender.send([item])).rejects.toMatchObject({ kind: 'store-gone' });
  });
});

describe('reading ahead', () => {
  it('gives results in order though they finish out of order', async () => {
    const results: number[] = [];
    const load = async (n: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, n % 2 === 0 ? 5 : 0));
      return n;
    };
    for await (const n of readAhead([0, 1, 2, 3, 4], () => 1, load)) results.push(n);
    expect(results).toEqual([0, 1, 2, 3, 4]);
  });

  it('holds no more than the limits allow, yet lets a single larger file through', async () => {
    const begun: number[] = [];
    const sizes = [10, 60, 60, 500, 10];
    const load = async (size: number): Promise<number> => {
      begun.push(size);
      return size;
    };
    const ahead = readAhead(sizes, (size) => size, load, { files: 3, bytes: 100 });
    await ahead.next();
    expect(begun).toEqual([10, 60, 60]);
    await ahead.next();
    expect(begun).toEqual([10, 60, 60]);
    const rest: number[] = [];
    for await (const size of ahead) rest.push(size);
    expect(rest).toEqual([60, 500, 10]);
  });
});
