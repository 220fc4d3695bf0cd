import { isBlank, trimRange } from '../coverage.ts';
import type { PageText } from './layout.ts';

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
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  // The next line feed and carriage return are remembered: each is looked for once, however long the text.
  let feed = nextOf(text, '\n', 0);
  let carriage = nextOf(text, '\r', 0);
  for (let start = 0; start < text.length; ) {
    if (feed < start) feed = nextOf(text, '\n', start);
    if (carriage < start) carriage = nextOf(text, '\r', start);
    const stop = Math.min(feed, carriage);
    const [from, to] = trimRange(text, start, stop);
    if (from < to) {
      lines.push({ from, to, text: text.slice(from, to), indent: indentOf(text, start, from), gap });
      gap = 0;
    } else gap++;
    start = carriage < feed && feed === carriage + 1 ? feed + 1 : stop + 1;
  }
  return lines;
}

const known = new WeakMap<PageText, readonly Line[]>();

/** The lines of a page: every layout looks at them, and they are made once. */
export function pageLines(page: PageText): readonly Line[] {
  const lines = known.get(page) ?? linesOf(page.decoded.text);
  known.set(page, lines);
  return lines;
}

function nextOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
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
const BULLET = /^(?:[•▪◦·*‣–-]|\d{1,3}[.)])\s+(?=\S)/;

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
