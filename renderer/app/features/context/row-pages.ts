/** The rows of a concordance, read page by page as they come on screen. */
import type { Concordance, ConcordanceRequest, ConcordanceRow } from '../../../search/client.ts';

/** Rows read in one go. */
const PAGE = 100;

/** A concordance and what it was asked for. */
export interface ContextRows {
  readonly request: ConcordanceRequest;
  readonly rows: RowPages;
}

export class RowPages {
  readonly #of: Concordance;
  readonly #pages = new Map<number, readonly ConcordanceRow[]>();
  readonly #asked = new Map<number, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #read = 0;

  constructor(of: Concordance) {
    this.#of = of;
  }

  get length(): number {
    return this.#of.length;
  }

  /** There are more hits than these rows. */
  get cut(): boolean {
    return this.#of.cut;
  }

  /** Another number once more rows are there. */
  readonly read = (): number => this.#read;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The row, where it has been read. */
  at(index: number): ConcordanceRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Reads the rows from `from` to before `to` that are not there yet. Throws what reading them throws; they are then asked for anew. */
  async load(from: number, to: number): Promise<void> {
    const last = Math.min(to, this.length) - 1;
    const pages: Promise<void>[] = [];
    for (let page = Math.floor(Math.max(0, from) / PAGE); page * PAGE <= last; page += 1) {
      if (!this.#pages.has(page)) pages.push(this.#ask(page));
    }
    await Promise.all(pages);
  }

  #ask(page: number): Promise<void> {
    const asked = this.#asked.get(page);
    if (asked !== undefined) return asked;
    const reading = this.#of
      .rows(page * PAGE, Math.min((page + 1) * PAGE, this.length))
      .then((rows) => {
        this.#pages.set(page, rows);
        this.#read += 1;
        for (const listener of [...this.#listeners]) listener();
      })
      .finally(() => this.#asked.delete(page));
    this.#asked.set(page, reading);
    return reading;
  }
}
