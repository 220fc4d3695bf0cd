/**
 * The app window's contract with main: one type per direction. Wrappers in `main/ipc.ts` and `preload/app.ts` infer from these;
 * a new call is one line here and one handler there. Arguments and answers are plain data.
 */
import type { Result } from '../../corpus/errors.ts';
import type { ReportForm } from '../../corpus/import-report.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { TablePreview } from '../../corpus/mapping/read.ts';
import type { ImportId, ImportState, ImportTotals, SourceId } from '../../corpus/records.ts';

/** invoke: app window → main. Every answer travels as `Result`. */
export interface AppCalls {
  'import:choose': (kind: 'files' | 'folder') => ImportId | undefined;
  'import:paths': (paths: readonly string[]) => ImportId;
  'import:samples': () => ImportId;
  /** Starts an import of what an interrupted or cancelled one left out. */
  'import:resume': (id: ImportId) => ImportId;
  'import:cancel': (id: ImportId) => void;
  'import:pause': (id: ImportId) => void;
  'import:continue': (id: ImportId) => void;
  /** The first rows of a table on disk, and a guess at what its columns mean; undefined for what is no table. For a member of a container the window has the bytes: `previewTable`. */
  'import:preview-table': (path: string) => TablePreview | undefined;
  /** Remembers what the columns of tables of this shape mean, and reads the tables that waited for it, wherever their files are by now. */
  'import:map': (request: MapRequest) => ImportId;
  /** Asks for a place and writes the report of an import there; undefined when the analyst cancels. */
  'import:save-report': (id: ImportId, form: ReportForm) => ReportSaved | undefined;
  /** Asks for a place; undefined when the analyst cancels. The dialog itself asks before overwriting. */
  'export:choose': (suggestedName: string) => string | undefined;
  'export:start': (request: ExportRequest) => ExportDone;
  'export:cancel': () => void;
  /** Asks for a place and writes what a view shows there, as text; undefined when the analyst cancels. The dialog itself asks before overwriting. */
  'view:save': (suggestedName: string, text: string) => ViewSaved | undefined;
  /** Shows a file in the platform's file manager. */
  'shell:show': (path: string) => void;
  'settings:get': () => Settings;
  'settings:set': (change: Partial<Settings>) => Settings;
  'app:info': () => AppInfo;
  /** The window shows what it opens with: what was put off for that may start. */
  'app:shown': () => void;
  'app:reload-store': () => void;
  /** Begins the search index anew from the library; answers when the old one does not count any more. */
  'index:rebuild': () => void;
}

/** send: main → app window. */
export interface AppEvents {
  'import:progress': ImportProgress;
  'export:progress': ExportProgress;
  /** A menu item, a dock drop or a second start asks for a command by its id. */
  'command:run': { readonly id: string; readonly argument?: string };
  'settings:changed': Settings;
  /** The store cannot be opened or has gone; the window shows it with what can be done. */
  'store:failed': { readonly kind: string; readonly message: string };
}

export interface MapRequest {
  readonly shape: string;
  readonly mapping: Mapping;
  /** Tables of this shape that wait for it; they are read from the bytes the library keeps. */
  readonly sources: readonly SourceId[];
}

export interface ExportRequest {
  readonly format: string;
  /** A query of the query language; empty for everything. */
  readonly query: string;
  readonly path: string;
  readonly overwrite: boolean;
}

export interface ReportSaved {
  readonly path: string;
  readonly bytes: number;
  /** How many files it speaks of. */
  readonly files: number;
}

export interface ViewSaved {
  readonly path: string;
  readonly bytes: number;
}

export interface ExportDone {
  readonly path: string;
  readonly bytes: number;
  readonly articles: number;
  readonly comments: number;
  readonly sha256: string;
}

export interface ExportProgress {
  readonly written: number;
  readonly total: number;
}

export interface ImportProgress {
  readonly id: ImportId;
  /** `waiting`: another import runs first. */
  readonly state: ImportState | 'waiting' | 'walking' | 'paused';
  readonly names: readonly string[];
  /** Files found so far, or in all once the walk has ended; those in containers are added as they are found. */
  readonly planned: number;
  readonly totals: ImportTotals;
  /** File read last. */
  readonly current?: string;
  /** Left out by the walk: junk that systems leave in folders (`.DS_Store`), hidden files, and the pictures, styles and scripts of saved pages. */
  readonly skipped: number;
  /** Milliseconds since the start, without those it was paused. */
  readonly elapsed: number;
  /** Why it ended, for `failed`. */
  readonly reason?: string;
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** Text scale of the reader, 1 = as designed. */
  readonly textScale: number;
}

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly platform: string;
  /** The library's folder. */
  readonly library: string;
  /** How many sample pages ship with the app. */
  readonly samples: number;
}

/** What `preload/app.ts` exposes as `window.cuttings`. */
export interface AppBridge {
  call<C extends keyof AppCalls>(channel: C, ...args: Parameters<AppCalls[C]>): Promise<Result<ReturnType<AppCalls[C]>>>;
  /** Listens until the returned function is called. */
  on<E extends keyof AppEvents>(event: E, listener: (payload: AppEvents[E]) => void): () => void;
  /** The path of a dropped file; empty for one that is not on disk. */
  pathOf(file: File): string;
}
