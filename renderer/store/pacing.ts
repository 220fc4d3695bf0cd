/** When a live read is made again: at once after a change, and at most so often while changes do not end, as in an import. */
import type { Live } from './live.ts';

/** A reading that has begun. */
export interface Look<T, C> {
  readonly answer: Promise<T>;
  /** Whether a change is one of what it has read so far. */
  touchedBy(change: C): boolean;
}

export interface Paced<C> {
  /** What `look` gives, again after each change that touches what it read. Ends with the first failure. */
  live<T>(look: () => Look<T, C>): Live<T>;
  /** Tells of a change. */
  changed(change: C): void;
  /** Reads that wait for their pause to end are made now. */
  hurry(): void;
}

/**
 * Live reads that hear of changes by `changed`. Between the beginnings of two readings of the same there are at least `pause` milliseconds,
 * unless somebody is in a hurry: changes that come in between are waited for together, and the last of them is always read.
 */
export function paced<C>(pause: number): Paced<C> {
  const reads = new Set<Pick<PacedRead<unknown, C>, 'changed' | 'hurry'>>();
  return {
    live: <T>(look: () => Look<T, C>): Live<T> => ({
      subscribe(next, failed) {
        const read = new PacedRead<T, C>(look, pause, next, (error) => {
          reads.delete(read);
          failed(error);
        });
        reads.add(read);
        read.start();
        return () => {
          reads.delete(read);
          read.end();
        };
      },
    }),
    changed(change) {
      for (const read of [...reads]) read.changed(change);
    },
    hurry() {
      for (const read of [...reads]) read.hurry();
    },
  };
}

class PacedRead<T, C> {
  readonly #look: () => Look<T, C>;
  readonly #pause: number;
  readonly #next: (value: T) => void;
  readonly #failed: (error: unknown) => void;
  /** The reading under way, or the last one. */
  #shown: Look<T, C> | undefined;
  #began = Number.NEGATIVE_INFINITY;
  /** What has changed while the reading is under way. */
  #meanwhile: C[] | undefined;
  #hurried = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(look: () => Look<T, C>, pause: number, next: (value: T) => void, failed: (error: unknown) => void) {
    this.#look = look;
    this.#pause = pause;
    this.#next = next;
    this.#failed = failed;
  }

  start(): void {
    void this.#read(false);
  }

  changed(change: C): void {
    if (this.#meanwhile) this.#meanwhile.push(change);
    else if (this.#timer === undefined && this.#shown?.touchedBy(change)) this.#plan();
  }

  hurry(): void {
    if (this.#meanwhile) this.#hurried = true;
    else if (this.#timer !== undefined) void this.#read(false);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    const left = this.#hurried ? 0 : this.#began + this.#pause - performance.now();
    this.#timer = setTimeout(() => void this.#read(false), Math.max(0, left));
  }

  /** `again`: what was read before this was overtaken by a change, and not told. */
  async #read(again: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#began = performance.now();
    this.#meanwhile = [];
    this.#hurried = false;
    let end: () => void;
    try {
      this.#shown = this.#look();
      const value = await this.#shown.answer;
      end = () => this.#next(value);
    } catch (error) {
      end = () => this.#fail(error);
    }
    if (this.#ended) return;
    const overtaken = this.#meanwhile.some((change) => this.#shown?.touchedBy(change));
    // half of it may be of before the change; yet where changes do not end, something must be told
    if (overtaken && !again) return this.#read(true);
    this.#meanwhile = undefined;
    if (overtaken) this.#plan();
    end();
  }

  #fail(error: unknown): void {
    this.end();
    this.#failed(error);
  }
}
