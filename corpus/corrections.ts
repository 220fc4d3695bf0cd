/** The analyst's corrections of what a source's bytes are, put upon a layout's reading. */
import { trimRange } from './coverage.ts';
import { derivedOf } from './exchange/marks.ts';
import { commentIds, gapsBelow } from './identity.ts';
import type { PageText, ParsedPage, ParsedPages, Words } from './layouts/layout.ts';
import { madeTitle, PageBuilder } from './layouts/page-builder.ts';
import type { Block, BlockKind, ByteRange, Comment, Correction, Warning } from './records.ts';
import type { DecodedText } from './text/decode.ts';

/** A half-open range of UTF-16 units of the source's text. */
type Range = readonly [from: number, to: number];
type Page = Omit<ParsedPage, 'furniture' | 'warnings'>;
/** A source's text and the way to its words. */
interface Text {
  readonly decoded: DecodedText;
  readonly words: Words;
}
/** Words, and how far they reach. */
interface Said {
  readonly text: string;
  readonly range: Range;
}
/** A record that corrections make. */
type Added = Said & { readonly class: 'article' | 'comment'; readonly kind: BlockKind };
type Piece = Omit<Correction, 'bytes'> & { readonly range: Range };

/** What is corrected, and what its layout knows of it. */
export interface Corrected {
  readonly page: PageText;
  /** Id of the layout. */
  readonly layout: string;
  /** Absent where the text as it stands is the words. */
  readonly words?: Words | undefined;
}

/**
 * A layout's reading with the corrections put upon it: what they cover is cut out of what claimed it, then each stands as it says. A record that
 * loses a part keeps the longest rest, in the source's own words; one that loses all of its range is dropped. Of corrections that overlap, later
 * ones win. Where nothing was read, what they say is article or comment becomes an article of its own. Never throws for corrections: one that cannot be put on is told as a warning.
 */
export function applyCorrections({ page, layout, words }: Corrected, parsed: ParsedPages, corrections: readonly Correction[]): ParsedPages {
  const { decoded, source } = page;
  const text: Text = { decoded, words: words ?? ((from, to) => [{ text: decoded.text.slice(from, to), from, to }]) };
  const warnings: Warning[] = [...parsed.warnings];
  let pieces: Piece[] = [];
  for (const correction of corrections) {
    const range = rangeOf(text, correction);
    if (typeof range === 'string') {
      warnings.push({ kind: 'left-out', message: `The correction of bytes ${correction.bytes.join('–')} was left out: ${range}.` });
      continue;
    }
    const { bytes: _, ...said } = correction;
    pieces = [...pieces.flatMap((piece) => without(decoded, piece.range, [range]).map((rest) => ({ ...piece, range: rest }))), { ...said, range }];
  }
  if (pieces.length === 0) return { ...parsed, warnings };
  const cuts = pieces.map((piece) => piece.range);
  const shared = sharedRanges(parsed.pages);
  const pages = parsed.pages.map((one) => cutPage(text, one, cuts, shared));
  const furniture = parsed.furniture.flatMap((bytes) => without(decoded, unitsOf(decoded, bytes), cuts).map((range) => decoded.bytesOf(...range)));
  furniture.push(...markupLeft(text, parsed.pages, pages, cuts));
  const added: Added[] = [];
  for (const piece of pieces) {
    if (piece.class === 'unparsed') continue;
    const said = piece.class === 'furniture' ? undefined : wordsIn(text, piece.range);
    if (said === undefined || piece.class === 'furniture') furniture.push(decoded.bytesOf(...piece.range));
    else {
      added.push({ class: piece.class, kind: piece.kind ?? 'paragraph', ...said });
      furniture.push(...without(decoded, piece.range, [said.range]).map((range) => decoded.bytesOf(...range)));
    }
  }
  if (pages.length === 0 && added.length > 0) {
    const made = madePage(page, layout, added);
    pages.push(made);
    warnings.push(...made.warnings);
  } else
    for (const { class: kind, kind: block, text: words, range } of added) {
      const evidence = { source, bytes: decoded.bytesOf(...range) };
      const index = pageFor(pages, evidence.bytes);
      const one = pages[index];
      if (one) pages[index] = kind === 'article' ? withBlock(one, { kind: block, text: words, evidence }) : withComment(one, words, evidence);
    }
  const kept = pages.filter((one) => one.blocks.length > 0 || one.comments.length > 0);
  const read = new Map(parsed.pages.map((one) => [one.article.id, one]));
  return { ...parsed, pages: kept.map((one) => counted(headed(one, read.get(one.article.id)))), furniture, warnings };
}

