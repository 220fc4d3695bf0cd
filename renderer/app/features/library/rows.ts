/** Rows of a list of any length: only those on screen are read, and read again when they change. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { Article, ArticleId, ArticleText, Comment, CommentId, Tagging, TargetId } from '../../../../corpus/records.ts';
import type { IdList } from '../../../search/client.ts';
import type { LibraryReader } from '../../../store/reader.ts';
import { useServices } from '../../state/context.tsx';
import { articleOf } from '../../state/targets.ts';

/** Rows are read in windows of this many, so that scrolling by one row reads nothing. */
const WINDOW = 50;
/** Rows kept when they have left the screen. */
const KEPT = 2000;

export interface ArticleRowData {
  readonly article: Article;
  readonly taggings: readonly Tagging[];
  /** Where words are looked for: they are shown around the first hit. */
  readonly text?: ArticleText | undefined;
}

export interface CommentRowData {
  readonly comment: Comment;
  readonly taggings: readonly Tagging[];
  readonly article: Article | undefined;
}

export async function readArticleRows(reader: LibraryReader, ids: readonly ArticleId[]): Promise<ReadonlyMap<TargetId, ArticleRowData>> {
  const [articles, taggings] = await Promise.all([reader.articles(ids), reader.taggings(ids)]);
  return new Map(articles.map((article) => [article.id, { article, taggings: taggings.get(article.id) ?? [] }]));
}

/** The same with their texts. */
export async function readArticleRowsWithTexts(reader: LibraryReader, ids: readonly ArticleId[]): Promise<ReadonlyMap<TargetId, ArticleRowData>> {
  const [rows, texts] = await Promise.all([readArticleRows(reader, ids), reader.articleTexts(ids)]);
  return new Map([...rows].map(([id, row]) => [id, { ...row, text: texts.get(row.article.id) }]));
}

export async function readCommentRows(reader: LibraryReader, ids: readonly CommentId[]): Promise<ReadonlyMap<TargetId, CommentRowData>> {
  const [comments, taggings, articles] = await Promise.all([reader.commentsById(ids), reader.taggings(ids), reader.articles([...new Set(ids.map(articleOf))])]);
  const byId = new Map(articles.map((article) => [article.id, article]));
  return new Map(comments.map((comment) => [comment.id, { comment, taggings: taggings.get(comment.id) ?? [], article: byId.get(comment.article) }]));
}

/** The windows that cover rows `from` to `to`, as half-open indexes held within `count`. */
export function windowAround(from: number, to: number, count: number): readonly [from: number, to: number] {
  return [Math.max(0, Math.floor(from / WINDOW) * WINDOW), Math.min(count, (Math.floor(to / WINDOW) + 1) * WINDOW)];
}

/** The rows known so far, at first those read `ahead`, and the function that says which rows are on screen. A failed read is thrown at render. */
export function useRows<Id extends TargetId, Row>(
  ids: IdList<Id>,
  read: (reader: LibraryReader, ids: readonly Id[]) => Promise<ReadonlyMap<TargetId, Row>>,
  ahead?: ReadonlyMap<TargetId, Row>,
): { readonly rows: ReadonlyMap<TargetId, Row>; readonly onShown: (from: number, to: number) => void } {
  const { live } = useServices();
  const [rows, setRows] = useState<ReadonlyMap<TargetId, Row>>(() => ahead ?? new Map());
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const [shown, setShown] = useState<readonly [number, number]>([0, WINDOW]);
  const latest = useRef(ids);
  latest.current = ids;

  const [from, to] = windowAround(shown[0], shown[1], ids.length);
  // the ids on screen, not the list, decide whether to read again: a search that finds the same rows changes nothing
  const wanted = ids.slice(from, to).join(' ');
  useEffect(() => {
    const here = latest.current.slice(from, to);
    if (wanted === '') return;
    return live((reader) => read(reader, here)).subscribe(
      // a screenful of rows with their hits is made in steps: the window answers keys in between
      (fresh) => startTransition(() => setRows((known) => (known.size > KEPT ? fresh : new Map([...known, ...fresh])))),
      (error) => setFailure({ error }),
    );
  }, [live, read, wanted, from, to]);

  const onShown = useCallback((first: number, last: number) => setShown([first, Math.max(first, last)]), []);
  if (failure) throw failure.error;
  return { rows, onShown };
}
