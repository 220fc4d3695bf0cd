import { type Line, textOf } from '../lines.ts';
import type { PageBuilder } from '../page-builder.ts';
import { isButton, isCommentsHead, isNameLine, isPlainHead, statedIn } from './phrases.ts';
import { isControl, type NameBeside, nameBesideOf, sideOf, signedLines, WIDE_GAP } from './sides.ts';
import { type Signature, signatureAt } from './signatures.ts';
import { tailOf } from './tails.ts';

/** Where a page's comments begin and how its records are signed. */
export interface CommentsPlan {
  /** Index of the first line of the comments' part: its head, or the first record. */
  readonly start: number;
  /** Index of the head line, where there is one. */
  readonly head?: number;
  readonly stated?: number;
  /** Index after the last line of the comments' part: the page's tail follows. */
  readonly end: number;
  readonly style: 'signed-before' | 'signed-after' | 'unclear' | 'unsigned';
  readonly nameBeside: NameBeside;
  readonly signatures: readonly Signature[];
}

/** A head is followed by a signature within so many UTF-16 units: a counter above the story is not. */
const FIRST_COMMENT = 2500;

/** Finds the comments of a page, or undefined when nothing is recognisable as such: a head, or signatures of one form that come again. */
export function planComments(all: readonly Line[]): CommentsPlan | undefined {
  const found = planUpTo(all, all.length);
  if (!found) return undefined;
  const end = tailOf(all, found.signatures[0]?.at ?? found.start, found.signatures);
  return end === all.length ? found : (planUpTo(all, end) ?? found);
}

/** The plan for a page whose comments end before line `end`. */
function planUpTo(page: readonly Line[], end: number): CommentsPlan | undefined {
  const lines = page.slice(0, end);
  const all = lines.flatMap((line, i) => signatureAt(line, i) ?? []);
  const head = findHead(lines, all);
  const signatures = chosen(lines, all, head);
  const [first] = signatures;
  const stated = head === undefined ? undefined : statedIn(lines[head]?.text ?? '');
  const headed = { end, ...(head === undefined ? {} : { head }), ...(stated === undefined ? {} : { stated }) };
  if (!first) return head === undefined ? undefined : { start: head, ...headed, style: 'unsigned', nameBeside: 'none', signatures: [] };
  const beside = nameBesideOf(lines, signatures);
  const side = sideOf(lines, signatures, beside, head);
  const style = side === 'below' ? 'signed-before' : side === 'above' ? 'signed-after' : 'unclear';
  // A name below the line that ends a text heads the next text.
  const nameBeside = beside === 'below' && style === 'signed-after' ? 'over' : beside;
  return { start: head ?? startOf(lines, first, style, nameBeside), ...headed, style, nameBeside, signatures };
}

function findHead(lines: readonly Line[], all: readonly Signature[]): number | undefined {
  const counts = new Map<string, number>();
  for (const { shape } of all) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const signatures = all.filter(({ shape }) => (counts.get(shape) ?? 0) > 1 || all.length < 3);
  let found: number | undefined;
  let next = 0;
  for (const [i, line] of lines.entries()) {
    if (i < 2 || !isCommentsHead(line)) continue;
    while (next < signatures.length && (signatures[next]?.at ?? 0) <= i) next++;
    const near = signatures[next];
    if (near && near.at - i <= 12 && (lines[near.at]?.from ?? 0) - line.to <= FIRST_COMMENT) {
      if (isPlainHead(line)) return i;
      const plain = lines.slice(i + 1, near.at).findIndex((other) => isCommentsHead(other) && isPlainHead(other));
      return plain < 0 ? i : i + 1 + plain;
    }
    if (isPlainHead(line) && i > lines.length * 0.2 && lines.length - i > 2) found ??= i;
  }
  return found;
}

