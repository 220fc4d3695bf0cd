import { findElement, hasClass } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** The BBC's own comments of 2010 to 2015: `<li class="dna-comment">`, with number, author, time and rating. */
export const bbcDna: CommentFamily = {
  id: 'bbc-dna',
  written: 'as the BBC wrote them, 2010-15',
  items: ({ elements }) =>
    elements.filter((element) => element.name === 'li' && hasClass(element, 'dna-comment') && !hasClass(element, 'dna-rate-order-controls')),
  parts: {
    author: named(/\bcomment_username\b/),
    time: (element) => element.name === 'span' && hasClass(element, 'time'),
    body: named(/\bcomment-text\b/),
    rating: named(/\bdna-comment-rating\b/),
    number: named(/\bcomments_comment_number\b/),
  },
  keepsEmpty: true,
  editorsPicks: ({ body }) => findElement(body, (element) => element.attrs.get('id') === 'tab_editorpicks' && hasClass(element, 'sel')) !== undefined,
};
