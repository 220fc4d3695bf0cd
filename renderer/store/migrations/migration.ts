import type { Transaction } from 'dexie';

/**
 * One step of the database's shape. A migration is history: it names tables, keys and fields by itself and imports no type or
 * constant of the living code, so that it still does the same when those have moved on.
 */
export interface Migration {
  /** The version it leads to, counted from 1 without gaps. */
  readonly version: number;
  /** Dexie's schema strings of the tables this version adds or changes; `null` drops a table. */
  readonly stores: Readonly<Record<string, string | null>>;
  /** Rewrites rows that exist; runs inside the upgrade transaction and awaits nothing but the database. */
  readonly upgrade?: (transaction: Transaction) => Promise<void>;
}
