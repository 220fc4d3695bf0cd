import type { Encoding } from '../records.ts';

/** What the bytes say about their encoding; `bom` is the length of the byte order mark. */
export interface Detected {
  readonly encoding: Encoding;
  readonly bom: 0 | 2 | 3;
}

/** Bytes looked at when guessing; the head of a file tells enough. */
const SAMPLE = 64 * 1024;

const MAGIC: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and what is made of it
  [0x50, 0x4b, 0x05, 0x06], // empty ZIP
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68, 0x39], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xff, 0xfe, 0x00, 0x00], // UTF-32, which is not read
  [0x00, 0x00, 0xfe, 0xff],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** UTF-16 without a byte order mark: the zero bytes of Latin letters, spaces and line ends all stand on the same side. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(bytes.length, SAMPLE) & ~1;
  if (end < 4) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) evenZeros++;
    if (bytes[i + 1] === 0) oddZeros++;
  }
  const [most, least] = evenZeros > oddZeros ? [evenZeros, oddZeros] : [oddZeros, evenZeros];
  if (most < (end / 2) * 0.1 || least > most * 0.02) return undefined;
  const little = oddZeros > evenZeros;
  for (let i = 0; i < end; i += 2) {
    const unit = little ? (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) : ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
    if (isControl(unit)) return undefined;
  }
  return little ? 'utf-16le' : 'utf-16be';
}

/** Control characters that do not stand in text: all of C0 but tab, line ends, form feed, backspace and escape. */
function isControl(code: number): boolean {
  return code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 8 && code !== 0x1b && code !== 0x0b;
}

/** Whether a file is not text: a known signature, or zero and control bytes that no text encoding explains. A stray zero byte in a long text is let through. */
export function isBinary(bytes: Uint8Array): boolean {
  if (MAGIC.some((magic) => startsWith(bytes, magic))) return true;
  if (markOf(bytes) !== undefined || utf16WithoutMark(bytes) !== undefined) return false;
  const end = Math.min(bytes.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < end; i++) if (isControl(bytes[i] ?? 0)) controls++;
  return controls > end * 0.005;
}

function markOf(bytes: Uint8Array): Detected | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', bom: 3 };
  if (startsWith(bytes, [0xff, 0xfe])) return { encoding: 'utf-16le', bom: 2 };
  if (startsWith(bytes, [0xfe, 0xff])) return { encoding: 'utf-16be', bom: 2 };
  return undefined;
}

/**
 * The encoding of a text file: its byte order mark; else UTF-16 by its zero bytes; else UTF-8 when valid, or when more of its multi-byte
 * sequences are valid than broken (a few damaged bytes do not make a file windows-1252); else windows-1252.
 */
export function detectEncoding(bytes: Uint8Array): Detected {
  const marked = markOf(bytes);
  if (marked) return marked;
  const utf16 = utf16WithoutMark(bytes);
  if (utf16) return { encoding: utf16, bom: 0 };
  const { valid, broken } = countSequences(bytes);
  return { encoding: broken > 0 && broken >= valid ? 'windows-1252' : 'utf-8', bom: 0 };
}

/** Multi-byte UTF-8 sequences of the bytes, and errors. */
function countSequences(bytes: Uint8Array): { valid: number; broken: number } {
  let valid = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++;
      continue;
    }
    const step = stepUtf8(bytes, at);
    if (step < 0) broken++;
    else valid++;
    at += Math.abs(step);
  }
  return { valid, broken };
}

/**
 * Length of the UTF-8 sequence at `at`; negative when it is broken, then the length of what one U+FFFD stands for: the longest prefix of a
 * possible sequence, or one byte (the WHATWG Encoding standard's decoder, the Unicode standard's “maximal subpart”).
 */
export function stepUtf8(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  const need = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i <= need; i++) {
    const next = bytes[at + i];
    if (next === undefined || next < low || next > high) return -i;
    low = 0x80;
    high = 0xbf;
  }
  return need + 1;
}
