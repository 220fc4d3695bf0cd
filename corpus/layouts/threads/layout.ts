import type { FormParent } from '../../known-comments.ts';
import { foldText } from '../../text/fold.ts';
import { readArticle } from '../generic/article.ts';
import { isButton, isByline, isCommentsHead, isFurniture, statedIn } from '../generic/phrases.ts';
import { isControl, WIDE_GAP } from '../generic/sides.ts';
import { tailOf } from '../generic/tails.ts';
import type { Fit, Layout, PageText, ParsedPage } from '../layout.ts';
import { endsSentence, type Line, pageLines, spacedWords, textOf } from '../lines.ts';
import { PageBuilder } from '../page-builder.ts';
import { figure, SIGNED, type Signed, type ThreadFamily } from './family.ts';

/** How many lines at the end of a page are asked whose site it is. */
const END = 40;
/** How far above the first signature the head over the comments stands at most, in lines. */
const REACH = 30;

/** A story's own byline and dateline may look like signatures: so many at most stand above the head over the comments. */
const STORYS = 2;

/** The signatures of a page's comments, in its order, none within another. */
function signaturesOf(lines: readonly Line[], family: ThreadFamily): Signed[] {
  const found = everySignature(lines, family);
  const head = lines.findIndex((line, at) => at > 1 && at < (found.at(-1)?.from ?? 0) && isHead(line, family));
  const below = found.filter(({ from }) => from > head);
  return found.length - below.length <= STORYS ? below : found;
}

const isHead = (line: Line, family: ThreadFamily): boolean => isCommentsHead(line) || (line.text.length <= SIGNED && family.head?.test(line.text) === true);

function everySignature(lines: readonly Line[], family: ThreadFamily): Signed[] {
  const found: Signed[] = [];
  for (let at = 1; at < lines.length; at++) {
    if ((lines[at]?.text.length ?? SIGNED + 1) > SIGNED) continue;
    const one = family.signedAt(lines, at);
    if (!one || one.from < (found.at(-1)?.to ?? 1) || (!family.unmistakable && isByline(lines[one.from]?.text ?? ''))) continue;
    found.push(one);
    at = Math.max(at, one.to - 1);
  }
  return found;
}

/** The names of the family's marks that stand on a page. */
function marksOf(lines: readonly Line[], family: ThreadFamily): string[] {
  const left = new Map(family.marks);
  const met: string[] = [];
  for (const { text } of lines) {
    if (text.length > SIGNED) continue;
    for (const [name, mark] of left) {
      if (!mark.test(text)) continue;
      met.push(name);
      left.delete(name);
    }
    if (left.size === 0) break;
  }
  return family.marks.map(([name]) => name).filter((name) => met.includes(name));
}

function detect(page: PageText, family: ThreadFamily): Fit {
  const lines = pageLines(page);
  // marks are looked for faster than signatures
  const marks = marksOf(lines, family);
  const found = marks.length > 0 || family.unmistakable ? signaturesOf(lines, family) : [];
  const apart = family.side === 'below' && (lines[found[0]?.from ?? 0]?.gap ?? 0) >= WIDE_GAP;
  const enough = found.length > 0 && (marks.length > 0 || (family.unmistakable && (found.length > 1 || apart)));
  if (!enough) return { score: 0, reason: `not signed as ${family.name} signs comments` };
  const signatures = found.length === 1 ? '1 comment is' : `${found.length} comments are`;
  const also = marks.length === 0 ? '' : `, with ${marks.slice(0, 3).join(', ')}`;
  const score = Math.min(0.9, 0.5 + 0.05 * Math.min(found.length, 4) + 0.1 * Math.min(marks.length, 2));
  return { score, reason: `${signatures} signed as ${family.name} signs them (“${family.example}”)${also}` };
}

