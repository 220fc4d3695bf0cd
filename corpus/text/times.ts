import type { StatedTime } from '../records.ts';

const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const SHORT_MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec';
/** Month names of French, German and Spanish that English does not share, by month. */
const OTHER_MONTHS: readonly string[] = [
  'janvier|januar|enero|jänner',
  'février|fevrier|februar|febrero',
  'mars|märz|marzo',
  'avril|abril',
  'mai|mayo',
  'juin|juni|junio',
  'juillet|juli|julio',
  'août|aout|agosto',
  'septembre|septiembre',
  'octobre|oktober|octubre',
  'novembre|noviembre',
  'décembre|decembre|dezember|diciembre',
];
const MONTH = `(?:${MONTHS}|${OTHER_MONTHS.join('|')}|${SHORT_MONTHS})\\.?`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?';
const DAY = '(?:[0-3]?\\d)(?:st|nd|rd|th|er|\\.)?';
const CLOCK = '(?:[0-2]?\\d[:.h][0-5]\\d(?::[0-5]\\d)?)(?: ?[ap]\\.?m\\b\\.?)?(?: ?uhr)?';
const ZONE = '(?: ?\\(?(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T|Z)\\b\\)?)?';
const JOIN = '(?:,? ?(?:at|um|à|a las|[-–—@·|,]) ?| )';

const DATE = [
  `(?:${MONTH}) ${DAY}(?:,? (?:19|20)\\d\\d)?`,
  `${DAY} (?:de |of )?(?:${MONTH}),?(?: (?:de )?(?:19|20)\\d\\d)?`,
  '(?:19|20)\\d\\d-[01]?\\d-[0-3]?\\d',
  '[0-3]?\\d[/.][0-3]?\\d[/.](?:(?:19|20)\\d\\d|\\d\\d)',
].join('|');

const ABSOLUTE = new RegExp(`(?<![\\p{N}$£€])(?:(?<!\\p{L})|(?=\\p{N}))${WEEKDAY}(?:${DATE})(?![\\p{N}])(?:${JOIN}(${CLOCK})${ZONE})?(?!\\p{L})`, 'iu');
const CLOCK_FIRST = new RegExp(`(?<![\\p{L}\\p{N}])(${CLOCK})${ZONE},? (?:on )?${WEEKDAY}(?:${DATE})(?!\\p{L}|\\p{N})`, 'iu');
const RELATIVE =
  /(?<![\p{L}\p{N}])(?:(?:about |over )?(?:\d{1,3}|an?|one) (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|(?:il y a|vor|hace) \d{1,3} \p{L}+|(?:yesterday|today) at \d{1,2}:\d\d ?(?:[ap]m)?)(?!\p{L})/iu;

/** Longest line a time is looked for in. */
const LIMIT = 240;

/** A time found in a line; `from` and `to` are UTF-16 offsets of the line, half-open. */
export interface FoundTime {
  readonly from: number;
  readonly to: number;
  readonly time: StatedTime;
  /** It states a time of day, or is relative to one. */
  readonly exact: boolean;
}

/** The first time a short line states: `July 7, 2012 at 12:27 am`, `24TH JULY 2012 - 15:48`, `2012-11-09 17:18`, `9 Minutes ago`. */
export function findTime(line: string): FoundTime | undefined {
  if (line.length > LIMIT || !/\d| ago|\ban? /.test(line)) return undefined;
  const found = ABSOLUTE.exec(line);
  const clock = CLOCK_FIRST.exec(line);
  const match = clock && (!found || clock.index < found.index) ? clock : found;
  if (match) {
    const at = isoOf(match[0]);
    const text = match[0].trim();
    return {
      from: match.index,
      to: match.index + match[0].length,
      time: at === undefined ? { text } : { text, at },
      exact: match[1] !== undefined,
    };
  }
  const relative = RELATIVE.exec(line);
  if (!relative) return undefined;
  return { from: relative.index, to: relative.index + relative[0].length, time: { text: relative[0] }, exact: true };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** 1 to 12, for a month's name or its English abbreviation. */
function monthOf(name: string): number | undefined {
  const word = name.toLowerCase();
  const english = MONTHS.split('|').findIndex((month) => month === word || (word.length <= 4 && word.length >= 3 && month.startsWith(word)));
  const found = english >= 0 ? english : OTHER_MONTHS.findIndex((names) => names.split('|').includes(word));
  return found >= 0 ? found + 1 : undefined;
}

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

/**
 * ISO 8601 of a stated date, with the time of day and the offset as far as they are stated. Undefined without a year, where day and month
 * cannot be told apart (`11.05.12`), and for impossible dates.
 */
export function isoOf(text: string): string | undefined {
  const date = dateOf(text);
  if (!date) return undefined;
  const { year, month, day } = date;
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const iso = `${year}-${two(month)}-${two(day)}`;
  const clock = /(?<!\d[./])\b([0-2]?\d)[:.h]([0-5]\d)(?::([0-5]\d))?(?![./\d]) ?(?:([ap])\.?m)?/i.exec(text.replace(date.text, ' '));
  if (!clock) return iso;
  let hour = Number(clock[1]);
  if (clock[4]) hour = (hour % 12) + (clock[4].toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23) return iso;
  const zone = /\b(GMT|UTC|BST|CES?T|[ECMP][SD]T|Z)\b/.exec(text)?.[1];
  return `${iso}T${two(hour)}:${clock[2]}${clock[3] ? `:${clock[3]}` : ''}${zone ? (OFFSETS[zone] ?? '') : ''}`;
}

function dateOf(text: string): { year: number; month: number; day: number; text: string } | undefined {
  const iso = /\b((?:19|20)\d\d)-([01]?\d)-([0-3]?\d)\b/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), text: iso[0] };
  const named = /(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?(\p{L}{3,10})\.?,?(?: de)? ((?:19|20)\d\d)/iu.exec(text);
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
  if (first > 12) return { year, month: second, day: first, text: digits[0] };
  if (second > 12 || first === second) return { year, month: first, day: second, text: digits[0] };
  return undefined;
}

const UNITS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^(?:se[ck]|sek)/, 1],
  [/^min/, 60],
  [/^(?:h|stunde)/, 3600],
  [/^(?:day|jour|tag|d[ií]a)/, 86_400],
  [/^(?:week|semaine|woche|semana)/, 7 * 86_400],
];

/**
 * A relative time (“9 Minutes ago”) with the moment it stands for, as far as its unit is fine: minutes for hours and less, the day for days and
 * weeks. Months and years stay as they are, and so does a time that is absolute. `capturedAt` is ISO 8601, UTC.
 */
export function resolveTime(time: StatedTime, capturedAt: string): StatedTime {
  if (time.at !== undefined) return time;
  const match =
    /^(?:about |over )?(\d{1,3}|an?|one) (\p{L}+) ago$/iu.exec(time.text.trim()) ?? /^(?:il y a|vor|hace) (\d{1,3}) (\p{L}+)$/iu.exec(time.text.trim());
  const captured = Date.parse(capturedAt);
  if (!match || Number.isNaN(captured)) return time;
  const count = /^\d/.test(match[1] ?? '') ? Number(match[1]) : 1;
  const seconds = UNITS.find(([unit]) => unit.test((match[2] ?? '').toLowerCase()))?.[1];
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
