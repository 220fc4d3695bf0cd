import type { Migration } from './migration.ts';

/**
 * The first shape. A row costs the same whatever its size, and every index costs as much as a row: comments are therefore packed by
 * the hundred, words lie apart from what lists need, and what is indexed is only what is looked up by it. `commentLists` holds the keys
 * and marks of an article's comments, so that a list or a count never has to load their words.
 */
export const migration001: Migration = {
  version: 1,
  stores: {
    sources: 'id, coverage.unparsed',
    sourceBytes: 'id',
    articles: 'id, identity',
    articleTexts: 'id',
    commentRows: '[article+page]',
    commentLists: 'article',
    taggings: 'id, tag',
    tags: 'id',
    notes: 'id, target',
    filters: 'id',
    imports: 'id, startedAt',
    importOutcomes: '[importId+seq]',
    importPlans: '[importId+seq]',
    totals: 'key',
  },
};
