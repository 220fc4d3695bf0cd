/** Sorting documents by numbers. */

/** Below this, comparing is faster than counting. */
const FEW = 3_000;

/**
 * The documents by their keys, `keys[i]` of `documents[i]`: largest first, NaN last, equals as they stood.
 */
export function sortedByKey(documents: Uint32Array, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const count = documents.length;
  if (count < FEW) {
    const places = Uint32Array.from({ length: count }, (_, index) => index);
    places.sort((a, b) => compareKeys(keys[a] ?? Number.NaN, keys[b] ?? Number.NaN) || a - b);
    return places.map((place) => documents[place] ?? 0);
  }
  return countingSorted(documents, keys);
}

function compareKeys(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
}

const DIGIT = 11;
const DIGITS = 6; // of 11 bits: 66, more than the 64 there are
const VALUES = 1 << DIGIT;

/** By the bits of the keys, digit after digit from the least: each pass keeps the order of those before. */
function countingSorted(documents: Uint32Array, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const count = documents.length;
  const [low, high] = sortable(keys);
  const counts = Array.from({ length: DIGITS }, () => new Uint32Array(VALUES));
  for (let index = 0; index < count; index++) {
    for (let digit = 0; digit < DIGITS; digit++) {
      const value = digitAt(low[index] ?? 0, high[index] ?? 0, digit);
      const column = counts[digit] as Uint32Array;
      column[value] = (column[value] ?? 0) + 1;
    }
  }
  let places = Uint32Array.from({ length: count }, (_, index) => index);
  let next = new Uint32Array(count);
  for (const [digit, column] of counts.entries()) {
    // all have the same
    if (column.includes(count)) continue;
    let sum = 0;
    for (let value = 0; value < VALUES; value++) {
      const here = column[value] ?? 0;
      column[value] = sum;
      sum += here;
    }
    for (let index = 0; index < count; index++) {
      const place = places[index] ?? 0;
      const value = digitAt(low[place] ?? 0, high[place] ?? 0, digit);
      const to = column[value] ?? 0;
      column[value] = to + 1;
      next[to] = place;
    }
    [places, next] = [next, places];
  }
  for (let index = 0; index < count; index++) next[index] = documents[places[index] ?? 0] ?? 0;
  return next;
}

function digitAt(low: number, high: number, digit: number): number {
  const shift = digit * DIGIT;
  if (shift + DIGIT <= 32) return (low >>> shift) & (VALUES - 1);
  if (shift >= 32) return (high >>> (shift - 32)) & (VALUES - 1);
  return ((low >>> shift) | (high << (32 - shift))) & (VALUES - 1);
}

/** Keys as unsigned integers of 64 bits, the larger key the smaller, NaN largest. */
function sortable(keys: Float64Array): readonly [low: Uint32Array, high: Uint32Array] {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const key = new Float64Array(1);
  const halves = new Uint32Array(key.buffer);
  for (let index = 0; index < keys.length; index++) {
    // plus zero: -0 and 0 are equal
    key[0] = (keys[index] ?? Number.NaN) + 0;
    const upper = halves[1] ?? 0;
    if (Number.isNaN(key[0])) {
      low[index] = 0xffffffff;
      high[index] = 0xffffffff;
    } else if (upper >>> 31 === 1) {
      low[index] = halves[0] ?? 0;
      high[index] = upper;
    } else {
      low[index] = ~(halves[0] ?? 0);
      high[index] = ~(upper | 0x80000000);
    }
  }
  return [low, high];
}
