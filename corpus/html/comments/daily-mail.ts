import { hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** Mail Online: `<div class="comment comment-post">`, the words before the commenter, place and time in one line. */
export const dailyMail: CommentFamily = {
  id: 'daily-mail',
  written: 'as Mail Online writes them',
  items: ({ elements }) =>
    elements.filter(
      (element) =>
        hasClass(element, 'comment-post') ||
        (hasClass(element, 'comment') && /^comment-\d+$/.test(element.attrs.get('id') ?? '') && hasClass(element, 'cleared')),
    ),
  parts: {
    author: (element) => element.name === 'a' && hasClass(element, 'js-usr'),
    time: named(/\buser-info\b/),
    body: named(/\bcomment-body\b/),
    rating: named(/\b(?:js-)?vote-rating\b/),
  },
};
