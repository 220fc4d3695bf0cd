/** A snapshot of invented articles in several segments, of which some are gone, and what is found in it by chance; read as the library would be. */
import type { Query } from '../../corpus/query/query.ts';
import type { Article, ArticleId, ArticleText, Comment, CommentId, TargetId } from '../../corpus/records.ts';
import { stretches } from '../../renderer/search/analyses/pause.ts';
import type { DocumentReader } from '../../renderer/search/analyses/reading.ts';
import { noBits, setBit } from '../../renderer/search/engine/bits.ts';
import type { Evaluated } from '../../renderer/search/engine/engine.ts';
import { type MaskedPart, nextBase, snapshotOf } from '../../renderer/search/engine/library.ts';
import { buildSegment } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { between, type Random } from '../bench/words.ts';

/** A document that is in the library. */
export interface Live {
  readonly document: number;
  readonly id: TargetId;
  readonly indexed: IndexedArticle;
  /** Absent: it is the article. */
  readonly comment?: Comment;
  readonly found: boolean;
}

export interface Analysed {
  readonly evaluated: Evaluated;
  readonly live: readonly Live[];
  readonly reader: DocumentReader;
}

/** `gone`: whether an article has been changed or removed since; `isFound`: of what is left. */
export function analysed(
  segments: readonly (readonly IndexedArticle[])[],
  isFound: (one: Omit<Live, 'found'>) => boolean,
  { gone = () => false, query = {} }: { readonly gone?: (article: IndexedArticle) => boolean; readonly query?: Query } = {},
): Analysed {
  const parts: MaskedPart[] = [];
  const live: Live[] = [];
  let base = 0;
  for (const [index, articles] of segments.entries()) {
    const segment = buildSegment(articles, `s${index}`);
    const masked = new Set(articles.flatMap((article, at) => (gone(article) ? [at] : [])));
    parts.push({ segment, base, masked });
    for (const [at, indexed] of articles.entries()) {
      if (masked.has(at)) continue;
      const document = base + (segment.starts[at] ?? 0);
      const documents = [{ document, id: indexed.article.id, indexed }];
      const comments = indexed.comments.map((comment, place) => ({ document: document + 1 + place, id: comment.id, indexed, comment }));
      for (const one of [...documents, ...comments]) live.push({ ...one, found: isFound(one) });
    }
    base = nextBase(base + segment.documents);
  }
  const snapshot = snapshotOf(1, parts, 0);
  const found = noBits(snapshot.documents);
  for (const one of live) if (one.found) setBit(found, one.document);
  return { evaluated: { snapshot, query, found }, live, reader: readerOf(live) };
}

function readerOf(live: readonly Live[]): DocumentReader {
  const articles = new Map<ArticleId, Article>();
  const texts = new Map<ArticleId, ArticleText>();
  const comments = new Map<CommentId, Comment>();
  for (const { indexed, comment } of live) {
    articles.set(indexed.article.id, indexed.article);
    if (indexed.text) texts.set(indexed.article.id, indexed.text);
    if (comment) comments.set(comment.id, comment);
  }
  return {
    articles: async (ids) => ids.flatMap((id) => articles.get(id) ?? []),
    textsOf: async (ids) => new Map(ids.flatMap((id) => (texts.has(id) ? [[id, texts.get(id) as ArticleText] as const] : []))),
    commentsById: async (ids) => ids.flatMap((id) => comments.get(id) ?? []),
  };
}

/** Nobody waits, nobody gives up. */
export const steady = () => stretches({ abandoned: () => false, pause: async () => {} });

/** Articles in one to three segments. */
export function segmentsOf(random: Random, articles: readonly IndexedArticle[]): IndexedArticle[][] {
  const segments: IndexedArticle[][] = Array.from({ length: between(random, 1, 3) }, () => []);
  for (const article of articles) segments[between(random, 0, segments.length - 1)]?.push(article);
  return segments;
}
