/** The fields and signs of the query language, in one place for parser, printer, completion and help. */
import type { QueryTerm } from './query.ts';

/** Fields that hold words. */
export type WordField = 'headline' | 'text' | 'own' | 'quoted' | 'author' | 'publisher' | 'note';
export type NumberField = 'comments' | 'rating' | 'words';
export type FixedField = 'is' | 'in' | 'has';
export type FieldName = WordField | NumberField | FixedField | 'tag' | 'date' | 'thread' | 'lang' | 'layout' | 'id' | 'import' | 'source';

/** Fields whose whole value can be asked for. */
export type WholeField = 'author' | 'publisher' | 'lang' | 'layout' | 'source';

type Values<T extends FixedField> = Readonly<Record<Extract<QueryTerm, { readonly type: T }>['what'], string>>;

/** Values of the fields that have fixed ones, each with what it finds. */
export const FIELD_VALUES: { readonly is: Values<'is'>; readonly in: Values<'in'>; readonly has: Values<'has'> } = {
  is: {
    untagged: 'without any tag',
    tagged: 'with a tag',
    reply: 'comments that answer something',
    guessed: 'articles with parts whose kind is guessed',
    unparsed: 'articles with unparsed text',
    changed: 'articles edited between captures, or with changed or vanished comments',
  },
  in: { articles: 'articles only', comments: 'comments only' },
  has: {
    replies: 'comments that others answer',
    quotes: 'comments that quote',
    notes: 'with a note',
    span: 'with a tag on a stretch of text',
    gaps: 'articles with comments that were not captured',
    comments: 'articles with captured comments',
    date: 'with a date',
    author: 'with an author or a byline',
    rating: 'comments with a rating',
    publisher: 'with a publisher',
    language: 'with a language',
    layout: 'with a layout',
  },
};

/** Other ways to write a field's value. */
export const FIELD_SYNONYMS: Readonly<Record<FixedField, Readonly<Record<string, string>>>> = {
  is: {},
  in: { article: 'articles', comment: 'comments' },
  has: { quote: 'quotes', note: 'notes', spans: 'span', gap: 'gaps', comment: 'comments', lang: 'language' },
};

/** Fields that hold words, each with where it looks. */
const WORD_FIELDS: Readonly<Record<WordField, string>> = {
  headline: 'words of headlines',
  text: 'words of an article below its headline, all words of a comment',
  own: 'own words of comments',
  quoted: 'words that comments quote',
  author: 'words of a comment’s author or an article’s byline; :=="A. Smith" is the whole of it',
  publisher: 'words of the publisher’s name; :=="BBC News" is the whole name',
  note: 'words of notes',
};

/** Fields that hold a number, each with what is counted. */
const NUMBER_FIELDS: Readonly<Record<NumberField, string>> = {
  comments: 'captured comments of an article: >10, <5, 10..20',
  rating: 'rating of a comment: >10, <0, -5..5',
  words: 'words of an article’s body, own words of a comment: >200',
};

/** Every field, with what its value is. */
export const FIELDS: Readonly<Record<FieldName, string>> = {
  tag: 'a tag, with everything below it',
  is: 'untagged, tagged, reply, guessed, unparsed or changed',
  in: 'articles or comments',
  has: 'replies, quotes, notes, span, gaps, comments, or something known: date, author, rating, publisher, language, layout',
  ...WORD_FIELDS,
  date: 'a day, month or year, or two of them: 2013-09-01..2013-09-07',
  ...NUMBER_FIELDS,
  thread: 'the id of a comment',
  lang: 'a language: en, de, fr-CA; :==en is not en-GB',
  layout: 'part of the id of a layout; :==generic is the whole id',
  id: 'ids, parted by commas',
  import: 'the id of an import',
  source: 'part of a file name; :==page.html is the whole name',
};

const WHOLE_FIELDS: ReadonlySet<string> = new Set(['author', 'publisher', 'lang', 'layout', 'source'] satisfies WholeField[]);

export function isWholeField(name: FieldName): name is WholeField {
  return WHOLE_FIELDS.has(name);
}

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

export function isWordField(name: FieldName): name is WordField {
  return Object.hasOwn(WORD_FIELDS, name);
}

export function isNumberField(name: FieldName): name is NumberField {
  return Object.hasOwn(NUMBER_FIELDS, name);
}

export function isFixedField(name: FieldName): name is FixedField {
  return Object.hasOwn(FIELD_VALUES, name);
}

/** A field at the beginning of a condition: letters and a colon. `10:30` has none. */
export const FIELD_START = /^(\p{L}+):/u;
/** A minus at the beginning of a condition turns it around. */
export const MINUS = '-';
/** At the end of a word: the word may go on. */
export const STAR = '*';
/** Before a word: as it is typed, with its case and accents. */
export const EXACTLY = '=';
/** Right after a field's colon: what follows is its whole value. */
export const WHOLE = '==';
/** Words between two words where `NEAR` tells none. */
export const NEAR_BETWEEN = 10;
/** Words that put conditions together, in capitals only. */
export const OPERATOR = /^(?:AND|OR|NOT|NEAR(?:\/\d*)?)$/;

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

export function isBracket(character: string): boolean {
  return character === '(' || character === ')';
}
