import type { BlockKind } from '../../records.ts';
import { bulletText, endsSentence, type Line, SHORT, spacedWords, textOf } from '../lines.ts';
import type { PageBuilder } from '../page-builder.ts';
import { isByline, isSentence, skipBullets, skipFurniture } from './head.ts';
import * as phrase from './phrases.ts';

/** Headings under which the BBC sets a correspondent's or witness's text apart. */
const BOX_HEAD = /^(?:Analysis|At the scene|Eyewitness|Case study|Viewpoint|Your reaction|Timeline|Key facts|Profile)\b/;
/** Longest crosshead, in words; in this family they are two or three. */
const CROSSHEAD_WORDS = 6;
/** Longest caption, in characters. */
const CAPTION = 200;

/**
 * Where the story ends: at the first tail phrase. Phrases that could be headings of a story end it only when no whole paragraph of running
 * text follows before a certain one.
 */
export function findTail(lines: readonly Line[]): number {
  let paragraphs = 0;
  let tail = lines.findIndex((line) => line.text.length <= phrase.PHRASE && phrase.TAIL.test(line.text));
  if (tail < 0) tail = lines.length;
  for (let i = tail - 1; i >= 0; i--) {
    const line = lines[i];
    if (!line) continue;
    if (line.indent === 0 && line.text.length >= 80 && isSentence(line.text)) paragraphs++;
    if (paragraphs > 1) break;
    if (line.text.length <= 60 && phrase.WEAK_TAIL.test(line.text)) tail = i;
  }
  return tail;
}

/** What `readBody` must know of the rest of the page. */
export interface BodyContext {
  readonly headline?: string | undefined;
  /** The dateline already read, as the page states it. */
  readonly dateline?: string | undefined;
  /** Short lines of the page's tail; in the body they head a list of links. */
  readonly linkHeads: ReadonlySet<string>;
}

/** Reads the story's lines into blocks; every line is claimed. */
export function readBody(lines: readonly Line[], builder: PageBuilder, context: BodyContext): void {
  const end = withoutRepeatedHead(lines, builder, context.headline);
  const opening = lines.slice(0, end).findIndex((line) => isSentence(line.text));
  for (let i = 0; i < end; ) {
    const skipped = skipFurniture(lines, i, builder);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    const line = lines[i];
    if (line && repeatsDateline(line.text, context.dateline)) {
      builder.furniture(line);
      i++;
      continue;
    }
    i += takeBlock(lines, i, end, builder, i < opening, context);
  }
}

/** Whether a line has the words of the dateline once more, or its day alone. */
function repeatsDateline(text: string, dateline: string | undefined): boolean {
  return (
    dateline !== undefined && (text === dateline || text === phrase.LAST_UPDATED.exec(dateline)?.[1] || text === phrase.PAGE_LAST_UPDATED.exec(dateline)?.[3])
  );
}

/** A full page repeats byline, headline, date and a summary between story and comments: furniture. Gives where the story ends. */
function withoutRepeatedHead(lines: readonly Line[], builder: PageBuilder, headline: string | undefined): number {
  if (headline === undefined) return lines.length;
  const from = lines.findLastIndex((line) => line.text === headline);
  if (from < 1 || lines.length - from > 8) return lines.length;
  let start = from;
  for (let i = from - 1; i >= Math.max(0, from - 5); i--) {
    const line = lines[i];
    if (line && isByline(line.text)) start = i;
    else if (!line || bulletText(line) === undefined) break;
  }
  builder.furniture(...lines.slice(start));
  return start;
}

/** Takes the block at `i` and gives how many lines it took. */
function takeBlock(lines: readonly Line[], i: number, end: number, builder: PageBuilder, inHead: boolean, context: BodyContext): number {
  const line = lines[i];
  if (!line) return 1;
  if (line.text.length <= 30 && phrase.START_QUOTE.test(line.text)) return takePullQuote(lines, i, end, builder);
  if (bulletText(line) !== undefined) return takeList(lines, i, end, builder);
  if (headsList(lines, i, end)) {
    const box = builder.lines('box', [line]);
    return 1 + takeList(lines, i + 1, end, builder, box);
  }
  if (inHead && context.linkHeads.has(line.text)) {
    builder.furniture(line);
    return 1 + skipBullets(lines, i + 1, builder) - (i + 1);
  }
  if (line.text.length <= 120 && !endsSentence(line.text) && BOX_HEAD.test(line.text)) {
    const box = builder.lines('box', [line], { guessed: true });
    const below = lines[i + 1];
    const byline = i + 1 < end && below && below.text.length <= 80 && /\bBBC\b/.test(below.text) && !endsSentence(below.text);
    if (byline) builder.lines('byline', [below], { guessed: true, box });
    return byline ? 2 : 1;
  }
  const { kind, guessed } = kindOf(line.text, inHead);
  builder.lines(kind, [line], { guessed });
  return 1;
}

