/** Hits as they are kept: as bytes, tens of thousands of short strings take many times as much. */
import type { TargetId } from '../../../corpus/records.ts';
import type { ConcordanceRow } from '../client.ts';
import type { FoundHit } from './hits.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Texts of a hit: left, hit, right, and the words it is sorted by. */
const TEXTS = 5;
const LEFT_WORDS = 3;
const RIGHT_WORDS = 4;
/** Numbers of a hit: document, block, number, quotation, from, to; -1 for what is not there. */
const NUMBERS = 6;

export class KeptHits {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #ends: number[] = [];
  readonly #numbers: number[] = [];
  readonly #targets: TargetId[] = [];

  get length(): number {
    return this.#numbers.length / NUMBERS;
  }

  add(target: TargetId, hit: FoundHit): void {
    if (this.#targets.at(-1) !== target) this.#targets.push(target);
    for (const text of [hit.left, hit.hit, hit.right, hit.leftWords, hit.rightWords]) this.#text(text);
    this.#numbers.push(this.#targets.length - 1, hit.block ?? -1, hit.number ?? -1, hit.quote ?? -1, ...hit.at);
  }

  #text(text: string): void {
    const most = this.#length + text.length * 3;
    if (most > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(most, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#ends.push(this.#length);
  }

  #textAt(hit: number, which: number): string {
    const index = hit * TEXTS + which;
    return decoder.decode(this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]));
  }

  row(hit: number): ConcordanceRow {
    const [target = 0, block = -1, number = -1, quote = -1, from = 0, to = 0] = this.#numbers.slice(hit * NUMBERS, (hit + 1) * NUMBERS);
    const id = this.#targets[target];
    if (id === undefined) throw new RangeError(`There is no hit ${hit}.`);
    return {
      target: id,
      ...(block >= 0 && { block }),
      ...(number >= 0 && { number }),
      ...(quote >= 0 && { quote }),
      at: [from, to],
      left: this.#textAt(hit, 0),
      hit: this.#textAt(hit, 1),
      right: this.#textAt(hit, 2),
    };
  }

  /** Hits in order; equals stand as they were added. */
  sorted(by: 'list' | 'left' | 'right'): Uint32Array {
    const order = Uint32Array.from({ length: this.length }, (_, index) => index);
    if (by === 'list') return order;
    const which = by === 'left' ? LEFT_WORDS : RIGHT_WORDS;
    const keys = Array.from(order, (hit) => this.#textAt(hit, which));
    return order.sort((a, b) => compare(keys[a] ?? '', keys[b] ?? '') || a - b);
  }
}

/** A blank stands before all that words are made of, so words are compared one after the other. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
