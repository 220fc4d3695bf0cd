/**
 * Where a comment's own words stand in its whole text. Its own words are posted once, in `Body`, where they count by themselves; `Whole` has the rest of the
 * whole text, what is quoted and what stands above, each word where it stands among all. The table says by turns how many words of the rest come next and how
 * many own ones; what comes after the last own word is not in it. Comments whose own words come first, all in one run, are not in it either.
 */
import { type Lengths, LengthsWalk } from './lengths.ts';

/**
 * The runs of own words in a whole text, and the words of the rest moved to the beginning of `whole`; undefined, with nothing changed, where own words are not
 * all there in their order. Any way to find them is right; it goes from the end, for what is quoted comes first most often.
 */
export function takeOutOwn(whole: Uint32Array, own: Uint32Array): { readonly runs: Uint32Array; readonly rest: number } | undefined {
  let [at, left] = [whole.length, own.length];
  const reversed: number[] = [];
  while (left > 0) {
    const to = at;
    while (at > 0 && whole[at - 1] !== own[left - 1]) at--;
    if (reversed.length > 0) reversed.push(to - at);
    const last = at;
    while (at > 0 && left > 0 && whole[at - 1] === own[left - 1]) {
      at--;
      left--;
    }
    if (last === at) return undefined;
    reversed.push(last - at);
  }
  if (own.length > 0) reversed.push(at);
  const runs = Uint32Array.from(reversed.reverse());
  let rest = 0;
  let from = 0;
  for (let index = 0; index < runs.length; index += 2) {
    const to = from + (runs[index] as number);
    whole.copyWithin(rest, from, to);
    rest += to - from;
    from = to + (runs[index + 1] as number);
  }
  whole.copyWithin(rest, from);
  return { runs, rest: rest + whole.length - from };
}

/** Whether runs say nothing that is not so where there are none. */
export function isPlain(runs: Uint32Array): boolean {
  return runs.length === 0 || (runs.length === 2 && runs[0] === 0);
}

/** From own words to where they stand in the whole text, one document after the other. */
export class OwnRuns {
  readonly #runs: Lengths;
  readonly #walk: LengthsWalk;

  constructor(runs: Lengths) {
    this.#runs = runs;
    this.#walk = new LengthsWalk(runs);
  }

  /** Puts where the first `count` own words, `positions`, ascending, stand into `into`; false, with nothing done, where that is the same. Documents never fall from call to call. */
  place(document: number, positions: Uint32Array, count: number, into: Uint32Array): boolean {
    const at = this.#walk.find(document);
    if (at < 0) return false;
    const { offsets, lengths } = this.#runs;
    const end = offsets[at + 1] as number;
    let run = offsets[at] as number;
    /** Words of the rest before the run; where the run ends among own words. */
    let before = lengths[run] as number;
    let to = lengths[run + 1] as number;
    for (let index = 0; index < count; index++) {
      const position = positions[index] as number;
      while (position >= to && run + 2 < end) {
        run += 2;
        before += lengths[run] as number;
        to += lengths[run + 1] as number;
      }
      into[index] = position + before;
    }
    return true;
  }
}
