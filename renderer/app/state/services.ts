/** What features work with; made once in `main.tsx` and handed down by context, so that a test can hand down others. */
import type { AppBridge } from '../../../preload/contract/app-api.ts';
import type { AnewClient } from '../../anew/contract.ts';
import type { SearchClient } from '../../search/client.ts';
import type { LibraryCommands } from '../../store/commands.ts';
import type { Live } from '../../store/live.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import type { OpeningList } from './opening.ts';
import type { Workspace } from './workspace.ts';

export interface Services {
  readonly reader: LibraryReader & LibraryScan;
  readonly commands: LibraryCommands;
  readonly search: SearchClient;
  readonly anew: AnewClient;
  readonly bridge: AppBridge;
  /** Runs a read again whenever what it read has changed. */
  live<T>(read: (reader: LibraryReader) => Promise<T>): Live<T>;
  readonly workspace: WorkspaceStore;
  /** What the list shows until the first search has been answered, where that is known. */
  readonly opening?: OpeningList | undefined;
}

export interface WorkspaceStore {
  get(): Workspace;
  /** Merges; `undefined` clears a field. */
  set(change: { readonly [K in keyof Workspace]?: Workspace[K] | undefined }): void;
  subscribe(listener: () => void): () => void;
}
