/** Reading the pieces of a query string: where a word, a quoted text or a value begins and ends. */
import { ESCAPE, isBracket, isSpace, OPERATOR, QUOTES } from './fields.ts';
import type { QueryError, QueryPlace } from './query.ts';

/** Carries an error out of the parser; never leaves it. */
export class Malformed extends Error {
  constructor(readonly error: QueryError) {
    super(error.message);
  }
}

export function malformed(at: QueryPlace, message: string, expected: readonly string[]): never {
  throw new Malformed({ at, message, expected });
}

export interface Piece {
  readonly text: string;
  /** Right after it. */
  readonly end: number;
}

/** The first place from `from` on that is no space. */
export function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charAt(at))) at++;
  return at;
}

/** Up to the next space, bracket or quote. */
export function readBare(text: string, start: number): Piece {
  let end = start;
  while (end < text.length && !isSpace(text.charAt(end)) && !isBracket(text.charAt(end)) && !QUOTES.has(text.charAt(end))) end++;
  return { text: text.slice(start, end), end };
}

/** The operator that stands at a place, undefined where none does. */
export function operatorAt(text: string, at: number): Piece | undefined {
  const bare = readBare(text, at);
  return OPERATOR.test(bare.text) && !QUOTES.has(text.charAt(bare.end)) ? bare : undefined;
}

/** Up to the closing quote; `start` is the opening one. */
export function readQuoted(text: string, start: number): Piece {
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

/** A field's value up to the next space, or a closing bracket it does not open; spaces and brackets inside quotes belong to it. */
export function readValue(text: string, start: number): Piece {
  let value = '';
  let end = start;
  let open = 0;
  while (end < text.length && !isSpace(text.charAt(end))) {
    const character = text.charAt(end);
    if (character === ')' && open === 0) break;
    if (character === '(') open++;
    if (character === ')') open--;
    if (QUOTES.has(character)) {
      const quoted = readQuoted(text, end);
      value += quoted.text;
      end = quoted.end;
    } else {
      value += character;
      end++;
    }
  }
  return { text: value.trim(), end };
}
