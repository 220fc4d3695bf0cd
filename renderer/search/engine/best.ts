/** Which documents come first by a number, without putting the others in order. */
import type { Bits } from './engine.ts';

/** Numbers of the documents from `base`, a multiple of 32, on: `values[0]` is that of document `base`. NaN: it has none. */
export interface KeysOfPart {
  readonly base: number;
  readonly documents: number;
  readonly values: Float64Array | Uint32Array;
}

/** What comes first, in no order yet. */
export interface Best {
  /** Documents above the last place: fewer than were asked for. */
  readonly above: readonly number[];
  /** The number those at the last place have; `-Infinity` where fewer documents than were asked for have any. */
  readonly least: number;
  /** Documents at the last place; undefined where these are more than may be gathered. */
  readonly ties: readonly number[] | undefined;
}

/** Of the numbers that may be among the greatest so many times as are asked for are held before the others are let go. */
const HELD = 8;

/** Those of `bits` with the greatest numbers, as many as `most`; of those that share the last place no more than `tied` are gathered. */
export function bestOf(bits: Bits, parts: readonly KeysOfPart[], most: number, tied: number): Best {
  const least = leastOf(bits, parts, most);
  const above: number[] = [];
  const ties: number[] = [];
  for (const { base, documents, values } of parts) {
    const end = (base + documents + 31) >>> 5;
    for (let at = base >>> 5; at < end; at++) {
      let word = bits[at] as number;
      const from = (at << 5) - base;
      while (word !== 0) {
        const low = word & -word;
        word ^= low;
        const place = from + 31 - Math.clz32(low);
        const key = values[place] as number;
        if (key > least) above.push(base + place);
        else if (key === least && ties.length <= tied) ties.push(base + place);
      }
    }
  }
  return { above, least, ties: ties.length <= tied ? ties : undefined };
}

/** The number of the last one among the first `most`; `-Infinity` where there are not so many. */
function leastOf(bits: Bits, parts: readonly KeysOfPart[], most: number): number {
  const held = new Float64Array(most * HELD);
  let count = 0;
  let least = Number.NEGATIVE_INFINITY;
  for (const { base, documents, values } of parts) {
    const end = (base + documents + 31) >>> 5;
    for (let at = base >>> 5; at < end; at++) {
      let word = bits[at] as number;
      const from = (at << 5) - base;
      while (word !== 0) {
        const low = word & -word;
        word ^= low;
        const key = values[from + 31 - Math.clz32(low)] as number;
        if (key > least) {
          held[count++] = key;
          if (count === held.length) {
            least = select(held, count, most);
            count = most;
          }
        }
      }
    }
  }
  return count < most ? Number.NEGATIVE_INFINITY : select(held, count, most);
}

/** Brings the `most` greatest of the first `count` numbers to the front; gives the least of them. */
function select(numbers: Float64Array, count: number, most: number): number {
  const wanted = most - 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >>> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((numbers[left] as number) > pivot) left++;
      while ((numbers[right] as number) < pivot) right--;
      if (left > right) break;
      const swapped = numbers[left] as number;
      numbers[left++] = numbers[right] as number;
      numbers[right--] = swapped;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return numbers[wanted] as number;
}
