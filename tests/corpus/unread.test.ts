import { describe, expect, it } from 'vitest';
import { expectSound, parseText } from './pages.ts';

/** The layout a text is given, when it is one for markup or data. */
const unread = (text: string): string | undefined => {
  const { layout } = parseText(text);
  return ['feed', 'web-page', 'xml', 'json'].includes(layout) ? layout : undefined;
};

const MHTML = 'From: <Saved by a browser>\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="x"\n';

const PROSE = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had.';

describe('a file that is markup or data', () => {
  it.each([
    ['web-page', 'a page with a doctype', '<!DOCTYPE html>\n<p>The ferry'],
    ['web-page', 'a page after a byte order mark and blanks', '\ufeff\n <html lang="en">'],
    ['web-page', 'a page after an XML declaration and comments', '<?xml version="1.0"?>\n<!-- saved --> <!-- twice -->\n<HTML>'],
    ['web-page', 'a head', '<head><title>Ferry</title>'],
    ['web-page', 'a fragment', `<div class="story">\n<h1>Ferry</h1>\n<p>${PROSE}</p>\n<p>${PROSE}</p></div>`],
    ['web-page', 'tags after a few words', 'Saved page\n<ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>'],
    ['web-page', 'a page in one file', 'From: <Saved by a browser>\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="x"\n'],
    ['feed', 'a feed', '<?xml version="1.0" encoding="UTF-8"?>\n<?style x?>\n<rss version="2.0"><channel></channel></rss>'],
    ['xml', 'a feed without a declaration', '<feed><title>Bray</title><entry><title>Ferry</title></entry></feed>'],
    ['xml', 'a doctype of another name', '<!DOCTYPE newsitem [\n<!ENTITY a "b">]><newsitem/>'],
    ['json', 'a record', '{"headline": "Ferry late", "body": "x"}'],
    ['json', 'a list of records', '\n[\n  { "id": 1, "text": "x" },\n  { "id": 2 }\n]\n'],
    ['json', 'a record a line, the last cut off', '{"id":"a","more":[]}\n{"id":"b","mo'],
  ])('is known as %s: %s', (layout, _what, text) => {
    expect(unread(text)).toBe(layout);
  });

  it('is kept whole where it is not read yet: all of it unparsed, no article, and one warning that says what to do', () => {
    const bytes = new TextEncoder().encode(MHTML);
    const source = parseText(MHTML);
    expectSound(source, bytes);
    expect(source).toMatchObject({ layout: 'web-page', layoutReason: 'it is a web page saved in one file (MHTML)', pages: [] });
    expect(source.coverage).toEqual({ article: 0, comment: 0, furniture: 0, unparsed: bytes.length - 1, blank: 1 });
    expect(source.warnings).toEqual([
      { kind: 'not-read', message: expect.stringMatching(/kept in the library.+later version.+save the page as HTML or plain text/) },
    ]);
  });

  it.each([
    ['prose with a tag or two', `How <html> came about\n\n<b>Early</b> pages were written by hand. ${PROSE}`],
    ['prose that begins with a tag', `<b>Ferry late</b>\n\n${PROSE} ${PROSE}`],
    [
      'prose about many tags',
      `Tags explained\n\n${`Write <em>words</em> to lean on them, as the teacher of the evening class at Bray has it. ${PROSE}\n\n`.repeat(8)}`,
    ],
    ['a name in angle brackets', `<Ann> good morning all\n\n<Bob> ${PROSE}\n\n<Ann> it was late again`],
    ['a footnote', `[1] The ferry of Bray.\n\n${PROSE}`],
    ['braces', `{sic} said the sign\n\n${PROSE}`],
    ['a quotation in braces', `{"Ferry"} said the sign\n\n${PROSE}`],
    ['an opening that is all comment', '<!-- never closed'],
    ['a mail', `From: Ann\nSubject: Ferry\n\n${PROSE}`],
  ])('is none of these: %s', (_what, text) => {
    expect(unread(text)).toBeUndefined();
    expect(parseText(text).pages).toHaveLength(1);
  });

  it('is told from its first characters at once, whatever they are', () => {
    for (const text of ['<!---->'.repeat(100_000), '<a '.repeat(300_000), '<'.repeat(500_000), '{"'.repeat(300_000), '<?'.repeat(300_000)]) {
      const started = performance.now();
      unread(text);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});
