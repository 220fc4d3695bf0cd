/** Rows of a table, made into articles and comments by a mapping. The evidence of a record is its whole row. */
import { trimRange } from '../coverage.ts';
import type { PageText, ParsedPages } from '../layouts/layout.ts';
import { PageBuilder } from '../layouts/page-builder.ts';
import type { ByteRange, StatedTime, Warning } from '../records.ts';
import { machineTime } from '../text/times.ts';
import type { Mapping } from './mapping.ts';
import type { BadRow, Row, Table } from './table.ts';

/** Bad rows that are named one by one. */
const NAMED = 20;
/** Paragraphs a text is parted into at most: one of a million lines is no article. */
const MOST_PARAGRAPHS = 5000;

type Place = { readonly from: number; readonly to: number };

/** What a table becomes. Rows without a text stay unparsed, and a warning names their lines. */
export function tablePages(page: PageText, table: Table, mapping: Mapping, layout: string): ParsedPages {
  const wordless: BadRow[] = [];
  const rows: (Row & Place)[] = [];
  for (const row of table.rows) {
    const [from, to] = trimRange(page.decoded.text, row.from, row.to);
    if (row.cells.has(mapping.fields.text)) rows.push({ ...row, from, to });
    else wordless.push({ from, to, line: row.line, reason: `it has nothing in “${mapping.fields.text}”` });
  }
  const met = new Map<string, number>();
  const read = mapping.kind === 'articles' ? articlePages : commentPages;
  const pages = read(page, rows, mapping.fields, { layout, met });
  return { pages, furniture: table.frame.map(({ from, to }) => rangeOf(page, from, to)), warnings: rowWarnings(page, [...table.bad, ...wordless]) };
}

interface Setting {
  readonly layout: string;
  /** Identities met in this source, and how often. */
  readonly met: Map<string, number>;
}

type Fields = Readonly<Partial<Record<string, string>>> & { readonly text: string };

function articlePages(page: PageText, rows: readonly Row[], fields: Fields, { layout, met }: Setting): ParsedPages['pages'] {
  return rows.map((row) => {
    const builder = new PageBuilder(page);
    const cell = cells(row, fields);
    const block = (kind: 'headline' | 'standfirst' | 'paragraph' | 'byline', text: string): number => builder.block(kind, row.from, row.to, text);
    const headline = cell('headline')?.replace(/\s+/g, ' ');
    const standfirst = cell('standfirst');
    const paragraphs = paragraphsOf(cell('text') ?? '');
    const byline = cell('byline');
    if (headline !== undefined) block('headline', headline);
    if (byline !== undefined) block('byline', byline);
    // many feeds and crawlers repeat the opening as summary
    if (standfirst !== undefined && !paragraphs[0]?.startsWith(standfirst.slice(0, 80))) block('standfirst', standfirst);
    for (const paragraph of paragraphs) block('paragraph', paragraph);
    const published = timeOf(cell('published'));
    const {
      furniture: _none,
      warnings: _same,
      ...records
    } = builder.build(layout, { headline, byline, url: cell('url'), publisher: cell('publisher'), published }, met);
    return records;
  });
}

/** One article for each that the rows name, in the order met; one for all rows that name none. */
function commentPages(page: PageText, rows: readonly Row[], fields: Fields, { layout, met }: Setting): ParsedPages['pages'] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const cell = cells(row, fields);
    const key = cell('article') ?? cell('url') ?? cell('headline') ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => {
    const builder = new PageBuilder(page);
    const positions = new Map<string, number>();
    for (const [position, row] of group.entries()) {
      const id = cells(row, fields)('id');
      if (id !== undefined && !positions.has(id)) positions.set(id, position);
    }
    for (const [position, row] of group.entries()) {
      const cell = cells(row, fields);
      const parent = positions.get(cell('parent') ?? '');
      builder.comment({
        from: row.from,
        to: row.to,
        text: (cell('text') ?? '').trim(),
        author: cell('author'),
        posted: timeOf(cell('posted')),
        rating: integer(cell('rating')),
        number: positive(integer(cell('number'))),
        ...(parent !== undefined && parent !== position && { answers: { position: parent } }),
      });
    }
    const [first] = group;
    const cell = first === undefined ? () => undefined : cells(first, fields);
    const headline = cell('headline')?.replace(/\s+/g, ' ');
    const made = headline === undefined && cell('url') === undefined ? titleFrom(page.name) : undefined;
    const { furniture: _none, warnings: _same, ...records } = builder.build(layout, { headline, url: cell('url'), made, key: cell('article') }, met);
    return records;
  });
}

/** The cell of a field, trimmed; undefined where it is empty. */
function cells(row: Row, fields: Fields): (field: string) => string | undefined {
  return (field) => {
    const column = fields[field];
    const value = column === undefined ? undefined : row.cells.get(column)?.trim();
    return value === '' ? undefined : value;
  };
}

function paragraphsOf(text: string): string[] {
  const parts = text
    .split(/\r\n|\r|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length <= MOST_PARAGRAPHS ? parts : [...parts.slice(0, MOST_PARAGRAPHS - 1), parts.slice(MOST_PARAGRAPHS - 1).join('\n')];
}

function timeOf(text: string | undefined): StatedTime | undefined {
  if (text === undefined) return undefined;
  const at = machineTime(text);
  return at === undefined ? { text } : { text, at };
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,9}(?:\.0+)?$/.test(text) ? Number(text) : undefined;
}

function positive(number: number | undefined): number | undefined {
  return number !== undefined && number > 0 ? number : undefined;
}

/** `globe-comments_2016.csv` → `globe comments 2016`. */
function titleFrom(name: string): string {
  return (
    name
      .replace(/\.[a-z0-9]{1,5}$/i, '')
      .replace(/[_-]+/g, ' ')
      .trim() || name
  );
}

function rangeOf({ decoded }: PageText, from: number, to: number): ByteRange {
  return decoded.bytesOf(...trimRange(decoded.text, from, to));
}

function rowWarnings(page: PageText, bad: readonly BadRow[]): Warning[] {
  const sorted = [...bad].sort((a, b) => a.from - b.from);
  const named = sorted.slice(0, NAMED).map((row): Warning => {
    const bytes = page.decoded.bytesOf(row.from, row.to);
    return { kind: 'bad-row', message: `Line ${row.line.toLocaleString('en')} was not read: ${row.reason}.`, bytes };
  });
  const more = sorted.length - named.length;
  return more === 0 ? named : [...named, { kind: 'bad-row', message: `${more.toLocaleString('en')} more lines were not read.` }];
}
