/** The text the analyst has selected in the reader, as a span of the record it stands in. */
import type { Span, TargetId } from '../../../../corpus/records.ts';

/** Characters kept before and after a span, to find it again. */
const CONTEXT = 32;

export interface SelectedSpan {
  readonly target: TargetId;
  readonly span: Span;
}

/** A span of `characters` (the record's text by code points); undefined where nothing but space is selected. */
export function spanOf(characters: readonly string[], from: number, to: number, block?: number): Span | undefined {
  let a = Math.max(0, Math.min(from, to));
  let b = Math.min(characters.length, Math.max(from, to));
  const space = (at: number): boolean => /\s/u.test(characters[at] ?? '');
  while (a < b && space(a)) a += 1;
  while (b > a && space(b - 1)) b -= 1;
  if (a === b) return undefined;
  return {
    ...(block === undefined ? {} : { block }),
    chars: [a, b],
    exact: characters.slice(a, b).join(''),
    prefix: characters.slice(Math.max(0, a - CONTEXT), a).join(''),
    suffix: characters.slice(b, b + CONTEXT).join(''),
  };
}

/** A record's text on screen: `data-target`, `data-block` for blocks, `data-text` the text as read. Pieces within carry `data-from` and `data-to`. */
const RECORD = '[data-target][data-text]';

/** The selected span; undefined where nothing is selected, or more than one record. */
export function selectedSpan(selection: Selection | null = document.getSelection()): SelectedSpan | undefined {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = recordAt(range.startContainer);
  const end = recordAt(range.endContainer);
  // a selection that ends before the first letter of the next record, as a triple click makes it, belongs to the first
  const record = start ?? end;
  if (record === undefined || (start !== undefined && end !== undefined && start !== end && range.endOffset !== 0)) return undefined;
  const pieces = [...record.querySelectorAll<HTMLElement>('[data-from]')].filter((piece) => range.intersectsNode(piece));
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const from = offsetIn(first, range.startContainer, range.startOffset, 'start');
  const to = offsetIn(last, range.endContainer, range.endOffset, 'end');
  const block = record.dataset.block;
  const span = spanOf(Array.from(record.dataset.text ?? ''), from, to, block === undefined ? undefined : Number(block));
  const target = record.dataset.target;
  if (span === undefined || target === undefined || !isTarget(target)) return undefined;
  return { target, span };
}

function isTarget(id: string): id is TargetId {
  return id.startsWith('a') || id.startsWith('c');
}

function recordAt(node: Node): HTMLElement | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>(RECORD) ?? undefined;
}

/** Code point offset of a DOM place in the record's text; a place outside the piece is the piece's near edge. */
function offsetIn(piece: HTMLElement, node: Node, offset: number, edge: 'start' | 'end'): number {
  const from = Number(piece.dataset.from);
  const to = Number(piece.dataset.to);
  if (!piece.contains(node)) return edge === 'start' ? from : to;
  const shown = Array.from(piece.textContent ?? '');
  // a repaired letter stands for several code points and is taken whole
  if (shown.length !== to - from) return edge === 'start' ? from : to;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return from + Array.from(before.toString()).length;
}
