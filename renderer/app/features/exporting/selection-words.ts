/** What an export holds, in words. Pure. */
import type { ExportSelection } from '../../../../corpus/exchange/format.ts';
import { formatNumber, plural } from '../../ui/format.ts';

type Selected = Pick<ExportSelection, 'comments'> & { readonly articles: readonly Pick<ExportSelection['articles'][number], 'context'>[] };

/** What was chosen, without the articles that only say where a comment stood: “16 articles and 2 comments”. */
export function amount({ articles, comments }: Selected): string {
  const chosen = articles.filter(({ context }) => !context).length;
  if (comments === 0) return plural(chosen, 'article');
  return chosen === 0 ? plural(comments, 'comment') : `${plural(chosen, 'article')} and ${plural(comments, 'comment')}`;
}

/** All that is written: “16 articles and 2 comments, 2 more articles only to give context”. */
export function inWords(selection: Selected): string {
  const context = selection.articles.filter((article) => article.context).length;
  if (context === 0) return amount(selection);
  const more = selection.articles.length > context ? ' more' : '';
  return `${amount(selection)}, ${formatNumber(context)}${more} ${context === 1 ? 'article' : 'articles'} only to give context`;
}
