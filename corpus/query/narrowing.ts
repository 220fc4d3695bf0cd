/** Narrowing what a query finds by the values of facets: reading which are chosen in it, choosing, excluding and dropping them. */

/** What results are counted by. `comments`: how many an article has; `reply`: whether a comment answers or is answered. */
export type FacetName = 'publisher' | 'layout' | 'month' | 'language' | 'tag' | 'import' | 'comments' | 'rating' | 'reply';
