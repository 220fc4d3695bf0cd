import { endsSentence, type Line, spacedWords } from '../lines.ts';
import { isButton, isFurniture, isNameLine } from './phrases.ts';
import type { Signature } from './signatures.ts';

/** On which side of its signature a comment's text stands; `unclear` where the page does not bear out either. */
export type Side = 'below' | 'above' | 'unclear';

/** Where the author stands when the signature's own line names none: on the line above or below it, or `over` the text that the signature ends. */
export type NameBeside = 'above' | 'below' | 'over' | 'none';

/** Blank lines that part a story from its comments where extractors leave no head. */
export const WIDE_GAP = 3;

/** The list begins at a wide gap so many lines above the first signature at most. */
const OPENING = 12;
/** Share of the records that must agree for the list to bear out a side by itself. */
const MOST = 0.6;
/** The same where one side has running text and the other, a title or nothing, has none. */
const SOME = 0.2;

/** A signature without a time over the first text: `by Ann`. */
const UNDATED = /^(?:by|von|par|por) \p{Lu}[^.!?]*$/u;

/** What stands over or under a list of comments and is nobody's text: how it is sorted, who may write. */
const CONTROL =
  /^(?:(?:sort(?:ed)?|order(?:ed)?|show(?:ing)?|view(?:ing)?) .{1,60}|(?:newest|oldest|best|latest|most recent)(?: first)?|(?:please |you (?:must|need to|have to) )?(?:log|sign|be logged) ?in\b.{0,90}|(?:leave|post|add|write) (?:a|your) (?:comment|reply).{0,40}|(?:new )?comments? (?:are|is|have been) (?:now )?(?:closed|moderated|disabled)\b.{0,60}|trier .{1,60}|(?:connectez-vous|identifiez-vous)\b.{0,90}|(?:les )?commentaires (?:sont )?fermés.{0,60}|sortier.{1,60}|(?:die )?kommentar(?:e|funktion) (?:sind|ist) geschlossen.{0,60}|(?:bitte )?(?:anmelden|melden sie sich an)\b.{0,90}|ordenar .{1,60}|(?:inicia|inicie) sesión\b.{0,90}|(?:los )?comentarios (?:están )?cerrados.{0,60})$/iu;

/** Where the author stands when the signature's own line names none, as on most of the page. */
export function nameBesideOf(lines: readonly Line[], signatures: readonly Signature[]): NameBeside {
  const nameless = signatures.filter(({ author }) => author === undefined);
  if (nameless.length < signatures.length / 2) return 'none';
  const above = nameless.filter(({ at }) => lines[at]?.gap === 0 && isNameLine(lines[at - 1])).length;
  if (above >= nameless.length * MOST) return 'above';
  const below = nameless.filter(({ at }) => (lines[at + 1]?.gap ?? 9) <= 1 && isNameLine(lines[at + 1]) && lines[at + 2] !== undefined).length;
  return below >= nameless.length * MOST ? 'below' : 'none';
}

/** Lines of a signature with the name beside it: half-open indices. */
export function signedLines(lines: readonly Line[], signature: Signature, beside: NameBeside): { readonly from: number; readonly to: number } {
  const { at, author } = signature;
  if (author === undefined && beside === 'above' && isNameLine(lines[at - 1])) return { from: at - 1, to: at + 1 };
  if (author === undefined && beside === 'below' && isNameLine(lines[at + 1])) return { from: at, to: at + 2 };
  return { from: at, to: at + 1 };
}

/**
 * Decides the side for signatures that state times. Every record is asked first: names that stand over the text and again in the signature, prose
 * close to one side of the signatures. Only where the records leave it open the two ends of the list decide, together: text between its head and
 * the first signature, text after the last one. Where these contradict each other the side is unclear.
 */
export function sideOf(lines: readonly Line[], signatures: readonly Signature[], beside: NameBeside, head: number | undefined): Side {
  if (signatures.some(({ kind }) => kind === 'says')) return 'below';
  const bounds = signatures.map((signature) => signedLines(lines, signature, beside));
  const echoes = signatures.filter((_, i) => isEchoed(lines, signatures, i)).length;
  if (echoes > 0 && echoes >= (signatures.length - 1) / 2) return 'above';
  const close = { above: 0, below: 0 };
  const alone = { above: 0, below: 0 };
  for (const { from, to } of bounds) {
    const before = lines[from]?.gap ?? 0;
    const after = lines[to]?.gap ?? Number.POSITIVE_INFINITY;
    const above = isSaid(lines[from - 1]);
    const below = isSaid(lines[to]);
    if (before < after && above) close.above++;
    if (after < before && below) close.below++;
    if (above && !below) alone.above++;
    if (below && !above) alone.below++;
  }
  if (isMost(alone.above, alone.below, signatures.length * SOME)) return 'above';
  if (isMost(alone.below, alone.above, signatures.length * SOME)) return 'below';
  if (isMost(close.above, close.below, signatures.length * MOST)) return 'above';
  if (isMost(close.below, close.above, signatures.length * MOST)) return 'below';
  return sideByEnds(lines, bounds, head);
}

/** Whether so many records speak for a side, and few for the other: short comments speak for both sides alike. */
function isMost(these: number, others: number, enough: number): boolean {
  return these >= 3 && these >= enough && these >= 3 * others;
}

/** The side the two ends of the list tell, when they do not contradict each other. */
function sideByEnds(lines: readonly Line[], bounds: readonly { readonly from: number; readonly to: number }[], head: number | undefined): Side {
  const first = bounds[0]?.from ?? 0;
  const start = head === undefined ? openingOf(lines, first) : head + 1;
  const ending = weigh(lines.slice(bounds.at(-1)?.to ?? lines.length));
  if (start === undefined) return ending === 'none' ? 'above' : ending === 'prose' ? 'below' : 'unclear';
  const opening = UNDATED.test(lines[start]?.text.slice(0, 60) ?? '') ? 'none' : weigh(lines.slice(start, first));
  if (opening === 'none') return 'below';
  if (ending === 'none' || (ending === 'slight' && opening === 'prose')) return 'above';
  return 'unclear';
}

/** Whether a line over or under a list of comments is nobody's text. */
export const isControl = (line: Line): boolean => line.text.length <= 120 && (CONTROL.test(line.text) || isFurniture(line));

/** Where a list without a head begins: at a wide gap close above its first signature. */
function openingOf(lines: readonly Line[], first: number): number | undefined {
  for (let i = first; i > Math.max(0, first - OPENING); i--) if ((lines[i]?.gap ?? 0) >= WIDE_GAP) return i;
  return undefined;
}

/** How much of a comment's text some lines can be. */
function weigh(lines: readonly Line[]): 'none' | 'slight' | 'prose' {
  const left = lines.filter((line) => !isButton(line) && /\p{L}/u.test(line.text) && !isControl(line));
  return left.length === 0 ? 'none' : left.some(isSaid) || left.reduce((sum, { text }) => sum + text.length, 0) > 60 ? 'prose' : 'slight';
}

/** Whether a line reads as running text: long, or a sentence of some words. */
function isSaid(line: Line | undefined): boolean {
  return line !== undefined && (line.text.length > 60 || (endsSentence(line.text) && spacedWords(line.text) >= 3));
}

/** Whether the line right below a signature names the author of the next one: there it heads the next text. */
function isEchoed(lines: readonly Line[], signatures: readonly Signature[], i: number): boolean {
  const next = signatures[i + 1];
  const line = lines[(signatures[i]?.at ?? lines.length) + 1];
  return next?.author !== undefined && line?.text === next.author && next.author !== signatures[i]?.author;
}
