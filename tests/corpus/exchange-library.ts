/** A small invented library in memory: what the exchange tests export. */
import type { ChosenArticle, ExportedSource, ExportPart, ExportSource, ExportSummary } from '../../corpus/exchange/format.ts';
import { compareArticles, compareText } from '../../corpus/exchange/order.ts';
import type { Article, ArticleId, ArticleText, Comment, CommentId, Note, SourceId, Tag, Tagging, TagId, TargetId } from '../../corpus/records.ts';

export const sourceId = (digit: string): SourceId => `sha256:${digit.repeat(64)}`;
export const articleId = (digit: string): ArticleId => `a${digit.repeat(16)}`;
export const commentId = (digit: string, key: string): CommentId => `c${digit.repeat(16)}.${key}`;

export interface Library {
  readonly tags: readonly Tag[];
  readonly sources: readonly ExportedSource[];
  readonly articles: readonly { readonly article: Article; readonly text: ArticleText; readonly comments: readonly Comment[] }[];
  readonly taggings: readonly Tagging[];
  readonly notes: readonly Note[];
}

export function tag(id: TagId, name: string, more: Partial<Tag> = {}): Tag {
  return { id, name, slot: 1, createdAt: '2026-01-01T00:00:00.000Z', ...more };
}

export function source(digit: string, more: Partial<ExportedSource> = {}): ExportedSource {
  return {
    id: sourceId(digit),
    name: `page-${digit}.txt`,
    path: `/somewhere/page-${digit}.txt`,
    bytes: 100,
    encoding: 'utf-8',
    layout: 'bbc-2010s',
    layoutReason: 'has a comment form',
    parser: '1',
    coverage: { article: 60, comment: 20, furniture: 10, unparsed: 4, blank: 6 },
    ledger: [],
    warnings: [],
    importId: 'i1',
    addedAt: '2026-01-02T00:00:00.000Z',
    ...more,
  };
}

export function article(digit: string, more: Partial<Article> = {}): Article {
  return {
    id: articleId(digit),
    identity: `identity ${digit}`,
    title: `Title ${digit}`,
    layout: 'bbc-2010s',
    captures: [{ source: sourceId(digit) }],
    commentCount: { captured: 0, gaps: [] },
    words: 10,
    unparsed: 4,
    importId: 'i1',
    addedAt: '2026-01-02T00:00:00.000Z',
    ...more,
  };
}

export function comment(digit: string, key: string, more: Partial<Comment> = {}): Comment {
  return {
    id: commentId(digit, key),
    article: articleId(digit),
    position: 0,
    text: `Words of ${key}`,
    own: `Words of ${key}`,
    quotes: [],
    replyTo: [],
    evidence: { source: sourceId(digit), bytes: [60, 80] },
    ...more,
  };
}

export function tagging(target: TargetId, of: ArticleId, on: TagId, span?: Tagging['span']): Tagging {
  const place = span === undefined ? '' : `|${span.block ?? ''}:${span.chars[0]}-${span.chars[1]}`;
  return { id: `${target}|${on}${place}`, target, article: of, tag: on, at: '2026-02-01T00:00:00.000Z', ...(span && { span }) };
}

