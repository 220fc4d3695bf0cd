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

/** By steps first, which two passes of counting sort; then, within a step, by the keys themselves. */
function countingSorted(documents: Uint32Array, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const count = documents.length;
  const [most, least] = extentOf(keys);
  const scale = most > least ? STEPS / (most - least) : 0;
  const steps = new Uint32Array(count);
  const low = new Uint32Array(VALUES + 1);
  const high = new Uint32Array(VALUES + 1);
  for (let index = 0; index < count; index++) {
    const key = keys[index] ?? Number.NaN;
    const step = Number.isNaN(key) ? STEPS + 1 : Math.floor((most - key) * scale);
    steps[index] = step;
    low[(step & (VALUES - 1)) + 1] = (low[(step & (VALUES - 1)) + 1] ?? 0) + 1;
    high[(step >>> DIGIT) + 1] = (high[(step >>> DIGIT) + 1] ?? 0) + 1;
  }
  for (let value = 0; value < VALUES; value++) {
    low[value + 1] = (low[value + 1] ?? 0) + (low[value] ?? 0);
    high[value + 1] = (high[value + 1] ?? 0) + (high[value] ?? 0);
  }
  const first = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const value = (steps[index] ?? 0) & (VALUES - 1);
    const to = low[value] ?? 0;
    low[value] = to + 1;
    first[to] = index;
  }
  const places = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const place = first[index] ?? 0;
    const value = (steps[place] ?? 0) >>> DIGIT;
    const to = high[value] ?? 0;
    high[value] = to + 1;
    places[to] = place;
  }
  sortWithinSteps(places, steps, keys);
  for (let index = 0; index < count; index++) first[index] = documents[places[index] ?? 0] ?? 0;
  return first;
}

/** Few keys lie within one step, or they are equal, or one far away has made steps wide. */
function sortWithinSteps(places: Uint32Array, steps: Uint32Array, keys: Float64Array): void {
  const key = (index: number): number => keys[places[index] ?? 0] ?? Number.NaN;
  for (let from = 0; from < places.length; ) {
    const step = steps[places[from] ?? 0];
    let ordered = true;
    let to = from + 1;
    for (; to < places.length && steps[places[to] ?? 0] === step; to++) if (key(to) > key(to - 1)) ordered = false;
    if (!ordered) {
      places.subarray(from, to).sort((a, b) => compareKeys(keys[a] ?? Number.NaN, keys[b] ?? Number.NaN) || a - b);
    }
    from = to;
  }
}
