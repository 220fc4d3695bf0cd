/** One thing at a time, the most urgent first: what takes long makes way between its steps. */
import { breath } from './slices.ts';

interface Waiting {
  readonly urgency: number;
  begin(): void;
}

/** A task's hold of its turn. */
export interface Turn {
  /** Lets what has come in meanwhile, and is more urgent, go first. */
  pause(): Promise<void>;
}

export interface Turns {
  /** Runs a task once it is its turn; the lowest `urgency` first, equals as they came. */
  take<T>(urgency: number, task: (turn: Turn) => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const waiting: Waiting[] = [];
  let taken = false;

  const get = (urgency: number): Promise<void> => {
    if (!taken) {
      taken = true;
      return Promise.resolve();
    }
    return new Promise((begin) => {
      const after = waiting.findIndex((other) => other.urgency > urgency);
      waiting.splice(after === -1 ? waiting.length : after, 0, { urgency, begin });
    });
  };
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken = false;
    else next.begin();
  };

  return {
    async take(urgency, task) {
      await get(urgency);
      try {
        return await task({
          async pause() {
            // messages are only heard between tasks of the event loop
            await breath();
            if (waiting[0] === undefined || waiting[0].urgency >= urgency) return;
            give();
            await get(urgency);
          },
        });
      } finally {
        give();
      }
    },
  };
}
