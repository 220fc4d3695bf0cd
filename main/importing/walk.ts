/** Finding the files under what was dropped: folders within folders, links followed but never in a circle, the junk of systems left out. */
import path from 'node:path';
import type { FileError } from '../../corpus/records.ts';
import { describe, errorCode, folderError, readError } from './file-errors.ts';

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

/** One thing a walk comes upon: a file to read, a path that cannot be read, or junk (counted, not read). */
export type Found =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'problem'; readonly path: string; readonly error: FileError }
  | { readonly kind: 'junk'; readonly path: string };

const JUNK = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', '__macosx', '$recycle.bin', 'system volume information']);

/** Files that systems and programs leave in folders, and hidden ones; by name alone. What the analyst drops by itself is never junk. */
function isJunk(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || JUNK.has(name.toLowerCase());
}

/**
 * Walks roots in the order given, each folder by name (code units, so that every machine plans alike). A path comes once, and a folder is entered
 * once however many links lead to it. Never throws for what the file system says: that is a `problem` of the path it happened to.
 */
export async function* walk(roots: readonly string[], fs: WalkFs): AsyncGenerator<Found, void, undefined> {
  const seen = new Set<string>();
  const entered = new Set<string>();
  for (const root of roots) yield* visit(path.resolve(root), fs, seen, entered);
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
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (isJunk(entry.name)) yield { kind: 'junk', path: at };
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
