import { CuttingsError } from '../../../corpus/errors.ts';

/** Milliseconds of work after which others get their turn: a search that is asked meanwhile starts after no longer than this. */
const SLICE = 15;

/** Paces long work, so that what is asked meanwhile goes first. */
export interface Pace {
  /** Whether it is time to let others go first; call `rest` then. */
  due(): boolean;
  /** Lets others go first. Throws `CuttingsError` kind `superseded` when nobody waits for the answer any more. */
  rest(): Promise<void>;
}

/** `abandoned`: whether nobody waits for the answer any more. */
export function paced(abandoned: () => boolean): Pace {
  let started = performance.now();
  return {
    due: () => performance.now() - started >= SLICE,
    async rest() {
      await new Promise((resolve) => setTimeout(resolve));
      if (abandoned()) throw new CuttingsError('superseded', 'A newer question has taken the place of this one.');
      started = performance.now();
    },
  };
}
