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

/** Documents that are still to be sorted by their keys, and which come first then. */
export interface Unsorted {
  readonly keys: Float64Array<ArrayBuffer>;
  readonly first: Uint32Array<ArrayBuffer>;
}

const BUCKETS = 1 << 12;

/** The first `most` of `sortedByKey`, without sorting the others where these can be told apart. */
export function firstByKey(documents: Uint32Array, keys: Float64Array, most: number): Uint32Array<ArrayBuffer> {
  const [greatest, least] = extentOf(keys);
  const scale = greatest > least ? (BUCKETS - 1) / (greatest - least) : 0;
  const having = new Uint32Array(BUCKETS);
  for (let index = 0; index < keys.length; index++) {
    const bucket = (greatest - (keys[index] as number)) * scale;
    // what has no key has no bucket
    if (bucket >= 0) having[bucket | 0] = (having[bucket | 0] as number) + 1;
  }
  let count = 0;
  let end = 0;
  while (count < most && end < BUCKETS) count += having[end++] as number;
  if (count < most) return sortedByKey(documents, keys).slice(0, most);
  const chosen = new Uint32Array(count);
  const keysOf = new Float64Array(count);
  let next = 0;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    const bucket = (greatest - key) * scale;
    if (bucket >= 0 && (bucket | 0) < end) {
      chosen[next] = documents[index] as number;
      keysOf[next++] = key;
    }
  }
  return sortedByKey(chosen, keysOf).slice(0, most);
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

function compareKeys(a: number, b: number): number {
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

/** `first`, and after them those of `documents` that are not among them, as they stand; each is there once. */
export function withFirst(documents: Uint32Array, first: Uint32Array): Uint32Array<ArrayBuffer> {
  const there = new Uint32Array((first.reduce((most, document) => Math.max(most, document), 0) >>> 5) + 1);
  for (const document of first) there[document >>> 5] = (there[document >>> 5] ?? 0) | (1 << (document & 31));
  const list = new Uint32Array(documents.length);
  list.set(first);
  let next = first.length;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    if ((((there[document >>> 5] ?? 0) >>> (document & 31)) & 1) === 0) list[next++] = document;
  }
  return list;
}
