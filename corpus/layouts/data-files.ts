import { isDeclared, isTagged, rootOf } from './markup.ts';
import { unreadLayout } from './unread.ts';

/** XML other than web pages: feeds such as RSS and Atom, news items. Comes after web pages, which XML can be too. */
export const xmlFile = unreadLayout({
  id: 'xml',
  name: 'XML',
  recognise: (head) => {
    const root = rootOf(head);
    return root !== undefined && (isDeclared(head) || isTagged(head)) ? `it is XML that begins with “${root}”` : undefined;
  },
  message:
    'XML files, such as feeds, are not read yet. The file is kept in the library and can be read from there by a later version; until then, save the pages as plain text and import those.',
});

/** `{ "id": 1`, `[{"id": "x"`: a record, or a list of records, and the first field of the first with the beginning of its value. */
const RECORD = /^(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:\s*(?:["{[\d-]|true|false|null)/;

/** Records as JSON, one value or one a line. */
export const jsonFile = unreadLayout({
  id: 'json',
  name: 'JSON',
  recognise: (head) => (RECORD.test(head) ? 'it begins as JSON records do' : undefined),
  message:
    'JSON files are not read yet. The file is kept in the library and can be read from there by a later version; until then, save the pages in it as plain text and import those.',
});
