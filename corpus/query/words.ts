/** Finding a query's words in texts: whether they are there, where, and a cut around them. */
import { foldText } from '../text/fold.ts';
import { type Word, wordsOf } from '../text/words.ts';
import type { Query, QueryTerm } from './query.ts';

export type WordTerm = Extract<QueryTerm, { readonly type: 'word' | 'phrase' | 'prefix' }>;

export function isWordTerm(term: QueryTerm): term is WordTerm {
  return term.type === 'word' || term.type === 'phrase' || term.type === 'prefix';
}

/** Half-open range of UTF-16 units of a text. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A text that is folded and cut into words only when a term asks for it. */
export class SearchedText {
  #folded: string | undefined;
  #words: readonly Word[] | undefined;

  constructor(readonly text: string) {}

  /** Whether the term occurs. Most texts are ruled out by their folded form, long before they are cut into words. */
  has(term: WordTerm): boolean {
    this.#folded ??= foldText(this.text);
    const folded = this.#folded;
    if (!needlesOf(term).every((needle) => folded.includes(needle))) return false;
    this.#words ??= wordsOf(this.text);
    return !occurrences(term, this.#words).next().done;
  }
}

function needlesOf(term: WordTerm): readonly string[] {
  if (term.type === 'phrase') return term.words;
  return [term.type === 'word' ? term.word : term.prefix];
}

function* occurrences(term: WordTerm, words: readonly Word[]): Generator<TextRange> {
  for (const [index, word] of words.entries()) {
    if (term.type === 'word' && word.word === term.word) yield word;
    if (term.type === 'prefix' && word.word.startsWith(term.prefix)) yield word;
    if (term.type === 'phrase' && term.words.every((wanted, offset) => words[index + offset]?.word === wanted)) {
      yield { from: word.from, to: words[index + term.words.length - 1]?.to ?? word.to };
    }
  }
}

/** Where the query's words lie in a text: UTF-16 ranges, sorted, disjoint. Excluded words are not shown. */
export function highlights(query: Query, text: string): TextRange[] {
  const terms = query.clauses.flatMap(({ term, negated }) => (!negated && isWordTerm(term) ? [term] : []));
  if (terms.length === 0) return [];
  const words = wordsOf(text);
  const found = terms.flatMap((term) => [...occurrences(term, words)]).sort((a, b) => a.from - b.from || b.to - a.to);
  const merged: TextRange[] = [];
  for (const { from, to } of found) {
    const last = merged.at(-1);
    if (last && from < last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else merged.push({ from, to });
  }
  return merged;
}

export interface Snippet {
  /** One line; `…` where something was cut off. */
  readonly text: string;
  /** Where the query's words lie in `text`, UTF-16. */
  readonly hits: readonly TextRange[];
}

const CUT = '…';

/**
 * A cut of about `width` UTF-16 units around the first of the query's words in the text, or its beginning where none occurs. Cuts fall between words
 * where there are any; line breaks become spaces.
 */
export function snippet(query: Query, text: string, width: number): Snippet {
  const line = text.replace(/\s/gu, ' ');
  const hits = highlights(query, text);
  const first = hits[0];
  let from = 0;
  let to = line.length;
  if (line.length > width) {
    const lead = first ? Math.max(0, Math.min(first.from - Math.floor(width / 3), line.length - width)) : 0;
    const start = first ? Math.min(lead, first.from) : lead;
    from = start === 0 ? 0 : wordStart(line, start, first?.from ?? start);
    const end = Math.min(line.length, from + Math.max(width, first ? first.to - from : 0));
    to = end === line.length ? end : wordEnd(line, end, first?.to ?? from + 1);
  }
  const before = from > 0 ? CUT : '';
  const after = to < line.length ? CUT : '';
  return {
    text: before + line.slice(from, to) + after,
    hits: hits.flatMap((hit) => (hit.from >= from && hit.to <= to ? [{ from: hit.from - from + before.length, to: hit.to - from + before.length }] : [])),
  };
}

/** The next beginning of a word at or after `at`, no later than `latest`; `at` itself, surrogates kept whole, where there is none. */
function wordStart(line: string, at: number, latest: number): number {
  const space = line.indexOf(' ', at - 1);
  if (space >= 0 && space < latest) return space + 1;
  return isLowSurrogate(line, at) ? at - 1 : at;
}

/** The last end of a word at or before `at`, no earlier than `earliest`. */
function wordEnd(line: string, at: number, earliest: number): number {
  const space = line.lastIndexOf(' ', at);
  if (space >= earliest) return space;
  return isLowSurrogate(line, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
