/** A caret in a source's text, and the text between it and where it was set down. Offsets are UTF-16 units of the decoded text. */
import type { ByteRange } from '../../../../corpus/records.ts';
import type { DecodedText } from '../../../../corpus/text/decode.ts';
import type { SourceLines } from '../reading/source-lines.ts';

export interface Cursor {
  /** Where the selection was begun; where nothing is selected, the head. */
  readonly anchor: number;
  readonly head: number;
}

export type Motion = 'left' | 'right' | 'word-left' | 'word-right' | 'up' | 'down' | 'page-up' | 'page-down' | 'line-start' | 'line-end' | 'start' | 'end';

/** The motion that a key of the caret asks for; undefined for any other key. */
export function motionOf({ key, ctrlKey, metaKey }: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean }): Motion | undefined {
  const mod = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowLeft':
      return mod ? 'word-left' : 'left';
    case 'ArrowRight':
      return mod ? 'word-right' : 'right';
    case 'ArrowUp':
      return mod ? undefined : 'up';
    case 'ArrowDown':
      return mod ? undefined : 'down';
    case 'PageUp':
      return 'page-up';
    case 'PageDown':
      return 'page-down';
    case 'Home':
      return mod ? 'start' : 'line-start';
    case 'End':
      return mod ? 'end' : 'line-end';
    default:
      return undefined;
  }
}

type Text = Pick<DecodedText, 'text' | 'byteAt' | 'bytesOf' | 'utf16At' | 'byteLength'>;

/** The line that an offset is on, and where that begins and ends, its line end left out. */
export function lineOf(decoded: Text, lines: SourceLines, at: number): { readonly line: number; readonly from: number; readonly to: number } {
  const line = lines.lineAt(decoded.byteAt(at));
  return { line, ...lineRange(decoded, lines, line) };
}

/** The UTF-16 range of a line's text. */
export function lineRange(decoded: Text, lines: SourceLines, line: number): { readonly from: number; readonly to: number } {
  const from = decoded.utf16At(lines.bytes(line)[0]);
  return { from, to: from + lines.text(line).length };
}

/** Whether a motion goes from line to line, where the column is kept. */
export function isVertical(motion: Motion): boolean {
  return motion === 'up' || motion === 'down' || motion === 'page-up' || motion === 'page-down';
}

/**
 * Where the caret goes; held at both ends of the text. `page` is how many lines a page is, `column` where in its line the caret would be if all were long
 * enough.
 */
export function moved(decoded: Text, lines: SourceLines, head: number, motion: Motion, page: number, column: number): number {
  const { text } = decoded;
  switch (motion) {
    case 'left':
      return Math.max(0, head - (pair(text, head - 2) ? 2 : 1));
    case 'right':
      return Math.min(text.length, head + (pair(text, head) ? 2 : 1));
    case 'word-left':
      return Math.max(0, head - (/\S+\s*$/u.exec(text.slice(Math.max(0, head - FAR), head))?.[0].length ?? FAR));
    case 'word-right':
      return Math.min(text.length, head + (/^\s*\S+/u.exec(text.slice(head, head + FAR))?.[0].length ?? FAR));
    case 'line-start':
      return lineOf(decoded, lines, head).from;
    case 'line-end':
      return lineOf(decoded, lines, head).to;
    case 'start':
      return 0;
    case 'end':
      return text.length;
    case 'up':
      return byLines(decoded, lines, head, -1, column);
    case 'down':
      return byLines(decoded, lines, head, 1, column);
    case 'page-up':
      return byLines(decoded, lines, head, -page, column);
    case 'page-down':
      return byLines(decoded, lines, head, page, column);
  }
}

/** A word longer than this many units is passed in several steps. */
const FAR = 2000;

const pair = (text: string, at: number): boolean => at >= 0 && (text.codePointAt(at) ?? 0) > 0xffff;

/** The same place, so many lines on; from the first line further up it is the text's beginning, from the last further down its end. */
function byLines(decoded: Text, lines: SourceLines, head: number, by: number, column: number): number {
  const here = lineOf(decoded, lines, head);
  const line = Math.min(lines.count - 1, Math.max(0, here.line + by));
  if (line === here.line) return by < 0 ? 0 : decoded.text.length;
  const there = lineRange(decoded, lines, line);
  const at = Math.min(there.to, there.from + column);
  return at > there.from && pair(decoded.text, at - 1) ? at - 1 : at;
}

/** The bytes between anchor and head; undefined where nothing is selected. */
export function bytesOfCursor(decoded: Text, { anchor, head }: Cursor): ByteRange | undefined {
  return anchor === head ? undefined : decoded.bytesOf(Math.min(anchor, head), Math.max(anchor, head));
}
