import type { StatedTime } from '../records.ts';
import { AGO, MONTH, monthOf, RELATIVE, secondsOf, WEEKDAY, YEARED_MONTH } from './time-words.ts';

const DAY = '(?:[0-3]?\\d)(?:st|nd|rd|th|er|\\.)?';
const CLOCK =
  '(?:[0-2]?\\d(?:[:.]| ?h ?)[0-5]\\d(?::[0-5]\\d)?(?: ?min\\b)?|[0-2]?\\d ?(?:uhr|h)(?![\\p{L}\\p{N}]))(?: ?[ap]\\.? ?m\\b\\.?)?(?: ?(?:uhr|hrs?|horas|h)(?!\\p{L})\\.?)?';
const ZONE = '(?: ?\\(?(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T|Z)\\b\\)?)?';
const JOIN = '(?:,? ?(?:at|um|à|a las?|en|[-–—@·•|,]) ?| )';
const YEAR = '(?:19|20)\\d\\d';

const DATE = [
  `(?:${MONTH}) ${DAY}(?:,? ${YEAR})?`,
  `${DAY} (?:de |of )?(?:${MONTH}),?(?: (?:del? )?${YEAR})?`,
  `${DAY} (?:de )?(?:${YEARED_MONTH}),? (?:del? )?${YEAR}`,
  `${YEAR}-[01]?\\d-[0-3]?\\d`,
  `[0-3]?\\d[/.][0-3]?\\d[/.](?:${YEAR}|\\d\\d)`,
].join('|');

const ABSOLUTE = new RegExp(`(?<![\\p{N}$£€])(?:(?<!\\p{L})|(?=\\p{N}))${WEEKDAY}(?:${DATE})(?![\\p{N}])(?:${JOIN}(${CLOCK})${ZONE})?(?!\\p{L})`, 'iu');
const CLOCK_FIRST = new RegExp(`(?<![\\p{L}\\p{N}])(${CLOCK})${ZONE}(?:,| [|·•-])? (?:(?:on|am|le|el|du|del) )?${WEEKDAY}(?:${DATE})(?!\\p{L}|\\p{N})`, 'iu');
const TOLD = new RegExp(`(?<![\\p{L}\\p{N}])(?:${RELATIVE})(?!\\p{L})`, 'iu');
/** What a relative time has, where it has no figure. */
const WITHOUT_FIGURES = / ago\b|just now|il y a |instant|vor eine|vor (?:weni|eini)gen|hace (?:un|poc)|ahora mismo/i;

/** Longest line a time is looked for in. */
const LIMIT = 240;

/** A time found in a line; `from` and `to` are UTF-16 offsets of the line, half-open. */
export interface FoundTime {
  readonly from: number;
  readonly to: number;
  readonly time: StatedTime;
  /** It states a time of day, or is relative to one. */
  readonly exact: boolean;
  /** It is told from now: `9 Minutes ago`. */
  readonly relative?: true;
}

/**
 * The first time a short line states, in English, French, German or Spanish: `July 7, 2012 at 12:27 am`, `24TH JULY 2012 - 15:48`, `3 septembre 2013 à
 * 14h05`, `03.09.2013, 14:05 Uhr`, `2012-11-09 17:18`, `9 Minutes ago`.
 */
export function findTime(line: string): FoundTime | undefined {
  if (line.length > LIMIT || !(/\d/.test(line) || WITHOUT_FIGURES.test(line))) return undefined;
  const plain = withPlainBlanks(line);
  const found = ABSOLUTE.exec(plain);
  const clock = CLOCK_FIRST.exec(plain);
  const match = clock && (!found || clock.index < found.index) ? clock : found;
  if (match) {
    const at = isoOf(match[0]);
    const to = match.index + match[0].length;
    const text = line.slice(match.index, to).trim();
    return { from: match.index, to, time: at === undefined ? { text } : { text, at }, exact: match[1] !== undefined };
  }
  const relative = TOLD.exec(plain);
  if (!relative) return undefined;
  const to = relative.index + relative[0].length;
  return { from: relative.index, to, time: { text: line.slice(relative.index, to) }, exact: true, relative: true };
}

/** No-break and thin spaces as plain ones: French sets them between figures and signs. */
const withPlainBlanks = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

const two = (n: number): string => String(n).padStart(2, '0');

