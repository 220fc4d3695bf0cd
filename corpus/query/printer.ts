import { assertNever } from '../assert.ts';
import { ESCAPE, FIELD_START, isSpace, MINUS, QUOTES, STAR } from './fields.ts';
import type { Query, QueryClause, QueryTerm } from './query.ts';

/** The query as text in one form; `parseQuery` reads the same query out of it, places apart. */
export function printQuery(query: Query): string {
  return query.clauses.map(printClause).join(' ');
}

function printClause({ term, negated }: Pick<QueryClause, 'term' | 'negated'>): string {
  return `${negated ? MINUS : ''}${printTerm(term)}`;
}

function printTerm(term: QueryTerm): string {
  switch (term.type) {
    case 'word':
    case 'phrase':
      return printWords(term.text);
    case 'prefix':
      return `${term.text}${STAR}`;
    case 'tag':
      return `tag:${printValue(term.tag)}`;
    case 'is':
    case 'in':
    case 'has':
      return `${term.type}:${term.what}`;
    case 'id':
      return `id:${printValue(term.ids.join(','))}`;
    case 'import':
      return `import:${printValue(term.id)}`;
    case 'source':
      return `source:${printValue(term.name)}`;
    default:
      return assertNever(term, 'term');
  }
}

function printWords(text: string): string {
  const bare = text !== '' && isPlain(text) && !text.startsWith(MINUS) && !text.includes(STAR) && !FIELD_START.test(text);
  return bare ? text : quote(text);
}

/** A field's value, in quotes where it needs them. */
export function printValue(value: string): string {
  return isPlain(value) ? value : quote(value);
}

function isPlain(text: string): boolean {
  for (const character of text) if (isSpace(character) || QUOTES.has(character) || character === ESCAPE) return false;
  return true;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, (character) => ESCAPE + character)}"`;
}
