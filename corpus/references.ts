import { foldText } from './text/fold.ts';

/** A reference to another comment at the start of a text. */
export interface Reference {
  readonly number?: number;
  readonly author?: string;
  /** UTF-16 offset after the reference: where its quote or the writer's own words begin, blanks not skipped. */
  readonly to: number;
  /** The form announces a quotation: `12. Ann wrote:`. */
  readonly quotes: boolean;
}

/** What is known when a reference is judged. */
export interface ReferenceContext {
  /** The number of the comment being read. */
  readonly number?: number | undefined;
  /** The highest comment number known for the article; 0 when its comments have no numbers. */
  readonly highest: number;
  /** The author of a captured comment, where the page tells it. */
  authorOf(number: number): string | undefined;
  /** The authors of the page's comments, folded. */
  readonly authors: ReadonlySet<string>;
}

/** Longest head that is looked at. */
const HEAD = 200;

const NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}_ .'’&*!~|-]{0,38}?";
const WROTE = new RegExp(
  `^(?:@|re:? ?)?\\s*(?:(?:comment |no\\.? ?)?#?(\\d{1,6})\\s*(?:[.:)-]\\s*|\\s+))?@?(${NAME})[ ,]+(?:wrote|said|says|writes|posted|a écrit|schrieb|escribió|dijo)\\s*(?::|$)[ \\t]*`,
  'iu',
);
const NUMBERED = /^(@\s*|#|re:?\s+#?|comment\s+#?|in reply to (?:comment )?#?|reply to (?:comment )?#?|to\s+#?)?(\d{1,6})(?!\d)(\s*[.):,;-]+|(?=\s|$))[ \t]*/iu;
const REPLY_TO = new RegExp(
  `^(?:in reply to|reply(?:ing)? to|replied to|en réponse à|réponse à|antwort auf|en respuesta a|respuesta a)\\s+@?(${NAME})\\s*(?:[:,]\\s*|$)`,
  'iu',
);
const AT_NAME = new RegExp(`^@\\s*(${NAME})(?:\\s*[,:;]\\s*|\\s+-\\s+|\\s*$)`, 'iu');

/** Words that no author's name of several words has: a line with one is a sentence or a time. */
const NOT_NAMES = new Set(
  'a an are ago and as at by days do for from had has hours i in is it minutes my no not of on or our per people so that the their there they this to was we were will with you your'.split(
    ' ',
  ),
);

/** Whether the rest of a line can be an author's name: a few words, no sentence. */
function isAuthorLike(text: string): boolean {
  const words = text.trim().split(/\s+/);
  if (text.length > 40 || words.length > 4 || !/\p{L}/u.test(text) || /[!?;:,]$|[.]{2,}/.test(text)) return false;
  if (words.length > 1 && /\p{Ll}\.$/u.test(text)) return false;
  return words.length === 1 || !words.some((word) => NOT_NAMES.has(word.toLowerCase()));
}

/**
 * The reference a comment opens with, or undefined: `12.Ann wrote:`, `@12. Ann`, `12. Ann` on its own line, `@12`, `@Ann`, `Ann wrote:`. A number counts only
 * up to the highest known one and never for the comment itself, and bare numbers need an author after them: `5 Minutes ago` and `100 people` are none.
 */
export function referenceAt(text: string, from: number, context: ReferenceContext): Reference | undefined {
  const stop = text.indexOf('\n', from);
  const line = text.slice(from, Math.min(stop < 0 ? text.length : stop, from + HEAD));
  return wroteForm(line, from, context) ?? numberForm(text, line, from, context) ?? nameForm(line, from, context);
}

function plausible(number: number, { number: own, highest }: ReferenceContext): boolean {
  return number >= 1 && number <= highest && number !== own;
}

const knows = ({ authors }: ReferenceContext, name: string): boolean => authors.has(foldText(name.trim()));

function wroteForm(line: string, from: number, context: ReferenceContext): Reference | undefined {
  const match = WROTE.exec(line);
  if (!match) return undefined;
  const author = (match[2] ?? '').trim();
  const to = from + match[0].length;
  if (match[1] !== undefined) {
    const number = Number(match[1]);
    return plausible(number, context) ? { number, author, to, quotes: true } : undefined;
  }
  // Without a number, only a name known here or alone on its line: “Shakespeare wrote: all the world's a stage” is prose.
  const alone = match[0].trimEnd().length === line.trimEnd().length && /wrote/i.test(match[0]) && isAuthorLike(author);
  return knows(context, author) || alone ? { author, to, quotes: true } : undefined;
}

function numberForm(text: string, line: string, from: number, context: ReferenceContext): Reference | undefined {
  const match = NUMBERED.exec(line);
  if (!match) return undefined;
  const number = Number(match[2]);
  if (!plausible(number, context)) return undefined;
  const marked = match[1] !== undefined;
  const dotted = /[.):]/.test(match[3] ?? '');
  const rest = line.slice(match[0].length);
  if (/^[\d%£$€]/.test(rest)) return undefined;
  const known = context.authorOf(number);
  if (known !== undefined && foldText(rest).startsWith(foldText(known)) && !/^[\p{L}\p{N}]/u.test(rest.slice(known.length)) && (marked || dotted)) {
    const after = /^\s*[:,.-]*/.exec(rest.slice(known.length))?.[0].length ?? 0;
    return { number, author: known, to: from + match[0].length + known.length + after, quotes: false };
  }
  if (rest.trim() !== '' && isAuthorLike(rest) && (marked || dotted) && !isListItem(text, from, number, marked) && !(known !== undefined && !marked)) {
    const lineStops = from + line.length >= text.length || text.charAt(from + line.length) === '\n';
    const more = text.slice(from + line.length).trim() !== '';
    if (lineStops && more) return { number, author: rest.trim(), to: from + line.length, quotes: false };
  }
  const clear = marked && /^(?:@|#|re|comment|in reply|reply)/i.test(match[1] ?? '');
  return clear && !/^(?:am|pm|o'clock|per ?cent|years?|days?|hours?|minutes?|million|billion|%)\b/i.test(rest)
    ? { number, to: from + match[0].length, quotes: false }
    : undefined;
}

/** `1. Lower taxes` followed by a line `2. …` is the writer's own list. */
function isListItem(text: string, from: number, number: number, marked: boolean): boolean {
  return !marked && new RegExp(`\\n\\s*${number + 1}\\s*[.):]`).test(text.slice(from, from + 5000));
}

function nameForm(line: string, from: number, context: ReferenceContext): Reference | undefined {
  const reply = REPLY_TO.exec(line);
  if (reply?.[1] !== undefined && knows(context, reply[1])) return { author: reply[1].trim(), to: from + reply[0].length, quotes: false };
  const match = AT_NAME.exec(line);
  const name = match?.[1]?.trim() ?? '';
  if (match && (knows(context, name) || (isAuthorLike(name) && name.split(' ').length <= 3)))
    return { author: name, to: from + match[0].length, quotes: false };
  const token = /^@([\p{L}\p{N}_.-]{2,30})\s/u.exec(line);
  if (token?.[1] !== undefined) return { author: token[1], to: from + token[0].length, quotes: false };
  const called = /^([\p{L}\p{N}_][^:,\n]{1,38})\s*[:,]\s*$/u.exec(line);
  const author = called?.[1]?.trim() ?? '';
  return called && knows(context, author) ? { author, to: from + called[0].length, quotes: false } : undefined;
}
