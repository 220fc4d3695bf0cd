/** Messages of one kind: handed to every listener, or kept (the last fifty) until there is one. */
export class Mailbox {
  readonly #listeners = new Set<(payload: unknown) => void>();
  #kept: unknown[] = [];

  deliver(payload: unknown): void {
    if (this.#listeners.size > 0) {
      for (const listener of this.#listeners) listener(payload);
      return;
    }
    this.#kept = [...this.#kept.slice(-49), payload];
  }

  /** Gives what was kept at once, then everything that comes, until the returned function is called. */
  listen(listener: (payload: unknown) => void): () => void {
    this.#listeners.add(listener);
    const kept = this.#kept;
    this.#kept = [];
    for (const payload of kept) listener(payload);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
