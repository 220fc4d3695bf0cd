/** The parser's end of the import port: sends a batch only on credit, and knows which batches are stored. */
import { CuttingsError } from '../../corpus/errors.ts';
import type { ImportId, ImportTotals } from '../../corpus/records.ts';
import type { ImportItem, ToParser, ToStore } from '../../preload/contract/import-port.ts';
import { addTotals, NO_TOTALS } from './totals.ts';

/** As much of a port as is needed. */
export interface StorePort {
  postMessage(message: ToStore): void;
  onMessage(listener: (message: ToParser) => void): void;
  onClose(listener: () => void): void;
}

export class BatchSender {
  readonly #import: ImportId;
  readonly #port: StorePort;
  readonly #stored: (totals: ImportTotals) => void;
  #credits = 0;
  #nextSeq = 0;
  #totals = NO_TOTALS;
  readonly #unstored = new Set<number>();
  #error: CuttingsError | undefined;
  #wake: () => void = () => undefined;
  #change: Promise<void> = Promise.resolve();

  /** `stored` hears the totals after each batch that is safe in the library. */
  constructor(id: ImportId, port: StorePort, stored: (totals: ImportTotals) => void = () => undefined) {
    this.#import = id;
    this.#port = port;
    this.#stored = stored;
    this.#await();
    port.onMessage((message) => this.#receive(message));
    port.onClose(() => this.#stop(new CuttingsError('store-gone', 'The library closed while the import was running.')));
  }

  /** What is stored so far. */
  get totals(): ImportTotals {
    return this.#totals;
  }

  /**
   * Resolves once the batch has been sent, which at zero credits waits for the store: whoever awaits this reads no further meanwhile.
   * An empty batch is not sent. Throws `CuttingsError` once the store has refused a batch (its kind) or gone (`store-gone`).
   */
  async send(items: readonly ImportItem[]): Promise<void> {
    if (items.length === 0) return;
    await this.#until(() => this.#takeCredit());
    const seq = this.#nextSeq;
    this.#nextSeq += 1;
    this.#unstored.add(seq);
    this.#port.postMessage({ type: 'batch', import: this.#import, seq, items });
  }

  /** Resolves once everything sent is stored. Throws as `send` does. */
  async settled(): Promise<void> {
    await this.#until(() => this.#unstored.size === 0);
  }

  /** Asked and taken in one step: several callers may wait for the same credit. */
  #takeCredit(): boolean {
    if (this.#credits === 0) return false;
    this.#credits -= 1;
    return true;
  }

  async #until(holds: () => boolean): Promise<void> {
    for (;;) {
      if (this.#error !== undefined) throw this.#error;
      if (holds()) return;
      await this.#change;
    }
  }

  #await(): void {
    this.#change = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #changed(): void {
    const wake = this.#wake;
    this.#await();
    wake();
  }

  #receive(message: ToParser): void {
    switch (message.type) {
      case 'credit':
        this.#credits += message.batches;
        this.#changed();
        return;
      case 'ack':
        this.#unstored.delete(message.seq);
        this.#totals = addTotals(this.#totals, message.totals);
        this.#stored(this.#totals);
        this.#changed();
        return;
      case 'refused':
        this.#stop(new CuttingsError(message.kind, message.message));
        return;
    }
  }

  #stop(error: CuttingsError): void {
    this.#error ??= error;
    this.#changed();
  }
}
