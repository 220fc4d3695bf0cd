/** The analyst's settings: `settings.json` in the library's folder. */
import path from 'node:path';
import { z } from 'zod';
import type { Settings } from '../preload/contract/app-api.ts';
import { type FileState, readJsonFile, writeJsonFile } from './json-file.ts';

const SMALLEST_TEXT = 0.5;
const LARGEST_TEXT = 3;

const theme = z.enum(['system', 'light', 'dark']);
const textScale = z.number().min(SMALLEST_TEXT).max(LARGEST_TEXT);

const standard: Settings = { theme: 'system', textScale: 1 };

/** As the file holds them; what a file of an older version lacks has its standard value. */
const settingsSchema: z.ZodType<Settings> = z.object({ theme: theme.default(standard.theme), textScale: textScale.default(standard.textScale) });

/** A change as the window sends it: known settings only. */
export const settingsChange: z.ZodType<Partial<Settings>> = z.strictObject({ theme: z.exactOptional(theme), textScale: z.exactOptional(textScale) });

export interface SettingsStore {
  get(): Settings;
  /** Gives the settings as they are then, on the disk. Throws what the file system throws; then nothing has changed. */
  set(change: Partial<Settings>): Settings;
  /** Calls `listener` after every change. */
  onChange(listener: (settings: Settings) => void): void;
  /** What was wrong with the file, for telling the analyst. */
  readonly broken?: Extract<FileState<Settings>, { state: 'broken' }>;
}

/** Reads the settings of a library. A broken file is moved aside and the standard settings are used. */
export function openSettings(library: string): SettingsStore {
  const file = path.join(library, 'settings.json');
  const found = readJsonFile(file, settingsSchema);
  const listeners: ((settings: Settings) => void)[] = [];
  let current: Settings = found.state === 'read' ? found.value : standard;
  return {
    get: () => current,
    set(change) {
      const next: Settings = { ...current, ...change };
      writeJsonFile(file, next);
      current = next;
      for (const listener of listeners) listener(next);
      return next;
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    ...(found.state === 'broken' ? { broken: found } : {}),
  };
}
