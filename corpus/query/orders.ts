/** What lists of results can be ordered by; what each means is stated where results are. */
export const LIST_ORDERS = ['relevance', 'published', 'posted', 'imported', 'comments', 'rating', 'length', 'tagged', 'title', 'coverage'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** The order of that name; undefined where there is none. */
export function orderNamed(name: string): ListOrder | undefined {
  return LIST_ORDERS.find((order) => order === name);
}
