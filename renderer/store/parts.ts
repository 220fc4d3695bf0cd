/** How many rows IndexedDB is asked for in one go: the asking takes the window's thread, and must be over before anyone notices. */
const PART = 500;

/** Works through many rows part by part, one part after the other; between two of them the thread is free. */
export async function inParts<T>(rows: readonly T[], work: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += PART) await work(rows.slice(from, from + PART));
}
