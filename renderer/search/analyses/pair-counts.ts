/** Two words that follow each other: read in the texts of what is found, counted exactly by their positions. */
import { wordsOf } from '../../../corpus/text/words.ts';
import type { Evaluated } from '../engine/engine.ts';
import { occurrencesOf } from '../engine/occurrences.ts';
import { likelihood } from './likelihood.ts';
import type { Stretches } from './pause.ts';
import type { Counted, Totals } from './ranking.ts';
import { canBeAsked, FEWEST } from './ranking.ts';
import type { ReadDocument } from './reading.ts';
import { COUNTED_FIELDS, countedParts, countedTexts, type Tally } from './word-counts.ts';

/** Numbers of two words in one: exact up to 2 ** 26 words each. */
const FIRST = 2 ** 26;

/** Pairs counted in texts; words are numbered, so that a million pairs take little. */
export class PairTexts {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #counts: number[] = [];
  readonly #pairs = new Map<number, number>();
  /** Words read. */
  read = 0;

  add(read: ReadDocument): void {
    for (const text of countedTexts(read)) {
      let before = -1;
      for (const { word } of wordsOf(text)) {
        const number = this.#number(word);
        this.#counts[number] = (this.#counts[number] ?? 0) + 1;
        this.read++;
        if (before >= 0) {
          const pair = before * FIRST + number;
          this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
        }
        before = number;
      }
    }
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#words.push(word);
    this.#numbers.set(word, number);
    return number;
  }

  /**
   * Pairs that occur three times or more, most frequent first and equals as they were read first, at most so many; each word with how often it was read. Throws
   * as `rest` does.
   */
  async frequent(most: number, steps: Stretches): Promise<PairRead[]> {
    // most pairs occur once: only the others are taken out, and put where pairs that occur so often are; those that occur more often are few
    const having = Array.from({ length: OFTEN }, (): number[] => []);
    const often: (readonly [pair: number, count: number])[] = [];
    let passed = 0;
    for (const [pair, count] of this.#pairs) {
      if (++passed % PAIRS === 0 && steps.due()) await steps.rest();
      if (count >= OFTEN) often.push([pair, count]);
      else if (count >= FEWEST) having[count]?.push(pair);
    }
    if (steps.due()) await steps.rest();
    const wordAt = (number: number): WordRead => ({ word: this.#words[number] ?? '', read: this.#counts[number] ?? 0 });
    const pairRead = (pair: number, read: number): PairRead => ({ words: [wordAt(Math.floor(pair / FIRST)), wordAt(pair % FIRST)], read });
    often.sort(([, a], [, b]) => b - a);
    const chosen = often.slice(0, most).map(([pair, count]) => pairRead(pair, count));
    for (let count = OFTEN - 1; count >= FEWEST && chosen.length < most; count--)
      for (const pair of (having[count] ?? []).slice(0, most - chosen.length)) chosen.push(pairRead(pair, count));
    return chosen;
  }
}

/** Pairs between two looks at the clock. */
const PAIRS = 4_096;
/** Pairs that occur so often or more are few. */
const OFTEN = 64;

interface WordRead {
  readonly word: string;
  readonly read: number;
}

interface PairRead {
  readonly words: readonly [WordRead, WordRead];
  readonly read: number;
}

/** Pairs that are looked at, of those that were read most often. */
const LOOKED_AT = 20_000;
/** Pairs that are counted exactly: those that are likely to stand out, those that are likely to be rarer, and the most frequent, which no estimate is to lose. */
const LIKELY = 300;
const RARER = 60;
const FREQUENT = 40;

/**
 * The pairs worth counting. How often one stands in the rest of the library is estimated from its words: as often beside each of them as in what was read; the
 * word that makes the pair more telling is believed.
 */
export async function candidates(evaluated: Evaluated, texts: PairTexts, totals: Totals, steps: Stretches): Promise<string[]> {
  const pairs = await texts.frequent(LOOKED_AT, steps);
  const scale = texts.read === 0 ? 1 : totals.found / texts.read;
  const occurrences = new Map<string, number>();
  const parts = countedParts(evaluated.snapshot);
  const allOf = (word: string): number => {
    let all = occurrences.get(word);
    if (all === undefined) {
      all = 0;
      for (const { segment } of parts) for (const field of COUNTED_FIELDS) all += segment.term(field, word)?.occurrences ?? 0;
      occurrences.set(word, all);
    }
    return all;
  };
  const estimated: { readonly words: string; readonly most: number; readonly least: number }[] = [];
  for (const { words, read } of pairs) {
    const here = Math.min(read * scale, totals.found);
    const beside = words.map((one) => {
      const found = one.read * scale;
      return Math.min(totals.rest, (here * Math.max(0, allOf(one.word) - found)) / found);
    });
    const values = beside.map((there) => likelihood(here, totals.found, there, totals.rest));
    estimated.push({ words: `${words[0].word} ${words[1].word}`, most: Math.max(...values), least: Math.min(...values) });
    if (steps.due()) await steps.rest();
  }
  const chosen = new Set(estimated.slice(0, FREQUENT).map(({ words }) => words));
  for (const { words } of [...estimated].sort((a, b) => b.most - a.most).slice(0, LIKELY)) chosen.add(words);
  if (steps.due()) await steps.rest();
  for (const { words, least } of [...estimated].sort((a, b) => a.least - b.least).slice(0, RARER)) if (least < 0) chosen.add(words);
  return [...chosen].filter(canBeAsked);
}

/** Documents between two looks at the clock. */
const DOCUMENTS = 512;

/** Counts a pair by positions, in what is found and in the whole library. */
export async function countPair(evaluated: Evaluated, tally: Tally, pair: string, steps: Stretches): Promise<Counted> {
  const words = pair.split(' ');
  tally.clear();
  for (const { segment, base } of countedParts(evaluated.snapshot)) {
    for (const field of COUNTED_FIELDS) {
      const occurrences = occurrencesOf(segment, field, { type: 'phrase', words, text: pair });
      const { documents } = occurrences;
      for (let index = 0; index < documents.length; index++) {
        const count = occurrences.move(index);
        if (count > 0) tally.add(base + (documents[index] ?? 0), count, field);
        if (index % DOCUMENTS === DOCUMENTS - 1 && steps.due()) await steps.rest();
      }
      // lists have been unpacked for it, however few documents have both words
      if (steps.due()) await steps.rest();
    }
  }
  return tally.counted(pair);
}
