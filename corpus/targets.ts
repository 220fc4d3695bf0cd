/** What the ids of targets and taggings say; how they are built is stated in `records.ts`. */
import { CuttingsError } from './errors.ts';
import type { ArticleId, CommentId, Span, TagId, TargetId } from './records.ts';

/** Whether a target is a comment; the others are articles. */
export function isComment(target: TargetId): target is CommentId {
  return target.startsWith('c');
}

/** The article a target is, or belongs to. Throws `CuttingsError` kind `no-target` for what is neither an article's nor a comment's id. */
export function articleOf(target: TargetId): ArticleId {
  if (!isComment(target)) {
    if (target.startsWith('a')) return target;
  } else {
    const point = target.indexOf('.');
    if (point > 1) return `a${target.slice(1, point)}`;
  }
  throw new CuttingsError('no-target', `“${target}” is not the id of an article or a comment.`);
}

/** A comment's id from its article's and its key there. */
export function commentIdOf(article: ArticleId, key: string): CommentId {
  return `c${article.slice(1)}.${key}`;
}

/** A comment's key within its article: what stands after the point of its id. */
export function commentKeyOf(comment: CommentId): string {
  return comment.slice(comment.indexOf('.') + 1);
}

/** The id of a tagging, which is its uniqueness: one tag once on a target, and once on each span of it. */
export function taggingId(target: TargetId, tag: TagId, span?: Pick<Span, 'block' | 'chars'>): string {
  return span ? `${target}|${tag}|${span.block ?? ''}:${span.chars[0]}-${span.chars[1]}` : `${target}|${tag}`;
}

/** What a tagging's id says. */
export function readTaggingId(id: string): { readonly target: TargetId; readonly tag: TagId; readonly span: boolean } {
  const [target, tag, span] = id.split('|') as [TargetId, TagId, string?];
  return { target, tag, span: span !== undefined };
}
