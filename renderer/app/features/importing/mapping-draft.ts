/** What the analyst says the columns of a table mean, while it is being said. Pure. */
import type { Guess } from '../../../../corpus/mapping/guess.ts';
import { ARTICLE_FIELDS, COMMENT_FIELDS, type Mapping, readMapping } from '../../../../corpus/mapping/mapping.ts';

type Kind = Mapping['kind'];

/** Fields by column; a column without one is ignored. No two columns have the same. */
export interface MappingDraft {
  readonly kind: Kind;
  readonly meanings: ReadonlyMap<string, string>;
}

/** The fields of a kind in words, in the order they are offered. */
export const MEANINGS: Readonly<Record<Kind, readonly { readonly field: string; readonly words: string }[]>> = {
  articles: ARTICLE_FIELDS.map((field) => ({
    field,
    words: {
      headline: 'headline',
      standfirst: 'summary',
      text: 'body text',
      url: 'web address',
      published: 'time published',
      byline: 'author',
      publisher: 'publisher',
    }[field],
  })),
  comments: COMMENT_FIELDS.map((field) => ({
    field,
    words: {
      text: 'comment’s text',
      author: 'author',
      posted: 'time posted',
      number: 'number',
      id: 'its id',
      parent: 'id of the comment it answers',
      rating: 'rating',
      headline: 'article’s headline',
      url: 'article’s web address',
      article: 'article’s id',
    }[field],
  })),
};

/** Fields that mean the same of an article and of a comment. */
const ALIKE: Readonly<Record<string, string>> = { published: 'posted', posted: 'published', byline: 'author', author: 'byline' };

/** What a guess says; without one, comments of which nothing is known. */
export function draftOf(guess: Guess | undefined): MappingDraft {
  if (guess === undefined) return { kind: 'comments', meanings: new Map() };
  return { kind: guess.mapping.kind, meanings: new Map(Object.entries(guess.mapping.fields).map(([field, column]) => [column, field])) };
}

/** The other kind; what means the same there stays, the rest is ignored. */
export function withKind(draft: MappingDraft, kind: Kind): MappingDraft {
  if (draft.kind === kind) return draft;
  const known = new Set(MEANINGS[kind].map(({ field }) => field));
  const kept = [...draft.meanings].flatMap(([column, field]): [string, string][] => {
    const there = ALIKE[field] ?? field;
    return known.has(there) ? [[column, there]] : [];
  });
  return { kind, meanings: new Map(kept) };
}

/** A column gets a field, which is taken from the column that had it; undefined: it is ignored. */
export function withMeaning(draft: MappingDraft, column: string, field: string | undefined): MappingDraft {
  const others = [...draft.meanings].filter(([other, held]) => other !== column && held !== field);
  return { ...draft, meanings: new Map(field === undefined ? others : [...others, [column, field]]) };
}

/** Whether a column still has what was guessed for it. */
export function isGuessed({ kind, meanings }: MappingDraft, guess: Guess | undefined, column: string): boolean {
  const field = meanings.get(column);
  return guess !== undefined && field !== undefined && guess.mapping.kind === kind && draftOf(guess).meanings.get(column) === field;
}

/** The mapping that was said, or what it lacks in words. */
export function mappingOf({ kind, meanings }: MappingDraft): Mapping | { readonly problem: string } {
  const fields = Object.fromEntries([...meanings].map(([column, field]) => [field, column]));
  if (fields['text'] === undefined)
    return { problem: `No column holds the ${kind === 'comments' ? 'comment’s' : 'article’s'} text. Say above which one does.` };
  return readMapping({ kind, fields });
}

/** “‘c2’ is the comment’s text, ‘c1’ is the author”: the columns of a mapping in words, the text first. */
export function meaningsInWords({ kind, fields }: Mapping): string {
  const columns: Readonly<Record<string, string | undefined>> = fields;
  const said = MEANINGS[kind].flatMap(({ field, words }): [string, string][] => {
    const column = columns[field];
    return column === undefined ? [] : [[field, `“${column}” is ${/^its /.test(words) ? words : `the ${words}`}`]];
  });
  return said
    .toSorted(([a], [b]) => Number(b === 'text') - Number(a === 'text'))
    .map(([, words]) => words)
    .join(', ');
}

/** Bytes that are enough to show a table's beginning. */
const HEAD = 1024 * 1024;

/** The beginning of a file in whole lines. */
export function headOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD) return bytes;
  const end = bytes.subarray(0, HEAD).lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}
