import { foldText } from './fold.ts';

/** A word of a text: folded, with its UTF-16 range, half-open. */
export interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * The words of a text in order, as Unicode's word boundaries (UAX #29) give them, folded by `foldText`: `don’t` is one word, `e-mail` two,
 * and scripts without spaces are cut by the platform's dictionary.
 */
export function wordsOf(text: string): Word[] {
  const units = plainUnits(text);
  if (units === undefined) return segmentedWords(text);
  const words: Word[] = [];
  plainWords(text, units, (from, to, folded) => {
    words.push({ word: folded ?? text.slice(from, to).toLowerCase(), from, to });
  });
  return words;
}

/**
 * A word's UTF-16 range in the text, half-open, and its folded form. Without one the word is ASCII, its folded form the same in lower case, and `units` are
 * those of the text; they are used again for the next text.
 */
type VisitWord = (from: number, to: number, folded: string | undefined, units: Uint16Array) => void;

/** Calls `visit` with each word that `wordsOf` gives, in order, and makes no objects for most of them. `visit` must not look for words itself. */
export function eachWord(text: string, visit: VisitWord): void {
  const units = plainUnits(text);
  if (units !== undefined) plainWords(text, units, visit);
  else for (const { word, from, to } of segmentedWords(text)) visit(from, to, word, kept);
}

/** `wordsOf` by the platform. */
function segmentedWords(text: string): Word[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push({ word: foldText(segment), from: index, to: index + segment.length });
  }
  return words;
}

const LETTER = 1;
const DIGIT = 2;
const JOIN = 3; // the underscore: joins, and is no word alone

function kindOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return LETTER;
  if (code >= 48 && code <= 57) return DIGIT;
  return code === 95 ? JOIN : 0;
}

/** Kinds of the first 384 units: ASCII and the letters of western and central European languages; the rest of those is left to the platform. */
const PLAIN = 384;
const NOT_PLAIN = 4;
const KINDS = Uint8Array.from({ length: PLAIN }, (_, code) => {
  if (code < 0x80) return kindOf(code);
  // signs that stand for themselves: no letters, no digits, nothing that joins or is passed over
  if (code < 0xc0) return '\u00a0¡¢£¤¥¦§«¬°±¶»¿'.includes(String.fromCharCode(code)) ? 0 : NOT_PLAIN;
  return code === 0xd7 || code === 0xf7 ? 0 : LETTER;
});

/** Typographic signs: dashes, quotes, the ellipsis, the euro. */
function isSign(code: number): boolean {
  return (code >= 0x2012 && code <= 0x2015) || code === 0x2026 || (code >= 0x2018 && code <= 0x201f) || code === 0x20ac || code === 0x2022;
}

/** Units of the text at hand: a letter of a string that was put together of others takes long to get, and each is looked at three times. */
let kept = new Uint16Array(1 << 12);
const MOST_KEPT = 1 << 20;

/**
 * The text's units and a 0, where words can be found by `plainWords`, else undefined. A colon between letters is left to the platform, for its versions differ
 * there.
 */
function plainUnits(text: string): Uint16Array | undefined {
  const length = text.length;
  let units = kept;
  if (length >= units.length) {
    units = new Uint16Array(length * 2 + 1);
    if (length <= MOST_KEPT) kept = units;
  }
  let colon = false;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    units[at] = code;
    if (code < PLAIN) {
      if (KINDS[code] === NOT_PLAIN) return undefined;
      if (code === 58) colon = true;
    } else if (!isSign(code)) return undefined;
  }
  units[length] = 0;
  if (colon) {
    const isLetter = (at: number): boolean => KINDS[units[at] as number] === LETTER;
    for (let at = 1; at < length; at++) if (units[at] === 58 && isLetter(at - 1) && isLetter(at + 1)) return undefined;
  }
  return units;
}

/** The same rules for text of Latin letters, many times faster than the platform's segmenter; a property test holds the two equal. */
function plainWords(text: string, units: Uint16Array, visit: VisitWord): void {
  const length = text.length;
  for (let at = 0; at < length; ) {
    let code = units[at] as number;
    let kind = code < PLAIN ? (KINDS[code] as number) : 0;
    if (kind === 0) {
      at++;
      continue;
    }
    const from = at;
    let wordLike = kind !== JOIN;
    let ascii = code < 0x80;
    for (at++; at < length; at++) {
      code = units[at] as number;
      const here = code < PLAIN ? (KINDS[code] as number) : 0;
      if (here !== 0) {
        kind = here;
        if (here !== JOIN) wordLike = true;
        if (code >= 0x80) ascii = false;
        continue;
      }
      // ' ’ ‘ and . stand between letters and between digits, , and ; between digits
      const apostrophe = code === 0x2019 || code === 0x2018;
      const single = code === 39 || code === 46 || apostrophe;
      if (!single && code !== 44 && code !== 59) break;
      const next = units[at + 1] as number;
      const then = next < PLAIN ? KINDS[next] : 0;
      if (!(single && kind === LETTER && then === LETTER) && !(kind === DIGIT && then === DIGIT)) break;
      if (apostrophe) ascii = false;
    }
    // A single underscore is no word, a run of them is one.
    if (wordLike || at - from > 1) visit(from, at, ascii ? undefined : foldText(text.slice(from, at)), units);
  }
}

/** Letters of scripts written without spaces: each counts as a word. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;

/**
 * How many words a text has, counted in one pass that also holds for texts of many megabytes: runs of letters and digits, an apostrophe
 * or hyphen inside them included; in scripts without spaces, letters.
 */
export function countWords(text: string): number {
  let count = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const kind = kindOf(code);
      if (kind !== 0 && !inside) count++;
      inside = kind !== 0 || (inside && (code === 39 || code === 45 || code === 46));
    } else if (code === 0x2019 || code === 0xad) {
    } else if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x3020) || code >= 0xff00) {
      inside = false;
    } else if (UNSPACED.test(text.charAt(at))) {
      count++;
      inside = false;
    } else {
      if (!inside) count++;
      inside = true;
    }
  }
  return count;
}
