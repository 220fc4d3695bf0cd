/** What the app was started with: which library, which files. Pure, so that both starts of one library read their arguments alike. */
import path from 'node:path';
import { CuttingsError } from '../corpus/errors.ts';

/**
 * The app's own arguments: `argv` without the executable, and in development without the app's path, which is the first argument that is no switch.
 */
export function ownArguments(argv: readonly string[], isDefaultApp: boolean): readonly string[] {
  const rest = argv.slice(1);
  if (!isDefaultApp) return rest;
  const app = rest.findIndex((argument) => !argument.startsWith('-'));
  return app === -1 ? rest : rest.slice(app + 1);
}

/**
 * The library's folder, absolute: `--library DIR`, `--library=DIR`, or the environment's `CUTTINGS_LIBRARY`; `undefined` for the usual one.
 * Throws `CuttingsError` kind `arguments` for `--library` without a folder.
 */
export function libraryFolder(args: readonly string[], env: Readonly<Record<string, string | undefined>>, cwd: string): string | undefined {
  const found = args.findIndex((argument) => argument === '--library' || argument.startsWith('--library='));
  if (found === -1) {
    const set = env.CUTTINGS_LIBRARY;
    return set === undefined || set === '' ? undefined : path.resolve(cwd, set);
  }
  const inline = args[found]?.slice('--library='.length);
  const folder = args[found] === '--library' ? args[found + 1] : inline;
  if (folder === undefined || folder === '' || folder.startsWith('--')) throw new CuttingsError('arguments', '--library needs a folder: --library DIR');
  return path.resolve(cwd, folder);
}

/** The files and folders given to a desktop start, as absolute paths: everything that is no switch. */
export function filesGiven(args: readonly string[], cwd: string): readonly string[] {
  const files: string[] = [];
  for (const [at, argument] of args.entries()) {
    if (argument === '' || argument.startsWith('-') || args[at - 1] === '--library') continue;
    files.push(path.resolve(cwd, argument));
  }
  return files;
}
