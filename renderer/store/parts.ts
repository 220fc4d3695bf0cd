/** How many rows IndexedDB is asked for in one go: the asking takes the window's thread, and must be over before anyone notices. */
const PART = 500;

/** Of fewer than 50 rows Dexie tells the other windows which they are; of more, that the whole table has changed, and they read all of it again. */
const TOLD_BY_KEY = 49;

/** Writes rows, however many, so that other windows hear which they are. */
export async function toldByKey<T>(rows: readonly T[], write: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += TOLD_BY_KEY) await write(rows.slice(from, from + TOLD_BY_KEY));
}

/** Works through many rows part by part, one part after the other; between two of them the thread is free. */
export async function inParts<T>(rows: readonly T[], work: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += PART) await work(rows.slice(from, from + PART));
}
