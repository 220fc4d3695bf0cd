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
  #hashes = new Uint32Array(1 << 11);
  #fields = new Uint8Array(1 << 11);
  /** Where the units of each word begin; one more says where the last one's end. */
  #starts = new Uint32Array((1 << 11) + 1);
  #units = new Uint16Array(1 << 14);
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

  /** The number of the word that is a text's units `from` to `to`, all of them ASCII, in lower case. */
  numberOfAscii(field: IndexField, text: string, from: number, to: number): number {
    const length = to - from;
    if (length > this.#word.length) this.#word = new Uint16Array(length * 2);
    const units = this.#word;
    let hash = seedOf(field);
    for (let index = 0; index < length; index++) {
      let unit = text.charCodeAt(from + index);
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
      if (this.#hashes[found - 1] === hash && this.#fields[found - 1] === field && this.#is(found - 1, length)) return found - 1;
      place = (place + 1) & mask;
    }
    this.#add(field, length, hash);
    if (this.count * 2 > this.#places.length) this.#settle(new Uint32Array(this.#places.length * 2));
    else this.#places[place] = this.count;
    return this.count - 1;
  }

  #is(number: number, length: number): boolean {
    const start = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - start !== length) return false;
    for (let index = 0; index < length; index++) if (this.#units[start + index] !== this.#word[index]) return false;
    return true;
  }

  #add(field: IndexField, length: number, hash: number): void {
    const number = this.count;
    if (number === this.#hashes.length) this.#grow();
    const start = this.#starts[number] as number;
    const end = start + length;
    if (end > this.#units.length) {
      const units = new Uint16Array(end * 2);
      units.set(this.#units);
      this.#units = units;
    }
    this.#units.set(this.#word.subarray(0, length), start);
    this.#starts[number + 1] = end;
    this.#hashes[number] = hash;
    this.#fields[number] = field;
    this.count++;
  }

  #grow(): void {
    const size = this.#hashes.length * 2;
    const [hashes, fields, starts] = [new Uint32Array(size), new Uint8Array(size), new Uint32Array(size + 1)];
    hashes.set(this.#hashes);
    fields.set(this.#fields);
    starts.set(this.#starts);
    [this.#hashes, this.#fields, this.#starts] = [hashes, fields, starts];
  }

  /** Gives all words places anew. */
  #settle(places: Uint32Array<ArrayBuffer>): void {
    const mask = places.length - 1;
    for (let number = 0; number < this.count; number++) {
      let place = (this.#hashes[number] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
    this.#places = places;
  }

  /** All words, by field and word. */
  inOrder(): Term[] {
    const terms = Array.from({ length: this.count }, (_, number): Term => ({ field: this.#fields[number] as IndexField, word: this.#text(number), number }));
    return terms.sort((a, b) => a.field - b.field || (a.word < b.word ? -1 : 1));
  }

  #text(number: number): string {
    const [from, to] = [this.#starts[number] as number, this.#starts[number + 1] as number];
    let text = '';
    // as many at a time as a call can have
    for (let at = from; at < to; at += 4096) text += String.fromCharCode(...this.#units.subarray(at, Math.min(to, at + 4096)));
    return text;
  }
}

function seedOf(field: IndexField): number {
  return Math.imul(field + 1, 0x9e3779b1);
}
