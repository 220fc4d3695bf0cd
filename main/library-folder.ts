/** The folder that a library lives in: database, settings, log, and the lock that keeps a second process out. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { CuttingsError } from '../corpus/errors.ts';

/** Makes the folder where it is not there. Throws `CuttingsError` kind `no-folder` for one that cannot be made or written to. */
export function prepareLibraryFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CuttingsError(
      'no-folder',
      `The library’s folder ${folder} cannot be used (${detail}). Choose another with --library DIR, or make this one writable.`,
      { cause: error },
    );
  }
}
