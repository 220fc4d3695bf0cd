/** The words that stretches of a web page show, for whoever says himself what a stretch is. */
import type { Words } from '../layouts/layout.ts';
import { nodesOf, squash, type TextNode } from './nodes.ts';
import { inkOf, type Run, runsOf } from './runs.ts';
import { parsePage } from './tree.ts';

type Piece = Pick<Run, 'nodes' | 'text' | 'from' | 'to'>;

/** The texts of a page by their place: of each range the words that stand in it, paragraph by paragraph, never markup. Texts of scripts and the like are none. */
export function wordsOf(source: string): Words {
  const root = parsePage(source);
  const titles = [...nodesOf(root)].filter((node): node is TextNode => node.kind === 'text' && node.parent?.name === 'title' && node.from >= 0);
  const pieces: readonly Piece[] = [...titles.flatMap((node) => alone(source, node)), ...runsOf(root, source)].sort((a, b) => a.from - b.from);
  return (from, to) =>
    pieces.flatMap((piece) => {
      if (piece.to <= from || piece.from >= to) return [];
      if (piece.from >= from && piece.to <= to) return { text: piece.text, from: piece.from, to: piece.to };
      return clipped(source, piece, from, to) ?? [];
    });
}

function alone(source: string, node: TextNode): Piece[] {
  const [from, to] = inkOf(source, node);
  return from < to ? [{ nodes: [node], text: squash(node.text), from, to }] : [];
}

/** What of a piece lies in a range. It begins and ends within texts, so that it can be read by itself. */
function clipped(source: string, { nodes }: Piece, from: number, to: number): { text: string; from: number; to: number } | undefined {
  const inside = nodes.filter((node) => node.from < to && node.to > from);
  const [first] = inside;
  const last = inside.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let [start, end] = [Math.max(first.from, from), Math.min(last.to, to)];
  while (start < end && source.charCodeAt(start) <= 0x20) start++;
  while (end > start && source.charCodeAt(end - 1) <= 0x20) end--;
  const slice = source.slice(start, end);
  const text = runsOf(parsePage(slice), slice)
    .map((run) => run.text)
    .join('\n');
  return text === '' ? undefined : { text, from: start, to: end };
}
