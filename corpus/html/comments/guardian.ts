import { elementsOf, hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** The Guardian: `d-comment` (since 2013), before it list items of `discussion` with `comment-body`. */
export const guardian: CommentFamily = {
  id: 'guardian',
  written: 'as the Guardian writes them',
  items: ({ body }) =>
    [...elementsOf(body)].filter(
      (element) =>
        element.name === 'li' &&
        (hasClass(element, 'd-comment') || (/^comment-\d+$/.test(element.attrs.get('id') ?? '') && element.attrs.has('data-comment-author'))),
    ),
  parts: {
    author: named(/\bd-comment__author\b|\bprofile\b/),
    time: named(/\bd-comment__timestamp\b|\bdate\b/),
    body: named(/\bd-comment__body\b|\bcomment-body\b/),
    rating: named(/\b(?:d-comment__recommend-count|recommend-count|js-recommend-count)\b/),
  },
  keepsEmpty: true,
};
