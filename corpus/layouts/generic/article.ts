import type { StatedTime } from '../../records.ts';
import { bulletText, endsSentence, type Line, SHORT, spacedWords, textOf } from '../lines.ts';
import type { PageBuilder } from '../page-builder.ts';
import { isByline, isFurniture } from './phrases.ts';
import { metaOf, type RestOfPage, readTop, statedTimes } from './top.ts';

export interface GenericArticle {
  readonly headline?: string;
  readonly byline?: string;
  readonly published?: StatedTime;
  readonly updated?: StatedTime;
}

/** The same while it is read. */
interface Found {
  headline?: string;
  byline?: string;
  published?: StatedTime;
  updated?: StatedTime;
}

/**
 * Reads lines into blocks: headline first, then byline and date, paragraphs, lists and short headings; all lines are claimed. The rest of
 * the page may tell which line is the headline.
 */
export function readArticle(lines: readonly Line[], builder: PageBuilder, rest: RestOfPage): GenericArticle {
  const found: Found = {};
  const top = readTop(lines, isFurniture, rest);
  /** Bylines and datelines read: the same words again are furniture. */
  const read = new Set<string>();
  let started = false;
  for (let i = 0; i < lines.length; ) {
    const line = lines[i];
    if (!line) break;
    const early = !started && i < top.to;
    const again = early && read.has(line.text);
    if (isFurniture(line) || top.site.has(i) || again) {
      builder.furniture(line);
      i++;
    } else if (early && readMeta(line, builder, found)) {
      read.add(line.text);
      i++;
    } else if (early && i === top.headline) {
      builder.lines('headline', [line]);
      found.headline = line.text;
      i++;
    } else {
      started = true;
      i += takeBlock(lines, i, builder);
    }
  }
  return found;
}

/** A byline or dateline near the top; each is read once. */
function readMeta(line: Line, builder: PageBuilder, found: Found): boolean {
  const meta = metaOf(line);
  const { text } = line;
  if (meta?.byline && found.byline === undefined) {
    builder.lines('byline', [line]);
    const name = meta.found && text.slice(0, meta.found.from).replace(/[\s|,–—•·-]+(?:(?:on|at|le|am|el|veröffentlicht|publié|publicado)\s*)*$/i, '');
    found.byline = name?.trim() || text;
    if (meta.found) addTimes(text, found);
    return true;
  }
  if (!meta?.found || !addTimes(text, found)) return false;
  builder.lines('dateline', [line]);
  const after = text.slice(meta.found.to).replace(/^[\s|,–—-]+/, '');
  if (found.byline === undefined && isByline(after)) found.byline = after;
  return true;
}

/** Takes the times of a line that are not known yet; gives whether there was one. */
function addTimes(text: string, found: Found): boolean {
  const { published, updated } = statedTimes(text);
  let added = false;
  if (published && found.published === undefined) {
    found.published = published;
    added = true;
  }
  if (updated && found.updated === undefined) {
    found.updated = updated;
    added = true;
  }
  return added;
}

/** One block from `i` on; gives how many lines it took. */
function takeBlock(lines: readonly Line[], i: number, builder: PageBuilder): number {
  const line = lines[i];
  if (!line) return 1;
  const item = bulletText(line);
  if (item !== undefined) {
    const more: Line[] = [];
    for (let next = lines[i + 1]; next && next.gap === 0 && next.indent > line.indent && bulletText(next) === undefined; next = lines[i + 1 + more.length])
      more.push(next);
    builder.block('listitem', line.from, (more.at(-1) ?? line).to, textOf([{ ...line, text: item }, ...more]));
    return 1 + more.length;
  }
  const wrapped = wrappedLines(lines, i);
  if (wrapped.length > 1) {
    builder.lines('paragraph', wrapped);
    return wrapped.length;
  }
  const { text } = line;
  const short = text.length <= SHORT && spacedWords(text) <= 8 && !endsSentence(text) && !/[:;,]$/.test(text) && /\p{L}/u.test(text);
  const next = lines[i + 1];
  const heads = short && next !== undefined && (endsSentence(next.text) || next.text.length > 80);
  builder.lines(heads ? 'crosshead' : 'paragraph', [line], { guessed: heads || short });
  return 1;
}

/** Longest wrapped paragraph, in lines: also what one look ahead may cost. */
const WRAPPED = 60;

/** Lines of one paragraph that was wrapped at a fixed width: neighbours without a blank, all but the last near the width and mostly not ending a sentence. */
function wrappedLines(lines: readonly Line[], start: number): Line[] {
  const taken: Line[] = [];
  let width = 0;
  for (let i = start; i < lines.length && taken.length < WRAPPED; i++) {
    const line = lines[i];
    if (!line || line.text.length > 100 || (i > start && (line.gap > 0 || bulletText(line) !== undefined || isFurniture(line)))) break;
    width = Math.max(width, line.text.length);
    taken.push(line);
    if (line.text.length < Math.max(45, width * 0.7)) break;
  }
  const middle = taken.slice(0, -1);
  const broken = middle.filter((line) => !endsSentence(line.text)).length;
  return width >= 50 && middle.every((line) => line.text.length >= 45) && broken >= middle.length / 2 ? taken : taken.slice(0, 1);
}
