/** The orders a list can be in, and what they are called there. */
import type { ListOrder } from '../../../search/client.ts';

export interface OrderChoice {
  readonly order: ListOrder;
  readonly words: string;
}

const ARTICLES: Readonly<Record<Exclude<ListOrder, 'posted' | 'rating'>, string>> = {
  relevance: 'Relevance',
  published: 'Newest',
  imported: 'Last imported',
  comments: 'Most comments',
  length: 'Longest',
  tagged: 'Recently tagged',
  title: 'Title',
  coverage: 'Most unparsed',
};

const COMMENTS: Readonly<Record<Exclude<ListOrder, 'imported' | 'comments' | 'title' | 'coverage'>, string>> = {
  relevance: 'Relevance',
  published: 'By article',
  posted: 'Newest comment',
  rating: 'Highest rated',
  length: 'Longest',
  tagged: 'Recently tagged',
};

/** Comments that follow their articles, where these are in another order than the newest first. */
const BY_ARTICLE: Readonly<Record<Exclude<ListOrder, keyof typeof COMMENTS>, string>> = {
  imported: 'By article, last imported',
  comments: 'By article, most comments',
  title: 'By article, title',
  coverage: 'By article, most unparsed',
};

/** What can be chosen for a list; relevance only where words are looked for. The order it is in is always among them. */
export function orderChoices(
  list: 'articles' | 'comments',
  words: boolean,
  order: ListOrder,
): { readonly choices: readonly OrderChoice[]; readonly now: ListOrder } {
  const known: Partial<Readonly<Record<ListOrder, string>>> = list === 'articles' ? ARTICLES : order in BY_ARTICLE ? { ...COMMENTS, ...BY_ARTICLE } : COMMENTS;
  const choices = ALL.flatMap((one): OrderChoice[] => {
    const label = known[one];
    const offered = one === 'relevance' ? words : !(list === 'comments' && one in BY_ARTICLE && one !== order);
    return label !== undefined && offered ? [{ order: one, words: label }] : [];
  });
  // an order the list does not have leaves it newest first
  return { choices, now: choices.some((choice) => choice.order === order) ? order : 'published' };
}

const ALL: readonly ListOrder[] = ['relevance', 'published', 'posted', 'imported', 'comments', 'rating', 'length', 'tagged', 'title', 'coverage'];
