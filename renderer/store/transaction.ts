import type { LibraryDatabase, TableName } from './database.ts';

/**
 * Runs `work` in one read-write transaction. `work` uses the tables it is handed, which are bound to the transaction: Dexie otherwise finds
 * the running one by following promises, and loses it in native async functions that call each other. Nothing but these tables may be
 * awaited in it, or IndexedDB commits early.
 */
export function inTransaction<N extends TableName, T>(
  db: LibraryDatabase,
  names: readonly N[],
  work: (tables: Pick<LibraryDatabase, N>) => Promise<T>,
): Promise<T> {
  return db.transaction('rw', [...names], (transaction) => {
    const tables = Object.fromEntries(names.map((name) => [name, transaction.table(name)]));
    return work(tables as unknown as Pick<LibraryDatabase, N>);
  });
}
