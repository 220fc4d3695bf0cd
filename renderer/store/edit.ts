import type { Table } from 'dexie';
import type { FilterId, Note, NoteId, SavedFilter, Tag, Tagging, TagId } from '../../corpus/records.ts';
import type { LibraryDatabase } from './database.ts';

/** What the analyst can change, and so undo. */
export interface EditableRows {
  tags: Tag;
  taggings: Tagging;
  notes: Note;
  filters: SavedFilter;
}
export interface EditableKeys {
  tags: TagId;
  taggings: string;
  notes: NoteId;
  filters: FilterId;
}
export type EditableTable = keyof EditableRows;

/** A row before and after; absent where it was not there. */
export interface RowImage {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every row an edit changed, by table and key. */
export type Images = Readonly<Record<EditableTable, ReadonlyMap<string, RowImage>>>;

export const EDITABLE_TABLES: readonly EditableTable[] = ['tags', 'taggings', 'notes', 'filters'];

/** Row equality: rows are plain data, and a structured clone keeps the order of their fields. */
export function sameRow(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Writes rows within a transaction and remembers both images of each. */
export class Edit {
  readonly #db: LibraryDatabase;
  readonly #images: Record<EditableTable, Map<string, RowImage>> = { tags: new Map(), taggings: new Map(), notes: new Map(), filters: new Map() };

  constructor(db: LibraryDatabase) {
    this.#db = db;
  }

  get images(): Images {
    return this.#images;
  }

  get empty(): boolean {
    return EDITABLE_TABLES.every((name) => this.#images[name].size === 0);
  }

  /** Adds rows known to be new: faster than `put` for many, and fails where one is there. */
  async add<T extends EditableTable>(name: T, rows: readonly EditableRows[T][]): Promise<void> {
    if (rows.length === 0) return;
    await tableOf(this.#db, name).bulkAdd([...rows]);
    for (const row of rows) this.#remember(name, row.id, undefined, row);
  }

  /** Adds or replaces rows; one that stays as it is counts as no change. */
  async put<T extends EditableTable>(name: T, rows: readonly EditableRows[T][]): Promise<void> {
    const table = tableOf(this.#db, name);
    const before = await table.bulkGet(rows.map((row) => row.id as EditableKeys[T]));
    const changed = rows.flatMap((row, index) => (sameRow(before[index], row) ? [] : [{ row, before: before[index] }]));
    await table.bulkPut(changed.map(({ row }) => row));
    for (const { row, before } of changed) this.#remember(name, row.id, before, row);
  }

  /** Removes the rows that are there; gives how many were. */
  async remove<T extends EditableTable>(name: T, keys: readonly EditableKeys[T][]): Promise<number> {
    if (keys.length === 0) return 0;
    const table = tableOf(this.#db, name);
    const before = (await table.bulkGet([...keys])).filter((row) => row !== undefined);
    await table.bulkDelete(before.map((row) => row.id as EditableKeys[T]));
    for (const row of before) this.#remember(name, row.id, row, undefined);
    return before.length;
  }

  #remember(name: EditableTable, key: string, before: unknown, after: unknown): void {
    const images = this.#images[name];
    const known = images.get(key);
    const first = known ? known.before : before;
    if (sameRow(first, after)) images.delete(key);
    else images.set(key, { before: first, after });
  }
}

/** The table of a name, by its rows' type. */
export function tableOf<T extends EditableTable>(db: LibraryDatabase, name: T): Table<EditableRows[T], EditableKeys[T]> {
  return db.table(name);
}
