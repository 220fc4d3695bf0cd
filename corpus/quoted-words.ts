import type { TextRange } from './quotes.ts';
import { foldText } from './text/fold.ts';

/** Where words that were quoted stand: a text, by its index, and a UTF-16 range of it. */
export interface QuotedPlace {
  readonly text: number;
  readonly range: TextRange;
}

/** A text that quotes may come from; words are not looked for inside `except` (sorted, disjoint): there it quotes somebody itself. */
export interface QuotableText {
  readonly text: string;
  readonly except?: readonly TextRange[];
}

/** A quotation, and which texts it may come from. */
export interface LookedFor {
  readonly text: string;
  readonly accepts: (text: number) => boolean;
}

/** Quotes of fewer words are not looked for: everybody says them. */
const FEWEST = 5;
/** Words in the runs that quotes are looked up by: with one word in eight misquoted, four in a row are right somewhere. */
const RUN = 4;
/** Runs are taken from this many words of a quote's longest piece. */
const LOOKED_UP = 32;
/** Quotes that share a run are looked up by it this many times, a quote is compared this often, and this many places of it are kept. */
const ALIKE = 40;
const TRIES = 400;
const PLACES = 20;
/** Words that a cut (“…”) may stand for. */
const CUT = 400;
/** One word in so many may be misquoted. */
const MISQUOTED = 8;

interface Words {
  readonly words: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

interface Sought {
  readonly quote: LookedFor;
  readonly places: QuotedPlace[];
  readonly pieces: readonly (readonly string[])[];
  readonly longest: number;
  tries: number;
}

/**
 * Where each quote stands, in the order of the texts, once per text. Words are compared folded, so marks, accents and case do not count; a cut in the
 * quote may stand for words, and one word in eight may differ, be added or be left out. One pass over all texts, whatever the number of quotes.
 */
export function findQuotes(quotes: readonly LookedFor[], texts: readonly QuotableText[]): (readonly QuotedPlace[])[] {
  const sought = quotes.map(soughtOf);
  const wanted = new Map<string, { sought: Sought; at: number }[]>();
  const vocabulary = new Set<string>();
  for (const one of sought) {
    const piece = one.pieces[one.longest] ?? [];
    for (let at = 0; at + RUN <= Math.min(piece.length, LOOKED_UP); at++) {
      const run = piece.slice(at, at + RUN);
      const list = wanted.get(run.join(' '));
      if (list === undefined) wanted.set(run.join(' '), [{ sought: one, at }]);
      else if (list.length < ALIKE) list.push({ sought: one, at });
      for (const word of run) vocabulary.add(word);
    }
  }
  if (wanted.size === 0) return sought.map(() => []);
  texts.forEach(({ text, except = [] }, index) => {
    const said = wordsOf(text);
    let known = 0;
    for (let i = 0; i < said.words.length; i++) {
      known = vocabulary.has(said.words[i] ?? '') ? known + 1 : 0;
      if (known < RUN) continue;
      const start = i - RUN + 1;
      for (const { sought: one, at } of wanted.get(said.words.slice(start, i + 1).join(' ')) ?? []) {
        if (one.places.length >= PLACES || one.tries >= TRIES || one.places.at(-1)?.text === index || !one.quote.accepts(index)) continue;
        const range = rangeOf(one, at, said, start);
        if (range === undefined) one.tries++;
        else if (!overlapsAny(range, except)) one.places.push({ text: index, range });
      }
    }
  });
  return sought.map(({ places }) => places);
}

function soughtOf(quote: LookedFor): Sought {
  const cut = quote.text.split(/\s*[[(]?\s*(?:…|\.{3,}|â€¦)\s*[\])]?\s*/u);
  const all = cut.map((piece) => wordsOf(piece).words).filter((piece) => piece.length > 0);
  const count = all.reduce((sum, piece) => sum + piece.length, 0);
  const pieces = count < FEWEST ? [] : all;
  const longest = pieces.reduce((best, piece, i) => (piece.length > (pieces[best]?.length ?? 0) ? i : best), 0);
  return { quote, places: [], pieces, longest, tries: 0 };
}

/** The words of a text, folded, and where they stand. Quotation marks that were garbled (`â€™`) are marks, not letters. */
function wordsOf(text: string): Words {
  const words: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const plain = text.includes('â€') ? text.replace(/â€[^\s\p{L}\p{N}]|â€œ/gu, (mark) => ' '.repeat(mark.length)) : text;
  for (const match of plain.matchAll(/[\p{L}\p{N}\p{M}\u00ad]+/gu)) {
    words.push(foldText(match[0]));
    from.push(match.index);
    to.push(match.index + match[0].length);
  }
  return { words, from, to };
}

function overlapsAny(range: TextRange, ranges: readonly TextRange[]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? 0) <= range.from) low = middle + 1;
    else high = middle;
  }
  const next = ranges[low];
  return next !== undefined && next.from < range.to;
}

/** The range of a text that a quote covers, when the words of its longest piece from `at` on stand in the text from `start` on. */
function rangeOf({ pieces, longest }: Sought, at: number, said: Words, start: number): TextRange | undefined {
  const piece = pieces[longest] ?? [];
  const allowed = Math.floor(piece.length / MISQUOTED);
  const after = aligned(piece, at, said.words, start, 1, allowed);
  const before = after && aligned(piece, at - 1, said.words, start - 1, -1, allowed - after.wrong);
  if (!after || !before) return undefined;
  let first = before.reached + 1;
  let last = after.reached - 1;
  for (const later of pieces.slice(longest + 1)) {
    const end = nextPiece(later, said.words, last + 1, 1);
    if (end === undefined) return undefined;
    last = end;
  }
  for (const earlier of pieces.slice(0, longest).reverse()) {
    const begin = nextPiece(earlier, said.words, first - 1, -1);
    if (begin === undefined) return undefined;
    first = begin;
  }
  const from = said.from[first];
  const to = said.to[last];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The far end of a piece's first occurrence from a word on, forwards or backwards, within what a cut may stand for. */
function nextPiece(piece: readonly string[], said: readonly string[], from: number, step: 1 | -1): number | undefined {
  const near = step === 1 ? 0 : piece.length - 1;
  for (let tried = 0, at = from; tried < CUT && at >= 0 && at < said.length; tried++, at += step) {
    if (said[at] !== piece[near]) continue;
    const found = aligned(piece, near, said, at, step, 0);
    if (found) return found.reached - step;
  }
  return undefined;
}

/** Walks a quote and a text together to the quote's end (or start): how many words are wrong, and the first word of the text not reached. */
function aligned(
  quote: readonly string[],
  from: number,
  said: readonly string[],
  start: number,
  step: 1 | -1,
  allowed: number,
): { reached: number; wrong: number } | undefined {
  let wrong = 0;
  let q = from;
  let s = start;
  while (q >= 0 && q < quote.length) {
    if (quote[q] === said[s]) {
      q += step;
      s += step;
      continue;
    }
    if (++wrong > allowed) return undefined;
    const resumes = (dq: number, ds: number): boolean => {
      const next = quote[q + dq * step];
      return next === undefined ? dq === 1 && ds === 1 : next === said[s + ds * step];
    };
    // another word, one added by the quote, or one it leaves out: whichever lets the next words agree
    const added = !resumes(1, 1) && resumes(1, 0);
    const omitted = !resumes(1, 1) && !added && resumes(0, 1);
    if (!omitted) q += step;
    if (!added) s += step;
  }
  return { reached: s, wrong };
}
