/** Tables as spreadsheets read them. */

export type CsvCell = string | number | undefined;

/** RFC 4180, with the mark by which spreadsheets know UTF-8. The first row holds the names of the columns. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Spreadsheets take what begins so for a formula, and run it; blanks before it do not hold them back. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A cell; text that a spreadsheet would run gets an apostrophe before it, by which it stays text. */
export function csvCell(value: CsvCell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
