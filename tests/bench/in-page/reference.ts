/** What queries find, found by reading every text of the library: nothing of the index is used. */
import { hasGaps } from '../../../corpus/page-sets.ts';
import { articleWords, commentWords } from '../../../corpus/query/documents.ts';
import { type DocumentView, type DocumentWords, matcherOf } from '../../../corpus/query/evaluate.ts';
import { parseQuery } from '../../../corpus/query/parser.ts';
import type { Article, TagId, TargetId } from '../../../corpus/records.ts';
import { openReader } from '../../../renderer/store/open.ts';
import { CommentMark } from '../../../renderer/store/schema.ts';

const CHUNK = 200;
const NO_TAGS: ReadonlySet<TagId> = new Set();

/** How many articles and comments each query finds. All are matched in one pass over the texts. Conversations (`thread:`) and what notes say are not known here. */
export async function referenceTotals(queries: readonly string[]): Promise<readonly (readonly [articles: number, comments: number])[]> {
  const { reader, close } = await openReader();
  const tags = await reader.tags();
  const { tags: tagged, spans } = await reader.tagsByTarget();
  const noted = await reader.notedTargets();
  const matchers = queries.map((text) => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(`“${text}” cannot be read: ${parsed.error.message}`);
    return matcherOf(parsed.query, tags);
  });
  const sums = queries.map((): [number, number] => [0, 0]);
  const count = (view: DocumentView, words: DocumentWords): void => {
    for (const [at, matcher] of matchers.entries()) {
      const sum = sums[at];
      if (sum !== undefined && matcher.full(view, words)) sum[view.kind === 'article' ? 0 : 1] += 1;
    }
  };
  const put = (target: TargetId) => ({ tags: tagged.get(target) ?? NO_TAGS, span: spans.has(target), noted: noted.has(target) });

  await reader.scanArticles(async (articles) => {
    for (let from = 0; from < articles.length; from += CHUNK) {
      const part = articles.slice(from, from + CHUNK);
      const ids = part.map(({ id }) => id);
      const [first, last] = [ids[0], ids.at(-1)];
      if (first === undefined || last === undefined) break;
      const [texts, comments, lists] = await Promise.all([reader.textsOf(ids), reader.commentsOf(ids), reader.commentListsBetween(first, last)]);
      for (const article of part) {
        count({ ...viewOf(article), ...put(article.id) }, articleWords(article, texts.get(article.id), []));
        const marks = lists.get(article.id)?.marks;
        for (const [index, comment] of (comments.get(article.id) ?? []).entries()) {
          const mark = marks?.[index] ?? 0;
          const view: DocumentView = {
            ...sharedOf(article),
            ...put(comment.id),
            kind: 'comment',
            id: comment.id,
            unparsed: false,
            gaps: false,
            changed: false,
            reply: (mark & CommentMark.Reply) !== 0,
            answered: (mark & CommentMark.Answered) !== 0,
            quote: (mark & CommentMark.Quote) !== 0,
          };
          count(view, commentWords(comment, []));
        }
      }
    }
    return true;
  });
  close();
  return sums;
}

const sharedOf = ({ importId, language, layout, publisher }: Article) => ({ importId, sources: [], language, layout, publisher });

function viewOf(article: Article): Omit<DocumentView, 'tags' | 'span' | 'noted'> {
  const { id, headline, byline, words, unparsed, changes, commentCount } = article;
  return {
    ...sharedOf(article),
    kind: 'article',
    id,
    headline,
    byline,
    date: (article.published ?? article.updated)?.at,
    words,
    comments: commentCount.captured,
    unparsed: unparsed > 0,
    gaps: hasGaps(article),
    changed: changes !== undefined,
    reply: false,
    answered: false,
    quote: false,
  };
}
