/** Live reads: run a query of the reader again whenever what it read has changed, in this window or another. */

export interface Live<T> {
  /** Calls `next` with the first answer and with each newer one, until the returned function is called. */
  subscribe(next: (value: T) => void, failed: (error: unknown) => void): () => void;
}
