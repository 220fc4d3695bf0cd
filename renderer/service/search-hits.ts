import { parseQuery } from '../../corpus/query/parser.ts';
import { type Query, termsOf } from '../../corpus/query/query.ts';
import { isWordTerm } from '../../corpus/query/words.ts';
import type { SearchHit } from '../../preload/contract/store-rpc.ts';
import type { SearchResult } from '../search/client.ts';
import type { LibraryReader } from '../store/reader.ts';

/** UTF-16 units of a snippet, and how many of them stand before the word that was found. */
const SNIPPET = 160;
const BEFORE = 40;

/** The first `limit` hits with a few words of each: articles first, then comments, each in list order. */
export async function searchHits(
  reader: Pick<LibraryReader, 'articles' | 'articleText' | 'commentsById'>,
  query: string,
  result: Pick<SearchResult, 'articles' | 'comments'>,
  limit: number,
): Promise<SearchHit[]> {
  const parsed = parseQuery(query);
  const words = parsed.ok ? wordsOf(parsed.query) : [];
  const hits: SearchHit[] = [];
  for (const article of await reader.articles(result.articles.slice(0, limit))) {
    const blocks = (await reader.articleText(article.id))?.blocks ?? [];
    const texts = blocks.filter((block) => block.kind !== 'headline').map((block) => block.text);
    const text = texts.find((one) => placeOf(one, words) !== -1) ?? blocks.find((block) => block.kind === 'paragraph')?.text ?? '';
    hits.push({ kind: 'article', id: article.id, title: article.title, snippet: snippet(text, words) });
  }
  const comments = await reader.commentsById(result.comments.slice(0, Math.max(0, limit - hits.length)));
  const titles = new Map((await reader.articles([...new Set(comments.map((comment) => comment.article))])).map((article) => [article.id, article.title]));
  for (const comment of comments) {
    hits.push({
      kind: 'comment',
      id: comment.id,
      title: titles.get(comment.article) ?? comment.article,
      ...(comment.number !== undefined && { number: comment.number }),
      ...(comment.author !== undefined && { author: comment.author }),
      snippet: snippet(comment.own === '' ? comment.text : comment.own, words),
    });
  }
  return hits;
}

/** The words a query asks for; those it refuses are left out. */
function wordsOf(query: Query): string[] {
  return [...termsOf(query.root)].flatMap(({ term, negated }) => {
    if (negated) return [];
    if (term.type === 'near') return [term.left.text, term.right.text];
    return isWordTerm(term) ? [term.text] : [];
  });
}

function placeOf(text: string, words: readonly string[]): number {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word.toLowerCase())).filter((place) => place !== -1);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** One line around the first word found, cut at spaces; from the start where none is found as it is written. */
function snippet(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const place = placeOf(line, words);
  const from = place <= BEFORE ? 0 : line.indexOf(' ', place - BEFORE) + 1;
  if (line.length - from <= SNIPPET) return `${from > 0 ? '… ' : ''}${line.slice(from)}`;
  const cut = line.lastIndexOf(' ', from + SNIPPET);
  const to = cut > from ? cut : from + SNIPPET;
  return `${from > 0 ? '… ' : ''}${line.slice(from, to)} …`;
}
