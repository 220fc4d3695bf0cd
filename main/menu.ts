/** Putting up the native menus. */
import { app, type BrowserWindow, Menu, type WebContents } from 'electron';
import { type Item, LINE, type MenuState, menuTemplate, type RunCommand } from './menu-template.ts';

/** Puts the menus up; again whenever the state changes. */
export function setMenu(state: MenuState, run: RunCommand): void {
  app.setAboutPanelOptions({ applicationName: 'Cuttings', applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(state, run)]));
}

/** Right click: what can be done with text, by the system's own words. */
export function addContextMenu(window: BrowserWindow): void {
  const contents: WebContents = window.webContents;
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return;
    const items: Item[] = isEditable
      ? [{ role: 'undo', enabled: editFlags.canUndo }, { role: 'redo', enabled: editFlags.canRedo }, LINE, { role: 'cut', enabled: editFlags.canCut }]
      : [];
    items.push({ role: 'copy', enabled: editFlags.canCopy });
    if (isEditable) items.push({ role: 'paste', enabled: editFlags.canPaste });
    items.push({ role: 'selectAll' });
    Menu.buildFromTemplate(items).popup({ window });
  });
}
