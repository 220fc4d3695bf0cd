/** The words of a segment while it is built, by numbers: a hash table of its own, because a map of strings would take most of the time. */
import type { IndexField } from './segment.ts';

/** A word of a field. */
export interface Term {
  readonly field: IndexField;
  readonly word: string;
  readonly number: number;
}

export class Terms {
  count = 0;
  /** Numbers plus one; 0 where a place is free. Never more than half full. */
  #places = new Uint32Array(1 << 12);
  /** Of each word, side by side so that they are fetched at once: its hash, its field, where its units begin, and how many they are. */
  #records = new Uint32Array(4 << 11);
  #units = new Uint16Array(1 << 14);
  #unitsUsed = 0;
  /** The word that is looked for. */
  #word = new Uint16Array(64);

  /** The number of a word. */
  number(field: IndexField, word: string): number {
    if (word.length > this.#word.length) this.#word = new Uint16Array(word.length * 2);
    const units = this.#word;
    let hash = seedOf(field);
    for (let index = 0; index < word.length; index++) {
      const unit = word.charCodeAt(index);
      units[index] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    return this.#numberOf(field, word.length, hash);
  }

  /** The number that a word of one field has in another. */
  numberIn(field: IndexField, number: number): number {
    const from = this.#records[number * 4 + 2] as number;
    const length = this.#records[number * 4 + 3] as number;
    if (length > this.#word.length) this.#word = new Uint16Array(length * 2);
    let hash = seedOf(field);
    for (let index = 0; index < length; index++) {
      const unit = this.#units[from + index] as number;
      this.#word[index] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    return this.#numberOf(field, length, hash);
  }

  /** The number of the word that is units `from` to `to` of a text, all of them ASCII, in lower case. */
  numberOfAscii(field: IndexField, text: Uint16Array, from: number, to: number): number {
    const length = to - from;
    if (length > this.#word.length) this.#word = new Uint16Array(length * 2);
    const units = this.#word;
    let hash = seedOf(field);
    for (let index = 0; index < length; index++) {
      let unit = text[from + index] as number;
      if (unit >= 65 && unit <= 90) unit += 32;
      units[index] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    return this.#numberOf(field, length, hash);
  }

  /** Of the word in `#word`. */
  #numberOf(field: IndexField, length: number, sum: number): number {
    // the last bits of such a sum hang on the last bits of all units: the others are brought down
    const hash = (sum ^ (sum >>> 15)) >>> 0;
    const mask = this.#places.length - 1;
    let place = hash & mask;
    for (let found = this.#places[place] as number; found !== 0; found = this.#places[place] as number) {
      const record = (found - 1) * 4;
      if (this.#records[record] === hash && this.#records[record + 1] === field && this.#is(record, length)) return found - 1;
      place = (place + 1) & mask;
    }
    this.#add(field, length, hash);
    if (this.count * 2 > this.#places.length) this.#settle(new Uint32Array(this.#places.length * 2));
    else this.#places[place] = this.count;
    return this.count - 1;
  }

  #is(record: number, length: number): boolean {
    if (this.#records[record + 3] !== length) return false;
    const start = this.#records[record + 2] as number;
    for (let index = 0; index < length; index++) if (this.#units[start + index] !== this.#word[index]) return false;
    return true;
  }

  #add(field: IndexField, length: number, hash: number): void {
    const record = this.count * 4;
    if (record === this.#records.length) {
      const records = new Uint32Array(record * 2);
      records.set(this.#records);
      this.#records = records;
    }
    const start = this.#unitsUsed;
    this.#unitsUsed += length;
    if (this.#unitsUsed > this.#units.length) {
      const units = new Uint16Array(this.#unitsUsed * 2);
      units.set(this.#units);
      this.#units = units;
    }
    this.#units.set(this.#word.subarray(0, length), start);
    this.#records[record] = hash;
    this.#records[record + 1] = field;
    this.#records[record + 2] = start;
    this.#records[record + 3] = length;
    this.count++;
  }

  /** Gives all words places anew. */
  #settle(places: Uint32Array<ArrayBuffer>): void {
    const mask = places.length - 1;
    for (let number = 0; number < this.count; number++) {
      let place = (this.#records[number * 4] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
    this.#places = places;
  }

  /** All words, by field and word. */
  inOrder(): Term[] {
    const terms = Array.from(
      { length: this.count },
      (_, number): Term => ({ field: this.#records[number * 4 + 1] as IndexField, word: this.#text(number), number }),
    );
    return terms.sort((a, b) => a.field - b.field || (a.word < b.word ? -1 : 1));
  }

  #text(number: number): string {
    const from = this.#records[number * 4 + 2] as number;
    const to = from + (this.#records[number * 4 + 3] as number);
    let text = '';
    // as many at a time as a call can have
    for (let at = from; at < to; at += 4096) text += String.fromCharCode(...this.#units.subarray(at, Math.min(to, at + 4096)));
    return text;
  }
}

function seedOf(field: IndexField): number {
  return Math.imul(field + 1, 0x9e3779b1);
}
