import type { StatedTime } from '../../records.ts';
import { isoOf } from '../../text/times.ts';
import { bulletText, endsSentence, type Line, spacedWords } from '../lines.ts';
import type { PageBuilder } from '../page-builder.ts';
import * as phrase from './phrases.ts';

export interface Head {
  readonly headline?: string;
  readonly byline?: string;
  readonly updated?: StatedTime;
  /** Index of the first line after the head. */
  readonly next: number;
}

/** The time of `… Last updated at …`, or undefined when the line is none. */
export function lastUpdated(text: string): StatedTime | undefined {
  if (text.length > 120) return undefined;
  const match = phrase.LAST_UPDATED.exec(text);
  if (match) return withIso(text, `${match[1]} ${match[2]} ${match[3] ?? ''}`);
  const early = phrase.PAGE_LAST_UPDATED.exec(text);
  return early ? withIso(text, `${early[3]} ${early[1]} ${early[2]}`) : undefined;
}

function withIso(text: string, date: string): StatedTime {
  const at = isoOf(date);
  return at === undefined ? { text } : { text, at };
}

export const isByline = (text: string): boolean => text.length <= 160 && phrase.BYLINE.test(text) && !/[.!?]["”’]?$/.test(text);

/** Whether a line can be the headline; without a date beside it the bar is higher, for a capture may begin in mid-body. */
function isHeadline(line: Line, dated: boolean): boolean {
  const { text } = line;
  if (text.length > (dated ? 150 : 90) || spacedWords(text) > (dated ? 25 : 15)) return false;
  if (/(?<!\.)\.["”’]?$|[,;:]$/.test(text) || bulletText(line) !== undefined || isByline(text) || phrase.START_QUOTE.test(text)) return false;
  return !phrase.FURNITURE_LINE.test(text) && !phrase.TAIL.test(text) && !phrase.COMMENTS_HEAD.test(text);
}

/** Furniture lines and link lists from `i` on; gives the index after them. */
export function skipFurniture(lines: readonly Line[], start: number, builder: PageBuilder): number {
  let i = start;
  for (let line = lines[i]; line && line.text.length <= phrase.PHRASE; line = lines[i]) {
    const links = phrase.LINKS_HEAD.test(line.text);
    if (!links && !phrase.FURNITURE_LINE.test(line.text)) break;
    builder.furniture(line);
    i++;
    if (links || /^Continue/.test(line.text)) i = skipBullets(lines, i, builder);
  }
  return i;
}

/** A run of list items, and the deeper indented lines under them, as furniture. */
export function skipBullets(lines: readonly Line[], start: number, builder: PageBuilder): number {
  let i = start;
  for (let line = lines[i]; line && (bulletText(line) !== undefined || (i > start && line.indent >= 4)); line = lines[i]) {
    builder.furniture(line);
    i++;
  }
  return i;
}

/** Reads dateline, headline and byline, in any order, and the navigation around them. */
export function readHead(lines: readonly Line[], builder: PageBuilder): Head {
  const dateAt = lines.slice(0, 120).findIndex((line) => lastUpdated(line.text) !== undefined);
  const navigated = lines.slice(0, 3).some((line) => /^(?:Accessibility links|(?:bbc\.co\.uk|BBC) navigation|Skip to content)$/.test(line.text));
  const head: { headline?: string; byline?: string; updated?: StatedTime } = {};
  let i = 0;
  if (dateAt > 8 && !navigated) {
    // A date so far down is not the page's head.
  } else if (navigated && dateAt >= 0) {
    builder.furniture(...lines.slice(0, dateAt));
    i = dateAt;
  }
  const dated = dateAt >= 0 && (dateAt <= 8 || navigated);
  for (let turns = 0; turns < 12; turns++) {
    i = skipFurniture(lines, i, builder);
    const line = lines[i];
    if (!line) break;
    const updated = head.updated === undefined ? lastUpdated(line.text) : undefined;
    if (updated !== undefined) {
      builder.lines('dateline', [line]);
      head.updated = updated;
    } else if (head.byline === undefined && isByline(line.text)) {
      builder.lines('byline', [line]);
      head.byline = line.text;
      i = skipBullets(lines, i + 1, builder) - 1;
    } else if (head.headline === undefined && isHeadline(line, dated) && (head.updated !== undefined || i < dateAt || !dated)) {
      builder.lines('headline', [line]);
      head.headline = line.text;
    } else break;
    i++;
  }
  return { ...head, next: i };
}

/** Whether a paragraph of running text: a sentence of some length. */
export function isSentence(text: string): boolean {
  return endsSentence(text) && text.length > 60;
}
