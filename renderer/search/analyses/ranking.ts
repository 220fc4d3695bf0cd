/** Which words tell what is found from the rest of the library. */
import { printQuery } from '../../../corpus/query/printer.ts';
import { wordsOf } from '../../../corpus/text/words.ts';
import type { Keyword } from '../client.ts';
import { likelihood } from './likelihood.ts';

/** A word or two: occurrences in what is found and in the whole library, documents found with it. */
export type Counted = Pick<Keyword, 'words' | 'found' | 'all' | 'documents'>;

/** Words in what is found, and in the rest of the library. */
export interface Totals {
  readonly found: number;
  readonly rest: number;
}

/** What occurs more rarely is chance. */
export const FEWEST = 3;
/** Rows: of what is more frequent in what is found, and of what is rarer. */
const OVER = 200;
const UNDER = 50;

type Ranked = Counted & { readonly likelihood: number };

/** Keeps the best. */
class Best {
  #kept: Ranked[] = [];
  /** A likelihood without sign below which nothing gets in any more. */
  least = 0;

  constructor(readonly size: number) {}

  add(counted: Counted, likelihood: number): void {
    // most words stop at the first question, and the second takes longer
    if (Math.abs(likelihood) < this.least || !canBeAsked(counted.words)) return;
    this.#kept.push({ ...counted, likelihood });
    if (this.#kept.length >= this.size * 4) this.sorted();
  }

  sorted(): readonly Ranked[] {
    this.#kept.sort((a, b) => Math.abs(b.likelihood) - Math.abs(a.likelihood) || (a.words < b.words ? -1 : 1));
    this.#kept = this.#kept.slice(0, this.size);
    if (this.#kept.length === this.size) this.least = Math.abs(this.#kept.at(-1)?.likelihood ?? 0);
    return this.#kept;
  }
}

/** Ranks what it is given, one word after the other, and passes by what no query can ask for: the 200 most telling that are more frequent in what is found, the 50 most telling that are rarer. */
export class Ranking {
  readonly #over = new Best(OVER);
  readonly #under = new Best(UNDER);

  constructor(readonly totals: Totals) {}

  /** Whether a word that is not in what is found, and occurs at most so often in the library, can be among the rows. */
  couldBeMissing(atMost: number): boolean {
    return atMost >= FEWEST && Math.abs(likelihood(0, this.totals.found, atMost, this.totals.rest)) >= this.#under.least;
  }

  /** Whether a word that occurs at most so often in the library can be among the rows: nothing tells more than to be all here, or all elsewhere. */
  couldRank(atMost: number): boolean {
    const here = Math.min(atMost, this.totals.found);
    return this.couldBeMissing(atMost) || likelihood(here, this.totals.found, 0, this.totals.rest) >= this.#over.least;
  }

  add(counted: Counted): void {
    const { found, all } = counted;
    if (all < FEWEST) return;
    const value = likelihood(found, this.totals.found, all - found, this.totals.rest);
    if (value > 0 && found >= FEWEST) this.#over.add(counted, value);
    else if (value < 0) this.#under.add(counted, value);
  }

  /** Likeliest first, what is rarest in what is found last. */
  rows(): Keyword[] {
    return [...this.#over.sorted(), ...[...this.#under.sorted()].reverse()].map((row) => ({ ...row, condition: conditionOf(row.words) }));
  }
}

/** Whether a query for these words, folded and parted by blanks, looks for just these. */
export function canBeAsked(words: string): boolean {
  return (
    wordsOf(words)
      .map(({ word }) => word)
      .join(' ') === words
  );
}

/** Always in quotes: a word may look like an operator or a field. */
function conditionOf(words: string): string {
  const printed = printQuery({ root: { type: 'term', term: { type: 'phrase', words: words.split(' '), text: words }, at: { from: 0, to: 0 } } });
  return printed.startsWith('"') ? printed : `"${printed}"`;
}
