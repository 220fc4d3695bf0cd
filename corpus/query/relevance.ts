/**
 * How well a document answers a query: BM25 over the words that are looked for, added up term by term in the query's order, so that whoever computes it gets
 * the very same number. Articles and comments are ranked apart, each kind with its own counts.
 */
import { fieldOf } from './evaluate.ts';
import { type NearTerm, type Query, termsOf, type WordTerm } from './query.ts';
import { isWordTerm } from './words.ts';

/** How fast more occurrences count for less, and how much long documents are held against. */
const K1 = 1.2;
const B = 0.75;

/**
 * The terms that rank: those that are not negated, each once; the words of publishers and notes do not. What is looked for as it is written ranks as its
 * folded words. Occurrences of a `near` are those of its left side that have one of its right side near.
 */
export function rankedTerms({ root }: Query): (WordTerm | NearTerm)[] {
  const byKey = new Map<string, WordTerm | NearTerm>();
  for (const { term, negated } of termsOf(root)) {
    if (negated || !(term.type === 'near' || isWordTerm(term))) continue;
    const field = fieldOf(term);
    if (field === 'publisher' || field === 'note') continue;
    const key = foldedKey(term);
    if (!byKey.has(key)) byKey.set(key, term);
  }
  return [...byKey.values()];
}

/** Equal for terms that occur at the same places once case and accents do not count. */
export function foldedKey(term: WordTerm | NearTerm): string {
  const part = (one: WordTerm): string => {
    if (one.type === 'prefix') return JSON.stringify([one.prefix, '*']);
    return JSON.stringify(one.type === 'word' ? [one.word] : one.words);
  };
  return `${fieldOf(term) ?? ''}:${term.type === 'near' ? `${part(term.left)} ${term.between} ${part(term.right)}` : part(term)}`;
}

/** What is known of all articles, or of all comments. */
export interface RankedKind {
  readonly documents: number;
  /** Words of the fields that are searched by default, of all of them together. */
  readonly words: number;
}

/** What a term, which `having` documents of a kind have, counts for in one of them with a single occurrence, before its length is looked at. */
export function rarityOf({ documents }: RankedKind, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** A term's part of the score of a document with so many occurrences of it and so many words, where documents of its kind have so many on average. */
export function scoreOf(rarity: number, average: number, occurrences: number, length: number): number {
  return (rarity * (occurrences * (K1 + 1))) / (occurrences + K1 * (1 - B + (B * length) / average));
}
