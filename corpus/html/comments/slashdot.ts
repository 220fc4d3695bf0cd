import { closest, hasClass, namesOf } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

/** Slashdot: `<li id="tree_1" class="comment">` in `#commentlisting`, answers nested; collapsed comments are mere links and no comments here. */
export const slashdot: CommentFamily = {
  id: 'slashdot',
  written: 'as Slashdot writes them',
  items: ({ elements }) =>
    elements.filter((element) => element.name === 'li' && hasClass(element, 'comment') && /^tree_\d+$/.test(element.attrs.get('id') ?? '')),
  parts: {
    author: (element) => element.name === 'a' && closest(element, (around) => hasClass(around, 'details')) !== undefined,
    time: named(/\botherdetails\b/),
    body: (element) => hasClass(element, 'commentBody'),
    rating: (element) => element.name === 'span' && /\bscore\b/.test(namesOf(element)),
    heading: (element) => element.name === 'h4',
  },
};
