import type { ByteRange, CoverageClass, CoverageTotals, LedgerRun } from './records.ts';
import type { DecodedText } from './text/decode.ts';

/** A claim on a source: a UTF-16 range of its text, half-open, and what is there. */
export interface Claim {
  readonly from: number;
  readonly to: number;
  readonly class: 'article' | 'comment' | 'furniture';
}

/** The classes of a ledger, in the order coverage is shown; blank bytes last. */
export const COVERAGE_CLASSES = ['article', 'comment', 'furniture', 'unparsed', 'blank'] as const satisfies readonly CoverageClass[];

/** Bytes by class of several sources together. */
export function sumCoverage(parts: Iterable<CoverageTotals>): CoverageTotals {
  const sum = { article: 0, comment: 0, furniture: 0, unparsed: 0, blank: 0 };
  for (const part of parts) for (const name of COVERAGE_CLASSES) sum[name] += part[name];
  return sum;
}

export interface Ledger {
  readonly runs: readonly LedgerRun[];
  readonly totals: CoverageTotals;
}

/** Whitespace of any script, and characters that show nothing. */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  if (code <= 0xa0) return code === 0xa0 || code === 0x85;
  return (
    (code >= 0x2000 && code <= 0x200d) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0x1680
  );
}

/** The range without blanks at its ends; empty (from = to) when it is all blank. */
export function trimRange(text: string, from: number, to: number): readonly [from: number, to: number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return [start, end];
}

/**
 * The ledger of a source: its claims as trimmed, sorted runs, everything else that is not blank as `unparsed`, and totals that sum to the
 * file's length. Blanks inside a range belong to it; a byte order mark is blank. Throws when claims overlap or lie outside the text.
 */
export function buildLedger(decoded: DecodedText, claims: readonly Claim[]): Ledger {
  const { text } = decoded;
  const sorted = [...claims].sort((a, b) => a.from - b.from || a.to - b.to);
  const runs: LedgerRun[] = [];
  const totals = { article: 0, comment: 0, furniture: 0, unparsed: 0, blank: 0 };
  const add = (start: number, end: number, kind: LedgerRun['class']): void => {
    const [from, to] = trimRange(text, start, end);
    if (from === to) return;
    const bytes = decoded.bytesOf(from, to);
    runs.push({ bytes, class: kind });
    totals[kind] += bytes[1] - bytes[0];
  };
  let reached = 0;
  for (const claim of sorted) {
    if (!(claim.from >= 0 && claim.from <= claim.to && claim.to <= text.length)) throw new Error(`a claim lies outside the text: ${claim.from}-${claim.to}`);
    if (claim.from < reached) throw new Error(`claims overlap at UTF-16 offset ${claim.from}`);
    add(reached, claim.from, 'unparsed');
    add(claim.from, claim.to, claim.class);
    reached = claim.to;
  }
  add(reached, text.length, 'unparsed');
  totals.blank = decoded.byteLength - totals.article - totals.comment - totals.furniture - totals.unparsed;
  return { runs, totals };
}

/** What is wrong with a ledger and the ranges that should lie in it; empty when all is well. */
export function checkLedger(
  ledger: Ledger,
  byteLength: number,
  evidence: readonly { readonly bytes: ByteRange; readonly class: 'article' | 'comment' | 'furniture' }[],
): string[] {
  const problems: string[] = [];
  const seen = { article: 0, comment: 0, furniture: 0, unparsed: 0, blank: byteLength };
  const starts = new Map<number, LedgerRun>();
  let reached = 0;
  for (const run of ledger.runs) {
    const [from, to] = run.bytes;
    if (from < reached) problems.push(`run ${from}-${to} overlaps the one before it`);
    if (!(from < to && from >= 0 && to <= byteLength)) problems.push(`run ${from}-${to} lies outside 0-${byteLength}`);
    seen[run.class] += to - from;
    seen.blank -= to - from;
    starts.set(from, run);
    reached = to;
  }
  for (const kind of ['article', 'comment', 'furniture', 'unparsed', 'blank'] as const) {
    if (ledger.totals[kind] !== seen[kind]) problems.push(`${kind} is ${ledger.totals[kind]} bytes in the totals, ${seen[kind]} in the runs`);
  }
  for (const { bytes, class: kind } of evidence) {
    const run = starts.get(bytes[0]);
    if (!run || run.class !== kind || run.bytes[1] !== bytes[1]) problems.push(`${kind} ${bytes[0]}-${bytes[1]} is no run of the ledger`);
  }
  return problems;
}
