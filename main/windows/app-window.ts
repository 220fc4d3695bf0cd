/** The analyst's window, opened where it was left. */
import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import type { Log } from '../log.ts';
import { ORIGIN } from '../origin.ts';
import { placeWindow, SMALLEST_WINDOW, type WindowState, windowStateSchema } from './window-state.ts';

/** The window's ground before the page paints it: `--desk` of the design, light and dark. */
const GROUND = { light: '#e3e5e0', dark: '#121617' } as const;
/** Milliseconds after the last move before the place is written down. */
const SETTLED = 500;

export interface AppWindowOptions {
  readonly preload: string;
  readonly library: string;
  readonly log: Log;
}

const ground = (): string => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);

/** Opens the app window and shows it once there is something to see. */
export function openAppWindow({ preload, library, log }: AppWindowOptions): BrowserWindow {
  const file = path.join(library, 'window.json');
  const state = remembered(file, log);
  const window = new BrowserWindow({
    ...placeWindow(
      state,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: 'Cuttings',
    backgroundColor: ground(),
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  });
  if (state?.maximised === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  const repaint = (): void => window.setBackgroundColor(ground());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error(`the app window's process ended (${details.reason}); it is loaded again`);
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  remember(window, file, log);
  window.loadURL(`${ORIGIN}/app.html`).catch((error: unknown) => log.error('the app window did not load', error));
  return window;
}

function remembered(file: string, log: Log): WindowState | undefined {
  const found = readJsonFile(file, windowStateSchema);
  if (found.state === 'read') return found.value;
  if (found.state === 'broken') log.warn(`the window's place could not be read (${found.reason}); the file is now ${found.movedTo}`);
  return undefined;
}

function remember(window: BrowserWindow, file: string, log: Log): void {
  const save = (): void => {
    if (window.isDestroyed()) return;
    const state: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeJsonFile(file, state);
    } catch (error) {
      log.error("the window's place could not be written", error);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SETTLED);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', () => {
    clearTimeout(timer);
    save();
  });
}
