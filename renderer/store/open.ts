/** The way into a library: opens the database and hands out its reader, writer and commands. */
import type { LibraryCommands } from './commands.ts';
import { openDatabase } from './database.ts';
import { dexieCommands } from './dexie-commands.ts';
import { dexieIndexReader, dexieIndexWriter, onIndexChange } from './dexie-index.ts';
import { dexieReader } from './dexie-reader.ts';
import { dexieScan } from './dexie-scan.ts';
import { dexieWriter } from './dexie-writer.ts';
import type { IndexReader, IndexWriter } from './index-store.ts';
import { type Live, sharing } from './live.ts';
import type { LibraryReader, LibraryScan } from './reader.ts';
import { watching } from './watching.ts';
import type { LibraryWriter } from './writer.ts';
import { type Read, unwatched } from './zone.ts';

export interface Library {
  readonly reader: LibraryReader & LibraryScan;
  readonly writer: LibraryWriter;
  readonly commands: LibraryCommands;
  /**
   * Runs a read again whenever what it read has changed, in this window or another; the very same function is run once for all who listen.
   * At once after the analyst's own edits; at most twice a second where changes come without end.
   */
  live<T>(read: (reader: LibraryReader) => Promise<T>): Live<T>;
  close(): void;
}

export interface OpenOptions {
  /** Name of the database; the library's own where absent. */
  readonly name?: string;
  /** The clock, ISO 8601, UTC. */
  readonly now?: () => string;
}

/** Opens the library. Throws `CuttingsError` kind `newer-library` or `library-unopened`; see `openDatabase`. */
export async function openLibrary({ name, now = () => new Date().toISOString() }: OpenOptions = {}): Promise<Library> {
  const db = await openDatabase(name);
  const { live, hurry, close } = watching(db);
  const commands = dexieCommands(db, now);
  // what the analyst does is seen at once, however much else is going on
  commands.onHistory(hurry);
  return {
    reader: wholeReader(unwatched(db)),
    writer: dexieWriter(db, now),
    commands,
    live: sharing<LibraryReader>(live),
    close() {
      close();
      db.close();
    },
  };
}

/** The library for a worker that reads. */
export interface OpenedReader {
  readonly reader: LibraryReader & LibraryScan;
  readonly index: IndexReader;
  close(): void;
}

/** The reader alone, for a worker. Throws as `openLibrary` does. */
export async function openReader({ name }: Pick<OpenOptions, 'name'> = {}): Promise<OpenedReader> {
  const db = await openDatabase(name);
  return {
    reader: wholeReader(unwatched(db)),
    index: dexieIndexReader(db),
    close: () => db.close(),
  };
}

/** What the indexer alone opens. */
export interface OpenedIndexStore {
  readonly index: IndexWriter;
  /** Calls `changed` whenever the index has come to lack something, or to have it; gives what ends it. */
  onIndexChange(changed: () => void): () => void;
  close(): void;
}

/** The library's side of the search index, for the one who writes it. Throws as `openLibrary` does. */
export async function openIndexStore({ name }: Pick<OpenOptions, 'name'> = {}): Promise<OpenedIndexStore> {
  const db = await openDatabase(name);
  return { index: dexieIndexWriter(db), onIndexChange: (changed) => onIndexChange(db, changed), close: () => db.close() };
}

function wholeReader(read: Read): LibraryReader & LibraryScan {
  return { ...dexieReader(read), ...dexieScan(read) };
}
