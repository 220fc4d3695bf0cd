/** Tables: rows of named cells, whatever file form they came in, each with the place of its row in the text. */
import { sha256 } from '../text/sha256.ts';

export type TableForm = 'csv' | 'json' | 'json-lines';

export interface Row {
  /** UTF-16 range of the row in the text, half-open, without the line end or comma after it. */
  readonly from: number;
  readonly to: number;
  /** Line of the text it begins on, from 1. */
  readonly line: number;
  /** By column; a column without a value in this row is missing. */
  readonly cells: ReadonlyMap<string, string>;
}

/** A stretch of the text that should have been a row. */
export interface BadRow {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** What is wrong with it; a clause without a full stop. */
  readonly reason: string;
}

export interface Table {
  readonly form: TableForm;
  /** In the order of the file; of JSON, in the order met. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
  /** Ranges that hold the table together: the header, brackets, commas. */
  readonly frame: readonly { readonly from: number; readonly to: number }[];
}

/** Rows that tell a table's shape: their columns are its columns. */
export const SHAPE_ROWS = 200;

/** Equal for tables with the same form and columns: what a mapping is remembered by. 16 hexadecimal digits. */
export function shapeOf({ form, columns }: Pick<Table, 'form' | 'columns'>): string {
  const kind = form === 'csv' ? 'csv' : 'json';
  return sha256(`${kind}\n${[...columns].sort().join('\n')}`).slice(0, 16);
}

/** A cell's text as it is kept: what no text can hold (NUL, other controls, halves of surrogate pairs) becomes U+FFFD. */
export function cellText(value: string): string {
  return value.replace(/[^\P{Cc}\t\n\r\f\u0080-\u009f]|\p{Surrogate}/gu, '\ufffd');
}
