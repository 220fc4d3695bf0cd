import { constants, setPriority } from 'node:os';

/**
 * Lets the app's windows go first: the analyst goes on reading and tagging while this process works. Threads get the priority of the one that starts
 * them. A system that refuses it is told of by `warn`; the process then keeps its priority and works all the same.
 */
export function giveWay(warn: (message: string) => void, set: (priority: number) => void = setPriority): void {
  try {
    set(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    warn(`the parser keeps its priority: ${error instanceof Error ? error.message : String(error)}`);
  }
}
