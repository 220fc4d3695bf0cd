/** Items that are made at the same time and come out in the order they were begun. */
import type { Ahead } from './read-ahead.ts';

/** An item under way. */
export interface Pending<T> {
  /** What it holds in memory meanwhile. */
  readonly bytes: number;
  readonly item: Promise<T>;
}

export class InOrder<T> {
  readonly #source: AsyncIterator<Pending<T>, void>;
  readonly #limits: Ahead;
  readonly #taking: () => boolean;
  readonly #under: Pending<T>[] = [];
  #bytes = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #pulling: Promise<void> | undefined;

  /** No further item is begun while `limits` are reached, nor while `taking` says no; an item larger than the limit is begun alone. */
  constructor(source: AsyncIterator<Pending<T>, void>, limits: Ahead, taking: () => boolean = () => true) {
    this.#source = source;
    this.#limits = limits;
    this.#taking = taking;
  }

  /**
   * The next item; `end` after the last; `idle` where nothing is under way and nothing is taken. Throws what the source or the item throws, after the
   * items before it. Not to be called again before it has resolved.
   */
  async next(): Promise<{ readonly item: T } | 'end' | 'idle'> {
    for (;;) {
      this.#pull();
      const [first] = this.#under;
      if (first !== undefined) {
        const item = await first.item;
        this.#under.shift();
        this.#bytes -= first.bytes;
        return { item };
      }
      if (this.#pulling !== undefined) await this.#pulling;
      else if (this.#failure !== undefined) throw this.#failure.error;
      else return this.#ended ? 'end' : 'idle';
    }
  }

  /** Ends the source, unless it is at work: then it is left to itself. */
  async close(): Promise<void> {
    if (this.#pulling === undefined) await this.#source.return?.();
  }

  #room(): boolean {
    if (this.#ended || this.#failure !== undefined || !this.#taking()) return false;
    return this.#under.length === 0 || (this.#under.length < this.#limits.files && this.#bytes < this.#limits.bytes);
  }

  /** Begins the next item, and the one after it, while the items before them are made. */
  #pull(): void {
    if (this.#pulling !== undefined || !this.#room()) return;
    this.#pulling = this.#begin().finally(() => {
      this.#pulling = undefined;
      if (this.#under.length > 0) this.#pull();
    });
  }

  async #begin(): Promise<void> {
    try {
      const step = await this.#source.next();
      if (step.done === true) {
        this.#ended = true;
        return;
      }
      // it is told when its turn comes
      step.value.item.catch(() => undefined);
      this.#under.push(step.value);
      this.#bytes += step.value.bytes;
    } catch (error) {
      this.#failure = { error };
    }
  }
}
