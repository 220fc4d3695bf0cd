/** An open library, as everything in main uses it: the store window's calls and the imports. With or without an app window. */
import type { Failure } from '../corpus/errors.ts';
import type { ImportProgress } from '../preload/contract/app-api.ts';
import { Imports } from './importing/imports.ts';
import { startParser } from './importing/parser-host.ts';
import type { Log } from './log.ts';
import type { Places } from './places.ts';
import { type Store, StoreClient } from './store-client.ts';
import { StoreWindow } from './windows/store-window.ts';

export interface LibraryWatcher {
  readonly onImport: (progress: ImportProgress) => void;
  /** The library cannot be opened, or the process that keeps it died. */
  readonly onFailure: (failure: Failure) => void;
}

export interface OpenLibrary {
  readonly store: Store;
  readonly imports: Imports;
  /** Why the library is not open, while that is so. */
  failure(): Failure | undefined;
  /** Makes the store window, where nothing has made it yet: every call to the store does. */
  open(): void;
  /** Tries to open it anew. */
  reopen(): void;
  /** From now on a store window that goes is not missed. */
  quit(): void;
}

/** The library of this start; it opens once `open` is called, or someone calls the store. The app has to be ready, its origin served and the session locked. Imports that a crash cut short are marked first of all. */
export function openLibrary(places: Places, log: Log, watcher: LibraryWatcher): OpenLibrary {
  const client = new StoreClient();
  const window = new StoreWindow({
    preload: places.storePreload,
    client,
    log,
    onDeath: (failure, final) => {
      imports.storeLost(`${failure.message} Resume the import for the rest.`);
      // a final death has been told by the client
      if (!final) watcher.onFailure(failure);
    },
  });
  let opened = false;
  const open = (): void => {
    if (opened) return;
    opened = true;
    window.open();
  };
  let hurried = false;
  const store: Store = {
    call(method, ...params) {
      if (hurried) open();
      return client.call(method, ...params);
    },
  };
  const imports = new Imports({
    store,
    startParser: (job) => startParser(places.parser, window, job, log),
    report: watcher.onImport,
    logError: log.error,
  });
  client.onFailure((failure) => {
    log.error(`the library is not open: ${failure.message}`);
    watcher.onFailure(failure);
  });
  // the first call of all, so that it is answered before any import can begin
  imports.recover().then(
    (interrupted) => {
      if (interrupted.length > 0) log.info(`${interrupted.length} imports had been interrupted`);
    },
    (error: unknown) => log.error('interrupted imports could not be looked for', error),
  );
  // what was asked so far can wait until the window is opened anyway; all that comes now is asked for by someone
  hurried = true;
  return {
    store,
    imports,
    failure: () => client.failure,
    open,
    reopen() {
      opened = true;
      window.reopen();
    },
    quit: () => window.quit(),
  };
}