/** Where the comments' part begins: at the head over it, or a wide gap, or the first signature; above texts that end with their signature, further up. */
function startOf(lines: readonly Line[], first: Signed, family: ThreadFamily): { readonly start: number; readonly head?: number } {
  let head: number | undefined;
  for (let at = first.from - 1; at >= Math.max(1, first.from - REACH); at--) {
    const line = lines[at];
    if (line && isHead(line, family)) head = at;
    else if (line && family.side === 'below' && isProse(line)) break;
  }
  if (head !== undefined) return { start: head, head };
  if (family.side === 'below') {
    let start = first.from;
    while (start > 1 && isTool(lines[start - 1], family, 'any')) start--;
    return { start };
  }
  for (let at = first.from; at > Math.max(1, first.from - REACH); at--) if ((lines[at]?.gap ?? 0) >= WIDE_GAP) return { start: at };
  for (let at = first.from - 2; at > Math.max(1, first.from - 12); at--) if (nameIn(lines[at]) !== undefined) return { start: at };
  return { start: Math.max(1, first.from - 1) };
}

const isProse = (line: Line): boolean => line.text.length > 160 || (endsSentence(line.text) && spacedWords(line.text) > 8);

/** Whether a line is one of the system's tools. A bare figure is one only at the end of a comment, where votes stand. */
function isTool(line: Line | undefined, family: ThreadFamily, where: 'any' | 'end'): boolean {
  if (line === undefined || line.text.length > SIGNED) return false;
  return family.tools.test(line.text) || isButton(line) || (where === 'any' ? isControl(line) || isFurniture(line) : /^[+−-]?\d{1,5}$/.test(line.text));
}

/** Reads a page whose comments are signed as a family signs them. */
function parse(page: PageText, family: ThreadFamily): ParsedPage {
  const all = pageLines(page);
  const builder = new PageBuilder(page);
  const every = signaturesOf(all, family);
  const [first] = every;
  if (!first) throw new Error(`no comment is signed as ${family.name} signs them`);
  const { start, head } = startOf(all, first, family);
  const shapes = every.map(({ from }) => ({ at: from, kind: 'time' as const, shape: family.id }));
  const end = Math.max(tailOf(all, first.from, shapes), every.at(-1)?.to ?? 0);
  const lines = all.slice(0, end);
  const article = readArticle(all.slice(0, start), builder, { commentsHead: head === undefined ? undefined : all[head]?.text, end: all.slice(-END) });
  readThread(lines, { start, head, every, family }, builder);
  builder.furniture(...all.slice(end));
  const stated = head === undefined ? undefined : statedIn(all[head]?.text ?? '');
  builder.warn('generic-layout', `Comments were read as ${family.name} writes them; headline and paragraphs by general rules.`);
  return builder.build(family.id, { ...article, statedComments: stated });
}

interface Thread {
  readonly start: number;
  readonly head: number | undefined;
  readonly every: readonly Signed[];
  readonly family: ThreadFamily;
}

function readThread(lines: readonly Line[], { start, head, every, family }: Thread, builder: PageBuilder): void {
  const answered = new Answered(every);
  const first = every[0];
  let reached = start;
  if (first && (head !== undefined || family.side === 'below')) {
    const until = family.side === 'below' ? first.from : start + 1;
    for (; reached < until; reached++) {
      const line = lines[reached];
      if (!line) continue;
      if (reached !== head && isProse(line) && !isTool(line, family, 'any')) addComment(builder, [line], undefined, family, answered);
      else builder.furniture(line);
    }
  }
  for (const [i, one] of every.entries()) {
    const until = family.side === 'below' ? (every[i + 1]?.from ?? lines.length) : one.to;
    addComment(builder, lines.slice(reached, until), { ...one, from: one.from - reached, to: one.to - reached }, family, answered);
    reached = Math.max(reached, until);
  }
  // below the last signature of texts that stand above theirs
  for (const line of lines.slice(reached)) {
    if (isProse(line) && !isTool(line, family, 'any')) addComment(builder, [line], undefined, family, answered);
    else builder.furniture(line);
  }
}

