import { hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** Livefyre: `<article class="fyre-comment-article">`. */
export const livefyre: CommentFamily = {
  id: 'livefyre',
  written: 'as Livefyre writes them',
  items: ({ elements }) => elements.filter((element) => hasClass(element, 'fyre-comment-article')),
  parts: {
    author: named(/\bfyre-comment-username\b/),
    time: named(/\bfyre-comment-date\b/),
    body: named(/\bfyre-comment\b(?!-)/),
    rating: named(/\bfyre-comment-like-count\b/),
  },
};
