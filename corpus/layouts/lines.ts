import { isBlank, trimRange } from '../coverage.ts';

/** A line that is not blank, without the blanks around it. */
export interface Line {
  /** UTF-16 range of the trimmed line in the page's text, half-open. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Columns of blanks before it; a tab counts as 4. */
  readonly indent: number;
  /** Blank lines between it and the line before. */
  readonly gap: number;
}

/** Lines longer than this are prose: no rule for headings, names or times looks at them, so that no pattern runs over megabytes. */
export const SHORT = 400;

/** The lines of a text that are not blank. Line ends are LF, CRLF or CR. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf('\n', start);
    const stop = lf < 0 ? text.length : lf;
    gap = addLines(lines, text, start, stop, gap);
    start = stop + 1;
  }
  return lines;
}

/** Adds what lies between two line feeds: one line, or several when carriage returns stand alone. */
function addLines(lines: Line[], text: string, start: number, stop: number, gapBefore: number): number {
  let gap = gapBefore;
  for (let from = start; from <= stop; ) {
    let to = text.indexOf('\r', from);
    if (to < 0 || to > stop) to = stop;
    const [first, last] = trimRange(text, from, to);
    if (first < last) {
      lines.push({ from: first, to: last, text: text.slice(first, last), indent: indentOf(text, from, first), gap });
      gap = 0;
    } else if (!(to === stop && from === to && from > start)) gap++;
    from = to + 1;
  }
  return gap;
}

function indentOf(text: string, from: number, to: number): number {
  let columns = 0;
  for (let at = from; at < to && isBlank(text.charCodeAt(at)); at++) columns += text.charCodeAt(at) === 9 ? 4 : 1;
  return columns;
}

/** Text of some lines: a blank line between them where the page has one. */
export function textOf(lines: readonly Line[]): string {
  let text = '';
  for (const [i, line] of lines.entries()) text += i === 0 ? line.text : `${line.gap > 0 ? '\n\n' : '\n'}${line.text}`;
  return text;
}

/** `•`, `*`, `-` or `1.` before a list item. */
export const BULLET = /^(?:[•▪◦·*‣–-]|\d{1,3}[.)])\s+(?=\S)/;

/** The text of a list item without its bullet, or undefined when the line is none. */
export function bulletText(line: Line): string | undefined {
  if (line.text.length > 20 * SHORT && !/^[•▪◦·*‣]/.test(line.text.slice(0, 1))) return undefined;
  const match = BULLET.exec(line.text.slice(0, 12));
  return match ? line.text.slice(match[0].length) : undefined;
}

/** Whether a sentence ends here: a stop, perhaps inside closing quotes or brackets. */
export function endsSentence(text: string): boolean {
  return /[.!?…]["”’')\]»]*$/.test(text.slice(-8));
}

/** Number of words parted by spaces, as headings are measured. */
export function spacedWords(text: string): number {
  return text.length > 20 * SHORT ? Number.POSITIVE_INFINITY : text.split(/\s+/).length;
}
