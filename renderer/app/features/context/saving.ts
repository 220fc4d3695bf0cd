/** Words in context as a table for a spreadsheet. */
import type { TagId } from '../../../../corpus/records.ts';
import type { Services } from '../../state/services.ts';
import { articleOf } from '../../state/targets.ts';
import { csvFile, csvRows, saveView, viewName } from '../counts/saving.ts';
import { readContextRows } from './row-data.ts';
import type { ContextRows } from './row-pages.ts';

const COLUMNS = ['record', 'article', 'publisher', 'published', 'title', 'comment_number', 'block', 'left', 'hit', 'right', 'tags'];

/** Every row there is, not only those on screen. */
export async function contextCsv(reader: Pick<Services['reader'], 'articles' | 'taggings' | 'tags'>, { rows }: ContextRows): Promise<string> {
  const names = new Map<TagId, string>((await reader.tags()).map(({ id, name }) => [id, name]));
  const parts = [csvFile(COLUMNS, [])];
  for await (const page of rows.all()) {
    const data = await readContextRows(
      reader,
      page.map(({ target }) => target),
    );
    parts.push(
      csvRows(
        page.map(({ target, number, block, left, hit, right }) => {
          const { article, taggings = [] } = data.get(target) ?? {};
          const tags = [...new Set(taggings.map(({ tag }) => names.get(tag) ?? tag))].join(' | ');
          const published = article?.published?.at ?? article?.published?.text;
          return [
            target,
            articleOf(target),
            article?.publisher,
            published,
            article?.title,
            number,
            block === undefined ? undefined : block + 1,
            left,
            hit,
            right,
            tags,
          ];
        }),
      ),
    );
  }
  return parts.join('');
}

/** Saves all rows; there is nothing to do while none are shown. */
export async function saveContext(services: Pick<Services, 'reader' | 'bridge' | 'workspace'>): Promise<void> {
  const { context } = services.workspace.get();
  if (context === undefined) return;
  await saveView(services, viewName(context.request.query, 'words in context', 'csv'), await contextCsv(services.reader, context));
}
