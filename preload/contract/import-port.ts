/**
 * What the parser process and the store window say to each other. Back pressure by credits: the store grants batches and
 * acknowledges each after its commit; at zero credits the parser stops reading.
 */
import type { Marks } from '../../corpus/exchange/marks.ts';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { MappingBook } from '../../corpus/mapping/mapping.ts';
import type { CaptureContext, ContainerPlace, FileError, ImportId, ImportTotals, SourceId, Warning } from '../../corpus/records.ts';

/** One file or one member of a container, read and parsed, or the reason why not; or a container, after its members. */
export type ImportItem =
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
  | { readonly path: string; readonly name: string; readonly bytes: number; readonly opened: OpenedContainer; readonly marks?: Marks };

/** A container, read to its end: how many of its members have an outcome, and what was left out. */
export interface OpenedContainer {
  readonly members: number;
  readonly warnings: readonly Warning[];
}

/** parser → store */
export type ToStore = { readonly type: 'batch'; readonly import: ImportId; readonly seq: number; readonly items: readonly ImportItem[] };

/** store → parser. `totals` are what this batch added. */
export type ToParser =
  | { readonly type: 'credit'; readonly batches: number }
  | { readonly type: 'ack'; readonly seq: number; readonly totals: ImportTotals }
  | { readonly type: 'refused'; readonly seq: number; readonly kind: string; readonly message: string };

/** A source whose bytes the library keeps, to be read once more from there: its file may have moved or changed. */
export interface KeptFile {
  readonly id: SourceId;
  /** As the outcome had it: where the file lay, and for a member its place in the container. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly container?: ContainerPlace;
  readonly context?: CaptureContext;
}

/** The bytes of a kept file, gzipped as the library has them; or why there are none. */
export type KeptAnswer =
  | { readonly type: 'kept'; readonly import: ImportId; readonly id: SourceId; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly type: 'kept'; readonly import: ImportId; readonly id: SourceId; readonly problem: string };

/** main → parser process, by `parentPort`; the store's port comes with `start`. With `kept` nothing on disk is walked or read. */
export type MainToParser =
  | {
      readonly type: 'start';
      readonly import: ImportId;
      readonly paths: readonly string[];
      readonly mappings: MappingBook;
      readonly kept?: readonly KeptFile[];
    }
  | KeptAnswer
  /** The whole plan is stored: reading may begin, so that whatever ends the import can say what is missing. */
  | { readonly type: 'go'; readonly import: ImportId }
  | { readonly type: 'pause' | 'continue'; readonly import: ImportId }
  | { readonly type: 'cancel'; readonly import: ImportId };

/** parser process → main. `planned` comes in parts; `skipped` counts the junk left out so far; `members` are those of containers, beyond the plan, found so far. */
export type ParserToMain =
  | { readonly type: 'planned'; readonly import: ImportId; readonly paths: readonly string[]; readonly skipped: number; readonly last: boolean }
  | { readonly type: 'progress'; readonly import: ImportId; readonly totals: ImportTotals; readonly current: string; readonly members: number }
  /** The bytes of a kept file are wanted; `kept` answers. */
  | { readonly type: 'want'; readonly import: ImportId; readonly id: SourceId }
  | { readonly type: 'ended'; readonly import: ImportId; readonly state: 'done' | 'cancelled' | 'failed'; readonly reason?: string };

/** How main hands ports to the store window: `window.postMessage(kind, origin, [port])` by its preload. */
export type StorePortKind = { readonly cuttingsPort: 'rpc' } | { readonly cuttingsPort: 'import'; readonly import: ImportId };
