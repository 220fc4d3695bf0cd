/**
 * Comma-separated values, and their kin with tabs, semicolons or bars. Our own reader, because every row needs its exact place in the text, in any
 * encoding, and because broken rows must neither stop the file nor swallow the rows after them. The form: RFC 4180.
 */
import { type BadRow, cellText, type Row, type Table } from './table.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
/** Rows that are looked at to tell a table. */
const SAMPLE_ROWS = 40;
/** UTF-16 units that are looked at to tell a table. */
const SAMPLE = 256 * 1024;

interface RawRow {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark opens a cell and none closes it: the row ends with its line. */
  readonly unclosed: boolean;
}

/** Rows of a text, blank lines left out. Time grows with the text, whatever is in it. */
function* rawRows(text: string, delimiter: string): Generator<RawRow, void, undefined> {
  let line = 1;
  let at = 0;
  // once a quotation mark has been found to have no partner, the rest is known to be broken: looking for partners again would take forever
  let trustQuotes = true;
  while (at < text.length) {
    const row = readRow(text, at, delimiter, trustQuotes);
    trustQuotes = row.trusted;
    const { from, to, next, cells, unclosed } = row;
    if (to > from && !(cells.length === 1 && cells[0]?.trim() === '')) yield { from, to, line, cells, unclosed };
    for (; at < next; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) line++;
    }
  }
}

function readRow(text: string, start: number, delimiter: string, trustQuotes: boolean): RawRow & { readonly next: number; readonly trusted: boolean } {
  const cells: string[] = [];
  let unclosed = false;
  let trusted = trustQuotes;
  for (let at = start; ; ) {
    if (text.charAt(at) === '"') {
      const closed = closingQuote(text, at, delimiter, trusted);
      if (closed === 'nowhere') trusted = false;
      if (typeof closed === 'number') {
        cells.push(text.slice(at + 1, closed).replaceAll('""', '"'));
        at = closed + 1;
        // what stands between a closing quotation mark and the delimiter can only be blank
        while (text.charAt(at) === ' ') at++;
        if (text.startsWith(delimiter, at)) {
          at++;
          continue;
        }
        return { from: start, to: at, next: afterLineEnd(text, at), line: 0, cells, unclosed, trusted };
      }
      unclosed = true;
    }
    const end = cellEnd(text, at, delimiter);
    cells.push(text.slice(at, end));
    if (text.startsWith(delimiter, end)) at = end + 1;
    else return { from: start, to: end, next: afterLineEnd(text, end), line: 0, cells, unclosed, trusted };
  }
}

/**
 * The quotation mark that closes the one at `open`: one that a delimiter, a line end or the text's end follows. One that stands within words is let
 * pass on the cell's first line, as careless writers have it; after a line end it opens another cell, and the one at `open` was never closed
 * (`elsewhere`). `nowhere`: the text ended first. Not `trusted`: it has to be on the same line.
 */
function closingQuote(text: string, open: number, delimiter: string, trusted: boolean): number | 'nowhere' | 'elsewhere' {
  const line = lineEnd(text, open);
  const limit = trusted ? text.length : line;
  for (let at = open + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return 'nowhere';
    if (quote >= limit) return 'elsewhere';
    if (text.charAt(quote + 1) === '"') {
      at = quote + 2;
      continue;
    }
    let after = quote + 1;
    while (text.charAt(after) === ' ') after++;
    const next = text.charAt(after);
    if (next === '' || next === '\n' || next === '\r' || text.startsWith(delimiter, after)) return quote;
    if (quote > line) return 'elsewhere';
    at = quote + 1;
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === delimiter || unit === '\n' || unit === '\r') return at;
  }
  return at;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text.charAt(at) === '\n' || text.charAt(at) === '\r') return at;
  return text.length;
}

function afterLineEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

/** A name of a column: short, without the marks of sentences, and no number or address. */
function isName(cell: string): boolean {
  const name = cell.trim();
  return name !== '' && name.length <= 60 && !/^[\d.,+\-/: ]+$/.test(name) && !/[.!?…]\s|[.!?]$|^https?:|\n/.test(name) && name.split(/\s+/).length <= 6;
}

/** How a text is delimited, if it is a table: the first line names columns, and nearly all rows have as many cells. `named`: its file name says that it is one. */
function delimiterOf(text: string, named: boolean): string | undefined {
  const sample = text.slice(0, SAMPLE);
  const cut = text.length > SAMPLE;
  let best: { delimiter: string; columns: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const rows: RawRow[] = [];
    for (const row of rawRows(sample, delimiter)) {
      rows.push(row);
      if (rows.length > SAMPLE_ROWS) break;
    }
    // a row that the sample cuts tells nothing
    if (cut && rows.length <= SAMPLE_ROWS && rows.length > 2) rows.pop();
    const [header, ...rest] = rows;
    if (header === undefined || rest.length < (named ? 1 : 2)) continue;
    const columns = header.cells.length;
    if (columns < 2 || !header.cells.every(isName) || new Set(header.cells.map((cell) => cell.trim())).size < columns) continue;
    const alike = rest.filter((row) => row.cells.length === columns).length;
    if (alike < rest.length * (named ? 0.5 : 0.9)) continue;
    if (best === undefined || columns > best.columns) best = { delimiter, columns };
  }
  return best?.delimiter;
}

/** Whether a file's name says that it is a table. */
function isTableName(name: string): boolean {
  return /\.(?:csv|tsv|tab)$/i.test(name);
}

/** Reads a text as delimited values; undefined where it is none. */
export function readCsv(text: string, name: string): Table | undefined {
  const named = isTableName(name);
  const delimiter = delimiterOf(text, named) ?? (named && isName(text.slice(0, lineEnd(text, 0))) ? ',' : undefined);
  if (delimiter === undefined) return undefined;
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  const frame: { from: number; to: number }[] = [];
  let columns: string[] | undefined;
  for (const raw of rawRows(text, delimiter)) {
    const { from, to, line } = raw;
    if (columns === undefined) {
      columns = raw.cells.map((cell) => cellText(cell.trim()));
      frame.push({ from, to });
    } else if (raw.unclosed) bad.push({ from, to, line, reason: 'a quotation mark opens and none closes it' });
    else if (raw.cells.length > columns.length) bad.push({ from, to, line, reason: `it has ${raw.cells.length} cells, the header ${columns.length}` });
    else {
      const cells = new Map<string, string>();
      for (const [i, cell] of raw.cells.entries()) {
        const column = columns[i];
        if (column !== undefined && cell.trim() !== '') cells.set(column, cellText(cell));
      }
      if (cells.size === 0) frame.push({ from, to });
      else rows.push({ from, to, line, cells });
    }
  }
  return columns && { form: 'csv', columns, rows, bad, frame };
}
