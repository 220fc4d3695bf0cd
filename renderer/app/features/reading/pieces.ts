/**
 * A record's text cut into pieces that are drawn alike, each knowing which code points of the text it stands for.
 * All offsets here are code points of the text as read, half-open, like `CharRange`.
 */
import type { CharRange, Tagging } from '../../../../corpus/records.ts';
import { repairMojibake } from '../../../../corpus/text/mojibake.ts';

/** A letter that is shown other than it was read. */
export interface Repair {
  readonly from: number;
  readonly to: number;
  readonly shown: string;
}

export interface Piece {
  readonly from: number;
  readonly to: number;
  /** What stands on screen; as read, or the repaired letter. */
  readonly shown: string;
  readonly hit: boolean;
  /** Tagged spans the piece is part of, the longest first. */
  readonly spans: readonly Tagging[];
  /** Of those, the ones that end with it. */
  readonly ends: readonly Tagging[];
}

const LONGEST_SEQUENCE = 4;

/** Where `repaired` differs from the text: `itâ€™s` for `it’s` gives one repair of three code points. */
export function repairs(characters: readonly string[], repaired: string | undefined): readonly Repair[] {
  if (repaired === undefined) return [];
  const right = Array.from(repaired);
  const found: Repair[] = [];
  let at = 0;
  for (const shown of right) {
    if (characters[at] === shown) {
      at += 1;
      continue;
    }
    let length = 2;
    while (length <= LONGEST_SEQUENCE && repairMojibake(characters.slice(at, at + length).join('')) !== shown) length += 1;
    // not a repair we can place: show the text as it was read
    if (length > LONGEST_SEQUENCE) return [];
    found.push({ from: at, to: at + length, shown });
    at += length;
  }
  return at === characters.length ? found : [];
}

interface PieceOptions {
  readonly repairs?: readonly Repair[];
  /** The stretch to cut; all of the text where absent. */
  readonly part?: CharRange;
  readonly hits?: readonly CharRange[];
  readonly spans?: readonly Tagging[];
}

/** The pieces of a text, in order; together they stand for every code point of the part exactly once. */
export function piecesOf(characters: readonly string[], { repairs: mended = [], part = [0, characters.length], hits = [], spans = [] }: PieceOptions): Piece[] {
  const [start, end] = part;
  const marked = spans.filter(({ span }) => span !== undefined && span.chars[0] < end && span.chars[1] > start);
  const cuts = new Set([start, end]);
  const cut = (at: number): void => {
    const inside = mended.find(({ from, to }) => at > from && at < to);
    const edge = inside?.to ?? at;
    if (edge > start && edge < end) cuts.add(edge);
  };
  for (const { from, to } of mended) for (const at of [from, to]) cut(at);
  for (const range of [...hits, ...marked.flatMap(({ span }) => (span ? [span.chars] : []))]) for (const at of range) cut(at);
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const from = edges[i] ?? start;
    const to = edges[i + 1] ?? end;
    const over = marked
      .filter(({ span }) => span !== undefined && span.chars[0] < to && span.chars[1] > from)
      .sort((a, b) => length(b) - length(a) || a.id.localeCompare(b.id));
    pieces.push({
      from,
      to,
      shown: mended.find((repair) => repair.from === from && repair.to === to)?.shown ?? characters.slice(from, to).join(''),
      hit: hits.some(([a, b]) => a < to && b > from),
      spans: over,
      ends: over.filter(({ span }) => span !== undefined && span.chars[1] <= to),
    });
  }
  return pieces;
}

function length({ span }: Tagging): number {
  return span === undefined ? 0 : span.chars[1] - span.chars[0];
}
