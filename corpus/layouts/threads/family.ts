import type { StatedTime } from '../../records.ts';
import { findTime } from '../../text/times.ts';
import { bulletText, type Line } from '../lines.ts';

/** The lines that sign one comment, and what they say. Indices of lines, half-open. */
export interface Signed {
  readonly from: number;
  readonly to: number;
  readonly author?: string;
  readonly posted?: StatedTime;
  /** The author it answers. */
  readonly answers?: string;
  readonly rating?: number;
  /** Its first line is the commenter's own, a title for one, and stays in the text. */
  readonly titled?: true;
}

/** How one comment system's comments look as text copied from a browser. */
export interface ThreadFamily {
  readonly id: string;
  /** For people: “Disqus”. */
  readonly name: string;
  /** How its comments are signed, for the import report: an example. */
  readonly example: string;
  /** On which side of its signature a comment's text stands. */
  readonly side: 'below' | 'above';
  /** The signature that begins at a line. */
  readonly signedAt: (lines: readonly Line[], at: number) => Signed | undefined;
  /** Lines only this system writes, each by a name for the report. Without one, or a wide gap above, signatures alone do not make a page one of its. */
  readonly marks: readonly (readonly [name: string, mark: RegExp])[];
  /** Signatures that nothing else looks like need no mark. */
  readonly unmistakable?: true;
  /** The head over its comments, where it has words of its own. */
  readonly head?: RegExp;
  /** Buttons, counters and labels around its comments, whole lines. */
  readonly tools: RegExp;
  /** The votes a line of tools tells. */
  readonly rating?: RegExp;
  /** The author it answers, where a line of its own says so under the signature. */
  readonly answering?: RegExp;
}

/** Longest line that can sign a comment or be a tool. */
export const SIGNED = 160;

/** The time a text is, but for marks and a few words around it. */
export function timeOnly(text: string, beside = 12): StatedTime | undefined {
  if (text.length > 90) return undefined;
  const found = findTime(text);
  const rest = found ? text.slice(0, found.from) + text.slice(found.to) : '';
  return found && rest.replace(/[^\p{L}\p{N}]/gu, '').length <= beside ? found.time : undefined;
}

/** Whether a line can be a commenter's name on its own. */
export function isName(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    line.text.length <= 50 &&
    line.text.split(/\s+/).length <= 5 &&
    /[\p{L}\p{N}]/u.test(line.text) &&
    !/[:;!?]$|[.]{2,}|[”"]$/.test(line.text) &&
    bulletText(line) === undefined
  );
}

/** A figure as sites write it, `1,234` for one. */
export function figure(text: string | undefined): number | undefined {
  const digits = text?.replace(/[,.\s]/g, '').replace('−', '-');
  return digits !== undefined && /^[+-]?\d{1,7}$/.test(digits) ? Number(digits) : undefined;
}

/** Without the fields that are undefined. */
export function signed(fields: { readonly [K in keyof Signed]: Signed[K] | undefined } & { readonly from: number; readonly to: number }): Signed {
  const { from, to, author, posted, answers, rating, titled } = fields;
  return {
    from,
    to,
    ...(author === undefined ? {} : { author }),
    ...(posted === undefined ? {} : { posted }),
    ...(answers === undefined ? {} : { answers }),
    ...(rating === undefined ? {} : { rating }),
    ...(titled === undefined ? {} : { titled }),
  };
}
