/**
 * Main's calls to the hidden store window, over one MessagePort (`{ id, method, params }` → `{ id, result }`).
 * The store answers in order of completion; nothing is sent before it has said `ready`.
 */
import type { Failure, Result } from '../../corpus/errors.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { ListOrder } from '../../corpus/query/orders.ts';
import type { FileOutcome, ImportId, ImportRun, ImportState, SourceId } from '../../corpus/records.ts';
import type { KeptFile } from './import-port.ts';

export interface StoreCalls {
  'import.begin': (start: Pick<ImportRun, 'id' | 'names' | 'roots' | 'startedAt'>) => void;
  /** The files an import will read, in order; may come in several calls. */
  'import.plan': (plan: { readonly id: ImportId; readonly paths: readonly string[]; readonly last: boolean }) => void;
  'import.end': (end: { readonly id: ImportId; readonly state: ImportState; readonly finishedAt: string; readonly reason?: string }) => void;
  'import.missing': (id: ImportId) => ImportRest;
  /** Marks imports left `running` by a crash as `interrupted`; gives them. */
  'import.recover': () => readonly ImportRun[];
  'import.run': (id: ImportId) => ImportRun | undefined;
  /** Outcomes of an import in the order they came, at most `limit` of them. */
  /** Some outcomes, in order: the first, or those after the part whose `next` is given. `next` is absent in the last part. */
  'import.outcomes': (request: { readonly id: ImportId; readonly after?: number }) => { readonly outcomes: readonly FileOutcome[]; readonly next?: number };
  /** The mappings of tables that are remembered, by shape. */
  'mapping.all': () => Readonly<Record<string, Mapping>>;
  'mapping.set': (remembered: { readonly shape: string; readonly mapping: Mapping }) => void;
  /** Of these sources, those whose bytes the library keeps, in the order of `ids`. */
  'source.kept': (ids: readonly SourceId[]) => readonly KeptFile[];
  /** gzip of a source's bytes; undefined where they are not kept. */
  'source.packed': (id: SourceId) => Uint8Array<ArrayBuffer> | undefined;
  stats: () => LibraryStats;
  /** Answers once the search index has everything that was changed before. Throws where it cannot be written. */
  'index.settle': () => void;
  /** Begins the search index anew from the library; answers once the old one does not count any more. */
  'index.rebuild': () => void;
  search: (request: { readonly query: string; readonly limit: number; readonly order?: ListOrder }) => SearchAnswer;
  tag: (request: TagRequest) => TagAnswer;
  /** Opens an export; pieces are pulled one by one, so that a slow disk holds the store back. */
  'export.open': (request: { readonly format: string; readonly query: string }) => ExportOpened;
  'export.next': (handle: number) => ExportPiece;
  /** The head that goes before the pieces, once their hash is known. */
  'export.head': (request: { readonly handle: number; readonly app: string; readonly sha256: string }) => string;
  'export.close': (handle: number) => void;
}

/** What an import left out. `paths`: planned and not come to an outcome; where it ended before its plan was whole, the roots once more. */
export interface ImportRest {
  readonly names: readonly string[];
  readonly roots: readonly string[];
  readonly paths: readonly string[];
}

/** `total` records will be written: sources, articles and comments. */
export interface ExportOpened {
  readonly handle: number;
  readonly total: number;
  readonly articles: number;
  readonly comments: number;
}

/** `text` is the next part of the file's body; `done` records have been written so far. `text` undefined: the body is complete. */
export interface ExportPiece {
  readonly text?: string;
  readonly done: number;
}

export interface LibraryStats {
  readonly sources: number;
  readonly bytes: number;
  readonly articles: number;
  readonly comments: number;
  readonly tags: number;
  readonly taggings: number;
  readonly notes: number;
  readonly untaggedArticles: number;
  readonly untaggedComments: number;
  readonly imports: number;
  readonly coverage: { readonly article: number; readonly comment: number; readonly furniture: number; readonly unparsed: number; readonly blank: number };
  readonly layouts: Readonly<Record<string, number>>;
  readonly schema: number;
  readonly parser: string;
}

export interface SearchHit {
  readonly kind: 'article' | 'comment';
  readonly id: string;
  readonly title: string;
  readonly number?: number;
  readonly author?: string;
  readonly snippet: string;
}

export interface SearchAnswer {
  readonly articles: number;
  readonly comments: number;
  readonly hits: readonly SearchHit[];
}

export interface TagRequest {
  readonly query: string;
  /** Tag path, parts parted by `/`. */
  readonly add?: string;
  readonly remove?: string;
}

export interface TagAnswer {
  readonly matched: number;
  readonly changed: number;
}

export type StoreRequest = {
  [M in keyof StoreCalls]: { readonly id: number; readonly method: M; readonly params: Parameters<StoreCalls[M]> };
}[keyof StoreCalls];
export type StoreReply = { readonly id: number; readonly result: Result<unknown> } | { readonly ready: true } | { readonly failed: Failure };
