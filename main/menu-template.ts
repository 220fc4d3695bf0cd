/** The native menus as data. An item that does something of ours sends its command to the window, which knows how. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../preload/contract/app-api.ts';

export interface MenuState {
  readonly theme: Settings['theme'];
  readonly platform: NodeJS.Platform;
  /** Shows what only developers need. */
  readonly developing: boolean;
}

/** The ids are those of the window's commands. */
export type RunCommand = (id: string) => void;

export type Item = MenuItemConstructorOptions;
export const LINE: Item = { type: 'separator' };

/** The menus as data. Keys that are plain letters (`j`, `?`) are the window's alone: as accelerators they would be taken from text fields. */
export function menuTemplate(state: MenuState, run: RunCommand): readonly Item[] {
  const mac = state.platform === 'darwin';
  const item = (id: string, label: string, accelerator?: string): Item => ({
    id,
    label,
    click: () => run(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const theme = (value: Settings['theme'], label: string): Item => ({ ...item(`theme-${value}`, label), type: 'radio', checked: state.theme === value });
  const settings = item('settings', 'Settings…', 'CmdOrCtrl+,');

  const appMenu: Item = {
    label: 'Cuttings',
    submenu: [
      { role: 'about' },
      LINE,
      settings,
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  };
  const file: Item = {
    label: 'File',
    submenu: [
      item('import-files', 'Import Files…', 'CmdOrCtrl+O'),
      item('import-folder', 'Import Folder…', 'CmdOrCtrl+Shift+O'),
      LINE,
      item('export', 'Export…', 'CmdOrCtrl+E'),
      LINE,
      ...(mac ? [{ role: 'close' } satisfies Item] : [settings, LINE, { role: 'quit' } satisfies Item]),
    ],
  };
  const edit: Item = {
    label: 'Edit',
    submenu: [
      item('undo', 'Undo', 'CmdOrCtrl+Z'),
      item('redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      LINE,
      item('find', 'Find', 'CmdOrCtrl+F'),
    ],
  };
  const view: Item = {
    label: 'View',
    submenu: [
      item('view-articles', 'Articles', 'CmdOrCtrl+1'),
      item('view-comments', 'Comments', 'CmdOrCtrl+2'),
      item('view-codebook', 'Codebook', 'CmdOrCtrl+Shift+T'),
      item('view-imports', 'Imports', 'CmdOrCtrl+4'),
      LINE,
      item('toggle-evidence', 'Show Source'),
      item('palette', 'All Commands…', 'CmdOrCtrl+K'),
      LINE,
      { label: 'Theme', submenu: [theme('system', 'As the System'), theme('light', 'Light'), theme('dark', 'Dark')] },
      item('text-larger', 'Larger Text', 'CmdOrCtrl+Plus'),
      item('text-smaller', 'Smaller Text', 'CmdOrCtrl+-'),
      LINE,
      { role: 'togglefullscreen' },
      ...(state.developing ? [LINE, { role: 'reload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item] : []),
    ],
  };
  const go: Item = { label: 'Go', submenu: [item('next', 'Next'), item('previous', 'Previous'), LINE, item('code-comments', 'Code Comments One by One')] };
  const help: Item = { role: 'help', label: 'Help', submenu: [item('keys', 'Keys'), ...(mac ? [] : [LINE, { role: 'about' } satisfies Item])] };
  return [...(mac ? [appMenu] : []), file, edit, view, go, ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []), help];
}
