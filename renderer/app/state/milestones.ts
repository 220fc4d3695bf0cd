/** Moments of the start that are measured, left as marks in the browser's own timeline, and what waits for them. */
export type Milestone = 'cuttings:first-list';

/** Milliseconds after which nobody waits for the first rows any more. */
const LATEST = 2_000;

let pass: () => void = () => undefined;
let isPassed = false;
const passed = new Promise<void>((resolve) => {
  pass = () => {
    isPassed = true;
    resolve();
  };
});
let awaited = false;

/** Marks a milestone once it is painted; later calls change nothing. */
export function reached(milestone: Milestone): void {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(milestone).length === 0) performance.mark(milestone);
  });
}

/** The window shows its first rows, or there are none to show. */
export function firstRowsShown(): void {
  requestAnimationFrame(() => pass());
}

/** Whether nobody has to wait for the first rows any more. */
export function firstRowsPassed(): boolean {
  return isPassed;
}

/**
 * Resolves when the window shows its first rows, at the latest after two seconds. What is counted beside the list waits for it: the database answers one
 * after the other, and rows come first.
 */
export function afterFirstRows(): Promise<void> {
  if (!awaited) setTimeout(pass, LATEST);
  awaited = true;
  return passed;
}
