/** The report of an import as a file: every file and what it came to, as CSV for a spreadsheet or as JSON for a program. */
import { type CsvCell, csvText } from './exchange/csv.ts';
import type { FileOutcome, ImportRun } from './records.ts';

export type ReportForm = 'csv' | 'json';

export const REPORT_FORMS: readonly ReportForm[] = ['csv', 'json'];

/** The text of a report, its line ends included. The same import gives the same text. */
export function importReport(form: ReportForm, run: ImportRun, outcomes: readonly FileOutcome[]): string {
  return form === 'csv' ? csvReport(outcomes) : jsonReport(run, outcomes);
}

/** The columns of the CSV; `articles` and `comments` are what the file holds, the `known` ones are those of them that were there already. */
const COLUMNS: readonly (readonly [name: string, of: (outcome: FileOutcome) => CsvCell])[] = [
  ['file', ({ name }) => name],
  ['path', ({ path }) => path],
  ['bytes', ({ bytes }) => bytes],
  ['outcome', ({ result }) => result],
  ['layout', ({ layout }) => layout],
  ['layout_reason', ({ layoutReason }) => layoutReason],
  ['encoding', ({ encoding }) => encoding],
  ['articles', ({ articles }) => articles.length],
  ['articles_known', ({ knownArticles }) => knownArticles ?? 0],
  ['comments', ({ comments }) => comments],
  ['comments_known', ({ knownComments }) => knownComments ?? 0],
  ['members', ({ members }) => members],
  ['bytes_unparsed', ({ coverage }) => coverage?.unparsed],
  ['source', ({ source }) => source],
  ['article_ids', ({ articles }) => articles.join(' ')],
  ['warnings', ({ warnings }) => warnings.map(({ message, bytes }) => (bytes ? `${message} (bytes ${bytes[0]}-${bytes[1]})` : message)).join(' | ')],
  ['error', ({ error }) => (error ? `${error.title}: ${error.message}` : undefined)],
];

function csvReport(outcomes: readonly FileOutcome[]): string {
  return csvText([COLUMNS.map(([name]) => name), ...outcomes.map((outcome) => COLUMNS.map(([, of]) => of(outcome)))]);
}

function jsonReport(run: ImportRun, outcomes: readonly FileOutcome[]): string {
  const { id, names, roots, startedAt, finishedAt, state, reason, totals } = run;
  const files = outcomes.map(({ name, path, bytes, result, articles, comments, knownArticles, knownComments, warnings, ...rest }) => ({
    file: name,
    path,
    bytes,
    outcome: result,
    layout: rest.layout,
    layoutReason: rest.layoutReason,
    encoding: rest.encoding,
    articles,
    articlesKnown: knownArticles ?? 0,
    comments,
    commentsKnown: knownComments ?? 0,
    members: rest.members,
    columns: rest.table?.columns,
    coverage: rest.coverage,
    source: rest.source,
    warnings,
    error: rest.error,
  }));
  return `${JSON.stringify({ import: id, names, roots, startedAt, finishedAt, state, reason, totals, files }, undefined, 2)}\n`;
}
