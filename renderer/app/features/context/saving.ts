/** Words in context as a table for a spreadsheet. */
import { concordanceCsv } from '../../../../corpus/exchange/analysis-csv.ts';
import type { TagId } from '../../../../corpus/records.ts';
import type { Services } from '../../state/services.ts';
import { saveView, viewName } from '../counts/saving.ts';
import { readContextRows } from './row-data.ts';
import type { ContextRows } from './row-pages.ts';

type Readers = Pick<Services['reader'], 'articles' | 'taggings' | 'tags'>;

/** Every row there is, not only those on screen. */
async function contextCsv(reader: Readers, { rows }: Pick<ContextRows, 'rows'>): Promise<string> {
  const names = new Map<TagId, string>((await reader.tags()).map(({ id, name }) => [id, name]));
  const lines: Parameters<typeof concordanceCsv>[0][number][] = [];
  for await (const page of rows.all()) {
    const ids = page.map(({ target }) => target);
    const data = await readContextRows(reader, ids);
    for (const row of page) {
      const { article, taggings = [] } = data.get(row.target) ?? {};
      const { publisher, published, title } = article ?? {};
      const tags = [...new Set(taggings.map(({ tag }) => names.get(tag) ?? tag))];
      lines.push({ ...row, publisher, published: published?.at ?? published?.text, title, tags });
    }
  }
  return concordanceCsv(lines);
}

/** Saves all rows; there is nothing to do while none are shown. */
export async function saveContext(services: Pick<Services, 'reader' | 'bridge' | 'workspace'>): Promise<void> {
  const { context } = services.workspace.get();
  if (context === undefined) return;
  await saveView(services, viewName(context.request.query, 'words in context', 'csv'), await contextCsv(services.reader, context));
}
