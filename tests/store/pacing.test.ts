import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Look, paced } from '../../renderer/store/pacing.ts';

const PAUSE = 500;

/** A value that changes; readings of it take `takes` milliseconds, and give what was there when they began. */
function shelf({ takes = 0 }: { readonly takes?: number } = {}) {
  const { live, changed, hurry } = paced<string>(PAUSE);
  let value = 0;
  let reads = 0;
  return {
    live,
    hurry,
    change(part = 'mine') {
      if (part === 'mine') value += 1;
      changed(part);
    },
    look: (): Look<number, string> => {
      reads += 1;
      const seen = value;
      return { answer: new Promise((resolve) => setTimeout(() => resolve(seen), takes)), touchedBy: (part) => part === 'mine' };
    },
    reads: () => reads,
  };
}

const unwanted = (error: unknown): never => expect.fail(String(error));
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('a live read that is paced', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is made at once, and at once again after a change that nothing came before for a while', async () => {
    const { live, look, change } = shelf();
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    await pass(5);
    expect(told).toEqual([0]);
    await pass(PAUSE);
    change();
    await pass(5);
    expect(told).toEqual([0, 1]);
  });

  it('is not made for a change of something else', async () => {
    const { live, look, change, reads } = shelf();
    live(look).subscribe(() => undefined, unwanted);
    await pass(PAUSE);
    change('other');
    await pass(10 * PAUSE);
    expect(reads()).toBe(1);
  });

  it('is made once a pause while changes do not end, and tells the last of them', async () => {
    const { live, look, change, reads } = shelf();
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    await pass(PAUSE);
    for (let n = 0; n < 100; n++) {
      change();
      await pass(30);
    }
    const during = reads();
    expect(during).toBeGreaterThanOrEqual(5);
    expect(during).toBeLessThanOrEqual(8);
    await pass(PAUSE);
    expect(told.at(-1)).toBe(100);
    const atRest = reads();
    await pass(10 * PAUSE);
    expect(reads()).toBe(atRest);
  });

  it('does not wait when somebody is in a hurry, and hurrying reads nothing that has not changed', async () => {
    const { live, look, change, hurry, reads } = shelf();
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    await pass(10);
    hurry();
    await pass(10);
    expect(reads()).toBe(1);
    change();
    hurry();
    await pass(5);
    expect(told).toEqual([0, 1]);
    await pass(10 * PAUSE);
    expect(reads()).toBe(2);
  });

  it('that a change overtakes is made again before it is told', async () => {
    const { live, look, change } = shelf({ takes: 20 });
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    await pass(10);
    change();
    await pass(100);
    expect(told).toEqual([1]);
  });

  it('that changes overtake each time is told all the same, and in the end is not stale', async () => {
    const { live, look, change } = shelf({ takes: 100 });
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    for (let n = 0; n < 100; n++) {
      change();
      await pass(30);
    }
    expect(told.length).toBeGreaterThanOrEqual(4);
    await pass(PAUSE + 300);
    expect(told.at(-1)).toBe(100);
  });

  it('that is under way when somebody is in a hurry is made again without a pause, as often as it takes', async () => {
    const { live, look, change, hurry } = shelf({ takes: 100 });
    const told: number[] = [];
    live(look).subscribe((value) => told.push(value), unwanted);
    await pass(50);
    change(); // overtakes the first reading
    await pass(100);
    change(); // overtakes the second, which is told
    hurry();
    await pass(50);
    expect(told).toEqual([1]);
    await pass(105);
    expect(told).toEqual([1, 2]);
  });

  it('hands on what fails, and is over then', async () => {
    const { live, changed } = paced<string>(PAUSE);
    let reads = 0;
    const look = (): Look<number, string> => {
      reads += 1;
      return { answer: reads < 2 ? Promise.resolve(1) : Promise.reject(new Error('no')), touchedBy: () => true };
    };
    const next = vi.fn();
    const failed = vi.fn();
    live(look).subscribe(next, failed);
    await pass(PAUSE);
    changed('mine');
    await pass(5);
    expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('no'));
    changed('mine');
    await pass(10 * PAUSE);
    expect(next).toHaveBeenCalledOnce();
    expect(reads).toBe(2);
  });

  it('that fails because a change overtook it is tried once more', async () => {
    const { live, changed } = paced<string>(PAUSE);
    let reads = 0;
    const look = (): Look<number, string> => {
      reads += 1;
      const half = reads === 1;
      const answer = new Promise<number>((resolve, reject) => setTimeout(() => (half ? reject(new Error('half of it has gone')) : resolve(2)), 20));
      return { answer, touchedBy: () => true };
    };
    const next = vi.fn();
    live(look).subscribe(next, unwanted);
    await pass(10);
    changed('mine');
    await pass(100);
    expect(next).toHaveBeenCalledExactlyOnceWith(2);
  });

  it('hands on what is thrown before there is a promise', async () => {
    const failed = vi.fn();
    const { live } = paced<string>(PAUSE);
    live((): Look<number, string> => {
      throw new Error('at once');
    }).subscribe(() => undefined, failed);
    await pass(5);
    expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('at once'));
  });

  it('that is ended is not made again, and tells nothing more', async () => {
    const { live, look, change, reads } = shelf({ takes: 50 });
    const next = vi.fn();
    const early = live(look).subscribe(next, unwanted);
    early();
    await pass(100);
    expect(next).not.toHaveBeenCalled();
    const end = live(look).subscribe(next, unwanted);
    await pass(100);
    change();
    end();
    await pass(10 * PAUSE);
    expect(next).toHaveBeenCalledOnce();
    expect(reads()).toBe(2);
  });
});
