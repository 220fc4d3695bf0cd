import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstByKey, sortedByKey, sortingByKey, withFirst } from '../../renderer/search/engine/sorting.ts';

const KEY = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(Number.NaN), fc.constant(1e12));

/** By comparing. */
function plainly(documents: Uint32Array, keys: Float64Array): number[] {
  const order = (key: number): number => (Number.isNaN(key) ? Number.NEGATIVE_INFINITY : key);
  return Array.from(documents, (document, index) => ({ document, key: order(keys[index] ?? Number.NaN) }))
    .sort((a, b) => (a.key === b.key ? 0 : b.key - a.key))
    .map(({ document }) => document);
}

describe('documents by their keys', () => {
  it('are the same in all, and as the first of all', () => {
    fc.assert(
      fc.property(fc.array(KEY, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, 100), (some, most, times) => {
        const keys = Float64Array.from({ length: some.length * times }, (_, index) => some[index % some.length] ?? 0);
        const documents = Uint32Array.from(keys, (_, index) => index * 3 + 1);
        const expected = plainly(documents, keys);
        expect([...sortedByKey(documents, keys)]).toEqual(expected);
        const first = firstByKey(documents, keys, most);
        expect([...first]).toEqual(expected.slice(0, most));
        const beginning = new Set(first);
        expect([...withFirst(documents, first)]).toEqual([...first, ...[...documents].filter((document) => !beginning.has(document))]);
      }),
    );
  });

  it('are sorted in steps, however many they are', () => {
    const count = 1_000_000;
    const keys = Float64Array.from({ length: count }, (_, index) => (index * 7_919) % 1_000_003);
    const documents = Uint32Array.from({ length: count }, (_, index) => index);
    const steps = sortingByKey(documents, keys);
    let taken = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) taken += 1;
    // each of the four passes over them stops after every 131,072
    expect(taken).toBe(4 * Math.ceil(count / 131_072));
    const list = step.value;
    let inOrder = true;
    for (let at = 1; at < count; at++) inOrder &&= (keys[list[at - 1] ?? 0] ?? 0) >= (keys[list[at] ?? 0] ?? 0);
    expect(inOrder).toBe(true);
    expect(new Set(list).size).toBe(count);
  });
});
