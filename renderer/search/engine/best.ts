/** Which documents come first by a number, without putting the others in order. */

/** What comes first, in no order yet. */
export interface Best {
  /** Documents above the last place, by their index: fewer than were asked for. */
  readonly above: readonly number[];
  /** The number those at the last place have; `-Infinity` where fewer documents than were asked for have any. */
  readonly least: number;
  /** Documents at the last place, by their index; undefined where these are more than may be gathered. */
  readonly ties: readonly number[] | undefined;
}

/** So many times as many numbers as are asked for are held before those that cannot be among the greatest are let go. */
const HELD = 8;

/** Those with the greatest numbers, as many as `most`, NaN being none; of those that share the last place no more than `tied` are gathered. */
export function bestOf(numbers: Float64Array, most: number, tied: number): Best {
  const least = leastOf(numbers, most);
  const above: number[] = [];
  const ties: number[] = [];
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] as number;
    if (number > least) above.push(index);
    else if (number === least && ties.length <= tied) ties.push(index);
  }
  return { above, least, ties: ties.length <= tied ? ties : undefined };
}

/** The number of the last one among the first `most`; `-Infinity` where there are not so many. */
function leastOf(numbers: Float64Array, most: number): number {
  const held = new Float64Array(most * HELD);
  let count = 0;
  let least = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] as number;
    if (!(number > least)) continue;
    held[count++] = number;
    if (count === held.length) {
      least = select(held, count, most);
      count = most;
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
