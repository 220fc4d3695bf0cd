import { findElement, namesOf } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** The Huffington Post of 2008 to 2013: `comment_…` ids with `comment_body` and `comment_author` or `comment_header` inside. */
export const huffpost: CommentFamily = {
  id: 'huffpost',
  written: 'as the Huffington Post wrote them',
  items: ({ elements }) =>
    elements.filter(
      (element) =>
        /^comment_\d+$/.test(element.attrs.get('id') ?? '') && findElement(element, (part) => /\bcomment_(?:body|text)\b/.test(namesOf(part))) !== undefined,
    ),
  parts: {
    author: named(/\bcomment_(?:author|user|username|user_name)\b|\bauthor_name\b/),
    time: named(/\bcomment_(?:date|time|posted|posted_at|timestamp)\b/),
    body: named(/\bcomment_(?:body|text)\b/),
    rating: named(/\bcomment_(?:favs|rating|faved)\b/),
  },
};
