/** Waits for something to happen, or for a time to pass. What happens while nobody waits is not missed. */
export class Bell {
  #rung = false;
  #woken: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#woken?.();
  }

  /** Resolves when it has rung since the last wait, or after `ms` milliseconds. */
  async wait(ms?: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
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
