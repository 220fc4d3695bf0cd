/** The plan of an import: every path that has to come to an outcome, told in parts while the walk goes on. */
import type { Planned } from './load.ts';
import { type WalkFs, walk } from './walk.ts';

export interface PlanPart {
  readonly paths: readonly string[];
  /** Junk left out so far. */
  readonly skipped: number;
  readonly last: boolean;
}

/** Paths in one part. */
const PART = 1000;
/** Milliseconds after which a part goes even if it is not full, so that the count grows while a slow disk is walked. */
const PART_AGE = 250;

/** Walks the roots and gives the whole plan; `tell` hears it in parts, with `last` exactly once unless the walk is aborted: then the plan stays unfinished. */
export async function planImport(roots: readonly string[], fs: WalkFs, signal: AbortSignal, tell: (part: PlanPart) => void): Promise<readonly Planned[]> {
  const plan: Planned[] = [];
  let told = 0;
  let toldAt = performance.now();
  let skipped = 0;
  const part = (last: boolean): void => {
    tell({ paths: plan.slice(told).map((planned) => planned.path), skipped, last });
    told = plan.length;
    toldAt = performance.now();
  };
  for await (const found of walk(roots, fs)) {
    if (signal.aborted) return [];
    if (found.kind === 'junk') skipped += 1;
    else plan.push(found.kind === 'file' ? { path: found.path } : { path: found.path, error: found.error });
    if (plan.length - told >= PART || (plan.length > told && performance.now() - toldAt > PART_AGE)) part(false);
  }
  part(true);
  return plan;
}
