import { describe, expect, it } from 'vitest';
import { fromQuotedPrintable } from '../../../main/importing/readers/mhtml.ts';
import { opened, sourceAt } from './opening.ts';

const HTML = '<html><head><title>Café</title></head><body><h1>Café reopens</h1><p>It serves tea = coffee.</p></body></html>';

interface Kind {
  readonly encoding: string;
  readonly body: string;
  readonly end?: string;
  readonly root?: string;
}

function mhtml({ encoding, body, end = '\r\n------x--\r\n', root = '' }: Kind): string {
  return [
    'From: <Saved by a browser>',
    'Snapshot-Content-Location: https://news.example/cafe',
    'Subject: Cafe',
    'Date: Mon, 2 Mar 2015 10:30:00 -0000',
    'MIME-Version: 1.0',
    `Content-Type: multipart/related;`,
    `\ttype="text/html";${root}`,
    '\tboundary="----x"',
    '',
    '------x',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://news.example/logo.png',
    '',
    'iVBORw0KGgo=',
    '------x',
    'Content-Type: text/html; charset=utf-8',
    'Content-ID: <frame@x>',
    `Content-Transfer-Encoding: ${encoding}`,
    'Content-Location: https://news.example/cafe',
    '',
    `${body}${end}`,
  ].join('\r\n');
}

describe('a web page saved in one file (MHTML)', () => {
  it.each([
    ['quoted-printable', HTML.replaceAll('=', '=3D').replaceAll('é', '=C3=A9').replace('<body>', '<bo=\r\ndy>')],
    [
      'base64',
      Buffer.from(HTML)
        .toString('base64')
        .replace(/(.{40})/g, '$1\r\n'),
    ],
    ['8bit', HTML],
  ])('gives the page (%s) with its address and date, and counts its parts', async (encoding, body) => {
    const found = await opened('cafe.mhtml', Buffer.from(mhtml({ encoding, body })));
    expect(found.pages).toEqual(['cafe.mhtml']);
    expect(found.leftOut).toEqual(['1 part of a saved page (a picture, a style or a script) was left out.']);
    expect(sourceAt(found, 'cafe.mhtml')).toMatchObject({
      bytes: Buffer.byteLength(HTML),
      context: { url: 'https://news.example/cafe', capturedAt: '2015-03-02T10:30:00.000Z', contentType: 'text/html; charset=utf-8' },
    });
  });

  it('that was cut off gives what there is of the page, and says so', async () => {
    const found = await opened('cafe.mht', Buffer.from(mhtml({ encoding: '8bit', body: HTML.slice(0, 80), end: '' })));
    expect(found.pages).toEqual(['cafe.mht']);
    expect(found.messages).toEqual([expect.stringMatching(/^The saved page was cut off, at byte \d+/)]);
  });

  it('without a page is told', async () => {
    const found = await opened(
      'none.mht',
      Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--'),
    );
    expect(found.faults).toEqual([['', 'No page in it']]);
  });

  it('leaves alone what only looks like quoted-printable', () => {
    const decoded = (text: string): string => Buffer.from(fromQuotedPrintable(Buffer.from(text))).toString();
    expect(decoded('a=zz b=3 c=3D= \r\nd=')).toBe('a=zz b=3 c=d');
  });
});
