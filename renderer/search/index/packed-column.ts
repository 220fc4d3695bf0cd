/**
 * A column of numbers in as few bits as its range needs: times of whole minutes within a year take 20 bits of 64. A number is written as how many steps it is
 * above the least, plus one; 0 is written for a number that is missing. Columns that cannot be written so stay as they are.
 */
import { BLOCK, bitsOf, pack, unpack, unpackedOne } from './packing.ts';

/** Bytes before the packed numbers: the least, the step, and the bits of each; 64 bits: not packed. */
const HEAD = 24;
const RAW = 64;

/** `missing` is what stands for a number that is not known. */
export function packColumn(column: Int32Array | Uint32Array | Float64Array, missing: number): Uint8Array {
  const { least, step, most } = rangeOf(column, missing);
  const width = bitsOf(most);
  const whole = Number.isSafeInteger(least) && Number.isSafeInteger(step) && most < 0xffffffff;
  if (!whole) {
    const bytes = new Uint8Array(HEAD + column.length * 8);
    new Float64Array(bytes.buffer, 0, 3).set([0, 0, RAW]);
    new Float64Array(bytes.buffer, HEAD).set(column);
    return bytes;
  }
  const blocks = Math.ceil(column.length / BLOCK);
  const bytes = new Uint8Array(HEAD + blocks * width * 16);
  new Float64Array(bytes.buffer, 0, 3).set([least, step, width]);
  const words = new Uint32Array(bytes.buffer, HEAD);
  const codes = new Uint32Array(BLOCK);
  for (let block = 0; block < blocks && width > 0; block++) {
    for (let index = 0; index < BLOCK; index++) {
      const value = column[block * BLOCK + index];
      codes[index] = value === undefined || Object.is(value, missing) ? 0 : (value - least) / step + 1;
    }
    pack(codes, width, words, block * width * 4);
  }
  return bytes;
}

/** The least number, the greatest step of which all others are multiples away, and how many steps the last is away, plus one; not whole numbers: no such step. */
function rangeOf(column: Int32Array | Uint32Array | Float64Array, missing: number): { least: number; step: number; most: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    if (Object.is(value, missing)) continue;
    if (!Number.isSafeInteger(value)) return { least: Number.NaN, step: Number.NaN, most: 0 };
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (greatest < least) return { least: 0, step: 1, most: 0 };
  if (!Number.isSafeInteger(greatest - least)) return { least: Number.NaN, step: Number.NaN, most: 0 };
  let step = 0;
  for (const value of column) {
    if (Object.is(value, missing)) continue;
    for (let rest = value - least; rest !== 0; ) [step, rest] = [rest, step % rest];
    if (step === 1) break;
  }
  step ||= 1;
  return { least, step, most: (greatest - least) / step + 1 };
}

/** Fills `column` with what was packed; false where that is not as many. */
export function unpackColumn(bytes: Uint8Array<ArrayBuffer>, column: Int32Array | Uint32Array | Float64Array, missing: number): boolean {
  if (bytes.length < HEAD) return false;
  const [least = 0, step = 0, width = 0] = new Float64Array(bytes.buffer, 0, 3);
  if (width === RAW) {
    if (bytes.length !== HEAD + column.length * 8) return false;
    column.set(new Float64Array(bytes.buffer, HEAD));
    return true;
  }
  const words = new Uint32Array(bytes.buffer, HEAD);
  if (words.length !== Math.ceil(column.length / BLOCK) * width * 4) return false;
  const codes = new Uint32Array(Math.ceil(column.length / BLOCK) * BLOCK);
  for (let from = 0, at = 0; from < column.length; from += BLOCK, at += width * 4) unpack(words, at, width, codes, from);
  if (column instanceof Float64Array) intoFloats(codes, column, least, step, missing);
  else intoIntegers(codes, column, least, step, missing);
  return true;
}

/** Numbers of a column of `length` at some places alone; undefined where that is not as many. */
export function unpackedAt(bytes: Uint8Array<ArrayBuffer>, length: number, places: Uint32Array, missing: number): Float64Array<ArrayBuffer> | undefined {
  if (bytes.length < HEAD) return undefined;
  const found = new Float64Array(places.length);
  const [least = 0, step = 0, width = 0] = new Float64Array(bytes.buffer, 0, 3);
  if (width === RAW) {
    if (bytes.length !== HEAD + length * 8) return undefined;
    const numbers = new Float64Array(bytes.buffer, HEAD);
    for (let index = 0; index < places.length; index++) found[index] = numbers[places[index] as number] as number;
    return found;
  }
  const words = new Uint32Array(bytes.buffer, HEAD);
  if (words.length !== Math.ceil(length / BLOCK) * width * 4) return undefined;
  for (let index = 0; index < places.length; index++) {
    const code = unpackedOne(words, width, places[index] as number);
    found[index] = code === 0 ? missing : least + (code - 1) * step;
  }
  return found;
}

// the same twice: a loop that meets arrays of one kind only is several times as fast
function intoFloats(codes: Uint32Array, column: Float64Array, least: number, step: number, missing: number): void {
  for (let index = 0; index < column.length; index++) {
    const code = codes[index] as number;
    column[index] = code === 0 ? missing : least + (code - 1) * step;
  }
}

function intoIntegers(codes: Uint32Array, column: Int32Array | Uint32Array, least: number, step: number, missing: number): void {
  for (let index = 0; index < column.length; index++) {
    const code = codes[index] as number;
    column[index] = code === 0 ? missing : least + (code - 1) * step;
  }
}
