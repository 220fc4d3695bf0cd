import { expect, it } from 'vitest';
import { inParts, toldByKey } from '../../renderer/store/parts.ts';

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

it('writes every row once, in order, and always fewer than the 50 of which other windows hear no keys', async () => {
  for (const length of [0, 1, 49, 50, 98, 1234]) {
    const rows = Array.from({ length }, (_, row) => row);
    const parts: number[][] = [];
    await toldByKey(rows, async (part) => void parts.push(part));
    expect(parts.flat()).toEqual(rows);
    expect(parts.every((part) => part.length > 0 && part.length < 50)).toBe(true);
  }
});
