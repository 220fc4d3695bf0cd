import { closest, hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** The Guardian: `d-comment` (since 2013), `d2-comment` of the years before it, and list items of `discussion` with `comment-body`. */
export const guardian: CommentFamily = {
  id: 'guardian',
  written: 'as the Guardian writes them',
  items: ({ elements }) =>
    elements.filter(
      (element) =>
        hasClass(element, 'd2-comment') ||
        (element.name === 'li' &&
          (hasClass(element, 'd-comment') ||
            (/^comment-\d+$/.test(element.attrs.get('id') ?? '') &&
              (element.attrs.has('data-comment-author') || closest(element, (around) => hasClass(around, 'discussion')) !== undefined)))),
    ),
  parts: {
    author: named(/\bd-comment__author\b|\bd2-username\b|\bprofile\b/),
    time: named(/\bd-comment__timestamp\b|\bd2-(?:datetime|date)\b|\bdate\b/),
    body: named(/\bd-comment__body\b|\bd2-body\b|\bcomment-body\b/),
    rating: named(/\b(?:d-comment__recommend-count|d2-recommend-count|recommend-count|js-recommend-count)\b/),
  },
  keepsEmpty: true,
};
