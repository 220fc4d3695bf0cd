import type { ByteRange, Encoding } from '../records.ts';
import { detectEncoding, stepUtf8 } from './detect.ts';

/** A source's text and the way back to its bytes. Offsets into `text` are UTF-16 code units, half-open. */
export interface DecodedText {
  /** The text, without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  /** Length of the file, its byte order mark included. */
  readonly byteLength: number;
  /** Places where bytes could not be decoded and U+FFFD stands in `text`. */
  readonly undecodable: number;
  /**
   * Byte offset of a UTF-16 offset of `text`. Between the two units of a surrogate pair it is where the character begins.
   * Logarithmic or better; throws `RangeError` outside 0…text.length.
   */
  byteAt(utf16: number): number;
  /** Bytes of a UTF-16 range. A `to` inside a surrogate pair takes the whole character. */
  bytesOf(from: number, to: number): ByteRange;
  /** The way back: the UTF-16 offset of the character that a byte belongs to; 0 inside a byte order mark, text.length at the end. Throws `RangeError` outside 0…byteLength. */
  utf16At(byte: number): number;
}

type Mapping = (offset: number) => number;

/** Decodes a file; see `detectEncoding` for how its encoding is found. Never throws: what cannot be decoded becomes U+FFFD. */
export function decode(bytes: Uint8Array): DecodedText {
  const { encoding, bom } = detectEncoding(bytes);
  const body = bom === 0 ? bytes : bytes.subarray(bom);
  if (encoding === 'utf-8') return decodeUtf8(body, bom);
  if (encoding === 'windows-1252') {
    return decoded(
      fromUnits((i) => unitOf1252(body[i] ?? 0), body.length),
      encoding,
      0,
      bytes.length,
      { byteAt: (at) => at, utf16At: (at) => at },
    );
  }
  return decodeUtf16(body, encoding, bom);
}

function decoded(text: string, encoding: Encoding, undecodable: number, byteLength: number, ways: { byteAt: Mapping; utf16At: Mapping }): DecodedText {
  const checked: Mapping = (utf16) => {
    if (!(utf16 >= 0 && utf16 <= text.length)) throw new RangeError(`offset ${utf16} is outside a text of ${text.length} UTF-16 units`);
    return utf16 === text.length ? byteLength : ways.byteAt(utf16);
  };
  const bytesOf = (from: number, to: number): ByteRange => [checked(from), checked(splitsPair(text, to) ? to + 1 : to)];
  const utf16At: Mapping = (byte) => {
    if (!(byte >= 0 && byte <= byteLength)) throw new RangeError(`byte ${byte} is outside a file of ${byteLength} bytes`);
    return byte === byteLength ? text.length : ways.utf16At(byte);
  };
  return { text, encoding, byteLength, undecodable, byteAt: checked, bytesOf, utf16At };
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1));
}

/** A checkpoint every so many UTF-16 units. */
const STRIDE = 128;

