/** Words in context as a table for a spreadsheet. */
import { CuttingsError } from '../../../../corpus/errors.ts';
import { concordanceCsv } from '../../../../corpus/exchange/analysis-csv.ts';
import type { TagId } from '../../../../corpus/records.ts';
import type { ConcordanceRequest, ConcordanceRow } from '../../../search/client.ts';
import type { Services } from '../../state/services.ts';
import { saveView, viewName } from '../counts/saving.ts';
import { isSuperseded } from './moving.ts';
import { readContextRows } from './row-data.ts';

type Readers = Pick<Services['reader'], 'articles' | 'taggings' | 'tags'>;

/** Rows whose articles and tags are read in one go. */
const PAGE = 500;
/** How often hits are gathered anew because the library has moved on. */
const ATTEMPTS = 3;

/** A table of every row; undefined where an article they stand in has left the library since they were gathered. */
async function contextCsv(reader: Readers, rows: readonly ConcordanceRow[]): Promise<string | undefined> {
  const names = new Map<TagId, string>((await reader.tags()).map(({ id, name }) => [id, name]));
  const lines: Parameters<typeof concordanceCsv>[0][number][] = [];
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    const data = await readContextRows(
      reader,
      page.map(({ target }) => target),
    );
    for (const row of page) {
      const { article, taggings = [] } = data.get(row.target) ?? {};
      if (article === undefined) return undefined;
      const { publisher, published, title } = article;
      const tags = [...new Set(taggings.map(({ tag }) => names.get(tag) ?? tag))];
      lines.push({ ...row, publisher, published: published?.at ?? published?.text, title, tags });
    }
  }
  return concordanceCsv(lines);
}

/**
 * The hits of one gathering, none of them from another. What the search shows meanwhile, and tags, do not matter to it; where articles of it
 * leave the library, it is gathered anew. Throws `CuttingsError` kind `library-changing` where that goes on, `superseded` where it is asked for
 * again, `query` for one that cannot be read, and what the search throws.
 */
async function wholeCsv({ search, reader }: Pick<Services, 'search' | 'reader'>, request: ConcordanceRequest): Promise<string> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await search.wholeConcordance(request);
    if (!answer.ok) throw new CuttingsError('query', answer.error.message);
    const csv = await contextCsv(reader, answer.value.rows);
    if (csv !== undefined) return csv;
  }
  throw new CuttingsError(
    'library-changing',
    'Nothing was saved: articles with these words are being replaced faster than they can be written. Save again once the import is done.',
  );
}

/** Saves all rows there are now, not only those on screen; there is nothing to do while none are shown. Of two savings at once the newer is done. */
export async function saveContext(services: Pick<Services, 'search' | 'reader' | 'bridge' | 'workspace'>): Promise<void> {
  const { context } = services.workspace.get();
  if (context === undefined) return;
  const { request } = context;
  let csv: string;
  try {
    csv = await wholeCsv(services, request);
  } catch (error) {
    if (isSuperseded(error)) return;
    throw error;
  }
  await saveView(services, viewName(request.query, 'words in context', 'csv'), csv);
}
