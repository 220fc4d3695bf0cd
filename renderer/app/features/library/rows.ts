/** Rows of a list of any length: only those on screen are read, and read again when they change. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Article, ArticleId, ArticleText, Comment, CommentId, Tagging, TargetId } from '../../../../corpus/records.ts';
import type { IdList } from '../../../search/client.ts';
import type { LibraryReader } from '../../../store/reader.ts';
import { useServices } from '../../state/context.tsx';
import { articleOf } from '../../state/targets.ts';

/** Rows are read in windows of this many, so that scrolling by one row reads nothing. */
const WINDOW = 50;
/** Rows above and below those drawn that are read already: who scrolls comes to rows, not to room for them that is drawn twice. */
const AHEAD = 25;
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
  const [[first, last], setShown] = useState<readonly [from: number, to: number]>([0, WINDOW]);
  const windows = useMemo(() => windowsOf(ids, first, last), [ids, first, last]);
  const wanted = useRef(windows);
  wanted.current = windows;

  // each window is read by itself: of a list that scrolls, the rows that stay are neither read nor drawn again
  const following = useRef(new Map<string, () => void>());
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever reads otherwise reads all of it
  useEffect(() => {
    const followed = following.current;
    return () => {
      for (const end of followed.values()) end();
      followed.clear();
    };
  }, [live, read]);
  useEffect(() => {
    const followed = following.current;
    for (const [key, end] of followed) {
      if (windows.has(key)) continue;
      end();
      followed.delete(key);
    }
    const follow = (): void => {
      for (const [key, here] of windows) {
        if (followed.has(key)) continue;
        const end = live((reader) => read(reader, here)).subscribe(
          // a screenful of rows with their hits is made in steps: the window answers keys in between
          (fresh) => startTransition(() => setRows((known) => new Map([...(known.size > KEPT ? within(known, wanted.current) : known), ...fresh]))),
          (error) => setFailure({ error }),
        );
        followed.set(key, end);
      }
    };
    // the first rows are waited for; later, a list that has changed and what is read for it are a task each
    if (!begun.current) {
      begun.current = windows.size > 0;
      follow();
      return;
    }
    const timer = setTimeout(follow);
    return () => clearTimeout(timer);
  }, [live, read, windows]);

  const onShown = useCallback((from: number, to: number) => {
    const next = windowAround(from - AHEAD, Math.max(from, to) + AHEAD, Number.POSITIVE_INFINITY);
    setShown((shown) => (shown[0] === next[0] && shown[1] === next[1] ? shown : next));
  }, []);
  if (failure) throw failure.error;
  return { rows, onShown };
}

/** The windows from row `from` to `to`, half-open, by the ids in them: not the list but they decide whether to read again. */
function windowsOf<Id extends TargetId>(ids: IdList<Id>, from: number, to: number): ReadonlyMap<string, readonly Id[]> {
  const windows = new Map<string, readonly Id[]>();
  for (let at = from; at < Math.min(to, ids.length); at += WINDOW) {
    const here = ids.slice(at, Math.min(at + WINDOW, ids.length));
    windows.set(here.join(' '), here);
  }
  return windows;
}

/** The rows of these windows. */
function within<Row>(rows: ReadonlyMap<TargetId, Row>, windows: ReadonlyMap<string, readonly TargetId[]>): ReadonlyMap<TargetId, Row> {
  const here = new Set([...windows.values()].flat());
  return new Map([...rows].filter(([id]) => here.has(id)));
}
