import type { Migration } from './migration.ts';

/** Articles a row names. */
const PER_ROW = 1_000;

/**
 * The search index: which of its segments count, and which articles were written or removed since. Of a library of before it knows nothing yet, so every
 * article is named. And which tags and notes were set or taken away last, for searches that remember them.
 */
export const migration005: Migration = {
  version: 5,
  stores: { indexChanges: '++seq', indexManifest: 'key', markChanges: '++seq' },
  upgrade: async (transaction) => {
    const ids = await transaction.table('articles').toCollection().primaryKeys();
    const rows: object[] = [];
    for (let from = 0; from < ids.length; from += PER_ROW) rows.push({ articles: ids.slice(from, from + PER_ROW) });
    await transaction.table('indexChanges').bulkAdd(rows);
  },
};
