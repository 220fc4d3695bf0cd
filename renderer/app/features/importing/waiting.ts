/** Tables of an import that wait for somebody to say what their columns mean. Pure. */
import type { FileOutcome, SourceId } from '../../../../corpus/records.ts';

/** Tables of one shape: one answer does for all of them. */
export interface WaitingTable {
  readonly shape: string;
  readonly columns: readonly string[];
  /** The first of them, which is shown; its bytes are in the library. */
  readonly name: string;
  readonly source: SourceId;
  readonly sources: readonly SourceId[];
}

/** By shape, in the order met. */
export function waitingTables(outcomes: readonly FileOutcome[]): readonly WaitingTable[] {
  const byShape = new Map<string, WaitingTable>();
  for (const { result, table, source, name } of outcomes) {
    if (result !== 'needs-mapping' || table === undefined || source === undefined) continue;
    const before = byShape.get(table.shape) ?? { ...table, name, source, sources: [] };
    byShape.set(table.shape, { ...before, sources: before.sources.includes(source) ? before.sources : [...before.sources, source] });
  }
  return [...byShape.values()];
}
