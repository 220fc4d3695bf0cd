import { readCsv } from '../mapping/csv.ts';
import { readJson } from '../mapping/json.ts';
import { readTablePage } from '../mapping/read.ts';
import type { Layout, PageText } from './layout.ts';

/** `{ "id": 1`, `[{"id": "x"`: a record, or a list of records, and the first field of the first with the beginning of its value. */
const RECORD = /^(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:\s*(?:["{[\d-]|true|false|null)/;
/** How much of a page's beginning is looked at, in UTF-16 units. */
const HEAD = 4096;

/** Records as JSON, one value or one a line: articles or comments, by what their fields are called. */
export const jsonFile: Layout = {
  id: 'json',
  name: 'JSON',
  detect: ({ decoded: { text } }: PageText) => {
    const start = Math.max(0, text.search(/\S/));
    return RECORD.test(text.slice(start, start + HEAD)) ? { score: 1, reason: 'it begins as JSON records do' } : { score: 0, reason: 'not JSON' };
  },
  parse: (page) => readTablePage(page, readJson(page.decoded.text), 'json'),
};

/** Rows of delimited values under a header that names them. */
export const csvFile: Layout = {
  id: 'csv',
  name: 'Table (CSV)',
  detect: ({ decoded: { text }, name }: PageText) =>
    // the beginning tells; a row cut off there does no harm
    readCsv(text.slice(0, 64 * HEAD), name) === undefined
      ? { score: 0, reason: 'not a table' }
      : { score: 0.95, reason: 'its lines are rows of cells under a header that names them' },
  parse: (page) => readTablePage(page, readCsv(page.decoded.text, page.name), 'csv'),
};
