/** What the columns of a table mean. A mapping is data: it is guessed, shown, corrected, kept by the table's shape, and handed in as a file. */
import type { Table } from './table.ts';

/** Fields of an article; `standfirst` is the summary below the headline. */
export const ARTICLE_FIELDS = ['headline', 'standfirst', 'text', 'url', 'published', 'byline', 'publisher'] as const;
/** Fields of a comment; `headline` and `url` are of the article it was written under, `article` is any other key of it. */
export const COMMENT_FIELDS = ['text', 'author', 'posted', 'number', 'id', 'parent', 'rating', 'headline', 'url', 'article'] as const;

export type ArticleField = (typeof ARTICLE_FIELDS)[number];
export type CommentField = (typeof COMMENT_FIELDS)[number];

/** Fields name columns of the table. `text` is what every row must have. */
export type Mapping =
  | { readonly kind: 'articles'; readonly fields: Readonly<Partial<Record<ArticleField, string>>> & { readonly text: string } }
  | { readonly kind: 'comments'; readonly fields: Readonly<Partial<Record<CommentField, string>>> & { readonly text: string } };

/** The mappings an import may use: `given` for every table it fits, others by shape. */
export interface MappingBook {
  readonly given?: Mapping;
  readonly byShape: Readonly<Record<string, Mapping>>;
}

/** What is recorded of a source that is a table. */
export interface SourceTable {
  readonly shape: string;
  readonly columns: readonly string[];
  /** How its rows were read; absent where that is not known. */
  readonly mapping?: Mapping;
  /** Where the mapping came from. */
  readonly by?: 'given' | 'remembered' | 'guessed';
}

/** Whether a table has every column that a mapping names. */
export function fits(mapping: Mapping, { columns }: Pick<Table, 'columns'>): boolean {
  return Object.values(mapping.fields).every((column) => columns.includes(column));
}

/** A mapping from data that came from outside, or what is wrong with it. */
export function readMapping(value: unknown): Mapping | { readonly problem: string } {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('fields' in value))
    return { problem: 'a mapping is an object with “kind” and “fields”' };
  const { kind, fields } = value;
  if (kind !== 'articles' && kind !== 'comments') return { problem: '“kind” is “articles” or “comments”' };
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return { problem: '“fields” is an object of columns by field' };
  const known: readonly string[] = kind === 'articles' ? ARTICLE_FIELDS : COMMENT_FIELDS;
  const columns: Record<string, string> = {};
  for (const [field, column] of Object.entries(fields)) {
    if (!known.includes(field)) return { problem: `${kind} have no field “${field}”; they have: ${known.join(', ')}` };
    if (typeof column !== 'string' || column === '') return { problem: `the column of “${field}” is no name` };
    columns[field] = column;
  }
  const { text, ...rest } = columns;
  if (text === undefined) return { problem: '“text” has to name the column of the words' };
  return { kind, fields: { ...rest, text } };
}
