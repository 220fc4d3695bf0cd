import { assertNever } from '../assert.ts';
import { ESCAPE, EXACTLY, FIELD_START, isBracket, isSpace, MINUS, OPERATOR, QUOTES, STAR, WHOLE } from './fields.ts';
import type { NumberTest, Query, QueryNode, QueryTerm, WordTerm } from './query.ts';

/** The query as text in one form; `parseQuery` reads the same query out of it, places apart. */
export function printQuery({ root }: Query): string {
  return root === undefined ? '' : printNode(root);
}

function printNode(node: QueryNode): string {
  switch (node.type) {
    case 'and':
      return node.of.map((one) => (one.type === 'or' ? `(${printNode(one)})` : printNode(one))).join(' ');
    case 'or':
      return node.of.map(printNode).join(' OR ');
    case 'not':
      return node.of.type === 'term' && node.of.term.type !== 'near' ? `${MINUS}${printTerm(node.of.term)}` : `${MINUS}(${printNode(node.of)})`;
    case 'term':
      return printTerm(node.term);
    default:
      return assertNever(node, 'part of a query');
  }
}

function printTerm(term: QueryTerm): string {
  switch (term.type) {
    case 'word':
    case 'phrase':
    case 'prefix':
    case 'exact':
      return `${term.field === undefined ? '' : `${term.field}:`}${printWords(term)}`;
    case 'near':
      return `${printTerm(term.left)} NEAR/${term.between} ${printTerm(term.right)}`;
    case 'tag':
      return `tag:${printValue(term.tag)}`;
    case 'is':
    case 'in':
    case 'has':
      return `${term.type}:${term.what}`;
    case 'date':
      return `date:${term.from === term.to ? term.from : `${term.from ?? ''}..${term.to ?? ''}`}`;
    case 'number':
      return `${term.of}:${printTest(term.test)}`;
    case 'thread':
      return `thread:${printValue(term.id)}`;
    case 'lang':
      return `lang:${term.lang}`;
    case 'layout':
      return `layout:${printValue(term.name)}`;
    case 'id':
      return `id:${printValue(term.ids.join(','))}`;
    case 'import':
      return `import:${printValue(term.id)}`;
    case 'source':
      return `source:${printValue(term.name)}`;
    case 'whole':
      return `${term.of}:${WHOLE}${printValue(term.value)}`;
    default:
      return assertNever(term, 'term');
  }
}

function printTest(test: NumberTest): string {
  if (test.is === '..') return `${test.from}..${test.to}`;
  return test.is === '=' ? String(test.value) : `${test.is}${test.value}`;
}

function printWords(term: WordTerm): string {
  const { text } = term;
  if (term.type === 'prefix') return `${text}${STAR}`;
  if (term.type === 'exact') return `${EXACTLY}${text !== '' && isPlain(text) && !text.startsWith(EXACTLY) ? text : quote(text)}`;
  const bare = text !== '' && isPlain(text) && !text.startsWith(MINUS) && !text.startsWith(EXACTLY) && !text.includes(STAR) && !FIELD_START.test(text);
  return bare && !OPERATOR.test(text) ? text : quote(text);
}

/** A field's value, in quotes where it needs them. */
export function printValue(value: string): string {
  return isPlain(value) && !value.startsWith(WHOLE) ? value : quote(value);
}

function isPlain(text: string): boolean {
  for (const character of text) if (isSpace(character) || isBracket(character) || QUOTES.has(character) || character === ESCAPE) return false;
  return true;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, (character) => ESCAPE + character)}"`;
}
