import type { StatedTime } from '../../records.ts';
import { findTime } from '../../text/times.ts';
import { bulletText, endsSentence, type Line } from '../lines.ts';

/**
 * A line that signs a comment: it states a time (`Ann July 7, 2012 at 12:27 am`, `Posted by: Ann | …`, a time alone) or says who speaks
 * (`Ann says:`).
 */
export interface Signature {
  /** Index of the line. */
  readonly at: number;
  readonly kind: 'time' | 'says';
  readonly time?: StatedTime;
  readonly author?: string;
  readonly number?: number;
  /** What lines of the same form have in common. */
  readonly shape: string;
}

/** Longest line that can be a signature, and the most words that may stand beside its time. */
const LIMIT = 160;
const BESIDE = 70;

const SAYS = /^(?:(\d{1,5})[.):]?\s+)?([^:]{1,60}?)\s*,?\s+(?:said|says|wrote|writes|schrieb|sagt|a écrit|dit|dijo|dice)\s*(?:\.\.\.|…|:|,)$/iu;
/** Words around a name and a time. */
const JOINERS =
  /(?<![\p{L}\p{N}])(?:posted|written|submitted|comment(?:ed)?|reply|replied|permalink|link|report|flag|by|at|on|from|said|says|wrote|le|um|am|von|par|edt|est|pdt|pst|cdt|cst|uhr)(?![\p{L}\p{N}])/giu;

/** The signature a line is, or undefined. */
export function signatureAt(line: Line, at: number): Signature | undefined {
  const { text } = line;
  if (text.length > LIMIT || (bulletText(line) !== undefined && !/^\d/.test(text))) return undefined;
  const says = SAYS.exec(text);
  if (says?.[2] !== undefined && says[2].split(/\s+/).length <= 6) {
    return { at, kind: 'says', author: says[2].trim(), ...(says[1] === undefined ? {} : { number: Number(says[1]) }), shape: 'says' };
  }
  const found = findTime(text);
  if (!found) return undefined;
  const before = text.slice(0, found.from);
  const after = text.slice(found.to);
  if (before.length > BESIDE || after.length > BESIDE || /[.!?] +\p{Lu}?\p{Ll}+ \p{Ll}/u.test(before) || looksLikeProse(before, after)) return undefined;
  const numbered = /^\s*#?(\d{1,5})(?:[.):]|\s+(?=\p{L})|\s*-\s)/u.exec(before);
  const author = nameIn(before.slice(numbered?.[0].length ?? 0)) ?? nameIn(after);
  const shape = `${found.time.text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9')}|${nameIn(before) === undefined ? 0 : 1}${nameIn(after) === undefined ? 0 : 1}`;
  return {
    at,
    kind: 'time',
    time: found.time,
    ...(author === undefined ? {} : { author }),
    ...(numbered?.[1] === undefined ? {} : { number: Number(numbered[1]) }),
    shape,
  };
}

/** Words beside a time that make it part of a sentence rather than a signature. */
function looksLikeProse(before: string, after: string): boolean {
  const words = `${before} ${after}`
    .replace(JOINERS, ' ')
    .split(/[^\p{L}'’]+/u)
    .filter((word) => /^\p{Ll}{2,}$/u.test(word));
  return words.length > 4 || (endsSentence(after) && after.trim().length > 12);
}

/** A name left when times and joining words are gone. */
function nameIn(text: string): string | undefined {
  const name = text
    .replace(JOINERS, ' ')
    .replace(/\((?:#?\d+)\)|#\d+/g, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s|:,;•·–—@-]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}|\p{N}{3}/u.test(name) && name.length <= 60 ? name : undefined;
}

/** Whether a line can be an author's name on its own. */
export function isNameLine(line: Line | undefined): line is Line {
  return (
    line !== undefined &&
    line.text.length <= 60 &&
    line.text.split(/\s+/).length <= 7 &&
    !(endsSentence(line.text) && line.text.length > 25) &&
    !/[:;]$/.test(line.text)
  );
}

/** A heading over comments: `Comments (12)`, `12 Responses to “…”`, `Kommentare`, `3 commentaires`. */
const COMMENTS_HEAD =
  /^(?:(?:all |reader |readers['’] |user |view |leser)?(?:comments?|responses|replies|kommentare?|commentaires?|comentarios?|réactions?|reactions|discussion)(?: ?\(?\d[\d,.]*\)?)?|\d[\d,.]* (?:reader |user )?(?:comments?|responses?|replies|thoughts?|kommentare?|commentaires?|comentarios?|réactions?)(?: (?:so far|to|on|zu|à|en|a)\b.{0,150})?|!@#\$%\^&\*\(\)\s*comments) ?:?$/i;

export function isCommentsHead(line: Line): boolean {
  return line.text.length <= 200 && COMMENTS_HEAD.test(line.text);
}

/** How many comments a head states. */
export function statedIn(head: string): number | undefined {
  const digits = /\d[\d,.]*/.exec(head)?.[0].replace(/[,.]/g, '');
  return digits && digits.length < 8 ? Number(digits) : undefined;
}

/** Buttons around a comment. */
const BUTTON =
  /^(?:\[?\s*)?(?:reply(?: to this(?: comment)?)?|report(?: (?:abuse|comment|this comment))?|like|unlike|permalink|share|flag(?: as inappropriate)?|quote|link|parent|log in to reply|antworten|répondre|responder|melden|recommend(?:ed)?(?: \(?\d+\)?)?|\d+ likes?|\d+ repl(?:y|ies) beneath your current threshold\.?)(?:\s*\]?)$/i;

export function isButton(line: Line): boolean {
  return line.text.length <= 60 && BUTTON.test(line.text);
}
