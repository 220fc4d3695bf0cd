import { Dexie } from 'dexie';
import type { ImportId } from '../../corpus/records.ts';
import type { Read } from './zone.ts';

/** Paths an import planned that have come to no outcome, in the order planned. */
export async function missingPaths(read: Read, id: ImportId): Promise<string[]> {
  const [plans, outcomes] = await Promise.all([
    read((db) => db.importPlans.where('[importId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray()),
    read((db) => db.importOutcomes.where('[importId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray()),
  ]);
  const done = new Set(outcomes.flatMap((row) => row.outcomes.map((outcome) => outcome.path)));
  return plans.flatMap((row) => row.paths.filter((path) => !done.has(path)));
}
