import { findElement, hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** Disqus as it lies in saved pages: `dsq-comment-1` of the older script, `post-message` of the newer one. */
export const disqus: CommentFamily = {
  id: 'disqus',
  written: 'as Disqus writes them',
  items: ({ elements }) =>
    elements.filter(
      (element) =>
        /^dsq-comment-\d+$/.test(element.attrs.get('id') ?? '') ||
        (element.name === 'li' && hasClass(element, 'post') && findElement(element, named(/\bpost-message\b/)) !== undefined),
    ),
  parts: {
    // the byline names whom the comment answers, too
    author: named(/\bdsq-(?:commenter-name|cite)|\bdsq-comment-cite|(?:^|\s)author\b/),
    time: named(/\bdsq-comment-header-time\b|\btime-ago\b|\bpost-meta\b|\bdsq-comment-meta\b/),
    body: named(/\bdsq-comment-(?:message|text|body)\b|\bpost-message\b/),
    rating: named(/\bdsq-like-count\b|\bvote-up\b|\bupdatable\b/),
  },
};
