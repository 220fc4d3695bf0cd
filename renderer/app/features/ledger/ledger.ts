/** What the ledger view counts and steps through. */
import { COVERAGE_CLASSES, sumCoverage } from '../../../../corpus/coverage.ts';
import { PARSER_VERSION } from '../../../../corpus/parser-version.ts';
import type { ByteRange, CoverageClass, CoverageTotals, LedgerRun, Source } from '../../../../corpus/records.ts';
import type { LibraryReader, LibraryScan } from '../../../store/reader.ts';
import type { LedgerList } from '../../state/workspace.ts';
import type { SourceLines } from '../reading/source-lines.ts';

export interface LedgerTotals {
  readonly sources: number;
  /** Sources that came by an export, without their bytes: they are not in `coverage`. */
  readonly withoutBytes: number;
  /** Sources with bytes that were read by an older parser than this one. */
  readonly older: number;
  readonly coverage: CoverageTotals;
}

/** Goes once through every source and adds up what became of its bytes. */
export async function readLedgerTotals(reader: Pick<LibraryScan, 'eachSource'>): Promise<LedgerTotals> {
  let coverage = sumCoverage([]);
  let sources = 0;
  let withoutBytes = 0;
  let older = 0;
  await reader.eachSource((chunk) => {
    for (const source of chunk) {
      sources += 1;
      if (source.bytesMissing) withoutBytes += 1;
      else if (source.parser !== PARSER_VERSION) older += 1;
    }
    coverage = sumCoverage([coverage, ...chunk.filter((source) => !source.bytesMissing).map((source) => source.coverage)]);
  });
  return { sources, withoutBytes, older, coverage };
}

/** What the list of sources shows of one; without its ledger, as there may be very many. */
export type ListedSource = Pick<Source, 'id' | 'name' | 'coverage' | 'layout' | 'layoutReason' | 'parser' | 'bytesMissing'>;

type Lists = Pick<LibraryReader, 'unparsedSources' | 'correctedSources' | 'sources'> & Pick<LibraryScan, 'eachSource'>;

/** The sources of a list: those with unparsed text, most first; all, or those with corrections, by name. */
export async function readListed(reader: Lists, list: LedgerList): Promise<readonly ListedSource[]> {
  if (list === 'unparsed') return reader.unparsedSources();
  const sources: ListedSource[] = [];
  const add = ({ id, name, coverage, layout, layoutReason, parser, bytesMissing }: ListedSource): void => {
    sources.push({ id, name, coverage, layout, layoutReason, parser, ...(bytesMissing && { bytesMissing }) });
  };
  if (list === 'corrected') for (const source of await reader.sources(await reader.correctedSources())) add(source);
  else await reader.eachSource((chunk) => chunk.forEach(add));
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return sources.sort((a, b) => compare(a.name, b.name));
}

/** A class's share of 1 of all bytes, blank ones included; 0 where there are none. */
export function shareOf(coverage: CoverageTotals, name: CoverageClass): number {
  const all = COVERAGE_CLASSES.reduce((sum, each) => sum + coverage[each], 0);
  return all === 0 ? 0 : coverage[name] / all;
}

/** The unparsed runs of a ledger, in the order of the source. */
export function unparsedRuns(ledger: readonly LedgerRun[]): readonly ByteRange[] {
  return ledger.filter((run) => run.class === 'unparsed').map((run) => run.bytes);
}

/** The index `by` places on from `at`, held at the ends; the first or last where none is chosen. Undefined where there is nothing to step through. */
export function stepped(count: number, at: number | undefined, by: number): number | undefined {
  if (count === 0) return undefined;
  if (at === undefined) return by > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, at + by));
}

/** The first words of a range: of its first line that is not blank, at most `longest` UTF-16 units. */
export function firstWords(lines: SourceLines, range: ByteRange, longest = 120): string {
  for (let line = lines.lineAt(range[0]); line < lines.count && lines.bytes(line)[0] < range[1]; line += 1) {
    const part = lines.lit(line, range);
    const words =
      part === undefined
        ? ''
        : lines
            .text(line)
            .slice(...part)
            .trim();
    if (words !== '') return words.slice(0, longest);
  }
  return '';
}
