import { wordsOf } from '../text/words.ts';
import {
  EXACTLY,
  FIELD_START,
  FIELDS,
  isFieldName,
  isSpace,
  isWholeField,
  isWordField,
  MINUS,
  NEAR_BETWEEN,
  QUOTES,
  STAR,
  WHOLE,
  type WordField,
} from './fields.ts';
import type { ParsedQuery, QueryNode, QueryPlace, QueryTerm, WordTerm } from './query.ts';
import { afterSpace, Malformed, malformed, operatorAt, readBare, readQuoted, readValue } from './scanner.ts';
import { expectedOf, fieldTerm, wholeTerm } from './values.ts';
import { isWordTerm } from './words.ts';

/** What a condition can begin with, for errors. */
const CONDITION = ['a word', 'a phrase', 'a field'];
/** Brackets in brackets; more is no query but an accident. */
const DEEPEST = 100;

/**
 * Reads a query: conditions side by side or with `AND` must all hold, of those with `OR` one; `AND` binds more tightly. `NOT` or a minus turns a
 * condition around, brackets hold together, `NEAR/n` stands between two words. A malformed one is answered with the first error, its place and
 * what could stand there; nothing is guessed.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    const start = afterSpace(text, 0);
    if (start === text.length) return { ok: true, query: {} };
    const { node, end } = readOr(text, start, 0);
    if (end < text.length) malformed({ from: end, to: end + 1 }, 'This bracket closes nothing.', ['an opening bracket before it']);
    return { ok: true, query: { root: node } };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, error: error.error };
    throw error;
  }
}

interface Read {
  readonly node: QueryNode;
  /** The first place after it that is no space. */
  readonly end: number;
}

function readOr(text: string, start: number, depth: number): Read {
  const first = readAnd(text, start, depth);
  const nodes = [first.node];
  let { end } = first;
  for (let operator = operatorAt(text, end); operator?.text === 'OR'; operator = operatorAt(text, end)) {
    const next = readAnd(text, conditionAfter(text, end, operator.end), depth);
    nodes.push(next.node);
    end = next.end;
  }
  return { node: together('or', nodes), end };
}

function readAnd(text: string, start: number, depth: number): Read {
  const nodes: QueryNode[] = [];
  let at = start;
  for (;;) {
    const { node, end } = readNot(text, at, depth);
    nodes.push(node);
    at = end;
    const operator = operatorAt(text, at);
    if (operator?.text === 'AND') at = conditionAfter(text, at, operator.end);
    else if (operator?.text === 'OR' || at === text.length || text.charAt(at) === ')') return { node: together('and', nodes), end: at };
  }
}

/** Where the condition begins that an operator from `from` to `to` needs after it. */
function conditionAfter(text: string, from: number, to: number): number {
  const at = afterSpace(text, to);
  if (at === text.length || text.charAt(at) === ')') malformed({ from, to }, `After “${text.slice(from, to)}” a condition is missing.`, CONDITION);
  return at;
}

function together(type: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return only;
  return { type, of: nodes.flatMap((node) => (node.type === type ? node.of : [node])) };
}

function readNot(text: string, start: number, depth: number): Read {
  if (operatorAt(text, start)?.text === 'NOT') {
    const { node, end } = readNot(text, conditionAfter(text, start, start + 3), deeper(text, start, depth));
    return { node: { type: 'not', of: node }, end };
  }
  if (text.charAt(start) !== MINUS) return readNear(text, start, depth);
  const first = text.charAt(start + 1);
  if (first === '' || isSpace(first) || first === MINUS || first === ')') {
    malformed({ from: start, to: start + 1 }, 'A minus stands right before what it excludes.', CONDITION);
  }
  const { node, end } = readCondition(text, start + 1, depth);
  const operator = operatorAt(text, end);
  if (operator?.text.startsWith('NEAR')) {
    malformed({ from: end, to: operator.end }, 'A minus before a word excludes that word alone; to exclude both words, put them in brackets.', [
      '-(tide NEAR/5 wall)',
    ]);
  }
  return { node: { type: 'not', of: node }, end };
}

function readNear(text: string, start: number, depth: number): Read {
  const left = readCondition(text, start, depth);
  const operator = operatorAt(text, left.end);
  if (!operator?.text.startsWith('NEAR')) return left;
  const place = { from: left.end, to: operator.end };
  const [, digits] = operator.text.split('/');
  if (digits === '' || (digits !== undefined && digits.length > 4)) malformed(place, 'NEAR needs the number of words that may stand between.', ['NEAR/5']);
  const right = readCondition(text, conditionAfter(text, place.from, place.to), depth);
  const [one, other] = [left, right].map(({ node }) => (node.type === 'term' && isWordTerm(node.term) ? node.term : undefined));
  if (one === undefined || other === undefined) return malformed(place, 'NEAR stands between two words, phrases or beginnings of words.', ['tide NEAR/5 wall']);
  if (one.field !== other.field) malformed(place, 'Words are near each other only within one field.', ['headline:tide NEAR/5 headline:wall']);
  const after = operatorAt(text, right.end);
  if (after?.text.startsWith('NEAR'))
    malformed({ from: right.end, to: after.end }, 'NEAR stands between two words, not more.', ['tide NEAR/5 wall', 'AND', 'OR']);
  const between = digits === undefined ? NEAR_BETWEEN : Number(digits);
  return {
    node: { type: 'term', term: { type: 'near', left: one, right: other, between }, at: { from: start, to: endOf(right.node, right.end) } },
    end: right.end,
  };
}

