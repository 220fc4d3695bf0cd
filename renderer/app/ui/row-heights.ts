/** Rows a block: few enough to go through, many enough that a million rows are few blocks. */
const BLOCK = 512;

/**
 * Where the rows of a list stand that differ in height. A row nobody has measured is as high as was estimated, so that a list of a million rows costs
 * nothing but what has been seen of it. Places and heights are in px, from the top of the first row.
 */
export class RowHeights {
  /** By block: what its measured rows differ from the estimate by, by row. */
  readonly #measured = new Map<number, Map<number, number>>();
  /** Sums of these by block, as a Fenwick tree. */
  readonly #sums: Float64Array;

  constructor(
    readonly count: number,
    readonly estimate: number,
  ) {
    this.#sums = new Float64Array(Math.ceil(count / BLOCK) + 1);
  }

  get total(): number {
    return this.top(this.count);
  }

  /** Where a row begins; for `count`, where the last one ends. */
  top(index: number): number {
    const block = Math.floor(index / BLOCK);
    let top = index * this.estimate;
    for (let node = block; node > 0; node -= node & -node) top += this.#sums[node] ?? 0;
    for (const [row, difference] of this.#measured.get(block) ?? []) if (row < index) top += difference;
    return top;
  }

  height(index: number): number {
    return this.estimate + (this.#measured.get(Math.floor(index / BLOCK))?.get(index) ?? 0);
  }

  /** Gives whether that is another height than before. */
  set(index: number, height: number): boolean {
    const block = Math.floor(index / BLOCK);
    const rows = this.#measured.get(block) ?? new Map<number, number>();
    const change = height - this.estimate - (rows.get(index) ?? 0);
    rows.set(index, height - this.estimate);
    this.#measured.set(block, rows);
    for (let node = block + 1; node < this.#sums.length; node += node & -node) this.#sums[node] = (this.#sums[node] ?? 0) + change;
    return Math.abs(change) > 0.01;
  }

  /** The row at a place; the first or the last where the place is outside. -1 where there are no rows. */
  at(place: number): number {
    if (this.count === 0) return -1;
    let block = 0;
    // above the first row as at its top: a row without height is passed either way
    let rest = Math.max(0, place);
    let step = 1;
    while (step * 2 < this.#sums.length) step *= 2;
    for (; step > 0; step = Math.floor(step / 2)) {
      const next = block + step;
      // the last block may be short: nothing lies beyond it, so it is never passed
      if (next * BLOCK >= this.count) continue;
      const height = step * BLOCK * this.estimate + (this.#sums[next] ?? 0);
      if (height > rest) continue;
      block = next;
      rest -= height;
    }
    const rows = this.#measured.get(block);
    const first = block * BLOCK;
    const last = Math.min(this.count, first + BLOCK) - 1;
    if (rows === undefined) return Math.max(first, Math.min(last, first + Math.floor(rest / this.estimate)));
    for (let row = first; row < last; row++) {
      rest -= this.estimate + (rows.get(row) ?? 0);
      if (rest < 0) return row;
    }
    return last;
  }
}