/** Two articles, three comments, three tags: one of everything the format can say. */
export function invented(): Library {
  const first = article('1', {
    headline: 'Ferry “Gull” back in service',
    title: 'Ferry “Gull” back in service',
    publisher: 'Harbour Post',
    published: { text: '3 May 2012 at 08:00', at: '2012-05-03T08:00' },
    updated: { text: '4 May 2012', at: '2012-05-04' },
    byline: 'By A. Writer',
    url: 'https://news.example/ferry',
    language: 'en',
    captures: [{ source: sourceId('1'), commentPage: { current: 2, of: 3 }, commentsClosed: true }],
    commentCount: { captured: 2, stated: 40, gaps: [[1, 11]] },
  });
  const second = article('2', { title: 'No headline was on this page', titleMade: true, commentCount: { captured: 1, gaps: [] } });
  return {
    tags: [tag('tzz', 'hawkish', { parent: 'tyy', slot: 2, key: 3, description: 'Wants it firm' }), tag('tyy', 'stance'), tag('txx', 'mood', { slot: 12 })],
    sources: [
      source('2', {
        parser: '2',
        warnings: [{ kind: 'no-headline', message: 'No headline was found.', bytes: [0, 4] }],
        corrections: [{ bytes: [4, 9], class: 'article', kind: 'caption' }],
      }),
      source('1'),
    ],
    articles: [
      { article: second, text: { id: second.id, blocks: [] }, comments: [comment('2', 'xabc', { author: 'Anon 🚢' })] },
      {
        article: first,
        text: {
          id: first.id,
          blocks: [
            { kind: 'headline', text: 'Ferry “Gull” back in service', evidence: { source: sourceId('1'), bytes: [0, 30] } },
            { kind: 'box', text: 'At a glance', guessed: true, evidence: { source: sourceId('1'), bytes: [30, 41] } },
            { kind: 'listitem', text: 'Two ships', box: 1, evidence: { source: sourceId('1'), bytes: [42, 51] } },
            {
              kind: 'pullquote',
              text: 'It floatsâ€™',
              repaired: 'It floats’',
              attribution: 'The captain',
              evidence: { source: sourceId('1'), bytes: [51, 60] },
            },
          ],
        },
        comments: [
          comment('1', '12', {
            number: 12,
            position: 0,
            author: 'Deckhand',
            posted: { text: '3rd May 2012 - 09:15', at: '2012-05-03T09:15' },
            rating: -4,
            editorsPick: true,
            text: '9.Gull wrote: It sank. No.',
            own: 'No.',
            quotes: [{ text: 'It sank.', chars: [14, 22] }],
            replyTo: [{ number: 9, author: 'Gull', method: 'number+author', confidence: 0.93333, chars: [0, 13] }],
          }),
          comment('1', '13', { number: 13, position: 1, posted: { text: '9 Minutes ago' } }),
        ],
      },
    ],
    taggings: [
      tagging(first.id, first.id, 'tzz'),
      tagging(first.id, first.id, 'txx'),
      tagging(first.id, first.id, 'tzz', { block: 1, chars: [3, 11], exact: 'a glance', prefix: 'At ', suffix: '' }),
      tagging(commentId('1', '12'), first.id, 'tyy', { chars: [14, 22], exact: 'It sank.', prefix: 'wrote: ', suffix: ' No.' }),
      tagging(commentId('1', '12'), first.id, 'txx', { chars: [14, 22], exact: 'It sank.', prefix: 'wrote: ', suffix: ' No.' }),
      tagging(commentId('2', 'xabc'), second.id, 'tzz'),
    ],
    notes: [{ id: 'n1', target: first.id, article: first.id, text: 'Look at\nthe date', at: '2026-03-01T10:00:00.000Z' }],
  };
}

/** An `ExportSource` over a library in memory; `chosen` leaves out what it answers false for. */
export function sourceOf(library: Library, filter = '', chosen: (target: TargetId) => boolean = () => true): ExportSource {
  const on = (target: TargetId): { taggings: Tagging[]; notes: Note[] } => ({
    taggings: library.taggings.filter((row) => row.target === target),
    notes: library.notes.filter((row) => row.target === target),
  });
  const articles: ChosenArticle[] = [...library.articles]
    .sort((a, b) => compareArticles(a.article, b.article))
    .map((row) => ({ id: row.article.id, context: !chosen(row.article.id), comments: row.comments.filter((one) => chosen(one.id)).length }))
    .filter((row) => !row.context || row.comments > 0);
  const find = <T>(rows: readonly T[], is: (row: T) => boolean): T => {
    const row = rows.find(is);
    if (row === undefined) throw new Error('not in the invented library');
    return row;
  };
  return {
    selection: {
      filter,
      articles,
      sources: library.sources.map((row) => row.id).sort(compareText),
      comments: articles.reduce((sum, row) => sum + row.comments, 0),
    },
    tags: async () => library.tags,
    sources: async (ids) => ids.map((id) => find(library.sources, (row) => row.id === id)),
    articles: async (rows) =>
      rows.map(({ id, context }) => {
        const { article: light, text } = find(library.articles, (row) => row.article.id === id);
        return { article: light, text, context, readings: [], partedFrom: [], ...on(id) };
      }),
    comments: async (id) =>
      find(library.articles, (row) => row.article.id === id)
        .comments.filter((row) => chosen(row.id))
        .map((row) => ({ comment: row, ...on(row.id) })),
  };
}

/** Runs a format's `write` to its end. */
export async function drain(parts: AsyncGenerator<ExportPart, ExportSummary, void>): Promise<{ body: string; parts: ExportPart[]; summary: ExportSummary }> {
  const all: ExportPart[] = [];
  for (;;) {
    const next = await parts.next();
    if (next.done) return { body: all.map((part) => part.text).join(''), parts: all, summary: next.value };
    all.push(next.value);
  }
}
