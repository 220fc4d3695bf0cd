import { findElement } from '../nodes.ts';
import { type CommentFamily, named } from './family.ts';

const isBody = named(/\bcommentBody\b/);

/** Pluck's comment tables, as the Globe and Mail and American papers had them: a row with `commentUser` and `commentBody`, the ids repeated in every row. */
export const pluck: CommentFamily = {
  id: 'pluck',
  written: 'as Pluck writes them',
  items: ({ body, elements }) => {
    if (!findElement(body, named(/pluck/i))) return [];
    return elements.filter((element) => isBody(element) && element.parent?.name === 'tr').flatMap((cell) => cell.parent ?? []);
  },
  parts: {
    author: named(/\bcomment-username\b/),
    time: named(/\bcommentTimeStamp\b/),
    body: named(/\bcommentText\b/),
    rating: named(/\bcommentRecommendCount\b/),
  },
};
