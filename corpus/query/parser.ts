import { assertNever } from '../assert.ts';
import { foldText } from '../text/fold.ts';
import { wordsOf } from '../text/words.ts';
import { ESCAPE, FIELD_START, FIELD_VALUES, FIELDS, type FieldName, isFieldName, isSpace, MINUS, QUOTES, STAR } from './fields.ts';
import type { ParsedQuery, QueryClause, QueryError, QueryPlace, QueryTerm } from './query.ts';
import { PATH_SEPARATOR } from './tag-paths.ts';

/** Carries an error out of the parser; never leaves this file. */
class Malformed extends Error {
  constructor(readonly error: QueryError) {
    super(error.message);
  }
}

/** Reads a query. A malformed one is answered with the first error, its place and what could stand there; nothing is guessed. */
export function parseQuery(text: string): ParsedQuery {
  const clauses: QueryClause[] = [];
  try {
    for (let at = nextClause(text, 0); at < text.length; ) {
      const { clause, end } = readClause(text, at);
      clauses.push(clause);
      at = nextClause(text, end);
    }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, error: error.error };
    throw error;
  }
  return { ok: true, query: { clauses } };
}

function nextClause(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charAt(at))) at++;
  return at;
}

function malformed(at: QueryPlace, message: string, expected: readonly string[]): never {
  throw new Malformed({ at, message, expected });
}

function readClause(text: string, from: number): { readonly clause: QueryClause; readonly end: number } {
  const negated = text.charAt(from) === MINUS;
  const start = negated ? from + 1 : from;
  const first = text.charAt(start);
  if (negated && (first === '' || isSpace(first) || first === MINUS)) {
    malformed({ from, to: start }, 'A minus stands right before what it excludes.', ['a word', 'a phrase', 'a field']);
  }
  const { term, end } = readTerm(text, start);
  return { clause: { term, negated, at: { from, to: end } }, end };
}

function readTerm(text: string, start: number): { readonly term: QueryTerm; readonly end: number } {
  const field = FIELD_START.exec(text.slice(start))?.[1];
  if (field !== undefined) {
    const place = { from: start, to: start + field.length + 1 };
    const name = field.toLowerCase();
    if (!isFieldName(name)) {
      malformed(
        place,
        `There is no field “${field}”. To look for it as words, put it in quotes.`,
        Object.keys(FIELDS).map((known) => `${known}:`),
      );
    }
    const value = readValue(text, place.to);
    return { term: fieldTerm(name, value.text, place, { from: place.to, to: value.end }), end: value.end };
  }
  if (QUOTES.has(text.charAt(start))) {
    const quoted = readQuoted(text, start);
    return { term: wordsTerm(quoted.text, { from: start, to: quoted.end }), end: quoted.end };
  }
  let end = start;
  while (end < text.length && !isSpace(text.charAt(end)) && !QUOTES.has(text.charAt(end))) end++;
  return { term: bareTerm(text.slice(start, end), { from: start, to: end }), end };
}

/** Up to the closing quote; `start` is the opening one. */
function readQuoted(text: string, start: number): { readonly text: string; readonly end: number } {
  const closing = QUOTES.get(text.charAt(start)) ?? '"';
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (closing.includes(character)) return { text: content, end: at + 1 };
    const next = text.charAt(at + 1);
    if (character === ESCAPE && (next === ESCAPE || (next !== '' && closing.includes(next)))) {
      content += next;
      at++;
    } else content += character;
  }
  return malformed({ from: start, to: text.length }, 'This quote is not closed.', ['a closing “"”']);
}

/** A field's value up to the next space; spaces inside quotes belong to it. */
function readValue(text: string, start: number): { readonly text: string; readonly end: number } {
  let value = '';
  let end = start;
  while (end < text.length && !isSpace(text.charAt(end))) {
    if (QUOTES.has(text.charAt(end))) {
      const quoted = readQuoted(text, end);
      value += quoted.text;
      end = quoted.end;
    } else value += text.charAt(end++);
  }
  return { text: value.trim(), end };
}

function bareTerm(typed: string, at: QueryPlace): QueryTerm {
  const star = typed.indexOf(STAR);
  if (star < 0) return wordsTerm(typed, at);
  const text = typed.slice(0, -1);
  const words = wordsOf(text);
  const [word] = words;
  if (star !== typed.length - 1 || words.length !== 1 || word === undefined) {
    malformed(at, 'A star stands at the end of one word, after its first letters.', ['letters and a star: sanct*']);
  }
  return { type: 'prefix', prefix: word.word, text };
}

function wordsTerm(text: string, at: QueryPlace): QueryTerm {
  const words = wordsOf(text).map((word) => word.word);
  const [word] = words;
  if (word === undefined) malformed(at, 'There is no word here to look for.', ['a word']);
  return words.length === 1 ? { type: 'word', word, text } : { type: 'phrase', words, text };
}

function fieldTerm(name: FieldName, value: string, field: QueryPlace, place: QueryPlace): QueryTerm {
  if (value === '') malformed({ from: field.from, to: place.to }, `“${name}:” needs a value.`, valuesOf(name));
  switch (name) {
    case 'tag':
      if (value.split(PATH_SEPARATOR).some((part) => part.trim() === '')) {
        malformed(place, 'A name is missing in this path of tags.', ['tag:name', 'tag:name/below']);
      }
      return { type: 'tag', tag: value };
    case 'is':
      return { type: 'is', what: fixedValue(FIELD_VALUES.is, name, value, place) };
    case 'in':
      return { type: 'in', what: fixedValue(FIELD_VALUES.in, name, value, place) };
    case 'has':
      return { type: 'has', what: fixedValue(FIELD_VALUES.has, name, value, place) };
    case 'id': {
      const ids = value.split(',').map((id) => id.trim());
      if (ids.includes('')) malformed(place, 'An id is missing in this list.', valuesOf(name));
      return { type: 'id', ids };
    }
    case 'import':
      return { type: 'import', id: value };
    case 'source':
      return { type: 'source', name: value };
    default:
      return assertNever(name, 'field');
  }
}

function valuesOf(name: FieldName): string[] {
  return name === 'is' || name === 'in' || name === 'has' ? Object.keys(FIELD_VALUES[name]) : [FIELDS[name]];
}

function fixedValue<V extends string>(values: Readonly<Record<V, string>>, name: FieldName, value: string, at: QueryPlace): V {
  const known = Object.keys(values) as V[];
  const found = known.find((candidate) => candidate === foldText(value));
  return found ?? malformed(at, `“${name}:” knows no value “${value}”.`, known);
}
