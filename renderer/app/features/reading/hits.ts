/** Where a query's words lie in a text that is shown. */
import { parseQuery } from '../../../../corpus/query/parser.ts';
import { type ParsedQuery, type Query, termsOf } from '../../../../corpus/query/query.ts';
import { highlights, isWordTerm, type Snippet, snippet } from '../../../../corpus/query/words.ts';
import type { CharRange } from '../../../../corpus/records.ts';
import { codePointsAt } from '../../../../corpus/text/offsets.ts';

// rows ask for the same query again and again; only the one that is shown is kept
let last: { readonly text: string; readonly parsed: ParsedQuery } | undefined;

/** Half-open ranges of UTF-16 units, sorted and disjoint; none where the query has no words or cannot be read. */
export function hits(query: string, text: string): readonly (readonly [from: number, to: number])[] {
  const parsed = query === '' ? undefined : parsedQuery(query);
  return parsed ? highlights(parsed, text).map(({ from, to }) => [from, to]) : [];
}

function parsedQuery(query: string): Query | undefined {
  if (last?.text !== query) last = { text: query, parsed: parseQuery(query) };
  return last.parsed.ok ? last.parsed.query : undefined;
}

/** Whether a query looks for words, in whatever field. */
export function asksForWords(query: string): boolean {
  const parsed = parsedQuery(query);
  if (parsed === undefined) return false;
  for (const { term, negated } of termsOf(parsed.root)) if (!negated && (isWordTerm(term) || term.type === 'near')) return true;
  return false;
}

/** A cut of about `width` UTF-16 units around the first hit in the first of the texts that has one; undefined where none has. */
export function hitSnippet(query: string, texts: readonly string[], width: number): Snippet | undefined {
  const parsed = query === '' ? undefined : parsedQuery(query);
  const text = parsed && texts.find((one) => highlights(parsed, one).length > 0);
  return parsed && text !== undefined ? snippet(parsed, text, width) : undefined;
}

/** The same as code points. */
export function hitChars(query: string, text: string): readonly CharRange[] {
  return hits(query, text).map(([from, to]) => [codePointsAt(text, from), codePointsAt(text, to)]);
}
