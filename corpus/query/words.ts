/** Finding a query's words in texts: whether they are there, where, and a cut around them. */
import { foldText } from '../text/fold.ts';
import { type Word, wordsOf } from '../text/words.ts';
import type { WordField } from './fields.ts';
import { type NearTerm, type Query, type QueryTerm, termsOf, type WordTerm } from './query.ts';

export function isWordTerm(term: QueryTerm): term is WordTerm {
  return term.type === 'word' || term.type === 'phrase' || term.type === 'prefix' || term.type === 'exact';
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

  get words(): readonly Word[] {
    this.#words ??= wordsOf(this.text);
    return this.#words;
  }

  /** Whether the term occurs. Most texts are ruled out by their folded form, long before they are cut into words. */
  has(term: WordTerm | NearTerm): boolean {
    this.#folded ??= foldText(this.text);
    const folded = this.#folded;
    if (!needlesOf(term).every((needle) => folded.includes(needle))) return false;
    return !occurrences(term, this.text, this.words).next().done;
  }
}

function needlesOf(term: WordTerm | NearTerm): readonly string[] {
  if (term.type === 'near') return [...needlesOf(term.left), ...needlesOf(term.right)];
  if (term.type === 'phrase' || term.type === 'exact') return term.words;
  return [term.type === 'word' ? term.word : term.prefix];
}

/** Indexes of the first and the last word of an occurrence. */
type Occurrence = readonly [first: number, last: number];

function* occurrences(term: WordTerm | NearTerm, text: string, words: readonly Word[]): Generator<Occurrence> {
  if (term.type === 'near') {
    yield* nearOccurrences(term, text, words);
    return;
  }
  for (const [index, word] of words.entries()) {
    if (term.type === 'word' && word.word === term.word) yield [index, index];
    if (term.type === 'prefix' && word.word.startsWith(term.prefix)) yield [index, index];
    if (term.type !== 'phrase' && term.type !== 'exact') continue;
    if (!term.words.every((wanted, offset) => words[index + offset]?.word === wanted)) continue;
    if (term.type === 'phrase' || term.exact.every((wanted, offset) => isWritten(wanted, text, words[index + offset])))
      yield [index, index + term.words.length - 1];
  }
}

function isWritten(wanted: string, text: string, word: Word | undefined): boolean {
  return word !== undefined && text.slice(word.from, word.to).normalize('NFC') === wanted;
}

/** Both words of each pair that is near enough. */
function* nearOccurrences({ left, right, between }: NearTerm, text: string, words: readonly Word[]): Generator<Occurrence> {
  const rights = [...occurrences(right, text, words)];
  if (rights.length === 0) return;
  let from = 0;
  for (const one of occurrences(left, text, words)) {
    // both lists are in order: what ends too far before this one is too far from all that follow
    while (from < rights.length && one[0] - (rights[from] as Occurrence)[1] - 1 > between) from++;
    for (const other of rights.slice(from)) {
      if (other[0] - one[1] - 1 > between) break;
      if (other[0] > one[1] || other[1] < one[0]) yield* [one, other];
    }
  }
}

/** Fields whose words stand in the text of an article or a comment, where they can be shown. */
const SHOWN: ReadonlySet<WordField | undefined> = new Set([undefined, 'headline', 'text', 'own', 'quoted']);

/** Where the query's words lie in a text: UTF-16 ranges, sorted, disjoint. Excluded words are not shown, nor those of authors, publishers and notes. */
export function highlights(query: Query, text: string): TextRange[] {
  const terms = shownTerms(query);
  if (terms.length === 0) return [];
  return hitsOf(terms, text, wordsOf(text)).map(({ from, to }) => ({ from, to }));
}

/** A hit: `first` and `last` are indexes of its words. */
interface Hit extends TextRange {
  readonly first: number;
  readonly last: number;
}

function hitsOf(terms: readonly (WordTerm | NearTerm)[], text: string, words: readonly Word[]): Hit[] {
  const found = terms
    .flatMap((term) => [...occurrences(term, text, words)])
    .map(([first, last]): Hit => ({ from: words[first]?.from ?? 0, to: words[last]?.to ?? 0, first, last }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const merged: Hit[] = [];
  for (const hit of found) {
    const last = merged.at(-1);
    if (last && hit.from < last.to) {
      if (hit.to > last.to) merged[merged.length - 1] = { ...last, to: hit.to, last: hit.last };
    } else merged.push(hit);
  }
  return merged;
}

/** A text with hits, cut into words. */
export interface TextHits {
  readonly words: readonly Word[];
  /** In order, disjoint. */
  readonly hits: readonly Hit[];
}

/** Where a text stands: the headline of an article, another title or heading of it, below; a comment's own words, or words it quotes. */
export type TextPlace = 'headline' | 'heading' | 'body' | 'own' | 'quoted';

/** Fields that look into a place. Quoted words are looked through for what is asked of no field too. */
const LOOKING: Readonly<Record<TextPlace, ReadonlySet<WordField | undefined>>> = {
  headline: new Set([undefined, 'headline']),
  heading: new Set([undefined]),
  body: new Set([undefined, 'text']),
  own: new Set([undefined, 'text', 'own']),
  quoted: new Set([undefined, 'text', 'quoted']),
};

/** Finds the hits of a query in texts of one place; undefined where it asks for no words there. The function gives undefined for a text without any. */
export function hitFinder(query: Query, place: TextPlace): ((text: string) => TextHits | undefined) | undefined {
  const terms = shownTerms(query).filter((term) => LOOKING[place].has(fieldOf(term)));
  if (terms.length === 0) return undefined;
  return (text) => {
    const searched = new SearchedText(text);
    if (!terms.some((term) => searched.has(term))) return undefined;
    return { words: searched.words, hits: hitsOf(terms, text, searched.words) };
  };
}

function shownTerms(query: Query): (WordTerm | NearTerm)[] {
  return [...termsOf(query.root)].flatMap(({ term, negated }) => {
    if (negated || !(term.type === 'near' || isWordTerm(term))) return [];
    return SHOWN.has(fieldOf(term)) ? [term] : [];
  });
}

function fieldOf(term: WordTerm | NearTerm): WordField | undefined {
  return term.type === 'near' ? term.left.field : term.field;
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
 * where there are any; line breaks become spaces. No more than a third of it stands before the word, so that a narrow row that cuts it off shows the word.
 */
export function snippet(query: Query, text: string, width: number): Snippet {
  const line = text.replace(/\s/gu, ' ');
  const hits = highlights(query, text);
  const first = hits[0];
  let from = 0;
  let to = line.length;
  if (line.length > width) {
    const lead = first ? Math.max(0, first.from - Math.floor(width / 3)) : 0;
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
