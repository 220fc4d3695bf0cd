import { findElement, hasClass, namesOf } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** WordPress: `<li class="comment … depth-1" id="comment-1">` with `comment-author` and `comment-meta`; CNN's and many papers' blogs. Answers are nested. */
export const wordpress: CommentFamily = {
  id: 'wordpress',
  written: 'as WordPress writes them',
  items: ({ elements }) =>
    elements.filter(
      (element) =>
        /^(?:li|div|article)$/.test(element.name) &&
        (hasClass(element, 'comment') || hasClass(element, 'pingback')) &&
        /^(?:li-)?comment-\d+$/.test(element.attrs.get('id') ?? '') &&
        findElement(element, (part) => /\bcomment-(?:author|meta|metadata)\b/.test(namesOf(part))) !== undefined,
    ),
  parts: {
    author: (element) => hasClass(element, 'fn') || hasClass(element, 'comment-author-link'),
    time: named(/\b(?:comment-meta|comment-metadata|commentmetadata|comment-date|comment-time)\b/),
  },
};
