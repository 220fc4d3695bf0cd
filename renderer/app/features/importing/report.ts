/** The report of an import, computed from its outcomes. Pure. */
import { sumCoverage } from '../../../../corpus/coverage.ts';
import type { CoverageTotals, FileOutcome, ImportRun, Warning } from '../../../../corpus/records.ts';

export interface ImportReport {
  readonly newFiles: number;
  /** New ones. */
  readonly articles: number;
  /** Captures that joined an article. */
  readonly merged: number;
  /** Those that no capture had shown before. */
  readonly comments: number;
  readonly known: number;
  readonly failed: readonly FileOutcome[];
  /** Files with something to look at. */
  readonly toLookAt: number;
  /** Bytes by class over the files that went in; known ones were counted when they first did. */
  readonly coverage: CoverageTotals;
  /** Failures first, then files with something to look at, then the rest, each in the order read. */
  readonly rows: readonly FileOutcome[];
}

const weight = (outcome: FileOutcome): number => (outcome.result === 'failed' ? 0 : outcome.warnings.length > 0 ? 1 : 2);

export function reportOf(outcomes: readonly FileOutcome[]): ImportReport {
  const fresh = outcomes.filter((outcome) => outcome.result === 'new' || outcome.result === 'merged');
  const sum = (of: (outcome: FileOutcome) => number): number => fresh.reduce((total, outcome) => total + of(outcome), 0);
  return {
    newFiles: fresh.length,
    articles: sum((outcome) => outcome.articles.length - (outcome.knownArticles ?? 0)),
    merged: sum((outcome) => outcome.knownArticles ?? 0),
    comments: sum((outcome) => outcome.comments - (outcome.knownComments ?? 0)),
    known: outcomes.filter((outcome) => outcome.result === 'known').length,
    failed: outcomes.filter((outcome) => outcome.result === 'failed'),
    toLookAt: outcomes.filter((outcome) => outcome.result !== 'failed' && outcome.warnings.length > 0).length,
    coverage: sumCoverage(fresh.flatMap((outcome) => outcome.coverage ?? [])),
    rows: outcomes.toSorted((a, b) => weight(a) - weight(b)),
  };
}

/** “harbour.zip”, “harbour.zip and letters.txt”, “harbour.zip and 2 others”. */
export function importTitle(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return 'Import';
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} others`;
}

/** How far an import came that did not come to its end: files read, and those of them that went in. Undefined for one that did. */
export function stoppedImport(run: ImportRun): { readonly read: number; readonly wentIn: number } | undefined {
  if (run.state !== 'interrupted' && run.state !== 'cancelled' && run.state !== 'failed') return undefined;
  const { files, failed } = run.totals;
  return { read: files, wentIn: Math.max(0, files - failed) };
}

/** What a file came to in a word or three; a file whose form is not read yet, or whose layout was only guessed, is told apart. */
export function outcomeWords(outcome: FileOutcome): string {
  if (outcome.result === 'failed') return 'failed';
  if (outcome.result === 'known') return 'known';
  if (outcome.result === 'merged') return 'merged';
  if (outcome.result === 'needs-mapping') return 'waits for its columns';
  if (outcome.result === 'opened') return outcome.members === 1 ? 'opened, 1 file' : `opened, ${(outcome.members ?? 0).toLocaleString('en')} files`;
  const has = (kind: Warning['kind']): boolean => outcome.warnings.some((warning) => warning.kind === kind);
  if (has('not-read')) return 'kept, not read';
  return has('generic-layout') ? 'new, generic' : 'new';
}

/** “4 s”, “2 min 5 s”, “1 h 3 min”. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 1) return 'under a second';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
