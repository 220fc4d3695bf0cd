/** Tables as pages: found by content, read by the mapping that is handed in, remembered, or sure enough to be guessed. */
import type { PageText, ParsedPages, UnreadPage } from '../layouts/layout.ts';
import type { SourceId } from '../records.ts';
import { type DecodedText, decode } from '../text/decode.ts';
import { readCsv } from './csv.ts';
import { type Guess, guessMapping, SURE } from './guess.ts';
import { readJson } from './json.ts';
import { fits, type Mapping, type MappingBook, type SourceTable } from './mapping.ts';
import { tablePages } from './pages.ts';
import { shapeOf, type Table } from './table.ts';

/** What a window shows to have a mapping made. */
export interface TablePreview {
  readonly shape: string;
  readonly columns: readonly string[];
  readonly guess?: Guess;
  /** The first rows, cells cut; in the order of `columns`, empty for an absent cell. */
  readonly rows: readonly (readonly string[])[];
  /** How many rows were found in what was read. */
  readonly count: number;
}

const PREVIEW_ROWS = 8;
const PREVIEW_CELL = 300;

/** Reads a page that is a table. `unread` with kind `needs-mapping` where nobody has said what its columns mean, and a guess would be a gamble. */
export function readTablePage(page: PageText, table: Table | undefined, layout: string): ParsedPages | UnreadPage {
  const guess = table && guessMapping(table);
  if (table === undefined || guess === undefined) return { unread: NO_TEXT };
  const about = { shape: shapeOf(table), columns: table.columns };
  const chosen = chooseMapping(table, guess, page.mappings);
  if (chosen === undefined) return { unread: NEEDS_MAPPING, kind: 'needs-mapping', table: about };
  return { ...tablePages(page, table, chosen.mapping, layout), table: { ...about, ...chosen } };
}

function chooseMapping(table: Table, guess: Guess, book: MappingBook | undefined): Pick<Required<SourceTable>, 'mapping' | 'by'> | undefined {
  if (book?.given !== undefined && fits(book.given, table)) return { mapping: book.given, by: 'given' };
  const remembered = book?.byShape[shapeOf(table)];
  if (remembered !== undefined && fits(remembered, table)) return { mapping: remembered, by: 'remembered' };
  return guess.confidence >= SURE ? { mapping: guess.mapping, by: 'guessed' } : undefined;
}

/** The table a text is, if it is one. */
function tableOf({ text }: Pick<DecodedText, 'text'>, name: string): Table | undefined {
  return /^\s*(?:\[\s*)?\{/.test(text.slice(0, 1000)) ? readJson(text) : readCsv(text, name);
}

/** What to show of a file's beginning to have a mapping made; undefined where it is no table. */
export function previewTable(bytes: Uint8Array, name: string): TablePreview | undefined {
  const table = tableOf(decode(bytes), name);
  if (table === undefined) return undefined;
  const guess = guessMapping(table);
  const rows = table.rows.slice(0, PREVIEW_ROWS).map((row) => table.columns.map((column) => cut(row.cells.get(column) ?? '')));
  return { shape: shapeOf(table), columns: table.columns, ...(guess && { guess }), rows, count: table.rows.length };
}

/** The first records of a table as a mapping reads them; undefined where the bytes are no table, or not one that the mapping fits. */
export function previewRecords(bytes: Uint8Array, name: string, source: SourceId, mapping: Mapping): ParsedPages['pages'] | undefined {
  const decoded = decode(bytes);
  const table = tableOf(decoded, name);
  if (table === undefined || !fits(mapping, table)) return undefined;
  return tablePages({ source, name, decoded }, { ...table, rows: table.rows.slice(0, PREVIEW_ROWS) }, mapping, 'preview').pages;
}

function cut(cell: string): string {
  return cell.length <= PREVIEW_CELL ? cell : `${cell.slice(0, PREVIEW_CELL).replace(/[\ud800-\udbff]$/, '')}…`;
}

const NO_TEXT = 'No words that could be an article or a comment were found in the columns of this file. It is kept in the library, and none of it was read.';
const NEEDS_MAPPING =
  'Cuttings cannot tell for certain what the columns of this file mean, so it is kept and not read yet. Say which column holds what, and it is read: in the import report, or with --map FILE.';