/** The signatures that sign comments: after the head if there is one, of a form that comes again; a story's own dateline is none. */
function chosen(lines: readonly Line[], all: readonly Signature[], head: number | undefined): Signature[] {
  const within = head === undefined ? all : all.filter(({ at }) => at > head);
  const counts = new Map<string, number>();
  for (const { shape } of within) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const said = counts.get('says') ?? 0;
  if (
    said >= 2 ||
    (said === 1 &&
      (head !== undefined ||
        afterWideGap(
          lines,
          within.find(({ kind }) => kind === 'says'),
        )))
  ) {
    return within.filter(({ kind }) => kind === 'says');
  }
  const repeated = within.filter(({ shape }) => (counts.get(shape) ?? 0) >= 2);
  const from = repeated.find(({ at }) => at > 2 || head !== undefined || (at > 1 && afterWideGap(lines, { at })))?.at;
  if (from !== undefined)
    return within.filter(({ at, kind, shape }) => kind === 'time' && (at >= from || (afterWideGap(lines, { at }) && (counts.get(shape) ?? 0) > 0 && at > 1)));
  const single = within.filter(({ at }) => at > 2 && (head !== undefined || afterWideGap(lines, { at })));
  return single.slice(0, head === undefined ? 1 : single.length);
}

/** Whether a wide gap stands within a few lines before a signature. */
function afterWideGap(lines: readonly Line[], signature: { readonly at: number } | undefined): boolean {
  if (!signature) return false;
  for (let i = signature.at; i > Math.max(0, signature.at - 6); i--) if ((lines[i]?.gap ?? 0) >= WIDE_GAP) return true;
  return false;
}

/** The first line of the first record: its signature or the name above it; back over its text when signatures come after; back to a wide gap close by. */
function startOf(lines: readonly Line[], first: Signature, style: CommentsPlan['style'], nameBeside: CommentsPlan['nameBeside']): number {
  const signed = nameBeside === 'above' ? first.at - 1 : first.at;
  const reach = style === 'signed-before' ? 6 : 40;
  for (let i = signed; i > Math.max(0, signed - reach); i--) if ((lines[i]?.gap ?? 0) >= WIDE_GAP) return i;
  if (style === 'signed-before') return signed;
  for (let i = signed; i > Math.max(0, signed - 12); i--) if ((lines[i]?.gap ?? 0) >= 2) return i;
  return Math.max(1, signed - 1);
}

/** Reads the comments' part: every line from `plan.start` on is claimed, the page's tail below it as furniture. */
export function readPlannedComments(page: readonly Line[], plan: CommentsPlan, builder: PageBuilder): void {
  const lines = page.slice(0, plan.end);
  const head = plan.head === undefined ? undefined : lines[plan.head];
  if (head) builder.furniture(head);
  const from = plan.head === undefined ? plan.start : plan.head + 1;
  const reached = plan.style === 'unsigned' ? from : readSigned(lines, from, plan, builder);
  for (const chunk of chunksOf(lines.slice(reached))) addRecord(builder, chunk, [], undefined);
  builder.furniture(...page.slice(plan.end));
  if (plan.style === 'unclear')
    builder.warn('generic-layout', 'It is not clear whether the names stand above or below their comments: they are left in the text, and no author is given.');
}

/** Reads the signed records from `from` on and gives the index of the first line after them. */
function readSigned(lines: readonly Line[], from: number, plan: CommentsPlan, builder: PageBuilder): number {
  const numbered = plausibleNumbers(plan.signatures);
  const bounds = plan.signatures.map((signature) => boundsOf(lines, signature, plan));
  const ends = plan.style !== 'signed-before';
  let reached = from;
  for (let line = lines[reached]; line && reached < (bounds[0]?.from ?? 0) && isControl(line); line = lines[reached]) {
    builder.furniture(line);
    reached++;
  }
  for (const [i, signature] of plan.signatures.entries()) {
    const here = bounds[i];
    if (!here) continue;
    const stop = ends ? here.to : (bounds[i + 1]?.from ?? lines.length);
    const start = ends ? reached : Math.max(reached, here.from);
    if (!ends && start > reached) for (const chunk of chunksOf(lines.slice(reached, start))) addRecord(builder, chunk, [], undefined);
    if (plan.style === 'unclear') addRecord(builder, lines.slice(start, stop), [], undefined);
    else {
      const over = plan.nameBeside === 'over' && start < here.from && (lines[start + 1]?.gap ?? 0) > 0 ? lines[start] : undefined;
      const name = isNameLine(over) ? over : undefined;
      const meta = [...(name ? [name] : []), ...lines.slice(here.from, here.to)];
      const author = signature.author ?? here.author ?? name?.text;
      addRecord(builder, lines.slice(start, stop), meta, { ...signature, author, number: numbered ? signature.number : undefined }, plan.style);
    }
    reached = Math.max(reached, stop);
  }
  return reached;
}

