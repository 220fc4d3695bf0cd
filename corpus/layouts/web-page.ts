import { readWebPage } from '../html/page.ts';
import { wordsOf } from '../html/words.ts';
import type { Layout } from './layout.ts';
import { isTagged, rootOf } from './markup.ts';
import { headOf } from './unread.ts';

/** Roots that make a text a web page whatever follows. */
const PAGE_ROOTS = new Set(['html', 'head', 'body']);
/** Elements that fragments of web pages begin with. */
const FRAGMENT_ROOTS = new Set(
  'a article aside b blockquote br center div em font footer form h1 h2 h3 h4 h5 h6 header hr i img li link main meta nav noscript ol p pre script section span strong style table tbody td title tr ul'.split(
    ' ',
  ),
);

function recognise(head: string): string | undefined {
  const root = rootOf(head);
  if (root !== undefined && PAGE_ROOTS.has(root)) return `it begins as HTML does, with “${root}”`;
  if (root !== undefined && FRAGMENT_ROOTS.has(root) && isTagged(head)) return `it is HTML that begins with “${root}”`;
  if (root === undefined && isTagged(head)) return 'a large part of it is tags';
  const mail = /^[a-z][a-z-]*: /i.test(head) && /^mime-version: *1/im.test(head) && /^content-type: *multipart\/related/im.test(head);
  return mail ? MHTML : undefined;
}

const MHTML = 'it is a web page saved in one file (MHTML)';

/** Web pages saved as HTML: recognised by their markup, and read from it. A page saved in one file (MHTML) is kept unread. */
export const webPage: Layout = {
  id: 'web-page',
  name: 'Saved web page',
  detect: ({ decoded }) => {
    const reason = recognise(headOf(decoded.text));
    return reason === undefined ? { score: 0, reason: 'not Saved web page' } : { score: 1, reason };
  },
  words: ({ decoded }) => wordsOf(decoded.text),
  parse: (page) => (recognise(headOf(page.decoded.text)) === MHTML ? { unread: MHTML_UNREAD } : readWebPage(page, 'web-page')),
};

const MHTML_UNREAD =
  'Web pages saved in one file (MHTML) are not read yet. The file is kept in the library and can be read from there by a later version; until then, save the page as HTML or plain text and import that.';
