/** The fields of the query language, in one place for parser, printer, completion and help. */
import type { QueryTerm } from './query.ts';

export type FieldName = 'tag' | 'is' | 'in' | 'has' | 'id' | 'import' | 'source';

type Values<T extends 'is' | 'in' | 'has'> = Readonly<Record<Extract<QueryTerm, { readonly type: T }>['what'], string>>;

/** Values of the fields that have fixed ones, each with what it finds. */
export const FIELD_VALUES: { readonly is: Values<'is'>; readonly in: Values<'in'>; readonly has: Values<'has'> } = {
  is: {
    untagged: 'without any tag',
    tagged: 'with a tag',
    reply: 'comments that answer something',
    unparsed: 'articles with unparsed text',
    changed: 'articles edited between captures, or with changed or vanished comments',
  },
  in: { articles: 'articles only', comments: 'comments only' },
  has: {
    reply: 'comments that answer something',
    replies: 'comments that others answer',
    quote: 'comments that quote',
    note: 'with a note',
    gaps: 'articles with comments that were not captured',
  },
};

/** Every field, with what its value is. */
export const FIELDS: Readonly<Record<FieldName, string>> = {
  tag: 'a tag, with everything below it',
  is: 'untagged, tagged, reply, unparsed or changed',
  in: 'articles or comments',
  has: 'reply, replies, quote, note or gaps',
  id: 'ids, parted by commas',
  import: 'the id of an import',
  source: 'part of a file name',
};

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

/** A field at the beginning of a clause: letters and a colon. `10:30` has none. */
export const FIELD_START = /^(\p{L}+):/u;
/** A minus at the beginning of a clause turns it around. */
export const MINUS = '-';
/** At the end of a word: the word may go on. */
export const STAR = '*';

/** The quotes that close a phrase, by the one that opens it; text fields like to turn straight ones into curly ones. */
export const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”“'],
  ['„', '“”'],
]);
/** Inside quotes, before a quote or another backslash, takes its meaning away. */
export const ESCAPE = '\\';

export function isSpace(character: string): boolean {
  return /\s/u.test(character);
}