function endOf(node: QueryNode, end: number): number {
  return node.type === 'term' ? node.at.to : end;
}

function deeper(text: string, at: number, depth: number): number {
  if (depth >= DEEPEST) malformed({ from: at, to: text.length }, `Brackets stand in brackets more than ${DEEPEST} deep here.`, ['fewer brackets']);
  return depth + 1;
}

/** A condition, or several in brackets. */
function readCondition(text: string, start: number, depth: number): Read {
  const operator = operatorAt(text, start);
  if (operator !== undefined && operator.text !== 'NOT') {
    malformed({ from: start, to: operator.end }, `“${operator.text}” stands between two conditions. To look for it as a word, put it in quotes.`, CONDITION);
  }
  if (operator !== undefined) return readNot(text, start, depth);
  if (text.charAt(start) === ')') malformed({ from: start, to: start + 1 }, 'This bracket closes nothing.', CONDITION);
  if (text.charAt(start) !== '(') {
    const { term, end } = readTerm(text, start);
    return { node: { type: 'term', term, at: { from: start, to: end } }, end: afterSpace(text, end) };
  }
  const inside = afterSpace(text, start + 1);
  if (text.charAt(inside) === ')') malformed({ from: start, to: inside + 1 }, 'There is nothing in these brackets.', CONDITION);
  if (inside === text.length) malformed({ from: start, to: start + 1 }, 'This bracket is not closed.', CONDITION);
  const { node, end } = readOr(text, inside, deeper(text, start, depth));
  if (end === text.length) malformed({ from: start, to: start + 1 }, 'This bracket is not closed.', ['a closing bracket']);
  return { node, end: afterSpace(text, end + 1) };
}

interface ReadTerm<T extends QueryTerm = QueryTerm> {
  readonly term: T;
  readonly end: number;
}

function readTerm(text: string, start: number): ReadTerm {
  const field = FIELD_START.exec(text.slice(start))?.[1];
  if (field === undefined) return readWords(text, start, undefined);
  const place = { from: start, to: start + field.length + 1 };
  const name = field.toLowerCase();
  if (!isFieldName(name)) {
    return malformed(
      place,
      `There is no field “${field}”. To look for it as words, put it in quotes.`,
      Object.keys(FIELDS).map((known) => `${known}:`),
    );
  }
  if (isWholeField(name) && text.startsWith(WHOLE, place.to)) {
    const from = place.to + WHOLE.length;
    const value = readValue(text, from);
    return { term: wholeTerm(name, value.text, { from: place.from, to: from }, { from, to: value.end }), end: value.end };
  }
  if (isWordField(name)) {
    const next = text.charAt(place.to);
    if (next === '' || isSpace(next) || next === ')') malformed(place, `“${name}:” needs a value.`, expectedOf(name));
    if (next === '(') malformed({ from: place.to, to: place.to + 1 }, `“${name}:” stands before each word it is about.`, [`(${name}:tide OR ${name}:wall)`]);
    return readWords(text, place.to, name);
  }
  const value = readValue(text, place.to);
  return { term: fieldTerm(name, value.text, place, { from: place.to, to: value.end }), end: value.end };
}

function readWords(text: string, start: number, field: WordField | undefined): ReadTerm<WordTerm> {
  const exact = text.charAt(start) === EXACTLY;
  const from = exact ? start + 1 : start;
  const quoted = QUOTES.has(text.charAt(from));
  const { text: typed, end } = quoted ? readQuoted(text, from) : readBare(text, from);
  const place = { from: start, to: Math.max(end, start + 1) };
  const term = exact ? exactTerm(typed, place) : quoted ? wordsTerm(typed, place) : bareTerm(typed, place);
  return { term: field === undefined ? term : { ...term, field }, end };
}

function bareTerm(typed: string, at: QueryPlace): WordTerm {
  const star = typed.indexOf(STAR);
  if (star < 0) return wordsTerm(typed, at);
  const text = typed.slice(0, -1);
  const words = wordsOf(text);
  const [word] = words;
  if (star !== typed.length - 1 || words.length !== 1 || word === undefined) {
    return malformed(at, 'A star stands at the end of one word, after its first letters.', ['letters and a star: sanct*']);
  }
  return { type: 'prefix', prefix: word.word, text };
}

function wordsTerm(text: string, at: QueryPlace): WordTerm {
  const words = wordsOf(text).map((word) => word.word);
  const [word] = words;
  if (word === undefined) return malformed(at, 'There is no word here to look for.', ['a word']);
  return words.length === 1 ? { type: 'word', word, text } : { type: 'phrase', words, text };
}

function exactTerm(typed: string, at: QueryPlace): WordTerm {
  const text = typed.normalize('NFC');
  const words = wordsOf(text);
  if (words.length === 0 || typed.includes(STAR))
    return malformed(at, 'After an equals sign stands the word as it is written, without a star.', ['=Polish', '="White House"']);
  return { type: 'exact', words: words.map(({ word }) => word), exact: words.map(({ from, to }) => text.slice(from, to)), text };
}
