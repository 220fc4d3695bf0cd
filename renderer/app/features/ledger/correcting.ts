/** What the analyst says of a source's text, against the parser. Pure. */
import type { BlockKind, ByteRange, Correction, CoverageClass, LedgerRun } from '../../../../corpus/records.ts';
import { BLOCK_NAMES } from '../reading/block-names.ts';
import { runsOn } from '../reading/source-lines.ts';

/** What text can be said to be, in the order of the buttons. */
export const CLASSES = ['article', 'comment', 'furniture', 'unparsed'] as const satisfies readonly Correction['class'][];

/** The kinds of blocks, in the order an article has them. */
export const KINDS = Object.keys(BLOCK_NAMES) as readonly BlockKind[];

const overlap = (a: ByteRange, b: ByteRange): boolean => a[0] < b[1] && b[0] < a[1];
const within = (inner: ByteRange, outer: ByteRange): boolean => inner[0] >= outer[0] && inner[1] <= outer[1];

/** The corrections with one more; those it covers wholly have no say any more and go. */
export function withCorrection(corrections: readonly Correction[], added: Correction): readonly Correction[] {
  return [...corrections.filter(({ bytes }) => !within(bytes, added.bytes)), added];
}

/** The corrections that touch a range. */
export function correctionsOn(corrections: readonly Correction[], range: ByteRange): readonly Correction[] {
  return corrections.filter(({ bytes }) => overlap(bytes, range));
}

/** The corrections without those that touch a range. */
export function withoutCorrections(corrections: readonly Correction[], range: ByteRange): readonly Correction[] {
  return corrections.filter(({ bytes }) => !overlap(bytes, range));
}

/** “comment”, “headline of the article”: what a correction makes of its text. */
export function classWords({ class: name, kind }: Pick<Correction, 'class' | 'kind'>): string {
  return name === 'article' ? `${BLOCK_NAMES[kind ?? 'paragraph']} of the article` : name;
}

/** What a range of a source is, most of it first; empty where it is all blank. */
export function classesIn(ledger: readonly LedgerRun[], range: ByteRange): readonly LedgerRun['class'][] {
  const sums = new Map<LedgerRun['class'], number>();
  for (const run of runsOn(ledger, range))
    sums.set(run.class, (sums.get(run.class) ?? 0) + Math.min(run.bytes[1], range[1]) - Math.max(run.bytes[0], range[0]));
  return [...sums].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** The run that a byte lies in. */
export function runAt(ledger: readonly LedgerRun[], byte: number): LedgerRun | undefined {
  return runsOn(ledger, [byte, byte + 1])[0];
}

/** Who says what a range is, in words. */
export function whoSays(
  { ledger, layout, parser }: { readonly ledger: readonly LedgerRun[]; readonly layout: string; readonly parser: string },
  corrections: readonly Correction[],
  range: ByteRange,
): string {
  const classes: readonly CoverageClass[] = classesIn(ledger, range);
  const words = classes.length === 0 ? 'blank' : new Intl.ListFormat('en', { type: 'conjunction' }).format(classes);
  const own = correctionsOn(corrections, range);
  const last = own.at(-1);
  if (last === undefined) return `${words}, says ${layout}, parser ${parser}`;
  return within(range, last.bytes) ? `${classWords(last)}, you say` : `${words}, partly as you say`;
}

/** The index of the unparsed run `by` places from what is selected: from that run, where it is one, else from the place. Undefined where there is none. */
export function runFrom(runs: readonly ByteRange[], selected: ByteRange | undefined, by: 1 | -1): number | undefined {
  if (runs.length === 0) return undefined;
  if (selected === undefined) return by > 0 ? 0 : runs.length - 1;
  const next = by > 0 ? runs.findIndex(([from]) => from > selected[0]) : runs.findLastIndex(([from]) => from < selected[0]);
  return next >= 0 ? next : by > 0 ? runs.length - 1 : 0;
}
