import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLedger, parseHtml } from './html.ts';
import { onlyPage, parseBytes } from './pages.ts';

const PROSE = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.';
const story = readFileSync(new URL('../fixtures/pages/html/story.html', import.meta.url));

const TOP = '<!doctype html><html><head><title>Ferry late at Bray</title></head><body><h1>Ferry late at Bray</h1>';

/** The blocks of a page after its headline. */
const parsed = (inner: string): string[] =>
  onlyPage(parseHtml(TOP + inner))
    .blocks.slice(1)
    .map(({ text }) => text);

/** Milliseconds one reading takes. */
function timed(html: string): number {
  const started = performance.now();
  const bytes = new TextEncoder().encode(html);
  expectLedger(parseBytes(bytes), bytes);
  return performance.now() - started;
}

describe('a web page meant to break its reader', { timeout: 60_000 }, () => {
  it('is read where it nests 500 deep', () => {
    const source = parseHtml(`<html><body>${'<div>'.repeat(500)}<p>${PROSE}</p><p>${PROSE}</p>${'</div>'.repeat(500)}</body></html>`);
    expect(source.pages[0]?.blocks.map(({ text }) => text)).toContain(PROSE);
  });
  it.each([
    ['nests 100,000 deep', `<html>${'<div>'.repeat(100_000)}${PROSE}`],
    ['opens 100,000 formatting elements', `<html>${'<b>'.repeat(100_000)}${PROSE}`],
    ['opens other fonts in every paragraph', `<html>${Array.from({ length: 5000 }, (_, i) => `<p><font size="${i}">x`).join('')}`],
    ['has no end', `<html><body><p>${PROSE}<div class="`],
    ['is all NUL', `<html>${'\0a '.repeat(50_000)}`],
    ['has a value of a million characters', `<html><body><p class="${'x '.repeat(500_000)}">${PROSE}</p>`],
    ['has 50,000 attributes', `<html><body><p ${Array.from({ length: 50_000 }, (_, i) => `a${i}=1`).join(' ')}>${PROSE}</p>`],
    ['puts text into tables where none may stand', `<html><table>${'a<b>b</b><tr>'.repeat(5000)}`],
    ['is one long comment', `<html><!--${'- '.repeat(300_000)}`],
    ['is one long script', `<html><script>${'var a = "<p>"; '.repeat(50_000)}`],
  ])('does not hold it up where it %s', (_what, html) => {
    expect(timed(html)).toBeLessThan(15_000);
  });
  it('takes time that grows with its length', () => {
    const page = (n: number): string =>
      `<html><body>${`<div class="comment" id="comment-1"><b class="author">Ann</b><p>${PROSE}</p></div>`.repeat(n)}</body></html>`;
    timed(page(100));
    const [one, eight] = [timed(page(250)), timed(page(2000))];
    expect(eight).toBeLessThan(Math.max(one, 40) * 30);
  });
  it('is read without a throw, every byte accounted for, however it is damaged', () => {
    const pieces = [
      '<div>',
      '</div>',
      '<table>',
      '<p',
      '>',
      '"',
      '&',
      '&amp;',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '\0',
      '\u{1f600}',
      '<li class="comment">',
      '<svg>',
      '<template>',
      '</body>',
    ];
    const damaged = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 80 }), fc.constantFrom(...pieces)), { minLength: 1, maxLength: 10 }).map((changes) => {
      let html = new TextDecoder().decode(story);
      for (const [where, length, piece] of changes) {
        const at = where % html.length;
        html = html.slice(0, at) + piece + html.slice(at + length);
      }
      return new TextEncoder().encode(html);
    });
    fc.assert(
      fc.property(damaged, (bytes) => expectLedger(parseBytes(bytes), bytes)),
      { numRuns: 200, interruptAfterTimeLimit: 8000 },
    );
  });
  it('reads a title that fell amid a paragraph once', () => {
    const html = `<div><p>${PROSE} <title>Ferry late again</title> ${PROSE}</p></div>`;
    const bytes = new TextEncoder().encode(html);
    const source = parseBytes(bytes);
    expectLedger(source, bytes);
    expect(source.pages[0]?.blocks.filter(({ text }) => text.includes('nobody on the quay'))).toHaveLength(1);
  });
  it.each([
    ['', `<html><head><title>Ferry late at Bray</title><body><h1>Ferry late at Bray<div><p>${PROSE}<p>Then: ${PROSE}<ul><li>One: ${PROSE}<li>Two: ${PROSE}`],
    [
      ', not even of its title',
      `<html><head><title>Ferry late at Bray<body><h1>Late again</h1><div><p>${PROSE}<p>Then: ${PROSE}<ul><li>One: ${PROSE}<li>Two: ${PROSE}`,
    ],
  ])('is read without any end tags%s', (_what, html) => {
    const { blocks, article } = onlyPage(parseHtml(html));
    expect(article.headline).toBe('Ferry late at Bray');
    expect(blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'listitem').map(({ text }) => text)).toEqual([
      PROSE,
      `Then: ${PROSE}`,
      `One: ${PROSE}`,
      `Two: ${PROSE}`,
    ]);
  });
  it.each([
    ['elements', '<div>', `<p>${PROSE}</p><p>Then: ${PROSE}</p>`],
    ['lists', '<ul><li>', `<p>${PROSE}</p><p>Then: ${PROSE}</p>`],
    ['tables', '<table><tr><td>', `<p>${PROSE}</p><p>Then: ${PROSE}</p>`],
  ])('is read where its %s nest 5,000 deep, in less than a few seconds', (_what, tags, inner) => {
    const html = `${TOP}${tags.repeat(5000)}${inner}`;
    expect(timed(html)).toBeLessThan(5000);
    expect(onlyPage(parseHtml(html)).blocks.map(({ text }) => text)).toEqual(['Ferry late at Bray', PROSE, `Then: ${PROSE}`]);
  });
  it('keeps what answers nested 2,000 deep say as unparsed, not as furniture', () => {
    const source = parseHtml(`${TOP}${`<div class="comment"><b class="author">Ann</b><p>${PROSE}</p>`.repeat(2000)}`);
    expect(source.coverage.unparsed + source.coverage.comment).toBe(2000 * PROSE.length);
  });
  it('has the characters that its entities name, U+FFFD for those that are none', () => {
    const texts = parsed(`<p>&#xD800; and &#xDFFF;: ${PROSE}</p><p>&#x110000; &#0; &#x80; ${PROSE}</p>`);
    expect(texts).toEqual(['\ufffd and \ufffd: ', '\ufffd \ufffd € '].map((start) => start + PROSE));
  });
  it('passes over NUL and keeps marks of direction', () => {
    expect(parsed(`<p>The fer\0ry. ${PROSE}</p>\0<p>\u202eback\u202c \u2066x\u2069 ${PROSE}</p>`)).toEqual([
      `The ferry. ${PROSE}`,
      `\u202eback\u202c \u2066x\u2069 ${PROSE}`,
    ]);
  });
  it.each([
    ['utf-8', 'windows-1252', (html: string) => new TextEncoder().encode(html)],
    ['windows-1252', 'utf-8', (html: string) => Uint8Array.from(html, (character) => character.charCodeAt(0))],
  ])('is %s where its bytes are, though it says %s', (encoding, said, encode) => {
    const bytes = encode(`<html><head><meta charset="${said}"><title>Fähre spät</title></head><body><h1>Fähre spät</h1><p>Größe: ${PROSE}</p><p>${PROSE}</p>`);
    const source = parseBytes(bytes);
    expectLedger(source, bytes);
    expect(source.encoding).toBe(encoding);
    expect(onlyPage(source).blocks.map(({ text }) => text)).toEqual(['Fähre spät', `Größe: ${PROSE}`, PROSE]);
  });
  it('tells what was garbled where two encodings are mixed in it', () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode(`${TOP}<p>Größe: ${PROSE}</p>`),
      ...Uint8Array.from(`<p>Größe: ${PROSE}</p>`, (character) => character.charCodeAt(0)),
    ]);
    const source = parseBytes(bytes);
    expectLedger(source, bytes);
    expect(onlyPage(source).blocks.map(({ text, repaired }) => repaired ?? text)).toEqual(['Ferry late at Bray', `Größe: ${PROSE}`, `Größe: ${PROSE}`]);
    expect(source.warnings.map(({ kind }) => kind)).toEqual(['mojibake']);
  });
  it.each([
    ['is one tag', '<html>'],
    ['is an empty body', '<html><head></head><body></body></html>'],
    ['is all script', `<html><head><script>var a = "<p>${PROSE}</p>";</script></head><body><script>document.write("${PROSE}")</script></body></html>`],
  ])('has no article where it %s, and that is said', (_what, html) => {
    const source = parseHtml(html);
    expect(source.pages).toEqual([]);
    expect(source.warnings.map(({ kind }) => kind)).toEqual(['no-article']);
  });
  it.each([
    ['a hidden comment', `<!-- more <p>Hidden: ${PROSE}</p>`],
    ['“script”', `<script>var a = 1; <p>Hidden: ${PROSE}</p>`],
    ['“textarea”', `<textarea>Hidden: ${PROSE}`],
  ])('has all after %s that never ends as unparsed, and that is said', (what, rest) => {
    const source = parseHtml(`${TOP}<p>${PROSE}</p><p>Then: ${PROSE}</p>${rest}`);
    expect(onlyPage(source).blocks.map(({ text }) => text)).toEqual(['Ferry late at Bray', PROSE, `Then: ${PROSE}`]);
    expect(source.coverage.unparsed).toBe(rest.length);
    expect(source.warnings[0]?.message).toBe(`The page opens ${what} and never closes it: the ${rest.length} characters from there to its end are not read.`);
  });
  it('is read between comments that end in odd ways', () => {
    expect(parsed(`<p>${PROSE}</p><!--> <p>Then: ${PROSE}</p> <!-- a -- b --!> <p>Last: ${PROSE}</p> <!--x-->`)).toEqual([
      PROSE,
      `Then: ${PROSE}`,
      `Last: ${PROSE}`,
    ]);
  });
  it('is read where it has 20 MB', () => {
    const paragraph = `<p>${PROSE}</p>\n`;
    const bytes = new TextEncoder().encode(TOP + paragraph.repeat(Math.ceil(20_000_000 / paragraph.length)));
    const source = parseBytes(bytes);
    expect(source.warnings).toEqual([]);
    expect(onlyPage(source).blocks.length).toBe(1 + Math.ceil(20_000_000 / paragraph.length));
  });
  it('gives its bytes back in any encoding', () => {
    const html = `<html><head><title>Fähre spät</title></head><body><h1>Fähre spät</h1>\r\n<p>Größe &amp; Äpfel – ${PROSE}</p>\r\n<p>${PROSE}</p></body></html>`;
    const utf16 = new Uint8Array(2 + 2 * html.length);
    utf16.set([0xff, 0xfe]);
    for (let i = 0; i < html.length; i++) utf16.set([html.charCodeAt(i) & 0xff, html.charCodeAt(i) >> 8], 2 + 2 * i);
    const latin = Uint8Array.from(html.replace('–', '-'), (character) => character.charCodeAt(0));
    for (const [bytes, encoding] of [
      [utf16, 'utf-16le'],
      [latin, 'windows-1252'],
    ] as const) {
      const source = parseBytes(bytes);
      expectLedger(source, bytes);
      const paragraph = source.pages[0]?.blocks.find(({ kind }) => kind === 'paragraph');
      expect(source.encoding).toBe(encoding);
      expect(paragraph?.text).toMatch(/^Größe & Äpfel/);
      const evidence = new TextDecoder(encoding).decode(bytes.subarray(...(paragraph?.evidence.bytes ?? [0, 0])));
      expect(evidence).toMatch(/^Größe &amp; Äpfel .* or whether\.$/);
    }
  });
});
