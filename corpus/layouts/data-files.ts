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
    'XML files are not read yet, but for feeds (RSS, Atom). The file is kept in the library and can be read from there by a later version; until then, save the pages as plain text and import those.',
});
