import { Dexie, type Table } from 'dexie';
import { CuttingsError } from '../../corpus/errors.ts';
import type {
  ArticleId,
  ArticleText,
  FilterId,
  ImportId,
  ImportRun,
  Note,
  NoteId,
  Parting,
  SavedFilter,
  SourceId,
  Tag,
  Tagging,
  TagId,
} from '../../corpus/records.ts';
import type { IndexChangesRow, IndexManifestRow } from './index-store.ts';
import { type MarkChangesRow, notingMarks } from './mark-changes.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { packedRows } from './packed-rows.ts';
import {
  type ArticleRow,
  type CommentListRow,
  type CommentRow,
  type CorrectionsRow,
  DATABASE_NAME,
  type ImportOutcomeRow,
  type ImportPlanRow,
  type MappingRow,
  type ReadingRow,
  SCHEMA_VERSION,
  type SourceBytesRow,
  type SourceRow,
  type TotalsRow,
} from './schema.ts';

/** Dexie stores its version n as IndexedDB's version 10 n, so that it can slip repairs in between. */
const DEXIE_VERSION_FACTOR = 10;

export type CommentRowPlace = [article: ArticleId, page: number];
export type ImportRowPlace = [importId: ImportId, seq: number];

/** The tables as they are now; made by the migrations, which know nothing of these types. */
export class LibraryDatabase extends Dexie {
  declare readonly sources: Table<SourceRow, SourceId>;
  declare readonly corrections: Table<CorrectionsRow, SourceId>;
  declare readonly sourceBytes: Table<SourceBytesRow, SourceId>;
  declare readonly articles: Table<ArticleRow, ArticleId>;
  declare readonly readings: Table<ReadingRow, ArticleId>;
  declare readonly partings: Table<Parting, string>;
  declare readonly articleTexts: Table<ArticleText, ArticleId>;
  declare readonly commentRows: Table<CommentRow, CommentRowPlace>;
  declare readonly commentLists: Table<CommentListRow, ArticleId>;
  declare readonly taggings: Table<Tagging, string>;
  declare readonly tags: Table<Tag, TagId>;
  declare readonly notes: Table<Note, NoteId>;
  declare readonly filters: Table<SavedFilter, FilterId>;
  declare readonly imports: Table<ImportRun, ImportId>;
  declare readonly importOutcomes: Table<ImportOutcomeRow, ImportRowPlace>;
  declare readonly importPlans: Table<ImportPlanRow, ImportRowPlace>;
  declare readonly mappings: Table<MappingRow, string>;
  declare readonly totals: Table<TotalsRow, TotalsRow['key']>;
  /** A row is added without its number. */
  declare readonly indexChanges: Table<IndexChangesRow, number, Omit<IndexChangesRow, 'seq'>>;
  declare readonly indexManifest: Table<IndexManifestRow, IndexManifestRow['key']>;
  declare readonly markChanges: Table<MarkChangesRow, number>;

  constructor(name: string = DATABASE_NAME) {
    // its cache is for liveQuery, which is not used
    super(name, { autoOpen: false, cache: 'disabled' });
    for (const { version, stores, upgrade } of MIGRATIONS) {
      const step = this.version(version).stores({ ...stores });
      if (upgrade) step.upgrade(upgrade);
    }
    this.use(notingMarks);
    this.use(packedRows);
  }
}

/** Names of the tables. */
export type TableName = Exclude<keyof LibraryDatabase, keyof Dexie>;

/**
 * Opens the database, making or upgrading it where needed. Throws `CuttingsError` kind `newer-library` for one that a newer version of
 * the app has written (Dexie itself would open it in silence and write rows of an old shape), kind `library-unopened` for any other failure.
 */
export async function openDatabase(name: string = DATABASE_NAME): Promise<LibraryDatabase> {
  await refuseNewer(name);
  const db = new LibraryDatabase(name);
  try {
    await db.open();
  } catch (error) {
    db.close();
    throw new CuttingsError('library-unopened', `The library cannot be opened: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return db;
}

async function refuseNewer(name: string): Promise<void> {
  const stored = (await indexedDB.databases()).find((database) => database.name === name)?.version;
  if (stored === undefined) return;
  const version = Math.floor(stored / DEXIE_VERSION_FACTOR);
  if (version <= SCHEMA_VERSION) return;
  throw new CuttingsError(
    'newer-library',
    `This library was written by a newer version of Cuttings (its format is ${version}, this version knows ${SCHEMA_VERSION}). ` +
      'Nothing in it was changed. Open it with the newer version, or choose another library folder.',
  );
}
