/** Where a query's words lie in a text that is shown. */
import { parseQuery } from '../../../../corpus/query/parser.ts';
import type { ParsedQuery } from '../../../../corpus/query/query.ts';
import { highlights } from '../../../../corpus/query/words.ts';
import type { CharRange } from '../../../../corpus/records.ts';
import { codePointsAt } from '../../../../corpus/text/offsets.ts';

// rows ask for the same query again and again; only the one that is shown is kept
let last: { readonly text: string; readonly parsed: ParsedQuery } | undefined;

/** Half-open ranges of UTF-16 units, sorted and disjoint; none where the query has no words or cannot be read. */
export function hits(query: string, text: string): readonly (readonly [from: number, to: number])[] {
  if (query === '') return [];
  if (last?.text !== query) last = { text: query, parsed: parseQuery(query) };
  return last.parsed.ok ? highlights(last.parsed.query, text).map(({ from, to }) => [from, to]) : [];
}

/** The same as code points. */
export function hitChars(query: string, text: string): readonly CharRange[] {
  return hits(query, text).map(([from, to]) => [codePointsAt(text, from), codePointsAt(text, to)]);
}
