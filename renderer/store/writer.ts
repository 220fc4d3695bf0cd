import type { Marks } from '../../corpus/exchange/marks.ts';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { FileError, ImportId, ImportRun, ImportState, ImportTotals, Warning } from '../../corpus/records.ts';

/** One file of an import, read and parsed, or the reason why not, or a container after its members; the same shape as the import port's items. */
export type WriteItem =
  | {
      readonly path: string;
      readonly name: string;
      readonly bytes: number;
      readonly parsed: ParsedSource;
      /** gzip of the file's bytes; absent for a source that came by an export, without them. */
      readonly packed?: Uint8Array<ArrayBuffer>;
      /** What was put on it, where it came by an export. */
      readonly marks?: Marks;
    }
  | { readonly path: string; readonly name: string; readonly bytes: number; readonly error: FileError }
  | {
      readonly path: string;
      readonly name: string;
      readonly bytes: number;
      readonly opened: { readonly members: number; readonly warnings: readonly Warning[] };
      readonly marks?: Marks;
    };

export interface WriteBatch {
  readonly importId: ImportId;
  /** Counts the batches of the import; each may be written once. */
  readonly seq: number;
  readonly items: readonly WriteItem[];
}

/** Writing imports: the store window's alone. */
export interface LibraryWriter {
  beginImport(start: Pick<ImportRun, 'id' | 'names' | 'roots' | 'startedAt'>): Promise<void>;
  /** The files an import will read, in order; may come in several calls, `last` with the last. */
  planPaths(plan: { readonly id: ImportId; readonly paths: readonly string[]; readonly last: boolean }): Promise<void>;
  endImport(end: { readonly id: ImportId; readonly state: ImportState; readonly finishedAt: string; readonly reason?: string }): Promise<void>;
  /** Marks imports left `running` by a crash as `interrupted`; gives them, so marked. */
  recoverImports(): Promise<ImportRun[]>;
  /** Paths planned and not come to an outcome, in the order planned. */
  missingPaths(id: ImportId): Promise<string[]>;
  /**
   * The mappings of tables that are remembered, by shape.
   */
  mappings(): Promise<Readonly<Record<string, Mapping>>>;
  /** Remembers a mapping for tables of a shape, instead of the one before. */
  saveMapping(shape: string, mapping: Mapping): Promise<void>;
  /**
   * Writes a batch in one transaction: after a crash it is there whole or not at all. A source the library has already, or that came
   * earlier in the batch, is `known` and changes nothing; but a table that was kept without being read (`needs-mapping`) is `new` once it is read.
   * A mapping that was given with the import is remembered. Gives what the batch added to the import's totals. Throws `CuttingsError` kind
   * `no-import` for an import never begun, kind `not-stored` where the database refuses; then nothing of the batch is stored.
   */
  writeBatch(batch: WriteBatch): Promise<ImportTotals>;
}
