import type { LedgerRun } from '../../../../corpus/records.ts';

/** Columns of the map; runs narrower than one share it. */
export const COLUMNS = 1000;

/** Runs drawn as at most one rectangle per column; unparsed text always shows. */
export function columnsOf(
  ledger: readonly LedgerRun[],
  bytes: number,
): readonly { readonly x: number; readonly width: number; readonly class: LedgerRun['class'] }[] {
  const columns: { x: number; width: number; class: LedgerRun['class'] }[] = [];
  for (const run of ledger) {
    const x = Math.floor((run.bytes[0] / bytes) * COLUMNS);
    const end = Math.max(x + 1, Math.round((run.bytes[1] / bytes) * COLUMNS));
    const last = columns[columns.length - 1];
    if (last !== undefined && last.class === run.class && x <= last.x + last.width + 1) last.width = Math.max(last.width, end - last.x);
    else if (last === undefined || end > last.x + last.width || run.class === 'unparsed') columns.push({ x, width: end - x, class: run.class });
  }
  return columns;
}
