/** Sets of documents, one bit each. */
import type { Bits } from './engine.ts';

/** None of `count` documents. */
export function noBits(count: number): Bits {
  return new Uint32Array((count + 31) >>> 5);
}

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function setBit(bits: Bits, at: number): void {
  const word = at >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (at & 31));
}

/** Sets the half-open range. */
export function setRange(bits: Bits, from: number, to: number): void {
  if (from >= to) return;
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  const head = 0xffffffff << (from & 31);
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
  if (first === last) {
    bits[first] = (bits[first] ?? 0) | (head & tail);
    return;
  }
  bits[first] = (bits[first] ?? 0) | head;
  for (let at = first + 1; at < last; at++) bits[at] = 0xffffffff;
  bits[last] = (bits[last] ?? 0) | tail;
}

/** Takes the half-open range out. */
export function clearRange(bits: Bits, from: number, to: number): void {
  if (from >= to) return;
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  const head = 0xffffffff << (from & 31);
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
  if (first === last) {
    bits[first] = (bits[first] ?? 0) & ~(head & tail);
    return;
  }
  bits[first] = (bits[first] ?? 0) & ~head;
  for (let at = first + 1; at < last; at++) bits[at] = 0;
  bits[last] = (bits[last] ?? 0) & ~tail;
}

/** What is in both. */
export function both(a: Bits, b: Bits): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) made[at] = (a[at] ?? 0) & (b[at] ?? 0);
  return made;
}

/** What is in `a` and not in `b`. */
export function without(a: Bits, b: Bits): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) made[at] = (a[at] ?? 0) & ~(b[at] ?? 0);
  return made;
}

/** Adds all of `more`. */
export function addBits(bits: Bits, more: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (more[at] ?? 0);
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at++) count += ones(bits[at] ?? 0);
  return count;
}

/** How many are in both. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) count += ones((a[at] ?? 0) & (b[at] ?? 0));
  return count;
}

/** How many are in all three. */
export function countThree(a: Bits, b: Bits, c: Bits): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) count += ones((a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0));
  return count;
}

/** How many are in the half-open range. */
export function countRange(bits: Bits, from: number, to: number): number {
  if (from >= to) return 0;
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  const head = 0xffffffff << (from & 31);
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
  if (first === last) return ones((bits[first] ?? 0) & head & tail);
  let count = ones((bits[first] ?? 0) & head) + ones((bits[last] ?? 0) & tail);
  for (let at = first + 1; at < last; at++) count += ones(bits[at] ?? 0);
  return count;
}

/** How many stand before each word of 32; one more entry says how many there are. */
export function ranksOf(bits: Bits): Uint32Array {
  const ranks = new Uint32Array(bits.length + 1);
  let count = 0;
  for (let at = 0; at < bits.length; at++) {
    ranks[at] = count;
    count += ones(bits[at] as number);
  }
  ranks[bits.length] = count;
  return ranks;
}

/** How many stand before `at`, which may be the end; `ranks` are those of the bits. */
export function rankOf(bits: Bits, ranks: Uint32Array, at: number): number {
  const word = at >>> 5;
  return (ranks[word] as number) + ones((bits[word] ?? 0) & ~(0xffffffff << (at & 31)));
}

/** All of them, ascending. */
export function listOf(bits: Bits): Uint32Array<ArrayBuffer> {
  const list = new Uint32Array(countBits(bits));
  let next = 0;
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at] ?? 0;
    const base = at << 5;
    while (word !== 0) {
      const low = word & -word;
      list[next++] = base + 31 - Math.clz32(low);
      word ^= low;
    }
  }
  return list;
}