/** The lines of a signature, the name beside it included: half-open indices. */
function boundsOf(lines: readonly Line[], signature: Signature, plan: CommentsPlan): { from: number; to: number; author?: string } {
  const { at } = signature;
  if (signature.kind === 'says') {
    const above = signatureOf(lines[at - 1]);
    const below = signatureOf(lines[at + 1]);
    const timeAbove = above?.kind === 'time' && above.author === undefined && (lines[at]?.gap ?? 9) <= 1 && (lines[at + 1]?.gap ?? 0) > 0;
    const timeBelow = below?.kind === 'time' && lines[at + 1]?.gap === 0;
    return { from: timeAbove && !timeBelow ? at - 1 : at, to: timeBelow ? at + 2 : at + 1 };
  }
  const bounds = signedLines(lines, signature, plan.nameBeside);
  if (bounds.to - bounds.from < 2) return bounds;
  return { ...bounds, author: lines[bounds.from === at ? at + 1 : at - 1]?.text ?? '' };
}

const signatureOf = (line: Line | undefined): Signature | undefined => line && signatureAt(line, 0);

/** Numbers count when most records have one and they differ. */
function plausibleNumbers(signatures: readonly Signature[]): boolean {
  const numbers = signatures.flatMap(({ number }) => number ?? []);
  return numbers.length >= 2 && numbers.length >= signatures.length * 0.5 && new Set(numbers).size === numbers.length;
}

/** Paragraph groups: lines up to a gap of two blank lines. */
function chunksOf(lines: readonly Line[]): Line[][] {
  const chunks: Line[][] = [];
  for (const line of lines) {
    const open = chunks.at(-1);
    if (open && line.gap < 2) open.push(line);
    else chunks.push([line]);
  }
  return chunks;
}

function addRecord(
  builder: PageBuilder,
  lines: readonly Line[],
  meta: readonly Line[],
  signature: (Pick<Signature, 'time' | 'kind' | 'at' | 'shape' | 'answers'> & { author?: string | undefined; number?: number | undefined }) | undefined,
  style?: CommentsPlan['style'],
): void {
  let from = 0;
  let to = lines.length;
  for (let line = lines[from]; line && from < to && isButton(line); line = lines[from]) {
    builder.furniture(line);
    from++;
  }
  for (let line = lines[to - 1]; line && to > from && isButton(line); line = lines[to - 1]) {
    builder.furniture(line);
    to--;
  }
  const kept = lines.slice(from, to);
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last) return;
  const signed = new Set(meta);
  let text = kept.filter((line) => !signed.has(line) && !isButton(line));
  let posted = signature?.time;
  const lastSignature = signature?.kind === 'says' && text.length > 1 ? signatureOf(text.at(-1)) : undefined;
  if (signature?.kind === 'says') posted = meta.map((line) => signatureOf(line)?.time).find((time) => time !== undefined);
  if (posted === undefined && lastSignature?.time !== undefined && style === 'signed-before') {
    posted = lastSignature.time;
    text = text.slice(0, -1);
  }
  builder.comment({
    from: first.from,
    to: last.to,
    text: textOf(text),
    number: signature?.number,
    author: signature?.author,
    answers: signature?.answers === undefined ? undefined : { author: signature.answers },
    posted,
    indent: signature && first.indent,
  });
}
