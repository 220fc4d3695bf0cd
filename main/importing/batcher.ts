/** Gathering items into batches: large enough to be worth a transaction, small and early enough that progress shows. */

export interface BatchLimits {
  readonly items: number;
  /** Bytes of source files. */
  readonly bytes: number;
  /** Milliseconds an item may wait for others. */
  readonly age: number;
}

const BATCH_LIMITS: BatchLimits = { items: 64, bytes: 2 * 1024 * 1024, age: 200 };

export class Batcher<T> {
  #items: T[] = [];
  #bytes = 0;
  #since = 0;

  constructor(readonly limits: BatchLimits = BATCH_LIMITS) {}

  /** `bytes`: length of the item's source; `now` in milliseconds. */
  add(item: T, bytes: number, now: number): void {
    if (this.#items.length === 0) this.#since = now;
    this.#items.push(item);
    this.#bytes += bytes;
  }

  /** Whether the batch should go: one limit is reached. An empty batch never should. */
  isDue(now: number): boolean {
    if (this.#items.length === 0) return false;
    return this.#items.length >= this.limits.items || this.#bytes >= this.limits.bytes || now - this.#since >= this.limits.age;
  }

  /** Milliseconds until age alone makes the batch due; `undefined` when it is empty. */
  dueIn(now: number): number | undefined {
    return this.#items.length === 0 ? undefined : Math.max(0, this.limits.age - (now - this.#since));
  }

  /** Gives the batch, perhaps empty, and begins a new one. */
  take(): readonly T[] {
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    return items;
  }
}
