/**
 * Live reads of the database. Dexie tells every window what a transaction has changed, as ranges of keys by table and index; what a read has
 * read is noted the same way. Dexie's own `liveQuery` would gather, for each live read, all that changes in the whole library until something
 * of it touches what was read, and reads again at every change: in an import that is most of the window's time.
 */
import { Dexie, type ObservabilitySet, rangesOverlap } from 'dexie';
import type { LibraryDatabase } from './database.ts';
import { dexieReader } from './dexie-reader.ts';
import { KnownTaggings } from './known-taggings.ts';
import type { Live } from './live.ts';
import { paced } from './pacing.ts';
import type { LibraryReader } from './reader.ts';
import { noting } from './zone.ts';

/** Milliseconds between two readings of the same while others, as an import, change the library: often enough to be seen growing. */
const PAUSE = 500;

export interface Watching {
  live<T>(read: (reader: LibraryReader) => Promise<T>): Live<T>;
  /** What has changed is read now, and does not wait for its pause: the analyst waits for it. */
  hurry(): void;
  close(): void;
}

/** Watches the database until closed. */
export function watching(db: LibraryDatabase): Watching {
  const { live, changed, hurry } = paced<ObservabilitySet>(PAUSE);
  Dexie.on.storagemutated.subscribe(changed);
  const known = new KnownTaggings();
  return {
    live: (read) =>
      live(() => {
        const seen: ObservabilitySet = {};
        return { answer: noting(db, seen, (each) => read(dexieReader(each, known))), touchedBy: (changes) => touches(seen, changes) };
      }),
    hurry,
    close: () => Dexie.on.storagemutated.unsubscribe(changed),
  };
}

function touches(seen: ObservabilitySet, changes: ObservabilitySet): boolean {
  // a window that comes back from the browser's store of pages has missed anything
  if (changes.all) return true;
  return Object.entries(seen).some(([part, ranges]) => {
    const changed = changes[part];
    return ranges !== undefined && changed !== undefined && rangesOverlap(changed, ranges);
  });
}
