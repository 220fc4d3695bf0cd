import { describe, expect, it } from 'vitest';
import { InOrder, type Pending } from '../../../main/importing/in-order.ts';
import { settle } from './fakes.ts';

/** Items that come to be when the test says so, and those begun so far. */
function line(sizes: readonly number[], limits = { files: 3, bytes: 100 }, taking = () => true) {
  const begun: number[] = [];
  const finish: ((fault?: Error) => void)[] = [];
  async function* source(): AsyncGenerator<Pending<number>, void> {
    for (const [at, bytes] of sizes.entries()) {
      begun.push(at);
      yield { bytes, item: new Promise((resolve, reject) => finish.push((fault) => (fault === undefined ? resolve(at) : reject(fault)))) };
    }
  }
  return { begun, finish, items: new InOrder(source(), limits, taking) };
}

describe('items that are made at the same time', () => {
  it('come out in the order they were begun, whichever is first finished', async () => {
    const { begun, finish, items } = line([1, 1, 1, 1]);
    const first = items.next();
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    finish[2]?.();
    finish[1]?.();
    finish[0]?.();
    expect([await first, await items.next(), await items.next()]).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
    const last = items.next();
    await settle();
    finish[3]?.();
    expect([await last, await items.next()]).toEqual([{ item: 3 }, 'end']);
  });

  it('are begun only while there is room: by number, by bytes, and one that is larger than all room alone', async () => {
    const { begun, finish, items } = line([60, 60, 10, 500, 10]);
    let next = items.next();
    await settle();
    expect(begun).toEqual([0, 1]);
    finish[0]?.();
    await next;
    next = items.next();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3]);
    finish[1]?.();
    finish[2]?.();
    await next;
    await items.next();
    next = items.next();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3]);
    finish[3]?.();
    await next;
    void items.next();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('are not begun while nothing is taken; those under way come, then it is idle, and goes on', async () => {
    let taking = true;
    const { begun, finish, items } = line([1, 1, 1], { files: 2, bytes: 100 }, () => taking);
    const first = items.next();
    await settle();
    taking = false;
    finish[0]?.();
    finish[1]?.();
    expect([await first, await items.next(), await items.next()]).toEqual([{ item: 0 }, { item: 1 }, 'idle']);
    expect(begun).toEqual([0, 1]);
    taking = true;
    const third = items.next();
    await settle();
    finish[2]?.();
    expect(await third).toEqual({ item: 2 });
  });

  it('that fail do so in their turn; and so does their source', async () => {
    const { finish, items } = line([1, 1]);
    const first = items.next();
    await settle();
    finish[1]?.(new Error('the second'));
    await settle();
    finish[0]?.();
    expect(await first).toEqual({ item: 0 });
    await expect(items.next()).rejects.toThrow('the second');

    async function* broken(): AsyncGenerator<Pending<string>, void> {
      yield { bytes: 1, item: Promise.resolve('before') };
      throw new Error('the source');
    }
    const other = new InOrder(broken(), { files: 9, bytes: 9 });
    expect(await other.next()).toEqual({ item: 'before' });
    await expect(other.next()).rejects.toThrow('the source');
  });
});
