import type { Table } from 'dexie';
import type { Note, Parting, SavedFilter, Tag, Tagging } from '../../corpus/records.ts';
import type { LibraryDatabase, TableName } from './database.ts';
import { inParts } from './parts.ts';
import type { MappingRow } from './schema.ts';

/** What the analyst can change, and so undo. */
export const EDITABLE_TABLES = ['tags', 'taggings', 'notes', 'filters', 'partings', 'mappings'] as const satisfies readonly TableName[];
/** What most edits change; the others wait for an import's batches. */
export const MARKING_TABLES = ['tags', 'taggings', 'notes', 'filters'] as const satisfies readonly EditableTable[];
export type EditableTable = (typeof EDITABLE_TABLES)[number];
export type EditableTables = Pick<LibraryDatabase, EditableTable>;
/** The tables an edit may change: of the rarer ones, those it was begun with. */
export type EditTables = Pick<LibraryDatabase, (typeof MARKING_TABLES)[number]> & Partial<EditableTables>;

interface EditableRows {
  readonly tags: Tag;
  readonly taggings: Tagging;
  readonly notes: Note;
  readonly filters: SavedFilter;
  readonly partings: Parting;
  readonly mappings: MappingRow;
}
type KeyOf<T extends EditableTable> = EditableRows[T] extends { readonly id: infer K } ? K : string;

/** What a row is stored by. */
const keyOf = (row: EditableRows[EditableTable]): string => ('shape' in row ? row.shape : row.id);

/** A row before and after; absent where it was not there. */
export interface RowImage {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every row an edit changed, by table and key. */
export type Images = Readonly<Record<EditableTable, ReadonlyMap<string, RowImage>>>;

/** Row equality: rows are plain data. In what order their fields come means nothing: rows that were packed come with theirs in another than they were written. */
export function sameRow(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [fields, others] = [fieldsOf(a), fieldsOf(b)];
  return fields.size === others.size && [...fields].every(([name, value]) => sameRow(value, others.get(name)));
}

function fieldsOf(row: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** Changes rows within a transaction, and remembers both images of each. */
export class Edit {
  /** The transaction's tables; for reading. */
  readonly tables: EditTables;
  readonly #images: Record<EditableTable, Map<string, RowImage>> = {
    tags: new Map(),
    taggings: new Map(),
    notes: new Map(),
    filters: new Map(),
    partings: new Map(),
    mappings: new Map(),
  };

  constructor(tables: EditTables) {
    this.tables = tables;
  }

  get images(): Images {
    return this.#images;
  }

  get empty(): boolean {
    return EDITABLE_TABLES.every((name) => this.#images[name].size === 0);
  }

  /** Adds rows known to be new: faster than `put` for many, and fails where one is there. */
  async add<T extends EditableTable>(name: T, rows: readonly EditableRows[T][]): Promise<void> {
    const table = this.#table(name);
    // with each part, so that the thread is never busy with all of them
    await inParts(rows, async (part) => {
      await table.bulkAdd(part);
      for (const row of part) this.#remember(name, keyOf(row), undefined, row);
    });
  }

  /** Adds or replaces rows; one that stays as it is counts as no change. */
  async put<T extends EditableTable>(name: T, rows: readonly EditableRows[T][]): Promise<void> {
    const table = this.#table(name);
    const before = await table.bulkGet(rows.map((row) => keyOf(row) as KeyOf<T>));
    const changed = rows.flatMap((row, index) => (sameRow(before[index], row) ? [] : [{ row, before: before[index] }]));
    await inParts(changed, (part) => table.bulkPut(part.map(({ row }) => row)));
    for (const { row, before } of changed) this.#remember(name, keyOf(row), before, row);
  }

  /** Removes rows that were read in this transaction. */
  async remove<T extends EditableTable>(name: T, rows: readonly EditableRows[T][]): Promise<void> {
    const table = this.#table(name);
    await inParts(rows, async (part) => {
      await table.bulkDelete(part.map((row) => keyOf(row) as KeyOf<T>));
      for (const row of part) this.#remember(name, keyOf(row), row, undefined);
    });
  }

  #remember(name: EditableTable, key: string, before: unknown, after: unknown): void {
    const images = this.#images[name];
    const known = images.get(key);
    const first = known ? known.before : before;
    if (sameRow(first, after)) images.delete(key);
    else images.set(key, { before: first, after });
  }

  #table<T extends EditableTable>(name: T): Table<EditableRows[T], KeyOf<T>> {
    const table = this.tables[name];
    if (table === undefined) throw new Error(`this edit was not begun with ${name}`);
    return table as unknown as Table<EditableRows[T], KeyOf<T>>;
  }
}
