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

/** Index of the first of the texts that has a hit; -1 where none has. */
export function firstWithHit(query: string, texts: readonly string[]): number {
  const parsed = query === '' ? undefined : parsedQuery(query);
  return parsed === undefined ? -1 : texts.findIndex((text) => highlights(parsed, text).length > 0);
}

/** Whether a query looks for words, in whatever field. */
export function asksForWords(query: string): boolean {
  const parsed = parsedQuery(query);
  if (parsed === undefined) return false;
  for (const { term, negated } of termsOf(parsed.root)) if (!negated && (isWordTerm(term) || term.type === 'near')) return true;
  return false;
}

/** So many UTF-16 units of a text are looked through for its first hit before more of them are. */
const FIRST_PART = 20_000;

/** A cut of about `width` UTF-16 units around the first hit in the first of the texts that has one; undefined where none has. */
export function hitSnippet(query: string, texts: readonly string[], width: number): Snippet | undefined {
  const parsed = query === '' ? undefined : parsedQuery(query);
  if (parsed === undefined) return undefined;
  for (const text of texts) {
    const part = partWithHit(parsed, text, width);
    if (part !== undefined) return snippet(parsed, part, width);
  }
  return undefined;
}

/** The beginning of a text with its first hit and twice `width` after it: a row needs no more, and a text may have millions of hits. */
function partWithHit(query: Query, text: string, width: number): string | undefined {
  for (let size = FIRST_PART; ; size *= 8) {
    // words are not cut, or the beginning of one might be found
    const end = size >= text.length ? text.length : text.slice(0, size).search(/\s\S*$/u);
    if (end <= 0) {
      if (size >= text.length) return undefined;
      continue;
    }
    const [first] = highlights(query, text.slice(0, end));
    if (first !== undefined) return text.slice(0, Math.max(end, Math.min(text.length, first.to + 2 * width)));
    if (end === text.length) return undefined;
  }
}

/** The same as code points. */
export function hitChars(query: string, text: string): readonly CharRange[] {
  return hits(query, text).map(([from, to]) => [codePointsAt(text, from), codePointsAt(text, to)]);
}
