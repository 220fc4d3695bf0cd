/** Moments of the start that are measured, left as marks in the browser's own timeline. */
export type Milestone = 'cuttings:first-list';

/** Marks a milestone once it is painted; later calls change nothing. */
export function reached(milestone: Milestone): void {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(milestone).length === 0) performance.mark(milestone);
  });
}