/** One comment: tools at its ends are furniture, those of its signature are in its range and not in its text. */
function addComment(builder: PageBuilder, lines: readonly Line[], found: Signed | undefined, family: ThreadFamily, answered: Answered): void {
  let from = 0;
  let to = lines.length;
  let rating = found?.rating;
  let named = found?.answers;
  const top = family.side === 'below' ? (found?.from ?? 0) : 0;
  while (from < Math.min(top, to) && isTool(lines[from], family, 'any')) from++;
  if (family.side === 'above') while (from < (found?.from ?? 0) && isTool(lines[from], family, 'any')) from++;
  const floor = Math.max(from + 1, found?.to ?? 1);
  while (to > floor && isTool(lines[to - 1], family, 'end')) to--;
  builder.furniture(...lines.slice(0, from), ...lines.slice(to));
  const kept = lines.slice(from, to);
  for (const { text } of [...lines.slice(to), ...lines.slice(found?.from ?? 0, found?.to ?? 0)])
    rating ??= figure(family.rating?.exec(text.slice(0, SIGNED))?.[1]);
  const text: Line[] = [];
  let begun = false;
  for (const [i, line] of kept.entries()) {
    const at = i + from;
    if (found && at >= found.from && at < found.to && !(found.titled && at === found.from)) continue;
    const answers = begun ? undefined : family.answering?.exec(line.text.slice(0, SIGNED))?.[1];
    if (answers !== undefined) {
      named ??= answers.trim();
      continue;
    }
    if (!begun && line.text.length <= SIGNED && family.tools.test(line.text)) continue;
    begun = true;
    text.push(line);
  }
  const bounds = { from: kept[0]?.from ?? 0, to: kept.at(-1)?.to ?? 0 };
  if (bounds.from === bounds.to) return;
  const author = family.side === 'above' && found && found.author === undefined && text.length > 1 ? nameIn(text[0]) : undefined;
  builder.comment({
    ...bounds,
    text: textOf(author === undefined ? text : text.slice(1)),
    author: found?.author ?? author,
    posted: found?.posted,
    rating,
    answers: found && named !== undefined ? answered.by(named) : undefined,
    indent: found && family.side === 'below' ? kept[0]?.indent : undefined,
  });
  answered.read(found?.author ?? author, builder.commentsFound.length - 1);
}

/** The name a line over a text gives, what the site says of its bearer left out: `Ann Lee · Works at Kelby Harbour`. */
function nameIn(line: Line | undefined): string | undefined {
  const name = line && line.text.length <= SIGNED ? (line.text.split(/\s[·•]\s/)[0] ?? '').trim() : '';
  return name.length > 0 && name.length <= 50 && name.split(/\s+/).length <= 5 && !endsSentence(name) && /\p{L}/u.test(name) ? name : undefined;
}

/** Whom an answer means: of an author who wrote several comments, the nearest above, for in a thread an answer stands under what it answers. */
class Answered {
  readonly #written = new Map<string, number>();
  readonly #latest = new Map<string, number>();

  constructor(every: readonly Signed[]) {
    for (const { author } of every) if (author !== undefined) this.#written.set(foldText(author), (this.#written.get(foldText(author)) ?? 0) + 1);
  }

  /** Tells of the comment at a position that has just been read. */
  read(author: string | undefined, position: number): void {
    if (author !== undefined) this.#latest.set(foldText(author), position);
  }

  by(author: string): FormParent {
    const position = this.#latest.get(foldText(author));
    return position === undefined || (this.#written.get(foldText(author)) ?? 0) < 2 ? { author } : { author, position, guessed: true };
  }
}

/** A comment system as a layout: the page's story is read by general rules, its comments as the system writes them. */
export function threadLayout(family: ThreadFamily): Layout {
  return { id: family.id, name: family.name, detect: (page) => detect(page, family), parse: (page) => parse(page, family) };
}
