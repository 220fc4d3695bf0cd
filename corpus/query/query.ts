/** What the query language says, as data. Parsed by `parser.ts`, printed by `printer.ts`, answered by `evaluate.ts`. */

/** A place in the query string: UTF-16 offsets, half-open. */
export interface QueryPlace {
  readonly from: number;
  readonly to: number;
}

/** What a clause asks for. `text` is what was typed between the quotes, if any; `word`, `words` and `prefix` are folded as `wordsOf` folds. */
export type QueryTerm =
  | { readonly type: 'word'; readonly word: string; readonly text: string }
  /** Two or more words, one right after the other. */
  | { readonly type: 'phrase'; readonly words: readonly string[]; readonly text: string }
  /** The beginning of a word; `text` is without the star. */
  | { readonly type: 'prefix'; readonly prefix: string; readonly text: string }
  /** A tag by name or path, everything below it included. */
  | { readonly type: 'tag'; readonly tag: string }
  /** `changed`: captures of the article disagree about its words or its comments. */
  | { readonly type: 'is'; readonly what: 'untagged' | 'tagged' | 'reply' | 'unparsed' | 'changed' }
  | { readonly type: 'in'; readonly what: 'articles' | 'comments' }
  /** `reply`: it answers a comment; `replies`: others answer it; `gaps`: comments of the article are known to be missing. */
  | { readonly type: 'has'; readonly what: 'reply' | 'replies' | 'quote' | 'note' | 'gaps' }
  /** Ids of articles or comments, parted by commas; an article's stands for its comments too. */
  | { readonly type: 'id'; readonly ids: readonly string[] }
  | { readonly type: 'import'; readonly id: string }
  /** Part of the name of the file it came from, or the source's id. */
  | { readonly type: 'source'; readonly name: string };

/** All clauses must hold; a negated one must not. */
export interface QueryClause {
  readonly term: QueryTerm;
  readonly negated: boolean;
  readonly at: QueryPlace;
}

export interface Query {
  readonly clauses: readonly QueryClause[];
}

export interface QueryError {
  readonly at: QueryPlace;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What could stand there. */
  readonly expected: readonly string[];
}

export type ParsedQuery = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };
