/** Sorting documents by numbers. */

/** Below this, comparing is faster than counting. */
const FEW = 3_000;

/**
 * The documents by their keys, `keys[i]` of `documents[i]`: largest first, NaN last, equals as they stood.
 */
export function sortedByKey(documents: Uint32Array, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const steps = sortingByKey(documents, keys);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds, however many there are. */
export function* sortingByKey(documents: Uint32Array, keys: Float64Array): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const count = documents.length;
  if (count >= FEW) return yield* countingSorted(documents, keys);
  const places = Uint32Array.from({ length: count }, (_, index) => index);
  places.sort((a, b) => compareKeys(keys[a] ?? Number.NaN, keys[b] ?? Number.NaN) || a - b);
  return places.map((place) => documents[place] ?? 0);
}

/** The greatest key and the least; infinite where there are none. */
function extentOf(keys: Float64Array): [greatest: number, least: number] {
  let greatest = Number.NEGATIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    if (key > greatest) greatest = key;
    if (key < least) least = key;
  }
  return [greatest, least];
}

/** Negative where the first comes first: larger before smaller, NaN last. */
export function compareKeys(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
}

/** Steps between the largest and the smallest key: two digits of 11 bits, one step less for what has no key. */
const DIGIT = 11;
const VALUES = 1 << DIGIT;
const STEPS = VALUES * VALUES - 2;

/** Documents that are gone through in one step. */
const AT_ONCE = 1 << 17;

function* stretches(count: number): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < count; from += AT_ONCE) yield [from, Math.min(count, from + AT_ONCE)];
}

/** By steps between the keys first, which two passes of counting sort; then, within a step, by the keys themselves. */
function* countingSorted(documents: Uint32Array, keys: Float64Array): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const count = documents.length;
  const extent = extentOf(keys);
  const steps = new Uint32Array(count);
  const low = new Uint32Array(VALUES + 1);
  const high = new Uint32Array(VALUES + 1);
  for (const [from, to] of stretches(count)) {
    countSteps(keys, extent, steps, low, high, from, to);
    yield;
  }
  for (let value = 0; value < VALUES; value++) {
    low[value + 1] = (low[value + 1] ?? 0) + (low[value] ?? 0);
    high[value + 1] = (high[value + 1] ?? 0) + (high[value] ?? 0);
  }
  const first = new Uint32Array(count);
  for (const [from, to] of stretches(count)) {
    placeByLow(steps, low, first, from, to);
    yield;
  }
  const places = new Uint32Array(count);
  for (const [from, to] of stretches(count)) {
    placeByHigh(steps, high, first, places, from, to);
    yield;
  }
  for (let from = 0; from < count; ) {
    from = sortWithinSteps(places, steps, keys, from);
    yield;
  }
  for (let index = 0; index < count; index++) first[index] = documents[places[index] ?? 0] ?? 0;
  return first;
}

function countSteps(
  keys: Float64Array,
  [most, least]: readonly [number, number],
  steps: Uint32Array,
  low: Uint32Array,
  high: Uint32Array,
  from: number,
  to: number,
): void {
  const scale = most > least ? STEPS / (most - least) : 0;
  for (let index = from; index < to; index++) {
    const key = keys[index] ?? Number.NaN;
    const step = Number.isNaN(key) ? STEPS + 1 : Math.floor((most - key) * scale);
    steps[index] = step;
    low[(step & (VALUES - 1)) + 1] = (low[(step & (VALUES - 1)) + 1] ?? 0) + 1;
    high[(step >>> DIGIT) + 1] = (high[(step >>> DIGIT) + 1] ?? 0) + 1;
  }
}

function placeByLow(steps: Uint32Array, low: Uint32Array, first: Uint32Array, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const value = (steps[index] ?? 0) & (VALUES - 1);
    const place = low[value] ?? 0;
    low[value] = place + 1;
    first[place] = index;
  }
}

function placeByHigh(steps: Uint32Array, high: Uint32Array, first: Uint32Array, places: Uint32Array, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const earlier = first[index] ?? 0;
    const value = (steps[earlier] ?? 0) >>> DIGIT;
    const place = high[value] ?? 0;
    high[value] = place + 1;
    places[place] = earlier;
  }
}

/** Few keys lie within one step, or they are equal, or one far away has made steps wide. Gives where it goes on. */
function sortWithinSteps(places: Uint32Array, steps: Uint32Array, keys: Float64Array, begin: number): number {
  const key = (index: number): number => keys[places[index] ?? 0] ?? Number.NaN;
  let from = begin;
  while (from < places.length && from - begin < AT_ONCE) {
    const step = steps[places[from] ?? 0];
    let ordered = true;
    let to = from + 1;
    for (; to < places.length && steps[places[to] ?? 0] === step; to++) if (key(to) > key(to - 1)) ordered = false;
    if (!ordered) {
      places.subarray(from, to).sort((a, b) => compareKeys(keys[a] ?? Number.NaN, keys[b] ?? Number.NaN) || a - b);
    }
    from = to;
  }
  return from;
}
