import { CuttingsError } from '../../../corpus/errors.ts';

/** How a long task gives way. */
export interface Pace {
  /** Whether nobody waits for the answer any more. */
  readonly abandoned: () => boolean;
  /** Lets what is more urgent go first. */
  pause(): Promise<void>;
}

/** Milliseconds of work after which others get their turn: a search that is asked meanwhile starts after no longer than about this. */
const SLICE = 15;

/** Long work in short stretches. */
export interface Stretches {
  /** Whether it is time to let others go first; call `rest` then. */
  due(): boolean;
  /** Throws `CuttingsError` kind `superseded` when nobody waits for the answer any more. */
  rest(): Promise<void>;
}

export function stretches(pace: Pace): Stretches {
  let started = performance.now();
  return {
    due: () => performance.now() - started >= SLICE,
    async rest() {
      await pace.pause();
      if (pace.abandoned()) throw new CuttingsError('superseded', 'A newer question has taken the place of this one.');
      started = performance.now();
    },
  };
}
