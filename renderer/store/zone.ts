import { Dexie, type ObservabilitySet, type PromiseExtended } from 'dexie';
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
  newPSD<T>(operation: () => T, properties: { readonly subscr: ObservabilitySet; readonly trans: null }): T;
  usePSD<T>(zone: unknown, operation: () => T): T;
}

/**
 * Runs `work`; all that it reads is noted in `seen`, by table and index, as it is read. Dexie carries its zone, which the note is part of, along
 * through promises, but loses it in native async functions that call each other: what is read there would be answered, and never noted. So the
 * zone is held on to, and every operation run in it.
 */
export function noting<T>(db: LibraryDatabase, seen: ObservabilitySet, work: (read: Read) => Promise<T>): Promise<T> {
  const zones = Dexie.Promise as unknown as Zones;
  return Dexie.ignoreTransaction(() =>
    zones.newPSD(
      () => {
        const zone = zones.PSD;
        return work((operation) => zones.usePSD(zone, () => operation(db)));
      },
      { subscr: seen, trans: null },
    ),
  );
}