/** The article of a source that had none. */
function madePage(page: PageText, layout: string, added: readonly Added[]): Page & Pick<ParsedPage, 'warnings'> {
  const builder = new PageBuilder(page);
  const inOrder = [...added].sort((a, b) => a.range[0] - b.range[0]);
  for (const { class: kind, kind: block, text, range } of inOrder) {
    if (kind === 'article') builder.block(block, ...range, text);
    else builder.comment({ from: range[0], to: range[1], text });
  }
  const headline = inOrder.find((one) => one.class === 'article' && one.kind === 'headline')?.text;
  const { article, blocks, comments, warnings } = builder.build(layout, { headline });
  return { article, blocks, comments, warnings };
}

/** The page with the headline its blocks have; where they have the one that was read, or never had any, as it is. Its identity stays: tags hang on it. */
function headed(page: Page, read: Page | undefined): Page {
  const headlineOf = (of: Page): string | undefined => of.blocks.find((block) => block.kind === 'headline')?.text;
  const [was, headline] = [read && headlineOf(read), headlineOf(page)];
  if (read === undefined || was === headline) return page;
  const { headline: _headline, titleMade: _made, ...article } = page.article;
  if (headline !== undefined) return { ...page, article: { ...article, headline, title: headline } };
  const first = page.blocks.find((block) => block.kind === 'paragraph') ?? page.blocks[0] ?? page.comments[0];
  return { ...page, article: { ...article, title: first ? madeTitle(first.text) : article.title, titleMade: true } };
}

/** What cutting has left of records between the words they keep and the cuts, where it shows no words: markup. */
function markupLeft(text: Text, read: readonly Page[], pages: readonly Page[], cuts: readonly Range[]): ByteRange[] {
  const { decoded } = text;
  const kept = new Set(pages.flatMap((page) => [...page.blocks, ...page.comments].map(keyOf)));
  const ranges = pages.flatMap((page) => [...page.blocks, ...page.comments].map(({ evidence }) => unitsOf(decoded, evidence.bytes)));
  const cut = new Map(read.flatMap((page) => [...page.blocks, ...page.comments].flatMap((one) => (kept.has(keyOf(one)) ? [] : [[keyOf(one), one] as const]))));
  return [...cut.values()].flatMap(({ evidence }) => {
    const range = unitsOf(decoded, evidence.bytes);
    const within = ranges.filter(([from, to]) => from < range[1] && to > range[0]);
    const left = without(decoded, range, [...cuts, ...within]);
    return left.filter((one) => wordsIn(text, one) === undefined).map((one) => decoded.bytesOf(...one));
  });
}

/** The words in a range and how far they reach; undefined where it shows none. `of`: only such pieces as stand in these words, where any do. */
function wordsIn({ decoded, words }: Text, range: Range, of?: string): Said | undefined {
  const all = words(...range).filter(({ text }) => text !== '');
  const telling = of === undefined ? all : all.filter(({ text }) => of.includes(text));
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const reach = trimRange(decoded.text, first.from, last.to);
  const text = (telling.length > 0 ? telling : all).map((piece) => piece.text).join('\n\n');
  return reach[0] < reach[1] ? { text, range: reach } : undefined;
}

/** The trimmed range of a correction, or why it is none. One that makes a record of it reaches as far as its words. */
function rangeOf(text: Text, { bytes: [from, to], class: kind }: Correction): Range | string {
  const { decoded } = text;
  if (!(Number.isInteger(from) && Number.isInteger(to))) return 'its ends are no whole numbers';
  if (from < 0 || to > decoded.byteLength) return `the source has ${decoded.byteLength} bytes`;
  if (from >= to) return 'it covers nothing';
  const trimmed = trimRange(decoded.text, ...unitsOf(decoded, [from, to]));
  if (trimmed[0] >= trimmed[1]) return 'it covers only blanks';
  if (kind === 'furniture' || kind === 'unparsed') return trimmed;
  return wordsIn(text, trimmed)?.range ?? 'it covers no words that the page shows';
}

