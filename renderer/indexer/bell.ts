/** Waits for something to happen, or for a time to pass. What happens while nobody waits is not missed. */
export class Bell {
  #rung = false;
  #woken: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#woken?.();
  }

  /** Resolves when it has rung since the last wait, or after `ms` milliseconds, which may be `Infinity`. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        // the platform takes an endless time for none
        const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
        this.#woken = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#woken = undefined;
    }
    this.#rung = false;
  }
}
