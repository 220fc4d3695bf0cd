/** Numbers that ascend: documents of lists. */

const NOTHING = new Uint32Array(0);

/** Documents in all lists; the shortest leads. */
export function intersection(lists: readonly Uint32Array[]): Uint32Array {
  const [first, ...others] = [...lists].sort((a, b) => a.length - b.length);
  let found = first ?? NOTHING;
  for (const other of others) found = inBoth(found, other);
  return found;
}

function inBoth(few: Uint32Array, many: Uint32Array): Uint32Array {
  const found = new Uint32Array(few.length);
  let count = 0;
  let at = 0;
  for (let one = 0; one < few.length; one++) {
    const document = few[one] ?? 0;
    at = gallop(many, at, document);
    if (at === many.length) break;
    if (many[at] === document) found[count++] = document;
  }
  return found.subarray(0, count);
}

/** Index of the first entry from `from` on that is `value` or more; the length where there is none. */
export function gallop(ascending: Uint32Array, from: number, value: number): number {
  const end = ascending.length;
  let low = from;
  let step = 1;
  let high = from;
  while (high < end && (ascending[high] ?? 0) < value) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > end) high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers in one of two, or in both. */
export function union(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const found = new Uint32Array(a.length + b.length);
  return found.subarray(0, merge(a, a.length, b, b.length, found));
}

/** Puts the first so many of two into `into`, in order, each once; gives how many there are. */
export function merge(a: Uint32Array, aLength: number, b: Uint32Array, bLength: number, into: Uint32Array): number {
  let count = 0;
  let atB = 0;
  for (let atA = 0; atA < aLength; atA++) {
    const one = a[atA] as number;
    while (atB < bLength && (b[atB] as number) < one) into[count++] = b[atB++] as number;
    if (atB < bLength && b[atB] === one) atB++;
    into[count++] = one;
  }
  while (atB < bLength) into[count++] = b[atB++] as number;
  return count;
}
