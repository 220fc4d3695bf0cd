/** Which record of a source's former reading is which of its new one: by the bytes they stand on, then by their words. */
import type { ByteRange } from './records.ts';

/** A record as far as matching looks at it. */
export interface Placed {
  readonly text: string;
  readonly bytes: ByteRange;
}

/** How many bytes two ranges share, where that is at least half of the shorter one; else 0. */
function sharedBytes(a: ByteRange, b: ByteRange): number {
  const shared = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
  return shared > 0 && shared * 2 >= Math.min(a[1] - a[0], b[1] - b[0]) ? shared : 0;
}

/**
 * For each record of `before` the one of `after` that stands on most of its bytes: of several the one with its words, then the first; where none stands there,
 * the only one with its words. Several may have the same.
 */
export function closestOf<A extends Placed, B extends Placed>(before: readonly A[], after: readonly B[]): (B | undefined)[] {
  const sorted = [...after].sort((a, b) => a.bytes[0] - b.bytes[0]);
  const longest = sorted.reduce((most, { bytes }) => Math.max(most, bytes[1] - bytes[0]), 0);
  const byText = new Map<string, B[]>();
  for (const record of after) {
    const there = byText.get(record.text);
    if (there) there.push(record);
    else byText.set(record.text, [record]);
  }
  return before.map((record) => {
    let best: B | undefined;
    let most = 0;
    for (let at = firstFrom(sorted, record.bytes[0] - longest); at < sorted.length; at++) {
      const other = sorted[at] as B;
      if (other.bytes[0] >= record.bytes[1]) break;
      const shared = sharedBytes(record.bytes, other.bytes);
      if (shared > most || (shared > 0 && shared === most && best?.text !== record.text && other.text === record.text)) {
        best = other;
        most = shared;
      }
    }
    if (best !== undefined) return best;
    const said = byText.get(record.text) ?? [];
    return said.length === 1 ? said[0] : undefined;
  });
}

/** The place of the first record that begins at or after a byte. */
function firstFrom(sorted: readonly Placed[], byte: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as Placed).bytes[0] < byte) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Records in pairs, each in at most one: the same place and words first, then the closest. */
export function pairsOf<A extends Placed, B extends Placed>(before: readonly A[], after: readonly B[]): ReadonlyMap<A, B> {
  const pairs = new Map<A, B>();
  const taken = new Set<B>();
  const pair = (a: A, b: B): void => {
    pairs.set(a, b);
    taken.add(b);
  };
  const exact = new Map<string, B[]>();
  const keyOf = ({ bytes, text }: Placed): string => `${bytes.join('-')} ${text}`;
  for (const record of [...after].reverse()) exact.set(keyOf(record), [...(exact.get(keyOf(record)) ?? []), record]);
  for (const record of before) {
    const same = exact.get(keyOf(record))?.pop();
    if (same) pair(record, same);
  }
  for (;;) {
    const left = before.filter((record) => !pairs.has(record));
    const free = after.filter((record) => !taken.has(record));
    let found = false;
    closestOf(left, free).forEach((closest, at) => {
      if (closest === undefined || taken.has(closest)) return;
      pair(left[at] as A, closest);
      found = true;
    });
    if (!found) return pairs;
  }
}
