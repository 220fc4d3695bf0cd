import { foldText } from './text/fold.ts';

/** A UTF-16 range, half-open. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

const OPENING = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
  ["'", "'"],
]);

/** Fewer quoted words than this are a figure of speech, not a quotation, unless they stand alone on their line. */
const FEW_WORDS = 5;

/** The words of a text, folded, parted by single spaces: texts that say the same are equal in it. */
export function plainWords(text: string): string {
  return (foldText(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}

/** Where the paragraph that begins at `from` ends (before the blank line). */
export function paragraphEnd(text: string, from: number): number {
  const end = text.indexOf('\n\n', from);
  return end < 0 ? text.length : end;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The first place at or after `from` that is not blank. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

const isWordAt = (text: string, at: number): boolean => at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text.charAt(at));

/**
 * Where the quotation mark opened at `open` closes, as the offset after the closing mark. A mark between two letters is an apostrophe; a
 * straight mark after a blank opens another quotation inside, one before a blank or the end closes.
 */
function closingMark(text: string, open: number): number | undefined {
  const opener = text.charAt(open);
  const closer = OPENING.get(opener);
  if (closer === undefined) return undefined;
  let depth = 1;
  for (let at = open + 1; at < text.length; at++) {
    const mark = text.charAt(at);
    if (mark !== closer && mark !== opener) continue;
    const inWord = isWordAt(text, at - 1) && isWordAt(text, at + 1);
    if (inWord) continue;
    const before = text.charAt(at - 1);
    const opens = opener === closer ? /[\s([]/.test(before) && /\S/.test(text.charAt(at + 1)) : mark === opener;
    depth += opens ? 1 : -1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/**
 * The quoted passage that begins at `from`: inside quotation marks (to the end of the paragraph when they never close and more follows), or
 * lines marked `>`. Undefined when the words there are the writer's own, as in: “Progress” is a strange word for it.
 */
export function quoteAt(text: string, from: number): TextRange | undefined {
  if (text.charAt(from) === '>') {
    let to = from;
    for (let at = from; text.charAt(at) === '>'; at = skipBlank(text, to)) to = lineEnd(text, at);
    return { from, to };
  }
  if (!OPENING.has(text.charAt(from))) return undefined;
  const single = text.charAt(from) === "'" || text.charAt(from) === '‘';
  const closed = closingMark(text, from);
  if (closed !== undefined) {
    const alone = closed === lineEnd(text, from) || /^[.,!?]?\s*$/.test(text.slice(closed, lineEnd(text, closed)));
    const words = text.slice(from, closed).split(/\s+/).length;
    const rest = skipBlank(text, closed) < text.length;
    if (alone && rest && words > 1) return { from, to: closed };
    return words >= FEW_WORDS && rest && !continuesSentence(text, closed) ? { from, to: closed } : undefined;
  }
  const end = paragraphEnd(text, from);
  return !single && end < text.length ? { from, to: end } : undefined;
}

/** Whether the writer's sentence runs on after a quotation: “we are all in it together” is what they said. */
function continuesSentence(text: string, closed: number): boolean {
  const ended = /[.!?…]["”’»']$/.test(text.slice(Math.max(0, closed - 3), closed));
  return !ended && /^[,;]?\s*\p{Ll}/u.test(text.slice(closed, closed + 6)) && !text.slice(closed, skipBlank(text, closed)).includes('\n');
}

/** The opening paragraphs end with a closing mark that nothing opened: the site cut the head of a quotation. The range runs from the text's start. */
export function quoteWithoutOpening(text: string): TextRange | undefined {
  let start = 0;
  for (let paragraph = 0; paragraph < 3 && start < text.length; paragraph++) {
    const end = paragraphEnd(text, start);
    const last = text.charAt(end - 1);
    if (end >= text.length) return undefined;
    const before = text.slice(0, end);
    const straight = before.split('"').length - 1;
    if (last === '"' && straight % 2 === 1) return { from: 0, to: end };
    if (last === '”' && before.split('”').length > before.split('“').length) return { from: 0, to: end };
    if (straight > 0) return undefined;
    start = skipBlank(text, end);
  }
  return undefined;
}

/** Lines from `from` on that stand word for word in what the parent said, given as `plainWords`. */
export function quoteOfParent(text: string, from: number, saidByParent: string): TextRange | undefined {
  const said = ` ${saidByParent} `;
  let to = from;
  for (let at = from; at < text.length; at = skipBlank(text, to)) {
    const end = lineEnd(text, at);
    const words = plainWords(text.slice(at, end));
    if (words === '' || (to === from && words.split(' ').length < 3) || !said.includes(` ${words} `)) break;
    to = end;
  }
  return to > from ? { from, to } : undefined;
}

/** Whole paragraphs in quotation marks after `from`. */
export function quotedParagraphs(text: string, from: number): TextRange[] {
  const found: TextRange[] = [];
  for (let start = skipBlank(text, from); start < text.length; ) {
    const end = paragraphEnd(text, start);
    const opener = text.charAt(start);
    if (opener === '"' || opener === '“' || opener === '«') {
      const paragraph = text.slice(start, end).trimEnd();
      const closed = closingMark(paragraph, 0);
      if (closed === paragraph.length && paragraph.split(/\s+/).length >= FEW_WORDS) found.push({ from: start, to: start + closed });
    }
    start = skipBlank(text, end);
  }
  return found;
}

/** The text without some ranges (sorted, disjoint): what is left is trimmed at the cuts and joined by the line break that stood there, or a space. */
export function withoutRanges(text: string, ranges: readonly TextRange[]): string {
  let own = '';
  let done = 0;
  const add = (to: number): void => {
    const piece = text.slice(done, to);
    const trimmed = piece.trim();
    if (trimmed === '') return;
    if (own !== '')
      own += /\n\s*\n/.test(text.slice(Math.max(0, done - 2), done) + piece.slice(0, piece.length - piece.trimStart().length))
        ? '\n\n'
        : piece.startsWith('\n')
          ? '\n'
          : ' ';
    own += trimmed;
  };
  for (const range of ranges) {
    add(range.from);
    done = range.to;
  }
  add(text.length);
  return own;
}
