/** Bytes as segments hold them: numbers of variable length, strings, checksums. */
import { CuttingsError } from '../../../corpus/errors.ts';

/** A file that cannot be what was written; its kind is `index-damaged`. */
export class DamagedSegment extends CuttingsError {
  constructor(
    /** Name of the file. */
    readonly segment: string,
    what: string,
  ) {
    super('index-damaged', `The file “${segment}” of the search index is damaged: ${what}.`);
  }
}

/** What is said of a file that cannot be what was written. */
export function damaged(name: string, what: string): DamagedSegment {
  return new DamagedSegment(name, what);
}

/** Bytes that grow as they are written. */
export class ByteWriter {
  bytes = new Uint8Array(4096);
  length = 0;

  /** Makes room for `count` bytes more. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** A whole number from 0 to 2⁵³ − 1, seven bits a byte, the lowest first; all bytes but the last have their highest bit set. */
  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) this.bytes[this.length++] = (rest % 128) | 128;
    for (; rest > 127; rest >>>= 7) this.bytes[this.length++] = (rest & 127) | 128;
    this.bytes[this.length++] = rest;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.bytes[this.length++] = value & 255;
    this.bytes[this.length++] = (value >>> 8) & 255;
    this.bytes[this.length++] = (value >>> 16) & 255;
    this.bytes[this.length++] = value >>> 24;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written, as it lies here; a copy is `taken`. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

/** Reads numbers of variable length one after the other; beyond the end it reads zeros, and `at` tells. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  varint(): number {
    let byte = this.bytes[this.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * scale;
    }
    return value;
  }
}

/**
 * Bytes of a word, by its UTF-16 units: 1 to 3 bytes each, as UTF-8 would write a character of that number. Their order is that of the strings, beginnings
 * of words are beginnings of bytes, and half a surrogate pair is kept as it is. Gives how many bytes were written; `into` must have room for 3 a unit.
 */
export function writeUnits(word: string, into: Uint8Array, from: number): number {
  let at = from;
  for (let index = 0; index < word.length; index++) {
    const unit = word.charCodeAt(index);
    if (unit < 0x80) into[at++] = unit;
    else if (unit < 0x800) {
      into[at++] = 0xc0 | (unit >> 6);
      into[at++] = 0x80 | (unit & 63);
    } else {
      into[at++] = 0xe0 | (unit >> 12);
      into[at++] = 0x80 | ((unit >> 6) & 63);
      into[at++] = 0x80 | (unit & 63);
    }
  }
  return at - from;
}

/** What `writeUnits` wrote, from byte `from` to byte `to`. */
export function readUnits(bytes: Uint8Array, from: number, to: number): string {
  let word = '';
  for (let at = from; at < to; ) {
    const byte = bytes[at++] ?? 0;
    if (byte < 0x80) word += String.fromCharCode(byte);
    else if (byte < 0xe0) word += String.fromCharCode(((byte & 31) << 6) | ((bytes[at++] ?? 0) & 63));
    else {
      const middle = (bytes[at++] ?? 0) & 63;
      word += String.fromCharCode(((byte & 15) << 12) | (middle << 6) | ((bytes[at++] ?? 0) & 63));
    }
  }
  return word;
}

/** Less than 0, 0 or more than 0, as the bytes from `from` to `to` stand before, at or after others: that is how two strings stand by their UTF-8. */
export function compareBytes(bytes: Uint8Array, from: number, to: number, other: Uint8Array): number {
  return compareRanges(bytes, from, to, other, 0, other.length);
}

/** The same of two ranges. */
export function compareRanges(bytes: Uint8Array, from: number, to: number, other: Uint8Array, otherFrom: number, otherTo: number): number {
  const [length, otherLength] = [to - from, otherTo - otherFrom];
  const most = Math.min(length, otherLength);
  for (let index = 0; index < most; index++) {
    const difference = (bytes[from + index] as number) - (other[otherFrom + index] as number);
    if (difference !== 0) return difference;
  }
  return length - otherLength;
}

/** Four bytes at a time; another value of any one of them gives another sum for certain. Bytes whose place in memory is no multiple of four are copied first. */
export function checksum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  let sum = 0x811c9dc5 ^ aligned.length;
  for (let index = 0; index < words.length; index++) {
    sum = Math.imul(sum ^ (words[index] as number), 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  for (let at = words.length * 4; at < aligned.length; at++) {
    sum = Math.imul(sum ^ (aligned[at] as number), 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}
