/** The analyst's corrections of what a source's bytes are, put upon a layout's reading. */
import { trimRange } from './coverage.ts';
import { derivedOf } from './exchange/marks.ts';
import { commentIds, gapsBelow } from './identity.ts';
import type { ParsedPage, ParsedPages } from './layouts/layout.ts';
import type { Block, ByteRange, Comment, Correction, SourceId, Warning } from './records.ts';
import type { DecodedText } from './text/decode.ts';

/** A half-open range of UTF-16 units of the source's text. */
type Range = readonly [from: number, to: number];
type Page = Omit<ParsedPage, 'furniture' | 'warnings'>;
type Piece = Omit<Correction, 'bytes'> & { readonly range: Range };

/**
 * A layout's reading with the corrections put upon it: what they cover is cut out of what claimed it, then each stands as it says. A record that
 * loses a part keeps the longest rest, in the source's own words; one that loses all of its range is dropped. Of corrections that overlap, later
 * ones win. Never throws for corrections: one that cannot be put on is told as a warning.
 */
export function applyCorrections(decoded: DecodedText, source: SourceId, parsed: ParsedPages, corrections: readonly Correction[]): ParsedPages {
  const warnings: Warning[] = [...parsed.warnings];
  let pieces: Piece[] = [];
  for (const correction of corrections) {
    const range = rangeOf(decoded, correction.bytes);
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
  const pages = parsed.pages.map((page) => cutPage(decoded, page, cuts, shared));
  const furniture = parsed.furniture.flatMap((bytes) => without(decoded, unitsOf(decoded, bytes), cuts).map((range) => decoded.bytesOf(...range)));
  for (const piece of pieces) {
    const bytes = decoded.bytesOf(...piece.range);
    if (piece.class === 'furniture') furniture.push(bytes);
    if (piece.class === 'furniture' || piece.class === 'unparsed') continue;
    const index = pageFor(pages, bytes);
    const page = pages[index];
    if (page === undefined) {
      warnings.push({ kind: 'left-out', message: 'A correction makes text of this source part of an article, and no article was read in it.', bytes });
      continue;
    }
    const text = decoded.text.slice(...piece.range);
    const evidence = { source, bytes };
    pages[index] = piece.class === 'article' ? withBlock(page, { kind: piece.kind ?? 'paragraph', text, evidence }) : withComment(page, text, evidence);
  }
  const kept = pages.filter((page) => page.blocks.length > 0 || page.comments.length > 0);
  return { ...parsed, pages: kept.map(counted), furniture, warnings };
}

/** The trimmed range of a correction, or why it is none. */
function rangeOf(decoded: DecodedText, [from, to]: ByteRange): Range | string {
  if (!(Number.isInteger(from) && Number.isInteger(to))) return 'its ends are no whole numbers';
  if (from < 0 || to > decoded.byteLength) return `the source has ${decoded.byteLength} bytes`;
  if (from >= to) return 'it covers nothing';
  const trimmed = trimRange(decoded.text, ...unitsOf(decoded, [from, to]));
  return trimmed[0] < trimmed[1] ? trimmed : 'it covers only blanks';
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
function cutOf(decoded: DecodedText, record: Block | Comment, cuts: readonly Range[], shared: ReadonlySet<string>): Cut | undefined {
  const range = unitsOf(decoded, record.evidence.bytes);
  if (!cuts.some(([from, to]) => from < range[1] && to > range[0])) return { bytes: record.evidence.bytes };
  const rests = without(decoded, range, cuts);
  const [longest] = [...rests].sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
  if (longest === undefined) return undefined;
  return { bytes: decoded.bytesOf(...longest), ...(!shared.has(keyOf(record)) && { text: decoded.text.slice(...longest) }) };
}

function cutPage(decoded: DecodedText, page: Page, cuts: readonly Range[], shared: ReadonlySet<string>): Page {
  const places = new Map<number, number>();
  const blocks: Block[] = [];
  page.blocks.forEach((block, index) => {
    const left = cutOf(decoded, block, cuts, shared);
    if (left === undefined) return;
    places.set(index, blocks.length);
    const { repaired, ...rest } = block;
    const evidence = { ...block.evidence, bytes: left.bytes };
    blocks.push(left.text === undefined ? { ...block, evidence } : { ...rest, text: left.text, evidence });
  });
  const comments = page.comments.flatMap((comment): Comment[] => {
    const left = cutOf(decoded, comment, cuts, shared);
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

/** The page with its positions and counts as its records now are. The article keeps its id, headline and identity: tags hang on them. */
function counted(page: Page): Page {
  const comments = page.comments.map((comment, position) => (comment.position === position ? comment : { ...comment, position }));
  const gaps = gapsBelow(comments.flatMap((comment) => comment.number ?? []));
  const commentCount = { ...page.article.commentCount, captured: comments.length, gaps };
  return { ...page, article: { ...page.article, commentCount, words: derivedOf(page.article, page.blocks).words }, comments };
}
