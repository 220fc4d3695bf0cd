/** Records as JSON: one value or a list of them, or one a line. A scanner finds where each record stands; `JSON.parse` reads it. */
import { type BadRow, cellText, type Row, SHAPE_ROWS, type Table } from './table.ts';

/** Objects within objects become columns such as `meta.title`, this deep. */
const DEEPEST = 3;

type Span = { readonly from: number; readonly to: number };

/** Reads a text that begins as JSON records do; undefined where no record can be read. */
export function readJson(text: string): Table | undefined {
  const start = /\S/.exec(text)?.index ?? 0;
  const whole = valueEnd(text, start);
  const after = whole === undefined ? undefined : skipBlank(text, whole);
  const table = whole !== undefined && after === text.length ? oneValue(text, start, whole) : jsonLines(text);
  return table.rows.length === 0 ? undefined : table;
}

function jsonLines(text: string): Table {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const piece = text.slice(at, end);
    const from = at + (/\S/.exec(piece)?.index ?? piece.length);
    const to = at + piece.trimEnd().length;
    if (from < to) {
      const value = parsed(text, { from, to });
      if ('error' in value) bad.push({ from, to, line, reason: value.error });
      else if (!isRecord(value.value)) bad.push({ from, to, line, reason: 'it is no record' });
      else rows.push({ from, to, line, cells: cellsOf(value.value) });
    }
    at = end + 1;
  }
  return { form: 'json-lines', columns: columnsOf(rows), rows, bad, frame: [] };
}

/** A list of records, a record that holds such a list, or a record. */
function oneValue(text: string, from: number, to: number): Table {
  const list = text.charAt(from) === '[' ? { from, to } : listWithin(text, from, to);
  const spans = list === undefined ? [{ from, to }] : elements(text, list.from);
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  let line = 1;
  let counted = 0;
  for (const span of spans) {
    for (let feed = text.indexOf('\n', counted); feed >= 0 && feed < span.from; feed = text.indexOf('\n', feed + 1)) line++;
    counted = span.from;
    const value = parsed(text, span);
    if ('error' in value) bad.push({ ...span, line, reason: value.error });
    else if (!isRecord(value.value)) bad.push({ ...span, line, reason: 'it is no record' });
    else rows.push({ ...span, line, cells: cellsOf(value.value) });
  }
  return { form: 'json', columns: columnsOf(rows), rows, bad, frame: list === undefined ? [] : frameOf(text, from, to, spans) };
}

/** The longest list of records that is a field of the record at `from`; undefined where it has text of its own beside, or no such list. */
function listWithin(text: string, from: number, to: number): Span | undefined {
  let best: Span | undefined;
  for (const { value } of fields(text, from)) {
    if (text.charAt(value.from) === '"' && value.to - value.from > 400) return undefined;
    if (text.charAt(value.from) !== '[' || text.charAt(skipBlank(text, value.from + 1)) !== '{') continue;
    if (best === undefined || value.to - value.from > best.to - best.from) best = value;
  }
  return best !== undefined && best.to - best.from > (to - from) / 2 ? best : undefined;
}

/** What holds a list together: everything around its records that is brackets, commas, or the name of the list. */
function frameOf(text: string, from: number, to: number, spans: readonly Span[]): Span[] {
  const frame: Span[] = [];
  let at = from;
  for (const span of [...spans, { from: to, to }]) {
    const gap = text.slice(at, span.from);
    if (/^[\s,[\]{}]*$/.test(gap) || /^\s*\{\s*"[^"\\]{0,200}"\s*:\s*\[\s*$/.test(gap)) frame.push({ from: at, to: span.from });
    at = span.to;
  }
  return frame.filter((one) => text.slice(one.from, one.to).trim() !== '');
}

function parsed(text: string, { from, to }: Span): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(text.slice(from, to)) };
  } catch (error) {
    // the parser's own words hold a piece of the line, which may be long
    return { error: `it is no JSON (${(error instanceof Error ? error.message : String(error)).replace(/,? ?\.{0,3}["'].*$/s, '').slice(0, 80)})` };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellsOf(record: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  gather(record, '', 1, cells);
  return cells;
}

function gather(record: Readonly<Record<string, unknown>>, prefix: string, depth: number, cells: Map<string, string>): void {
  for (const [name, value] of Object.entries(record)) {
    const column = `${prefix}${cellText(name)}`;
    if (typeof value === 'string') {
      if (value.trim() !== '') cells.set(column, cellText(value));
    } else if (typeof value === 'number' || typeof value === 'boolean') cells.set(column, String(value));
    else if (Array.isArray(value)) {
      const texts = value.filter((one) => typeof one === 'string' && one.trim() !== '').map((one) => cellText(String(one)));
      if (texts.length > 0) cells.set(column, texts.join('\n\n'));
    } else if (isRecord(value) && depth < DEEPEST) gather(value, `${column}.`, depth + 1, cells);
  }
}

function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>();
  for (const row of rows.slice(0, SHAPE_ROWS)) for (const column of row.cells.keys()) columns.add(column);
  return [...columns];
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** Where the value that begins at `from` ends; undefined where the text ends before. Looks at brackets and strings alone; what is in them `JSON.parse` judges. */
function valueEnd(text: string, from: number): number | undefined {
  const first = text.charAt(from);
  if (first === '"') return stringEnd(text, from);
  if (first !== '{' && first !== '[') {
    let at = from;
    while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++;
    return at;
  }
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const unit = text.charAt(at);
    if (unit === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    if (unit === '{' || unit === '[') depth++;
    else if (unit === '}' || unit === ']') depth--;
    at++;
    if (depth === 0) return at;
  }
  return undefined;
}

function stringEnd(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    let slashes = 0;
    while (text.charAt(quote - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
  return undefined;
}

/** The elements of the list that begins at `from`. */
function elements(text: string, from: number): Span[] {
  const spans: Span[] = [];
  for (let at = skipBlank(text, from + 1); at < text.length && text.charAt(at) !== ']'; ) {
    const end = valueEnd(text, at);
    if (end === undefined || end === at) break;
    spans.push({ from: at, to: end });
    at = skipBlank(text, end);
    if (text.charAt(at) === ',') at = skipBlank(text, at + 1);
  }
  return spans;
}

/** The fields of the record that begins at `from`. */
function* fields(text: string, from: number): Generator<{ readonly value: Span }, void, undefined> {
  for (let at = skipBlank(text, from + 1); text.charAt(at) === '"'; ) {
    const colon = skipBlank(text, stringEnd(text, at) ?? text.length);
    if (text.charAt(colon) !== ':') return;
    const value = skipBlank(text, colon + 1);
    const end = valueEnd(text, value);
    if (end === undefined || end === value) return;
    yield { value: { from: value, to: end } };
    at = skipBlank(text, end);
    if (text.charAt(at) === ',') at = skipBlank(text, at + 1);
  }
}
