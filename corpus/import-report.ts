/** The report of an import as a file: every file and what it came to, as CSV for a spreadsheet or as JSON for a program. */
import type { FileOutcome, ImportRun } from './records.ts';

export type ReportForm = 'csv' | 'json';

export const REPORT_FORMS: readonly ReportForm[] = ['csv', 'json'];

/** The text of a report, its line ends included. The same import gives the same text. */
export function importReport(form: ReportForm, run: ImportRun, outcomes: readonly FileOutcome[]): string {
  return form === 'csv' ? csvReport(outcomes) : jsonReport(run, outcomes);
}

type Cell = string | number | undefined;

/** The columns of the CSV; `articles` and `comments` are what the file holds, the `known` ones are those of them that were there already. */
const COLUMNS: readonly (readonly [name: string, of: (outcome: FileOutcome) => Cell])[] = [
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

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
function csvReport(outcomes: readonly FileOutcome[]): string {
  const rows = [COLUMNS.map(([name]) => name), ...outcomes.map((outcome) => COLUMNS.map(([, of]) => of(outcome)))];
  return `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Spreadsheets take what begins so for a formula, and run it; blanks before it do not hold them back. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A cell; text that a spreadsheet would run gets an apostrophe before it, by which it stays text. */
export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
