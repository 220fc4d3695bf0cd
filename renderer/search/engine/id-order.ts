/** Articles of several segments in the order of their ids. */
import type { Segment } from '../index/segment.ts';
import type { Snapshot } from './engine.ts';
import { compareIds } from './titles.ts';

/** Articles of a segment in the order of their ids, while they are taken one by one. */
class IdRun {
  readonly segment: Segment;
  readonly #first: number;
  readonly #order: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #offsets: Uint32Array;
  #at = 0;
  /** How the next one's id begins: its first bytes, but for the letter all have, as one number. */
  beginning: number;

  constructor(segment: Segment, first: number) {
    const { bytes, offsets } = segment.ids().articles;
    this.segment = segment;
    this.#first = first;
    this.#order = segment.idOrder();
    this.#bytes = bytes;
    this.#offsets = offsets;
    this.beginning = this.#begins();
  }

  /** The next one, in its segment and through all of them. */
  get article(): number {
    return this.#order[this.#at] as number;
  }

  get ordinal(): number {
    return this.#first + this.article;
  }

  /** False where there is none any more. */
  go(): boolean {
    this.#at++;
    if (this.#at === this.#order.length) return false;
    this.beginning = this.#begins();
    return true;
  }

  #begins(): number {
    const { article } = this;
    const from = (this.#offsets[article] as number) + 1;
    const end = this.#offsets[article + 1] as number;
    let number = 0;
    // six bytes are what a number holds exactly
    for (let at = from; at < from + 6; at++) number = number * 256 + (at < end ? (this.#bytes[at] as number) : 0);
    return number;
  }
}

/** Ordinals of all articles in the order of their ids: articles are numbered through all segments. */
export function idOrder({ parts }: Snapshot): Uint32Array {
  let runs: IdRun[] = [];
  let first = 0;
  for (const { segment } of parts) {
    if (segment.articles > 0) runs.push(new IdRun(segment, first));
    first += segment.articles;
  }
  const merged = new Uint32Array(first);
  for (let index = 0; index < first; index++) {
    let next = runs[0] as IdRun;
    for (let at = 1; at < runs.length; at++) {
      const run = runs[at] as IdRun;
      const difference = run.beginning - next.beginning || compareIds(run.segment, run.article, next.segment, next.article);
      if (difference < 0) next = run;
    }
    merged[index] = next.ordinal;
    if (!next.go()) runs = runs.filter((run) => run !== next);
  }
  return merged;
}
