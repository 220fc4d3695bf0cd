/** What main does for the app window: one handler for each call of the contract. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, shell } from 'electron';
import { CuttingsError } from '../corpus/errors.ts';
import type { AppInfo, ExportProgress } from '../preload/contract/app-api.ts';
import { chooseExport, chooseImport, chooseReport, chooseView } from './dialogs.ts';
import { reportName, saveImportReport } from './exporting/import-report.ts';
import { runExport } from './exporting/runner.ts';
import { writeWholeFile } from './exporting/whole-file.ts';
import { previewFile } from './importing/preview.ts';
import type { Handlers } from './ipc.ts';
import type { OpenLibrary } from './library.ts';
import type { SettingsStore } from './settings.ts';

export interface CallSetting {
  readonly library: OpenLibrary;
  readonly folder: string;
  readonly seeds: string;
  readonly settings: SettingsStore;
  /** Throws when there is none; calls come from it. */
  readonly window: () => BrowserWindow;
  readonly onExport: (progress: ExportProgress) => void;
}

export function appCalls({ library, folder, seeds, settings, window, onExport }: CallSetting): Handlers {
  const { imports, store } = library;
  let exporting: AbortController | undefined;
  return {
    'import:choose': async (kind) => {
      const paths = await chooseImport(window(), kind);
      return paths.length === 0 ? undefined : imports.start(paths);
    },
    'import:paths': (paths) => imports.start(paths),
    'import:samples': async () => imports.start(await samplePages(seeds), ['Sample pages']),
    'import:resume': (id) => imports.resume(id),
    'import:cancel': (id) => imports.cancel(id),
    'import:pause': (id) => imports.pause(id),
    'import:continue': (id) => imports.continue(id),
    'import:preview-table': (file) => previewFile(file),
    'import:map': async ({ shape, mapping, sources }) => {
      await store.call('mapping.set', { shape, mapping });
      const kept = await store.call('source.kept', sources);
      if (kept.length === 0)
        throw new CuttingsError(
          'gone',
          'What the columns mean is remembered, but the library does not keep the bytes of these tables. Drop the files again, and they are read without a question.',
        );
      return imports.startKept(kept);
    },
    'import:save-report': async (id, form) => {
      const run = await store.call('import.run', id);
      const target = await chooseReport(window(), reportName(run?.names ?? [], form));
      return target === undefined ? undefined : saveImportReport({ id, form, path: target }, store);
    },
    'export:choose': (suggestedName) => chooseExport(window(), suggestedName),
    'export:start': async (request) => {
      if (exporting !== undefined) throw new CuttingsError('export-running', 'Another export is being written. Wait for it, or cancel it.');
      exporting = new AbortController();
      try {
        return await runExport(request, { store, app: `cuttings ${app.getVersion()}`, signal: exporting.signal, onProgress: throttled(onExport) });
      } finally {
        exporting = undefined;
      }
    },
    'export:cancel': () => exporting?.abort(),
    'view:save': async (suggestedName, text) => {
      const target = await chooseView(window(), suggestedName);
      return target === undefined ? undefined : { path: target, bytes: await writeWholeFile(target, text) };
    },
    'shell:show': (path) => {
      if (!existsSync(path)) throw new CuttingsError('gone', `${path} is no longer there.`);
      shell.showItemInFolder(path);
    },
    'settings:get': () => settings.get(),
    'settings:set': (change) => settings.set(change),
    'app:info': async () => await info(folder, seeds),
    'app:shown': () => library.open(),
    'app:reload-store': () => library.reopen(),
    'index:rebuild': () => store.call('index.rebuild'),
  };
}

/** The pages that ship with the app; what else lies there is about them. */
async function samplePages(seeds: string): Promise<readonly string[]> {
  const names = await readdir(seeds);
  return names
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => path.join(seeds, name));
}

async function info(library: string, seeds: string): Promise<AppInfo> {
  const samples = await samplePages(seeds);
  const { electron = '', chrome = '' } = process.versions;
  return { version: app.getVersion(), electron, chrome, platform: process.platform, library, samples: samples.length };
}

/** Ten reports a second are enough for the eye; the first and the last always pass. */
function throttled(report: (progress: ExportProgress) => void): (progress: ExportProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - last < 100 && progress.written < progress.total) return;
    last = now;
    report(progress);
  };
}