/** Offsets of the zone names that state one; names such as ET or PT, which change with the season, do not. */
const OFFSETS: Readonly<Record<string, string>> = {
  GMT: '+00:00',
  UTC: '+00:00',
  Z: '+00:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

/** Words beside figures that only languages write which put the day before the month. */
const DAY_FIRST = /\buhr\b|\d ?h ?[0-5]\d|(?<!\p{L})(?:à|um|a las)(?!\p{L})/iu;

/**
 * ISO 8601 of a stated date, with the time of day and the offset as far as they are stated. Undefined without a year, where day and month
 * cannot be told apart (`11.05.12`), and for impossible dates. `dayFirst` tells them apart: the text is in a language that writes the day first.
 */
export function isoOf(text: string, dayFirst = false): string | undefined {
  const date = dateOf(text, dayFirst || DAY_FIRST.test(text));
  if (!date) return undefined;
  const { year, month, day } = date;
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const iso = `${year}-${two(month)}-${two(day)}`;
  const clock = /(?<!\d[./])\b([0-2]?\d)(?:[:.]| ?h ?)([0-5]\d)(?::([0-5]\d))?(?![./\d]) ?(?:([ap])\.? ?m)?/i.exec(text.replace(date.text, ' '));
  if (!clock) return iso;
  let hour = Number(clock[1]);
  if (clock[4]) hour = (hour % 12) + (clock[4].toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23) return iso;
  const zone = /\b(GMT|UTC|BST|CES?T|[ECMP][SD]T|Z)\b/.exec(text)?.[1];
  return `${iso}T${two(hour)}:${clock[2]}${clock[3] ? `:${clock[3]}` : ''}${zone ? (OFFSETS[zone] ?? '') : ''}`;
}

function dateOf(text: string, dayFirst: boolean): { year: number; month: number; day: number; text: string } | undefined {
  const iso = /\b((?:19|20)\d\d)-([01]?\d)-([0-3]?\d)\b/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), text: iso[0] };
  const named = /(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?(\p{L}{3,10})\.?,?(?: del?)? ((?:19|20)\d\d)/iu.exec(text);
  if (named) {
    const month = monthOf(named[2] ?? '');
    if (month !== undefined) return { year: Number(named[3]), month, day: Number(named[1]), text: named[0] };
  }
  const american = /(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)/iu.exec(text);
  if (american) {
    const month = monthOf(american[1] ?? '');
    if (month !== undefined) return { year: Number(american[3]), month, day: Number(american[2]), text: american[0] };
  }
  const digits = /\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)?\d\d)\b/.exec(text);
  if (!digits) return undefined;
  const [first, second] = [Number(digits[1]), Number(digits[2])];
  const year = Number(digits[3]) + ((digits[3] ?? '').length === 2 ? 2000 : 0);
  if (first > 12 || (dayFirst && second <= 12)) return { year, month: second, day: first, text: digits[0] };
  if (second > 12 || first === second) return { year, month: first, day: second, text: digits[0] };
  return undefined;
}

/**
 * A relative time (“9 Minutes ago”) with the moment it stands for, as far as its unit is fine: minutes for hours and less, the day for days and
 * weeks. Months and years stay as they are, and so does a time that is absolute. `capturedAt` is ISO 8601, UTC.
 */
export function resolveTime(time: StatedTime, capturedAt: string): StatedTime {
  if (time.at !== undefined) return time;
  const told = withPlainBlanks(time.text).trim();
  const match = AGO.map((form) => form.exec(told)).find((found) => found !== null);
  const captured = Date.parse(capturedAt);
  if (!match || Number.isNaN(captured)) return time;
  const count = /^\d/.test(match[1] ?? '') ? Number(match[1]) : 1;
  const seconds = secondsOf(match[2] ?? '');
  if (seconds === undefined) return time;
  const iso = new Date(captured - count * seconds * 1000).toISOString();
  return { ...time, at: seconds < 86_400 ? `${iso.slice(0, 16)}Z` : iso.slice(0, 10) };
}

/**
 * ISO 8601 of a time as programs write it: ISO itself, seconds or milliseconds since 1970, the dates of mail and HTTP (`Sat, 23 May 2009 09:15:34 GMT`,
 * `… +0200`); else what `isoOf` reads of it.
 */
export function machineTime(text: string): string | undefined {
  const written = text.trim();
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i.exec(written);
  if (iso) {
    const [, day = '', clock, zone] = iso;
    if (Number.isNaN(Date.parse(day))) return undefined;
    return clock === undefined ? day : `${day}T${clock}${zone === undefined ? '' : offsetOf(zone)}`;
  }
  if (/^\d{10}(?:\d{3})?$/.test(written)) return new Date(Number(written) * (written.length === 10 ? 1000 : 1)).toISOString().replace('.000Z', 'Z');
  const at = isoOf(written);
  const offset = /:\d\d ([+-]\d\d:?\d\d)\b/.exec(written)?.[1];
  return at !== undefined && offset !== undefined && /T[\d:]+$/.test(at) ? `${at}${offsetOf(offset)}` : at;
}

/** `+0200` → `+02:00`, `GMT` → `Z`. */
function offsetOf(zone: string): string {
  return /^[+-]/.test(zone) ? zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2') : 'Z';
}
