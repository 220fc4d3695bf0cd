/** The app with its window: one start owns a library, later ones hand over their files and bring the window to the front. */
import { app, type BrowserWindow, nativeTheme, type WebContents } from 'electron';
import { z } from 'zod';
import { toFailure } from '../corpus/errors.ts';
import { appCalls } from './calls.ts';
import { serveLibrary } from './cli/start.ts';
import { tellBrokenSettings } from './dialogs.ts';
import { serveCalls, tell } from './ipc.ts';
import { openLibrary } from './library.ts';
import type { Log } from './log.ts';
import { addContextMenu, setMenu } from './menu.ts';
import type { Places } from './places.ts';
import { openSettings, type SettingsStore } from './settings.ts';
import { openAppWindow } from './windows/app-window.ts';

export interface DesktopSetting {
  /** The library's folder. */
  readonly folder: string;
  readonly places: Places;
  readonly log: Log;
}

/** What a later start hands over. */
const handedOver = z.object({ files: z.array(z.string()) });
/** The dock hands over the files of one drop one by one; those within this many milliseconds are one import. */
const ONE_DROP = 200;
/** So many milliseconds after its page is there, a window that has not said that it shows something is waited for no longer. */
const STORE_WAITS = 3_000;

/** Hands this start's files to the one that has the library already. `false`: this start is the first. */
export function handOver(files: readonly string[]): boolean {
  return !app.requestSingleInstanceLock({ files });
}

/** Files that come from outside the window, before and after it is there. Has to listen before the app is ready. */
export class FilesFromOutside {
  #take: ((files: readonly string[]) => void) | undefined;
  #kept: string[];
  #timer: NodeJS.Timeout | undefined;

  constructor(given: readonly string[]) {
    this.#kept = [...given];
    app.on('open-file', (event, file) => {
      event.preventDefault();
      this.#kept.push(file);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), ONE_DROP);
    });
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      const parsed = handedOver.safeParse(data);
      if (parsed.success) this.#kept.push(...parsed.data.files);
      this.#flush();
    });
  }

  /** Takes what has come and what will. */
  takeWith(take: (files: readonly string[]) => void): void {
    this.#take = take;
    if (this.#kept.length > 0) this.#flush();
  }

  /** A later start with no files still wants the window: `take` gets an empty list. */
  #flush(): void {
    if (this.#take === undefined) return;
    const files = this.#kept;
    this.#kept = [];
    this.#take(files);
  }
}

/** Opens library, window and menus. The app has to be ready, its origin served and the session locked. */
export function startDesktop({ folder, places, log }: DesktopSetting, outside: FilesFromOutside): void {
  const settings = openSettings(folder);
  let window: BrowserWindow | undefined;
  const contents = (): WebContents | undefined => window?.webContents;

  const library = openLibrary(places, log, {
    onImport: (progress) => tell(contents(), 'import:progress', progress),
    onFailure: (failure) => tell(contents(), 'store:failed', failure),
  });

  const open = (): BrowserWindow => {
    const opened = openAppWindow({ preload: places.appPreload, library: folder, log });
    window = opened;
    addContextMenu(opened);
    opened.webContents.on('did-finish-load', () => {
      // a window that comes later, or is loaded again, has missed it
      const failure = library.failure();
      if (failure !== undefined) tell(opened.webContents, 'store:failed', failure);
    });
    opened.on('closed', () => {
      window = undefined;
      if (process.platform !== 'darwin') app.quit();
    });
    return opened;
  };
  const show = (): BrowserWindow => {
    const shown = window ?? open();
    if (shown.isMinimized()) shown.restore();
    shown.focus();
    return shown;
  };

  serveCalls(
    appCalls({
      library,
      folder,
      seeds: places.seeds,
      settings,
      window: show,
      onExport: (progress) => tell(contents(), 'export:progress', progress),
    }),
    contents,
    log,
  );
  followSettings(settings, contents, (id) => tell(show().webContents, 'command:run', { id }));

  const first = open();
  // the window reads the library by itself: it comes first, and the store's process starts when it says so, when someone needs it, or when this takes too long
  first.webContents.once('did-stop-loading', () => setTimeout(() => first.isDestroyed() || library.open(), STORE_WAITS));
  if (settings.broken !== undefined) {
    const { movedTo, reason } = settings.broken;
    log.warn(`the settings could not be read (${reason}); the file is now ${movedTo}`);
    first.once('show', () => void tellBrokenSettings(first, movedTo, reason));
  }
  outside.takeWith((files) => {
    const shown = show();
    if (files.length === 0) return;
    library.imports.start(files).catch((error: unknown) => {
      log.error('files from outside could not be imported', error);
      tell(shown.webContents, 'store:failed', toFailure(error));
    });
  });
  app.on('activate', show);
  // commands that find this library in use are run here
  const served = serveLibrary(folder, library, log);
  app.on('before-quit', () => {
    library.quit();
    void served.then((commands) => commands?.close());
  });
}

function followSettings(settings: SettingsStore, contents: () => WebContents | undefined, run: (id: string) => void): void {
  const apply = (): void => {
    const { theme } = settings.get();
    nativeTheme.themeSource = theme;
    setMenu({ theme, platform: process.platform, developing: !app.isPackaged }, run);
  };
  apply();
  settings.onChange((changed) => {
    apply();
    tell(contents(), 'settings:changed', changed);
  });
}
