/** What of the library is indexed: an article as it stands in the library, with all that a search can ask of it and its comments. */
export type { StoredArticle as IndexedArticle } from '../../store/index-store.ts';
