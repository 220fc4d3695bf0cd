/** What a row of words in context shows beside its words: the article it stands in, and the tags of its record. */
import type { Article, Tagging, TargetId } from '../../../../corpus/records.ts';
import type { IdList } from '../../../search/client.ts';
import type { LibraryReader } from '../../../store/reader.ts';
import { articleOf } from '../../state/targets.ts';
import type { RowPages } from './row-pages.ts';

export interface ContextRowData {
  readonly article: Article | undefined;
  readonly taggings: readonly Tagging[];
}

/** Of each record once, however many of its words are listed. */
export async function readContextRows(
  reader: Pick<LibraryReader, 'articles' | 'taggings'>,
  listed: readonly TargetId[],
): Promise<ReadonlyMap<TargetId, ContextRowData>> {
  const ids = [...new Set(listed)];
  const [articles, taggings] = await Promise.all([reader.articles([...new Set(ids.map(articleOf))]), reader.taggings(ids)]);
  const byId = new Map(articles.map((article) => [article.id, article]));
  return new Map(ids.map((id) => [id, { article: byId.get(articleOf(id)), taggings: taggings.get(id) ?? [] }]));
}

/** The records of rows, as a list of ids that has those read so far. */
export function targetsOf(rows: RowPages): IdList<TargetId> {
  const slice = (from = 0, to = rows.length): TargetId[] => {
    const ids: TargetId[] = [];
    for (let index = from; index < to; index += 1) {
      const row = rows.at(index);
      if (row) ids.push(row.target);
    }
    return ids;
  };
  return {
    length: rows.length,
    at: (index) => rows.at(index < 0 ? rows.length + index : index)?.target,
    indexOf: (id) => slice().indexOf(id),
    slice,
    [Symbol.iterator]: () => slice()[Symbol.iterator](),
  };
}
