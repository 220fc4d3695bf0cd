import { CuttingsError } from '../../corpus/errors.ts';
import { type ArticleId, COMMENTS_PER_PAGE, type Comment } from '../../corpus/records.ts';
import { commentIdOf, commentKeyOf } from '../../corpus/targets.ts';
import { type CommentListRow, CommentMark, type CommentRow } from './schema.ts';

/** List order: highest number first; comments without a number after them, in the order of the page. */
function inListOrder(comments: readonly Comment[]): Comment[] {
  return [...comments].sort((a, b) => {
    if (a.number !== b.number) {
      if (a.number === undefined) return 1;
      if (b.number === undefined) return -1;
      return b.number - a.number;
    }
    return a.position - b.position;
  });
}

/** An article's comments as rows of at most `COMMENTS_PER_PAGE`, and the list that finds one in them; no list where there are none. */
export function packComments(article: ArticleId, comments: readonly Comment[]): { readonly rows: CommentRow[]; readonly list?: CommentListRow } {
  const ordered = inListOrder(comments);
  if (ordered.length === 0) return { rows: [] };

  const answered = new Set(ordered.flatMap((comment) => comment.replyTo.map((reply) => reply.comment)));
  const keys = ordered.map((comment) => {
    const key = commentKeyOf(comment.id);
    if (comment.id !== commentIdOf(article, key)) throw new CuttingsError('bad-record', `Comment “${comment.id}” does not belong to article “${article}”.`);
    return key;
  });
  const marks = Uint8Array.from(
    ordered,
    (comment) =>
      (comment.replyTo.length > 0 ? CommentMark.Reply : 0) |
      (answered.has(comment.id) ? CommentMark.Answered : 0) |
      (comment.quotes.length > 0 ? CommentMark.Quote : 0),
  );

  const rows: CommentRow[] = [];
  for (let from = 0; from < ordered.length; from += COMMENTS_PER_PAGE) {
    rows.push({ article, page: rows.length, comments: ordered.slice(from, from + COMMENTS_PER_PAGE) });
  }
  return { rows, list: { article, keys, marks } };
}
