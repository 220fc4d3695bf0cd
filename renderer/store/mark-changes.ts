/**
 * Which tags and notes have been set, changed or taken away: noted in the very transaction that does it, whoever does it, so that a search that remembers
 * them reads what is new and nothing else.
 */
import type { DBCore, DBCoreMutateRequest, DBCoreTransaction, Middleware } from 'dexie';
import type { NoteId } from '../../corpus/records.ts';
import type { LibraryDatabase } from './database.ts';
import type { MarkChanges, MarkReader } from './reader.ts';
import type { Read } from './zone.ts';

/** What one operation has changed. */
export interface MarkChangesRow {
  /** Given by the database, ascending without holes. */
  readonly seq: number;
  /** Ids. */
  readonly taggings: readonly string[];
  readonly notes: readonly NoteId[];
  /** They were taken away; else they were set or changed. */
  readonly gone?: true;
  /** It was too much to name. */
  readonly all?: true;
}

const CHANGES = 'markChanges';
/** Tables with marks, each with where its ids are noted. */
const NOTED: ReadonlyMap<string, 'taggings' | 'notes'> = new Map([
  ['taggings', 'taggings'],
  ['notes', 'notes'],
]);
/** Dexie's word for a range of keys. */
const RANGE = 2;
/** Ids a row names at most. */
const NAMED = 2_000;
/** Rows that are kept: who has not searched for longer reads all marks again. */
const KEPT = 300;
/** Rows after which older ones are dropped. */
const DROPPED_AFTER = 100;

/** Notes what is written to the tables of marks. */
export const notingMarks: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'notingMarks',
  create: (core) => {
    // databases of before the table was there are opened too, to be brought up to date
    const changes = core.schema.tables.some(({ name }) => name === CHANGES) ? core.table(CHANGES) : undefined;
    if (changes === undefined) return core;

    // promises as Dexie gives them, which know their transaction
    const note = (trans: DBCoreTransaction, row: Omit<MarkChangesRow, 'seq'>): Promise<unknown> =>
      changes.mutate({ type: 'add', trans, values: [row] }).then(({ lastResult }) => {
        const seq = Number(lastResult);
        return seq > KEPT && seq % DROPPED_AFTER === 0
          ? changes.mutate({ type: 'deleteRange', trans, range: { type: RANGE, lower: 0, upper: seq - KEPT } })
          : undefined;
      });

    return {
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(mode === 'readwrite' && stores.some((store) => NOTED.has(store)) ? [...new Set([...stores, CHANGES])] : stores, mode, options),
      table(name) {
        const table = core.table(name);
        const into = NOTED.get(name);
        if (into === undefined) return table;
        return {
          ...table,
          mutate: (request) =>
            table.mutate(request).then((response) => {
              const keys = keysOf(request, (value) => table.schema.primaryKey.extractKey?.(value));
              if (keys?.length === 0) return response;
              const named =
                keys === undefined || keys.length > NAMED
                  ? { all: true as const }
                  : { [into]: keys, ...(request.type === 'delete' ? { gone: true as const } : {}) };
              return note(request.trans, { taggings: [], notes: [], ...named }).then(() => response);
            }),
        };
      },
    };
  },
};

/** Undefined where a whole range is deleted. */
function keysOf(request: DBCoreMutateRequest, keyOf: (value: unknown) => unknown): readonly unknown[] | undefined {
  switch (request.type) {
    case 'deleteRange':
      return undefined;
    case 'delete':
      return request.keys;
    default:
      return request.keys ?? request.values.map(keyOf);
  }
}

/** As `MarkReader` has it. */
export async function markChanges(read: Read, since: number | undefined): Promise<MarkChanges> {
  return changesIn(read, since, since === undefined ? [] : await read((db) => db.markChanges.where('seq').above(since).toArray()));
}

/** As `MarkReader` has it. */
export async function marksAndNames(read: Read, since: number | undefined): ReturnType<MarkReader['marksAndNames']> {
  const { rows, tags, imports } = await read((db) =>
    db.transaction('r', [CHANGES, 'tags', 'imports'], async (transaction) => {
      const table = <N extends keyof LibraryDatabase>(name: N & string) => transaction.table(name) as LibraryDatabase[N];
      const [rows, tags, imports] = await Promise.all([
        since === undefined ? [] : table(CHANGES).where('seq').above(since).toArray(),
        table('tags').toArray(),
        table('imports').toArray(),
      ]);
      return { rows, tags, imports };
    }),
  );
  return { marks: await changesIn(read, since, rows), tags, imports };
}

/** What the rows after `since` come to. */
async function changesIn(read: Read, since: number | undefined, rows: readonly MarkChangesRow[]): Promise<MarkChanges> {
  const [first] = rows;
  if (since === undefined || (first !== undefined && first.seq !== since + 1) || rows.some(({ all }) => all === true)) return allMarks(read);
  const taggingIds = [...new Set(rows.flatMap(({ taggings }) => taggings))];
  const noteIds = [...new Set(rows.flatMap(({ notes }) => notes))];
  const [taggings, notes] = await Promise.all([
    taggingIds.length === 0 ? [] : read((db) => db.taggings.bulkGet(taggingIds)),
    noteIds.length === 0 ? [] : read((db) => db.notes.bulkGet(noteIds)),
  ]);
  return {
    stamp: rows.at(-1)?.seq ?? since,
    whole: false,
    taggings: taggings.flatMap((tagging) => tagging ?? []),
    goneTaggings: taggingIds.filter((_, index) => taggings[index] === undefined),
    notes: notes.flatMap((note) => note ?? []),
    goneNotes: noteIds.filter((_, index) => notes[index] === undefined),
  };
}

/** The stamp first: what changes while the rest is read is told again. */
async function allMarks(read: Read): Promise<MarkChanges> {
  const [stamp = 0] = await read((db) => db.markChanges.orderBy(':id').reverse().limit(1).primaryKeys());
  const [taggings, notes] = await Promise.all([read((db) => db.taggings.toArray()), read((db) => db.notes.toArray())]);
  return { stamp, whole: true, taggings, goneTaggings: [], notes, goneNotes: [] };
}
