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
  /** Files on disk to read again; of members, their containers. */
  readonly paths: readonly string[];
}

/** By shape, in the order met. */
export function waitingTables(outcomes: readonly FileOutcome[]): readonly WaitingTable[] {
  const byShape = new Map<string, WaitingTable>();
  for (const { result, table, source, name, path } of outcomes) {
    if (result !== 'needs-mapping' || table === undefined || source === undefined) continue;
    const file = path.split(' › ')[0] ?? path;
    const before = byShape.get(table.shape) ?? { ...table, name, source, sources: [], paths: [] };
    const paths = before.paths.includes(file) ? before.paths : [...before.paths, file];
    byShape.set(table.shape, { ...before, sources: [...before.sources, source], paths });
  }
  return [...byShape.values()];
}
