/** The system's own dialogs. Each opens where the last one of its kind was closed; newer Electrons would open Downloads. */
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';

let lastImport: string | undefined;
let lastExport: string | undefined;

/** Files or folders to import, as absolute paths; none when the analyst cancels. */
export async function chooseImport(window: BrowserWindow, kind: 'files' | 'folder'): Promise<readonly string[]> {
  const answer = await dialog.showOpenDialog(window, {
    title: kind === 'files' ? 'Import files' : 'Import a folder',
    buttonLabel: 'Import',
    defaultPath: lastImport ?? app.getPath('documents'),
    properties: kind === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'],
    ...(kind === 'files'
      ? {
          filters: [
            { name: 'Captured pages', extensions: ['txt', 'text'] },
            { name: 'All files', extensions: ['*'] },
          ],
        }
      : {}),
  });
  if (answer.canceled) return [];
  const [first] = answer.filePaths;
  if (first !== undefined) lastImport = path.dirname(first);
  return answer.filePaths;
}

/** Where to write an export; the dialog asks before it gives a file that exists. `undefined` when the analyst cancels. */
export function chooseExport(window: BrowserWindow, suggestedName: string): Promise<string | undefined> {
  return chooseTarget(window, suggestedName, 'Export', 'Export');
}

/** Where to write the report of an import; otherwise as `chooseExport`. */
export function chooseReport(window: BrowserWindow, suggestedName: string): Promise<string | undefined> {
  return chooseTarget(window, suggestedName, 'Save the report', 'Save');
}

/** Where to write what a view shows; otherwise as `chooseExport`. */
export function chooseView(window: BrowserWindow, suggestedName: string): Promise<string | undefined> {
  return chooseTarget(window, suggestedName, 'Save what is shown', 'Save');
}

async function chooseTarget(window: BrowserWindow, suggestedName: string, title: string, buttonLabel: string): Promise<string | undefined> {
  const extension = path.extname(suggestedName).slice(1);
  const answer = await dialog.showSaveDialog(window, {
    title,
    buttonLabel,
    defaultPath: path.join(lastExport ?? app.getPath('documents'), path.basename(suggestedName)),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    ...(extension === '' ? {} : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
  });
  if (answer.canceled || answer.filePath === '') return undefined;
  lastExport = path.dirname(answer.filePath);
  return answer.filePath;
}

/** Tells of settings that had to be set aside; does not hold anything up. */
export async function tellBrokenSettings(window: BrowserWindow, movedTo: string, reason: string): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Settings',
    message: 'Your settings could not be read, so the standard ones are used.',
    detail: `The file was set aside as ${movedTo}.\n\nWhat was wrong: ${reason}`,
  });
}
