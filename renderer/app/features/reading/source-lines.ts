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

/** What most of a line's claimed bytes are; `blank` where no run touches it. Runs are sorted and disjoint. */
export function classOf(ledger: readonly LedgerRun[], [from, to]: ByteRange): CoverageClass {
  let low = 0;
  let high = ledger.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ledger[middle]?.bytes[1] ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const sums = new Map<CoverageClass, number>();
  for (let i = low; i < ledger.length; i += 1) {
    const run = ledger[i];
    if (run === undefined || run.bytes[0] >= to) break;
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