/** The text of bytes; a character that the last byte lies in is taken whole. */
function unitsOf(decoded: DecodedText, [from, to]: ByteRange): Range {
  const end = decoded.utf16At(to);
  const inside = end < decoded.text.length && decoded.byteAt(end) < to && to > (decoded.text.length > 0 ? decoded.byteAt(0) : 0);
  const width = (decoded.text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return [decoded.utf16At(from), inside ? end + width : end];
}

/** What the cuts leave of a range: trimmed, in order, none empty. */
function without(decoded: DecodedText, range: Range, cuts: readonly Range[]): Range[] {
  let rests: Range[] = [range];
  for (const [from, to] of cuts) {
    rests = rests.flatMap(([start, end]): Range[] =>
      to <= start || from >= end
        ? [[start, end]]
        : [
            [start, Math.max(start, from)],
            [Math.min(end, to), end],
          ],
    );
  }
  return rests.map(([from, to]) => trimRange(decoded.text, from, to)).filter(([from, to]) => from < to);
}

const keyOf = ({ evidence }: Block | Comment): string => evidence.bytes.join('-');

/** The ranges that several records share: the rows of tables, whose records' words are not the words of the range. */
function sharedRanges(pages: readonly Page[]): ReadonlySet<string> {
  const met = new Set<string>();
  const shared = new Set<string>();
  for (const key of pages.flatMap((page) => [...page.blocks, ...page.comments].map(keyOf))) (met.has(key) ? shared : met).add(key);
  return shared;
}

interface Cut {
  readonly bytes: ByteRange;
  /** Absent where the record's words stay as they are. */
  readonly text?: string;
}

/** What is left of a record: `undefined` for nothing. */
function cutOf(text: Text, record: Block | Comment, cuts: readonly Range[], shared: ReadonlySet<string>): Cut | undefined {
  const { decoded } = text;
  const range = unitsOf(decoded, record.evidence.bytes);
  if (!cuts.some(([from, to]) => from < range[1] && to > range[0])) return { bytes: record.evidence.bytes };
  const rests = without(decoded, range, cuts);
  if (shared.has(keyOf(record))) {
    const own = text.words(...range).filter((piece) => piece.text === record.text);
    if (own.length > 0 && !(own.length === 1 && own[0]?.from === range[0] && own[0].to === range[1])) return cutOfPiece(text, own, rests);
    const [longest] = [...rests].sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
    return longest && { bytes: decoded.bytesOf(...longest) };
  }
  const said = rests.flatMap((rest) => wordsIn(text, rest, record.text) ?? []);
  const [longest] = said.sort((a, b) => b.text.length - a.text.length);
  return longest && { bytes: decoded.bytesOf(...longest.range), text: longest.text };
}

/** What is left of a record that stands in a range with others, where its words can be told there: all of them, else the longest part. It keeps the rest they stand in. */
function cutOfPiece(text: Text, own: ReturnType<Words>, rests: readonly Range[]): Cut | undefined {
  const { decoded } = text;
  const home = rests.find(([from, to]) => own.some((piece) => piece.from >= from && piece.to <= to));
  if (home !== undefined) return { bytes: decoded.bytesOf(...home) };
  const parts = rests.flatMap((rest) =>
    own.flatMap((piece) => {
      const common: Range = [Math.max(rest[0], piece.from), Math.min(rest[1], piece.to)];
      const said = common[0] < common[1] ? wordsIn(text, common) : undefined;
      return said === undefined ? [] : [{ rest, said }];
    }),
  );
  // others may stand in the same rest, so that none has a part of it to itself
  const [longest] = parts.sort((a, b) => b.said.text.length - a.said.text.length);
  return longest && { bytes: decoded.bytesOf(...longest.rest), text: longest.said.text };
}

function cutPage(text: Text, page: Page, cuts: readonly Range[], shared: ReadonlySet<string>): Page {
  const places = new Map<number, number>();
  const blocks: Block[] = [];
  page.blocks.forEach((block, index) => {
    const left = cutOf(text, block, cuts, shared);
    if (left === undefined) return;
    places.set(index, blocks.length);
    const { repaired, ...rest } = block;
    const evidence = { ...block.evidence, bytes: left.bytes };
    blocks.push(left.text === undefined ? { ...block, evidence } : { ...rest, text: left.text, evidence });
  });
  const comments = page.comments.flatMap((comment): Comment[] => {
    const left = cutOf(text, comment, cuts, shared);
    if (left === undefined) return [];
    const evidence = { ...comment.evidence, bytes: left.bytes };
    if (left.text === undefined) return [{ ...comment, evidence }];
    const { repaired, ...rest } = comment;
    // what was quoted and whom it named were places in the words it no longer has
    return [{ ...rest, text: left.text, own: left.text, quotes: [], replyTo: comment.replyTo.filter((reply) => reply.chars === undefined), evidence }];
  });
  const ids = new Set(comments.map((comment) => comment.id));
  return { ...page, blocks: blocks.map((block) => inBox(block, (box) => places.get(box))), comments: comments.map((comment) => answering(comment, ids)) };
}

function inBox(block: Block, placeOf: (box: number) => number | undefined): Block {
  if (block.box === undefined) return block;
  const { box, ...rest } = block;
  const place = placeOf(box);
  return place === undefined ? rest : { ...rest, box: place };
}

/** A comment whose replies name no comment that is gone. */
function answering(comment: Comment, ids: ReadonlySet<string>): Comment {
  if (comment.replyTo.every((reply) => reply.comment === undefined || ids.has(reply.comment))) return comment;
  const replyTo = comment.replyTo.map((reply) => {
    const { comment: parent, ...rest } = reply;
    return parent === undefined || ids.has(parent) ? reply : rest;
  });
  return { ...comment, replyTo };
}

/** The page with the last record that begins before the bytes, else the first one; -1 where there is none. */
function pageFor(pages: readonly Page[], bytes: ByteRange): number {
  let best = pages.length > 0 ? 0 : -1;
  let reached = -1;
  pages.forEach((page, index) => {
    for (const { evidence } of [...page.blocks, ...page.comments]) {
      if (evidence.bytes[0] >= bytes[0] || evidence.bytes[0] <= reached) continue;
      reached = evidence.bytes[0];
      best = index;
    }
  });
  return best;
}

function withBlock(page: Page, block: Block): Page {
  const at = page.blocks.findLastIndex((other) => other.evidence.bytes[0] < block.evidence.bytes[0]) + 1;
  const blocks = page.blocks.map((other) => inBox(other, (box) => (box >= at ? box + 1 : box)));
  return { ...page, blocks: [...blocks.slice(0, at), block, ...blocks.slice(at)] };
}

/** A comment of its own, without number; its id is made as every other's, past those the page has. */
function withComment(page: Page, text: string, evidence: Comment['evidence']): Page {
  const idOf = commentIds(page.article.id);
  const taken = new Set(page.comments.map((comment) => comment.id));
  let id = idOf({ text });
  while (taken.has(id)) id = idOf({ text });
  const at = page.comments.findLastIndex((other) => other.evidence.bytes[0] < evidence.bytes[0]) + 1;
  const made: Comment = { id, article: page.article.id, position: at, text, own: text, quotes: [], replyTo: [], evidence };
  return { ...page, comments: [...page.comments.slice(0, at), made, ...page.comments.slice(at)] };
}

/** The page with its positions and counts as its records now are. The article keeps its id and identity: tags hang on them. */
function counted(page: Page): Page {
  const comments = page.comments.map((comment, position) => (comment.position === position ? comment : { ...comment, position }));
  const gaps = gapsBelow(comments.flatMap((comment) => comment.number ?? []));
  const commentCount = { ...page.article.commentCount, captured: comments.length, gaps };
  const capture = { ...page.article.capture, comments: comments.length };
  return { ...page, article: { ...page.article, capture, commentCount, words: derivedOf(page.article, page.blocks).words }, comments };
}