function decodeUtf8(body: Uint8Array, bom: number): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const byteLength = bom + body.length;
  // Every unit came from one byte: ASCII, or single broken bytes that became one U+FFFD each.
  const trivial = text.length === body.length;
  // checkpoint k: the last character boundary at or before unit k·STRIDE
  const units = new Float64Array(trivial ? 0 : Math.floor(text.length / STRIDE) + 1);
  const places = new Float64Array(units.length);
  let unit = 0;
  let next = STRIDE;
  let undecodable = 0;
  for (let at = 0; at < body.length; ) {
    if ((body[at] ?? 0) < 0x80) {
      at++;
      unit++;
    } else {
      const step = stepUtf8(body, at);
      if (step < 0) undecodable++;
      at += step < 0 ? -step : step;
      unit += step === 4 ? 2 : 1;
    }
    if (!trivial && unit >= next) {
      const exact = unit === next;
      units[next / STRIDE] = exact ? unit : unit - 2;
      places[next / STRIDE] = exact ? at : at - 4;
      next += STRIDE;
    }
  }
  let lastUnit = 0;
  let lastPlace = 0;
  const byteAt: Mapping = trivial
    ? (utf16) => bom + utf16
    : (utf16) => {
        const checkpoint = Math.floor(utf16 / STRIDE);
        // Offsets are mostly asked for in order: go on from the last answer when it is nearer than the checkpoint.
        const onward = lastUnit <= utf16 && lastUnit >= (units[checkpoint] ?? 0);
        let at = onward ? lastPlace : (places[checkpoint] ?? 0);
        let reached = onward ? lastUnit : (units[checkpoint] ?? 0);
        while (reached < utf16) {
          const step = stepUtf8(body, at);
          const after = reached + (step === 4 ? 2 : 1);
          if (after > utf16) break;
          reached = after;
          at += step < 0 ? -step : step;
        }
        lastUnit = reached;
        lastPlace = at;
        return bom + at;
      };
  const utf16At: Mapping = trivial
    ? (byte) => Math.max(0, byte - bom)
    : (byte) => {
        let low = 0;
        for (let high = places.length - 1; low < high; ) {
          const middle = (low + high + 1) >> 1;
          if ((places[middle] ?? 0) <= byte - bom) low = middle;
          else high = middle - 1;
        }
        let unit = units[low] ?? 0;
        for (let at = places[low] ?? 0; ; ) {
          const step = stepUtf8(body, at);
          at += step < 0 ? -step : step;
          if (at > byte - bom) return unit;
          unit += step === 4 ? 2 : 1;
        }
      };
  return decoded(text, 'utf-8', undecodable, byteLength, { byteAt, utf16At });
}

function decodeUtf16(body: Uint8Array, encoding: 'utf-16le' | 'utf-16be', bom: number): DecodedText {
  const little = encoding === 'utf-16le';
  const whole = body.length >> 1;
  const unitAt = (i: number): number => {
    const first = body[2 * i] ?? 0;
    const second = body[2 * i + 1] ?? 0;
    return little ? first | (second << 8) : (first << 8) | second;
  };
  let undecodable = 0;
  const mended = (i: number): number => {
    const unit = unitAt(i);
    const paired = isHigh(unit) ? i + 1 < whole && isLow(unitAt(i + 1)) : isLow(unit) ? i > 0 && isHigh(unitAt(i - 1)) : true;
    if (!paired) undecodable++;
    return paired ? unit : 0xfffd;
  };
  let text = fromUnits(mended, whole);
  if (body.length % 2 === 1) {
    text += '\ufffd';
    undecodable++;
  }
  const byteAt: Mapping = (utf16) => bom + 2 * (splitsPair(text, utf16) ? utf16 - 1 : utf16);
  const utf16At: Mapping = (byte) => {
    const unit = Math.max(0, byte - bom) >> 1;
    return splitsPair(text, unit) ? unit - 1 : unit;
  };
  return decoded(text, encoding, undecodable, bom + body.length, { byteAt, utf16At });
}

/** A string of `count` units, made in pieces so that no call has too many arguments. */
function fromUnits(unitAt: (i: number) => number, count: number): string {
  const pieces: string[] = [];
  const piece = new Uint16Array(8192);
  for (let from = 0; from < count; from += piece.length) {
    const length = Math.min(piece.length, count - from);
    for (let i = 0; i < length; i++) piece[i] = unitAt(from + i);
    pieces.push(String.fromCharCode(...piece.subarray(0, length)));
  }
  return pieces.join('');
}

/** What windows-1252 has at 0x80…0x9f, by the WHATWG Encoding standard's table: the five undefined bytes are control characters. */
const HIGH_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** The UTF-16 unit of a windows-1252 byte. */
export function unitOf1252(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? HIGH_1252.charCodeAt(byte - 0x80) : byte;
}

/** The windows-1252 byte of a UTF-16 unit, or undefined where that encoding has none. */
export function byteOf1252(unit: number): number | undefined {
  if (unit < 0x80 || (unit >= 0xa0 && unit <= 0xff)) return unit;
  const at = HIGH_1252.indexOf(String.fromCharCode(unit));
  return at < 0 ? undefined : 0x80 + at;
}
