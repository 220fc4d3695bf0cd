import { expect, it } from 'vitest';
import { inParts } from '../../renderer/store/parts.ts';

it('works through every row once, in order, and never through many at a time', async () => {
  const rows = Array.from({ length: 1234 }, (_, row) => row);
  const parts: number[][] = [];
  let busy = 0;
  await inParts(rows, async (part) => {
    busy += 1;
    expect(busy).toBe(1);
    await Promise.resolve();
    parts.push(part);
    busy -= 1;
  });
  expect(parts.flat()).toEqual(rows);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(500);
});

it('stops at the part that fails', async () => {
  let parts = 0;
  const work = inParts(Array.from({ length: 1500 }), () => {
    parts += 1;
    return parts === 2 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  });
  await expect(work).rejects.toThrow('the disk is full');
  expect(parts).toBe(2);
});
