import type { Migration } from './migration.ts';

/**
 * Sources can be read anew: each knows the captures that were read in it, so that they are found without going through all articles. What the analyst said
 * that ranges of a source are is kept beside it.
 */
export const migration004: Migration = {
  version: 4,
  stores: { corrections: 'source' },
  upgrade: async (transaction) => {
    const captures = new Map<string, string[]>();
    await transaction.table('articles').each((article: { captures: readonly { id?: string; source: string }[] }) => {
      for (const { id, source } of article.captures) {
        if (id === undefined) continue;
        const known = captures.get(source);
        if (known) known.push(id);
        else captures.set(source, [id]);
      }
    });
    await transaction
      .table('sources')
      .toCollection()
      .modify((source: { id: string; captureIds?: string[] }) => {
        source.captureIds = captures.get(source.id) ?? [];
      });
  },
};
