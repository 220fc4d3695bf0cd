import { Dexie, type PromiseExtended } from 'dexie';
import type { LibraryDatabase } from './database.ts';

/** Runs one operation on the database; a reader does all its reading through one of these. */
export type Read = <T>(operation: (db: LibraryDatabase) => PromiseExtended<T>) => Promise<T>;

/** For reads that nobody watches. */
export function unwatched(db: LibraryDatabase): Read {
  return (operation) => operation(db);
}

/** The part of Dexie's promise that is there for its add-ons and missing from its types. */
interface Zones {
  readonly PSD: unknown;
  usePSD<T>(zone: unknown, operation: () => T): T;
}

/**
 * For reads inside the `liveQuery` this is called in: holds on to its zone, so that it takes note of all that is read. Dexie carries the
 * zone along through promises, but loses it in native async functions that call each other; what is read there would be answered, and a
 * change of it never be noticed.
 */
export function watched(db: LibraryDatabase): Read {
  const zones = Dexie.Promise as unknown as Zones;
  const zone = zones.PSD;
  return (operation) => zones.usePSD(zone, () => operation(db));
}
