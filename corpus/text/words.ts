import { foldText, isAscii } from './fold.ts';

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
  return isAscii(text) && !/[A-Za-z]:[A-Za-z]/.test(text) ? asciiWords(text) : segmentedWords(text);
}

/** `wordsOf` by the platform; a colon between letters is left to it, for its versions differ there. */
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

/** The same rules for ASCII text, many times faster than the platform's segmenter; a property test holds the two equal. */
function asciiWords(text: string): Word[] {
  const words: Word[] = [];
  const lower = text.toLowerCase();
  for (let at = 0; at < text.length; ) {
    let kind = kindOf(text.charCodeAt(at));
    if (kind === 0) {
      at++;
      continue;
    }
    const from = at;
    let wordLike = kind !== JOIN;
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const here = kindOf(code);
      if (here !== 0) {
        kind = here;
        if (here !== JOIN) wordLike = true;
        continue;
      }
      const next = kindOf(text.charCodeAt(at + 1));
      const single = code === 39 || code === 46; // ' and . stand between letters and between digits
      const inLetters = single && kind === LETTER && next === LETTER;
      const inDigits = (single || code === 44 || code === 59) && kind === DIGIT && next === DIGIT;
      if (!inLetters && !inDigits) break;
    }
    // A single underscore is no word, a run of them is one.
    if (wordLike || at - from > 1) words.push({ word: lower.slice(from, at), from, to: at });
  }
  return words;
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
