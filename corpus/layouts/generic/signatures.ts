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
  /** The author it says it answers: `Ann replied to comment from Ivo`, `Ann → Ivo`. */
  readonly answers?: string;
  readonly number?: number;
  /** What lines of the same form have in common. */
  readonly shape: string;
}

/** Longest line that can be a signature, and the most words that may stand beside its time. */
const LIMIT = 160;
const BESIDE = 70;

const SAYS =
  /^(?:(\d{1,5})[.):]?\s+)?([^:]{1,60}?)\s*,?\s+(?:said|says|wrote|writes|commented|schrieb|schreibt|sagte?|meinte?|kommentierte?|a (?:écrit|dit|commenté)|écrit|dit|ha (?:dicho|escrito)|dijo|dice|escribió|comentó)\s*(?:\.\.\.|…|:|,)$/iu;
/** Words around a name and a time, wherever they stand. */
const JOINERS =
  /(?<![\p{L}\p{N}])(?:posted|written|submitted|comment(?:ed)?|reply|replied|permalink|link|report|flag|said|says|wrote|edt|est|pdt|pst|cdt|cst|uhr|schrieb|schreibt|sagte?|meinte?|kommentierte?|a (?:écrit|dit|posté|publié|commenté)|dijo|dice|escribió|comentó|publicó|posté|publié|rédigé|répondre|signaler|geschrieben|verfasst|veröffentlicht|antworten|melden|publicado|escrito|enviado|responder|denunciar)(?![\p{L}\p{N}])/giu;
/** Short words that join a name and a time; inside a name, as in “Ursula von der Leyen”, they are its own. */
const BEFORE_NAME = /^(?:[\s\p{P}\p{S}]*(?<![\p{L}\p{N}])(?:[Bb]y|[Ff]rom|[Vv]on|[Pp]ar|[Pp]or|at|on|le|el|am|um|à|vom)(?![\p{L}\p{N}]))+/u;
const AFTER_NAME = /(?:(?<![\p{L}\p{N}])(?:by|from|von|par|por|at|on|le|el|am|um|à|vom|en|del?|du|a las)(?![\p{L}\p{N}])[\s\p{P}\p{S}]*)+$/iu;

/** A name, words that say it answers, and the name it answers. */
export const ANSWERS =
  /^(.{1,60}?)\s*(?:[→➔➜➝]|(?<= )(?:(?:replied|replying|replies|responded) to(?: (?:a |the )?comment (?:from|by))?|in (?:reply|response) to|en réponse à|(?:a répondu|répond) à|als antwort auf|antwortete?(?: auf)?|en respuesta a|(?:responde|respondió) a))\s*(.{1,60})$/iu;

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
  const beside = before.slice(numbered?.[0].length ?? 0);
  const answered = ANSWERS.exec(beside.trim());
  const answers = answered?.[2] === undefined ? undefined : nameIn(answered[2]);
  const author = nameIn(answers === undefined ? beside : (answered?.[1] ?? '')) ?? nameIn(after);
  const form = found.relative ? 'ago' : found.time.text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9');
  const shape = `${form}|${nameIn(before) === undefined ? 0 : 1}${nameIn(after) === undefined ? 0 : 1}`;
  return {
    at,
    kind: 'time',
    time: found.time,
    ...(author === undefined ? {} : { author }),
    ...(answers === undefined ? {} : { answers }),
    ...(numbered?.[1] === undefined ? {} : { number: Number(numbered[1]) }),
    shape,
  };
}

const SHORT_JOINERS = /(?<![\p{L}\p{N}])(?:by|at|on|from|le|um|am|von|par)(?![\p{L}\p{N}])/giu;

/** Words beside a time that make it part of a sentence rather than a signature. */
function looksLikeProse(before: string, after: string): boolean {
  const words = `${before} ${after}`
    .replace(JOINERS, ' ')
    .replace(SHORT_JOINERS, ' ')
    .split(/[^\p{L}'’]+/u)
    .filter((word) => /^\p{Ll}{2,}$/u.test(word));
  return words.length > 4 || (endsSentence(after) && after.trim().length > 12);
}

/** A name left when times and joining words are gone. */
function nameIn(text: string): string | undefined {
  const name = text
    .replace(JOINERS, ' ')
    .replace(/\((?:#?\d+)\)|#\d+/g, ' ')
    .replace(BEFORE_NAME, ' ')
    .replace(AFTER_NAME, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s|:,;•·–—@-]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}|\p{N}{3}/u.test(name) && name.length <= 60 ? name : undefined;
}
