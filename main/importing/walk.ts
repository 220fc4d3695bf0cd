/** Finding the files under what was dropped: folders within folders, links followed but never in a circle, the junk of systems left out. */
import path from 'node:path';
import type { FileError } from '../../corpus/records.ts';
import { describe, errorCode, folderError, readError } from './file-errors.ts';
import { isJunk } from './junk.ts';
import { isCompanion } from './saved-pages.ts';

/** As much of the file system as a walk needs; errors carry the system's `code`. */
export interface WalkFs {
  /** Follows links. */
  stat(file: string): Promise<Kind & { readonly size: number }>;
  list(folder: string): Promise<readonly Entry[]>;
  realpath(file: string): Promise<string>;
}

export interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface Entry extends Kind {
  readonly name: string;
  isSymbolicLink(): boolean;
}

/** One thing a walk comes upon: a file to read, a path that cannot be read, or what is counted and not read: junk, and the parts of a saved page. */
export type Found =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'problem'; readonly path: string; readonly error: FileError }
  | { readonly kind: 'junk'; readonly path: string };

/**
 * Walks roots in the order given, each folder by name (code units, so that every machine plans alike). A path comes once, and a folder is entered
 * once however many links lead to it. Never throws for what the file system says: that is a `problem` of the path it happened to.
 */
export async function* walk(roots: readonly string[], fs: WalkFs): AsyncGenerator<Found, void, undefined> {
  const seen = new Set<string>();
  const entered = new Set<string>();
  const dropped = new Set(roots.map((root) => path.resolve(root)));
  for (const root of dropped) {
    // a page and its folder dropped together are one page
    const companion = isCompanion(root, dropped) && (await isFolder(root, fs));
    if (companion) yield* parts(root, fs);
    else yield* visit(root, fs, seen, entered);
  }
}

async function isFolder(at: string, fs: WalkFs): Promise<boolean> {
  try {
    return (await fs.stat(at)).isDirectory();
  } catch {
    // what is wrong with it is told when its turn comes
    return false;
  }
}

/** Counts the files of a saved page's folder. One that cannot be listed counts as one. */
async function* parts(folder: string, fs: WalkFs): AsyncGenerator<Found, void, undefined> {
  let entries: readonly Entry[];
  try {
    entries = await fs.list(folder);
  } catch {
    // nothing in it was wanted
    yield { kind: 'junk', path: folder };
    return;
  }
  for (const entry of entries) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* parts(at, fs);
    else yield { kind: 'junk', path: at };
  }
}

async function* visit(at: string, fs: WalkFs, seen: Set<string>, entered: Set<string>): AsyncGenerator<Found, void, undefined> {
  if (seen.has(at)) return;
  seen.add(at);
  let kind: Kind;
  try {
    kind = await fs.stat(at);
  } catch (error) {
    yield { kind: 'problem', path: at, error: linkError(error) };
    return;
  }
  if (kind.isDirectory()) yield* enter(at, fs, seen, entered);
  else if (kind.isFile()) yield { kind: 'file', path: at };
  else yield { kind: 'problem', path: at, error: describe('not-a-file') };
}

async function* enter(folder: string, fs: WalkFs, seen: Set<string>, entered: Set<string>): AsyncGenerator<Found, void, undefined> {
  let entries: readonly Entry[];
  try {
    const real = await fs.realpath(folder);
    if (entered.has(real)) return;
    entered.add(real);
    entries = await fs.list(folder);
  } catch (error) {
    yield { kind: 'problem', path: folder, error: folderError(error) };
    return;
  }
  const names = new Set(entries.map((entry) => entry.name));
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (isJunk(entry.name)) yield { kind: 'junk', path: at };
    else if (entry.isDirectory() && isCompanion(entry.name, names)) yield* parts(at, fs);
    else if (entry.isFile()) yield* plain(at, seen);
    else yield* visit(at, fs, seen, entered);
  }
}

/** A file the listing has told the kind of: no need to ask again. */
function* plain(at: string, seen: Set<string>): Generator<Found, void, undefined> {
  if (seen.has(at)) return;
  seen.add(at);
  yield { kind: 'file', path: at };
}

function linkError(error: unknown): FileError {
  if (errorCode(error) !== 'ELOOP') return readError(error);
  return { kind: 'unreadable', title: 'Link in a circle', message: 'This link leads back to itself, so there is no file behind it. Import the file itself.' };
}
