import type { Migration } from './migration.ts';

/**
 * Captures of one article become one article. They find each other by keys; an article is found by the id of any of its captures, because its
 * own id is that of the first of them; the readings of articles with several captures are kept, so that they can be put together anew.
 * Articles of before are one capture each, and are known by what identified them.
 */
export const migration003: Migration = {
  version: 3,
  stores: { articles: 'id, *keys, *captureIds', readings: 'id, article', partings: 'id' },
  upgrade: async (transaction) => {
    await transaction
      .table('articles')
      .toCollection()
      .modify((article: { id: string; identity: string; keys?: string[]; captureIds?: string[]; captures: object[]; commentCount: { captured: number; stated?: number } }) => {
        const { captured, stated } = article.commentCount;
        article.keys = [article.identity];
        article.captureIds = [article.id];
        article.captures = article.captures.map((capture, at) =>
          at === 0 ? { id: article.id, ...capture, comments: captured, ...(stated !== undefined && { statedComments: stated }) } : capture,
        );
      });
  },
};
