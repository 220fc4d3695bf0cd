import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLedger, parseHtml } from './html.ts';
import { parseBytes } from './pages.ts';

const PROSE = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.';
const story = readFileSync(new URL('../fixtures/pages/html/story.html', import.meta.url));

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
