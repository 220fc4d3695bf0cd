/** Live reads: run a query of the reader again whenever what it read has changed, in this window or another. */

export interface Live<T> {
  /** Calls `next` with the first answer and with each newer one, until the returned function is called. */
  subscribe(next: (value: T) => void, failed: (error: unknown) => void): () => void;
  /** The newest answer, where somebody else has one already. */
  latest?(): { readonly value: T } | undefined;
}

type Query<R, T> = (reader: R) => Promise<T>;

/** One live read and all who listen to it. */
class Shared<T> {
  readonly #listeners = new Set<{ readonly next: (value: T) => void; readonly failed: (error: unknown) => void }>();
  readonly #end: () => void;
  #stop: () => void = () => undefined;
  #last: { readonly value: T } | undefined;

  /** `end`: called when nobody listens any more, or the read has failed and will not be run again. */
  constructor(end: () => void) {
    this.#end = end;
  }

  get last(): { readonly value: T } | undefined {
    return this.#last;
  }

  start(live: Live<T>): void {
    this.#stop = live.subscribe(
      (value) => {
        this.#last = { value };
        for (const { next } of [...this.#listeners]) next(value);
      },
      (error) => {
        this.#end();
        for (const { failed } of [...this.#listeners]) failed(error);
      },
    );
  }

  add(next: (value: T) => void, failed: (error: unknown) => void): () => void {
    const listener = { next, failed };
    this.#listeners.add(listener);
    if (this.#last) next(this.#last.value);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      this.#end();
      this.#stop();
    };
  }
}

/**
 * Live reads of which those with the very same function are one: it reads once a change for all who listen, however many, and who comes
 * later gets the last answer at once. A function made anew for each subscription shares nothing.
 */
export function sharing<R>(live: <T>(read: Query<R, T>) => Live<T>): <T>(read: Query<R, T>) => Live<T> {
  const running = new Map<unknown, unknown>();
  return <T>(read: Query<R, T>): Live<T> => ({
    // an entry has its function's own type
    latest: () => (running.get(read) as Shared<T> | undefined)?.last,
    subscribe(next, failed) {
      // an entry has its function's own type
      const known = running.get(read) as Shared<T> | undefined;
      if (known) return known.add(next, failed);
      const made = new Shared<T>(() => {
        if (running.get(read) === made) running.delete(read);
      });
      running.set(read, made);
      const stop = made.add(next, failed);
      made.start(live(read));
      return stop;
    },
  });
}
