/** What the query language says, as data. Parsed by `parser.ts`, printed by `printer.ts`, answered by `evaluate.ts`. */

/** A place in the query string: UTF-16 offsets, half-open. */
export interface QueryPlace {
  readonly from: number;
  readonly to: number;
}

export type QueryTerm =
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'phrase'; readonly words: readonly string[]; readonly text: string }
  /** A tag by name or path, everything below it included. */
  | { readonly type: 'tag'; readonly tag: string }
  | { readonly type: 'is'; readonly what: 'untagged' | 'tagged' | 'reply' | 'unparsed' }
  | { readonly type: 'in'; readonly what: 'articles' | 'comments' }
  | { readonly type: 'has'; readonly what: 'reply' | 'quote' | 'note' }
  /** Ids of articles or comments, parted by commas. */
  | { readonly type: 'id'; readonly ids: readonly string[] }
  | { readonly type: 'import'; readonly id: string }
  | { readonly type: 'source'; readonly id: string };

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
