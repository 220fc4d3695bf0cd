/** What the query language says, as data. Parsed by `parser.ts`, printed by `printer.ts`, answered by `evaluate.ts`. */
import type { WholeField, WordField } from './fields.ts';

/** A place in the query string: UTF-16 offsets, half-open. */
export interface QueryPlace {
  readonly from: number;
  readonly to: number;
}

/** Words that are looked for. `text` is what was typed between the quotes, if any; `word`, `words` and `prefix` are folded as `wordsOf` folds. */
export type WordTerm = (
  | { readonly type: 'word'; readonly word: string; readonly text: string }
  /** Two or more words, one right after the other. */
  | { readonly type: 'phrase'; readonly words: readonly string[]; readonly text: string }
  /** The beginning of a word; `text` is without the star. */
  | { readonly type: 'prefix'; readonly prefix: string; readonly text: string }
  /** One word or more, with the case and the accents they are typed with; `words` are folded, `exact` as typed, in NFC. */
  | { readonly type: 'exact'; readonly words: readonly string[]; readonly exact: readonly string[]; readonly text: string }
) & {
  /** Where they are looked for; absent: the headline and words of an article, a comment's own words. */
  readonly field?: WordField;
};

/** Two words of one field with at most `between` words between them, whichever comes first. */
export interface NearTerm {
  readonly type: 'near';
  readonly left: WordTerm;
  readonly right: WordTerm;
  readonly between: number;
}

/** A test of a number: `is` and `value`, or both ends of a range, included. */
export type NumberTest =
  | { readonly is: '>' | '<' | '>=' | '<=' | '='; readonly value: number }
  | { readonly is: '..'; readonly from: number; readonly to: number };

/** What a condition asks for. */
export type QueryTerm =
  | WordTerm
  | NearTerm
  /** A tag by name or path, everything below it included. */
  | { readonly type: 'tag'; readonly tag: string }
  /** `guessed`: some of an article's blocks are of a kind the page does not state; `changed`: captures of the article disagree about its words or its comments. */
  | { readonly type: 'is'; readonly what: 'untagged' | 'tagged' | 'reply' | 'guessed' | 'unparsed' | 'changed' }
  | { readonly type: 'in'; readonly what: 'articles' | 'comments' }
  /**
   * `replies`: others answer it; `gaps`: comments of the article are known to be missing; `span`: a tag sits on a stretch of it; `comments`: comments of
   * the article were captured. The others: that it is known. `publisher`, `language` and `layout` of a comment are those of its article.
   */
  | {
      readonly type: 'has';
      readonly what: 'replies' | 'quotes' | 'notes' | 'span' | 'gaps' | 'comments' | 'date' | 'author' | 'rating' | 'publisher' | 'language' | 'layout';
    }
  /** When an article was published, else last changed, or a comment posted: `2013`, `2013-09` or `2013-09-01`, both ends included; at least one is there. */
  | { readonly type: 'date'; readonly from?: string; readonly to?: string }
  /** `comments`: how many of an article were captured; `rating`: of a comment; `words`: of an article's body, of a comment's own. */
  | { readonly type: 'number'; readonly of: 'comments' | 'rating' | 'words'; readonly test: NumberTest }
  /** The conversation a comment belongs to: all that answers and is answered, as far as known. */
  | { readonly type: 'thread'; readonly id: string }
  /** BCP 47, or the beginning of one up to a hyphen: `en` has `en-GB`. Comments have that of their article. */
  | { readonly type: 'lang'; readonly lang: string }
  /** Part of the id of the layout. */
  | { readonly type: 'layout'; readonly name: string }
  /** Ids of articles or comments, parted by commas; an article's stands for its comments too. */
  | { readonly type: 'id'; readonly ids: readonly string[] }
  | { readonly type: 'import'; readonly id: string }
  /** Part of the name of the file it came from, or the source's id. */
  | { readonly type: 'source'; readonly name: string }
  /** The whole value of a field, compared folded: the name of the publisher, a comment's author or an article's byline, the layout's id, the language, a file's name. */
  | { readonly type: 'whole'; readonly of: WholeField; readonly value: string };

/** A condition, or conditions put together. `and` and `or` have two or more, none of them of their own type. */
export type QueryNode =
  | { readonly type: 'and'; readonly of: readonly QueryNode[] }
  | { readonly type: 'or'; readonly of: readonly QueryNode[] }
  | { readonly type: 'not'; readonly of: QueryNode }
  | { readonly type: 'term'; readonly term: QueryTerm; readonly at: QueryPlace };

export interface Query {
  /** Absent: everything. */
  readonly root?: QueryNode;
}

export interface QueryError {
  readonly at: QueryPlace;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What could stand there. */
  readonly expected: readonly string[];
}

export type ParsedQuery = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };

/** Every condition of a query, in its order; `negated` where an odd number of negations is around it. */
export function* termsOf(
  node: QueryNode | undefined,
  negated = false,
): Generator<{ readonly term: QueryTerm; readonly negated: boolean; readonly at: QueryPlace }> {
  if (node === undefined) return;
  if (node.type === 'term') yield { term: node.term, negated, at: node.at };
  else if (node.type === 'not') yield* termsOf(node.of, !negated);
  else for (const one of node.of) yield* termsOf(one, negated);
}
