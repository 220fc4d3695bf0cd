/** Going through lists of any length in steps, so that whatever else there is to do is done in between. */

/** Milliseconds at a time: a frame has room for it. */
const SLICE = 8;
/** Items between two looks at the clock. */
const UNWATCHED = 256;

/** Resolves in a task of its own: unlike a timer, at once. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Visits every item in order, a few milliseconds at a time. `goOn` hears after each step how many have been visited, and ends it by saying no.
 * Gives whether it came to the end.
 */
export async function eachInSlices<T>(items: Iterable<T>, visit: (item: T) => void, goOn: (visited: number) => boolean = () => true): Promise<boolean> {
  let began = performance.now();
  let visited = 0;
  for (const item of items) {
    visit(item);
    visited += 1;
    if (visited % UNWATCHED !== 0 || performance.now() - began < SLICE) continue;
    await breath();
    if (!goOn(visited)) return false;
    began = performance.now();
  }
  return true;
}
