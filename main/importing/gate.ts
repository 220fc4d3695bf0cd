/** Where whoever works stops while an import is paused. */
export class Gate {
  #opening: Promise<void> | undefined;
  #open: () => void = () => undefined;

  get isClosed(): boolean {
    return this.#opening !== undefined;
  }

  close(): void {
    this.#opening ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#opening = undefined;
    this.#open();
  }

  /** Resolves once the gate is open, or the signal aborted. */
  async passed(signal: AbortSignal): Promise<void> {
    while (this.#opening !== undefined && !signal.aborted) {
      const opening = this.#opening;
      let stop: () => void = () => undefined;
      const aborted = new Promise<void>((resolve) => {
        stop = resolve;
        signal.addEventListener('abort', stop, { once: true });
      });
      await Promise.race([opening, aborted]);
      signal.removeEventListener('abort', stop);
    }
  }
}
