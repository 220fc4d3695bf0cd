import type { BlockChange } from '../../../../corpus/versions.ts';

/** A change as it is shown: blocks that stayed are one line. `at` is the place of the first of them in the later version. */
export type ShownChange = Exclude<BlockChange, { readonly kind: 'kept' }> | { readonly kind: 'unchanged'; readonly count: number; readonly at: number };

/** Puts blocks that stayed, and stand together, into one. */
export function foldUnchanged(changes: readonly BlockChange[]): readonly ShownChange[] {
  const shown: ShownChange[] = [];
  for (const change of changes) {
    const last = shown.at(-1);
    if (change.kind !== 'kept') shown.push(change);
    else if (last?.kind === 'unchanged') shown[shown.length - 1] = { ...last, count: last.count + 1 };
    else shown.push({ kind: 'unchanged', count: 1, at: change.after });
  }
  return shown;
}

/** Unique among the changes of one comparison. */
export function keyOf(change: ShownChange): string {
  switch (change.kind) {
    case 'unchanged':
      return `unchanged ${change.at}`;
    case 'removed':
      return `removed ${change.before}`;
    default:
      return `${change.kind} ${change.after}`;
  }
}
