import type { LedgerRun } from '../../../../corpus/records.ts';

/** Columns of the map; runs narrower than one share it. */
export const COLUMNS = 1000;

type RunClass = LedgerRun['class'];

export interface Column {
  readonly x: number;
  readonly width: number;
  readonly class: RunClass;
}

/** The ledger as at most one stretch per column: each column has the class most of it is, and unparsed text shows however short it is. */
export function columnsOf(ledger: readonly LedgerRun[], bytes: number): readonly Column[] {
  const sums: Map<RunClass, number>[] = Array.from({ length: COLUMNS }, () => new Map());
  for (const {
    bytes: [from, to],
    class: name,
  } of ledger) {
    const first = Math.floor((from / bytes) * COLUMNS);
    const last = Math.min(COLUMNS - 1, Math.ceil((to / bytes) * COLUMNS) - 1);
    for (let x = first; x <= last; x += 1) {
      const share = Math.min(to, ((x + 1) / COLUMNS) * bytes) - Math.max(from, (x / COLUMNS) * bytes);
      const sum = sums[x];
      sum?.set(name, (sum.get(name) ?? 0) + share);
    }
  }
  const columns: Column[] = [];
  for (const [x, sum] of sums.entries()) {
    const name = foremost(sum);
    const last = columns[columns.length - 1];
    if (name === undefined) continue;
    if (last?.class === name && last.x + last.width === x) columns[columns.length - 1] = { ...last, width: last.width + 1 };
    else columns.push({ x, width: 1, class: name });
  }
  return columns;
}

function foremost(sum: ReadonlyMap<RunClass, number>): RunClass | undefined {
  if (sum.has('unparsed')) return 'unparsed';
  let best: RunClass | undefined;
  for (const [name, share] of sum) if (best === undefined || share > (sum.get(best) ?? 0)) best = name;
  return best;
}
