/** Narrowing a query by a condition or by a span of time, and taking the span out again. */
import { parseQuery } from './parser.ts';
import { printQuery } from './printer.ts';
import { type Query, type QueryNode, termsOf } from './query.ts';
import { isWordTerm } from './words.ts';

/** A span of time; both ends are included and are a year, a month or a day. At least one is there. */
export interface DateSpan {
  readonly from?: string;
  readonly to?: string;
}

const partsOf = ({ root }: Query): readonly QueryNode[] => (root === undefined ? [] : root.type === 'and' ? root.of : [root]);

/** The query of these parts, all of which must hold. */
function allOf(parts: readonly QueryNode[]): Query {
  const [first] = parts;
  if (first === undefined) return {};
  return { root: parts.length === 1 ? first : { type: 'and', of: parts } };
}

/** `query` narrowed by one more condition. A condition that it has already, and a query or condition that cannot be read, change nothing. */
export function withCondition(query: string, condition: string): string {
  const parsed = parseQuery(query);
  const added = parseQuery(condition);
  if (!parsed.ok || !added.ok) return query;
  const has = new Set(partsOf(parsed.query).map((part) => printQuery({ root: part })));
  const missing = partsOf(added.query).filter((part) => !has.has(printQuery({ root: part })));
  if (missing.length === 0) return query;
  return [inBrackets(query, parsed.query), inBrackets(printQuery(allOf(missing)), allOf(missing))].filter((part) => part !== '').join(' ');
}

/** As text beside which another condition may stand. */
const inBrackets = (text: string, { root }: Query): string => (root?.type === 'or' ? `(${text.trim()})` : text.trim());

/** The span of time everything a query finds lies in: of conditions that are neither negated nor one of several alternatives. Undefined without such. */
export function dateSpanOf(query: string): DateSpan | undefined {
  const parsed = parseQuery(query);
  if (!parsed.ok) return undefined;
  let from: string | undefined;
  let to: string | undefined;
  for (const part of partsOf(parsed.query)) {
    if (part.type !== 'term' || part.term.type !== 'date') continue;
    const { term } = part;
    // a year or a month begins before its first day is named, and ends after its last
    if (term.from !== undefined && (from === undefined || term.from > from)) from = term.from;
    if (term.to !== undefined && (to === undefined || `${term.to}~` < `${to}~`)) to = term.to;
  }
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The query without what `dateSpanOf` reads out of it; the same text where that is nothing. */
export function withoutDateSpan(query: string): string {
  const parsed = parseQuery(query);
  if (!parsed.ok) return query;
  const parts = partsOf(parsed.query);
  const kept = parts.filter((part) => part.type !== 'term' || part.term.type !== 'date');
  return kept.length === parts.length ? query : printQuery(allOf(kept));
}

/** The query narrowed to a span of time in place of the one it had. */
export function withDateSpan(query: string, { from, to }: DateSpan): string {
  return withCondition(withoutDateSpan(query), `date:${from === to ? from : `${from ?? ''}..${to ?? ''}`}`);
}

/** Whether any of a query's words stands in what it finds, so that it can be shown there. */
export function hasWords(query: string): boolean {
  const parsed = parseQuery(query);
  return parsed.ok && [...termsOf(parsed.query.root)].some(({ term, negated }) => !negated && (isWordTerm(term) || term.type === 'near'));
}