/** `Start Quote`, the words, `End Quote`, and who said them, there or on the next line. */
function takePullQuote(lines: readonly Line[], i: number, end: number, builder: PageBuilder): number {
  const stop = lines.slice(i + 1, Math.min(i + 12, end)).findIndex((line) => line.text.length <= 200 && phrase.END_QUOTE.test(line.text));
  const start = lines[i];
  if (!start) return 1;
  if (stop < 0) {
    builder.furniture(start);
    const words = lines[i + 1];
    if (i + 1 >= end || !words) return 1;
    builder.lines('pullquote', [words], { guessed: true });
    return 2;
  }
  const ended = lines[i + 1 + stop];
  const words = lines.slice(i + 1, i + 1 + stop);
  if (!ended || words.length === 0) {
    builder.furniture(...lines.slice(i, i + 2 + stop));
    return 2 + stop;
  }
  let attribution = phrase.END_QUOTE.exec(ended.text)?.[1];
  let last = ended;
  const below = lines[i + 2 + stop];
  if (attribution === undefined && i + 2 + stop < end && below && below.gap === 0 && below.text.length <= 120 && !endsSentence(below.text)) {
    attribution = below.text;
    last = below;
  }
  builder.block('pullquote', start.from, last.to, textOf(words), { attribution });
  return 2 + stop + (last === below ? 1 : 0);
}

/** Whether a short line heads a list, and so is a box: `What is the G8?` and bullets. A line with a colon introduces a list of the running text. */
function headsList(lines: readonly Line[], i: number, end: number): boolean {
  const line = lines[i];
  const next = lines[i + 1];
  if (!line || !next || i + 1 >= end || bulletText(next) === undefined) return false;
  return line.text.length <= 100 && spacedWords(line.text) <= 12 && !/[.:;,]["”’]?$/.test(line.text);
}

/** List items, each with the deeper indented lines that continue it. */
function takeList(lines: readonly Line[], start: number, end: number, builder: PageBuilder, box?: number): number {
  let i = start;
  for (let line = lines[i]; line && i < end; line = lines[i]) {
    const text = bulletText(line);
    if (text === undefined) break;
    const more: Line[] = [];
    for (let next = lines[i + 1 + more.length]; next && i + 1 + more.length < end; next = lines[i + 1 + more.length]) {
      if (next.indent <= line.indent || bulletText(next) !== undefined) break;
      more.push(next);
    }
    const last = more.at(-1) ?? line;
    builder.block('listitem', line.from, last.to, textOf([{ ...line, text }, ...more]), { box });
    i += 1 + more.length;
  }
  return i - start;
}

/** What a line of the body is, by its form; before the first paragraph lines without a stop are captions. */
function kindOf(text: string, inHead: boolean): { kind: BlockKind; guessed?: boolean } {
  if (text.length > SHORT) return { kind: 'paragraph' };
  if (isSpeakerCaption(text)) return { kind: 'caption', guessed: true };
  if (endsSentence(text)) {
    const question = /[?!]["”’']?$/.test(text) && spacedWords(text) <= CROSSHEAD_WORDS && !inHead && !/^["“]/.test(text);
    return question ? { kind: 'crosshead' } : { kind: 'paragraph' };
  }
  const words = spacedWords(text);
  if (/[:;,]$/.test(text) || text.length > CAPTION || /^["“][^"“”]+["”]$/.test(text)) return { kind: 'paragraph' };
  if (!/\p{L}/u.test(text)) return { kind: 'paragraph', guessed: true };
  if (words <= (inHead ? 3 : CROSSHEAD_WORDS) && text.length <= 50) return inHead ? { kind: 'crosshead', guessed: true } : { kind: 'crosshead' };
  return { kind: 'caption', guessed: true };
}

/** `David Rees: "This was never going to work"`: a name, a colon or semicolon, and words in marks that end the line. */
function isSpeakerCaption(text: string): boolean {
  const match = /^(\p{Lu}[^:;"“]{2,70})[:;] ["“‘'].*["”’']$/u.exec(text);
  return match !== null && !/\b(?:said|says|told|added|wrote|asked|warned|tweeted)\b/.test(match[1] ?? '');
}
