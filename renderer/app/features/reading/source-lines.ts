/** A source's text as lines that can be shown one by one, whatever its size. */
import type { ByteRange, CoverageClass, LedgerRun } from '../../../../corpus/records.ts';
import type { DecodedText } from '../../../../corpus/text/decode.ts';

/** A line longer than this many UTF-16 units is shown in pieces: a page without line ends would otherwise be one row of megabytes. */
export const LONGEST_LINE = 2000;

export interface SourceLines {
  readonly count: number;
  /** Text of a line, without its line end. */
  text(line: number): string;
  /** Bytes of a line, its line end included. */
  bytes(line: number): ByteRange;
  /** The line that holds a byte; the last for bytes beyond the end. Logarithmic. */
  lineAt(byte: number): number;
  /** The part of a line's text that a range of bytes covers, in UTF-16 units; undefined where it covers none of the line. */
  lit(line: number, range: ByteRange): readonly [from: number, to: number] | undefined;
}

/** Cuts a decoded source into lines at `\n`, `\r\n` and `\r`; never between the halves of a surrogate pair. */
export function sourceLines({ text, byteAt, byteLength }: Pick<DecodedText, 'text' | 'byteAt' | 'byteLength'>): SourceLines {
  const starts: number[] = [0];
  const begin = (at: number): void => {
    let last = starts[starts.length - 1] ?? 0;
    while (at - last > LONGEST_LINE) {
      last += isLowSurrogate(text, last + LONGEST_LINE) ? LONGEST_LINE - 1 : LONGEST_LINE;
      starts.push(last);
    }
    if (at < text.length && at > last) starts.push(at);
  };
  const ends = /\r\n|\n|\r/g;
  for (let end = ends.exec(text); end; end = ends.exec(text)) begin(ends.lastIndex);
  begin(text.length);

  const from = (line: number): number => starts[line] ?? text.length;
  const bytes = (line: number): ByteRange => [line === 0 ? 0 : byteAt(from(line)), line + 1 >= starts.length ? byteLength : byteAt(from(line + 1))];
  const lineText = (line: number): string => text.slice(from(line), from(line + 1)).replace(/[\r\n]+$/, '');
  return {
    count: starts.length,
    text: lineText,
    bytes,
    lit(line, [first, last]) {
      const [start, end] = bytes(line);
      if (first >= end || last <= start || first === last) return undefined;
      const length = lineText(line).length;
      // the first unit of the line at or after a byte
      const unit = (byte: number): number => {
        let low = 0;
        let high = length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (byteAt(from(line) + middle) < byte) low = middle + 1;
          else high = middle;
        }
        return low;
      };
      return [first <= start ? 0 : unit(first), last >= end ? length : unit(last)];
    },
    lineAt(byte) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (bytes(middle)[0] <= byte) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The runs that touch a range, in order. Runs are sorted and disjoint. Logarithmic in their number. */
export function runsOn(ledger: readonly LedgerRun[], [from, to]: ByteRange): readonly LedgerRun[] {
  let low = 0;
  let high = ledger.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ledger[middle]?.bytes[1] ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((ledger[end]?.bytes[0] ?? to) < to) end += 1;
  return ledger.slice(low, end);
}

/** What most of a line's claimed bytes are; `blank` where no run touches it. */
export function classOf(ledger: readonly LedgerRun[], [from, to]: ByteRange): CoverageClass {
  const sums = new Map<CoverageClass, number>();
  for (const run of runsOn(ledger, [from, to])) {
    sums.set(run.class, (sums.get(run.class) ?? 0) + Math.min(to, run.bytes[1]) - Math.max(from, run.bytes[0]));
  }
  let best: CoverageClass = 'blank';
  let most = 0;
  for (const [name, sum] of sums) {
    if (sum <= most) continue;
    best = name;
    most = sum;
  }
  return best;
}

/** A half-open range of UTF-16 units of a line's text. */
type Part = readonly [from: number, to: number];

/** A stretch of a line that is one thing throughout. */
export interface LinePiece {
  readonly from: number;
  readonly to: number;
  /** What became of it; absent for blanks between runs, and where the whole line is one class. */
  readonly class?: LedgerRun['class'];
  readonly lit: boolean;
  /** The analyst said what it is. */
  readonly corrected: boolean;
}

/** Cuts a line of `length` units where what became of it, the lit range or a correction begins or ends. */
export function linePieces(
  length: number,
  runs: readonly { readonly part: Part; readonly class: LedgerRun['class'] }[],
  lit: Part | undefined,
  corrected: readonly Part[],
): readonly LinePiece[] {
  const mixed = new Set(runs.map((run) => run.class)).size > 1;
  const ends = new Set([0, length, ...(mixed ? runs.flatMap(({ part }) => part) : []), ...(lit ?? []), ...corrected.flat()]);
  const cuts = [...ends].filter((end) => end >= 0 && end <= length).sort((a, b) => a - b);
  const pieces: LinePiece[] = [];
  const covers = ([from, to]: Part, at: number): boolean => from <= at && at < to;
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const run = mixed ? runs.find(({ part }) => covers(part, from)) : undefined;
    pieces.push({
      from,
      to,
      ...(run && { class: run.class }),
      lit: lit !== undefined && covers(lit, from),
      corrected: corrected.some((part) => covers(part, from)),
    });
  }
  return pieces;
}
