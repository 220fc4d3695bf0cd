import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { opened, PAGE, sourceAt } from './opening.ts';

type Fields = Readonly<Record<string, string>>;

function record(type: string, fields: Fields, content: string | Uint8Array, length?: number): Buffer {
  const block = Buffer.from(content);
  const all: Fields = { 'WARC-Type': type, 'WARC-Date': '2015-03-02T10:30:00Z', ...fields, 'Content-Length': String(length ?? block.length) };
  const header = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${header.join('')}\r\n`), block, Buffer.from('\r\n\r\n')]);
}

const HTTP = { 'Content-Type': 'application/http; msgtype=response' };
const url = (name: string): Fields => ({ 'WARC-Target-URI': `https://news.example/${name}` });

function response(name: string, body: string | Uint8Array, headers: Fields = {}, status = '200 OK'): Buffer {
  const fields = Object.entries({ 'Content-Type': 'text/plain; charset=utf-8', ...headers }).map(([key, value]) => `${key}: ${value}\r\n`);
  return record('response', { ...HTTP, ...url(name) }, Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${fields.join('')}\r\n`), Buffer.from(body)]));
}

const info = record('warcinfo', { 'Content-Type': 'application/warc-fields' }, 'software: a crawler\r\n');
const text = (name: string, n = 1): Buffer =>
  record('conversion', { ...url(name), 'Content-Type': 'text/plain' }, `${PAGE}\nThis is page ${n} of the archive, and no other.\n`);

describe('a web archive', () => {
  it('gives each page with its address and the time it was captured, and counts what holds no page', async () => {
    const archive = Buffer.concat([
      info,
      record('request', { 'Content-Type': 'application/http; msgtype=request', ...url('story') }, 'GET /story HTTP/1.1\r\n\r\n'),
      response('story', PAGE),
      response('logo.png', 'PNG', { 'Content-Type': 'image/png' }),
      response('moved', '', { Location: '/story' }, '301 Moved'),
      response('gone', '<p>Not here', { 'Content-Type': 'text/html' }, '404 Not Found'),
      record('revisit', { ...HTTP, ...url('story') }, 'HTTP/1.1 200 OK\r\n\r\n'),
      record('metadata', url('story'), 'fetchTimeMs: 12\r\n'),
      record('resource', { ...url('plain'), 'Content-Type': 'text/plain' }, `${PAGE}2`),
    ]);
    const found = await opened('crawl.warc', archive);
    expect(found.pages).toEqual(['record 3 https://news.example/story', 'record 9 https://news.example/plain']);
    expect(found.leftOut).toEqual(['7 records that hold no page (requests, redirects, errors, pictures) were left out.']);
    const source = sourceAt(found, 'story');
    expect(source).toMatchObject({
      name: 'news.example/story',
      bytes: PAGE.length,
      container: { name: 'crawl.warc', member: 'record 3 https://news.example/story' },
      context: { url: 'https://news.example/story', capturedAt: '2015-03-02T10:30:00Z', contentType: 'text/plain; charset=utf-8' },
    });
    expect(source.pages[0]?.article).toMatchObject({ identity: 'url:news.example/story', url: 'https://news.example/story' });
  });

  it.each([
    ['gzip', gzipSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['deflate', deflateRawSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
    ['gzip', Buffer.from(PAGE)],
    ['br', Buffer.from(PAGE)],
    ['identity', Buffer.from(PAGE)],
  ])('undoes packing (%s) where it is still there', async (packing, body) => {
    const found = await opened('packed.warc', response('story', body, { 'Content-Encoding': packing }));
    expect(found.faults).toEqual([]);
    expect(sourceAt(found, 'story').bytes).toBe(PAGE.length);
  });

  it('joins chunks, before packing is undone', async () => {
    const packed = gzipSync(PAGE);
    const chunks = Buffer.concat([
      Buffer.from('a;x=1\r\n'),
      packed.subarray(0, 10),
      Buffer.from(`\r\n${(packed.length - 10).toString(16)}\r\n`),
      packed.subarray(10),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    const found = await opened('chunks.warc', response('story', chunks, { 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' }));
    expect(sourceAt(found, 'story').bytes).toBe(PAGE.length);
    const unchunked = await opened('no-chunks.warc', response('story', PAGE, { 'Transfer-Encoding': 'chunked' }));
    expect(sourceAt(unchunked, 'story').bytes).toBe(PAGE.length);
  });

  it('says of a page whose packing is broken why it did not go in, and reads on', async () => {
    const found = await opened(
      'bad.warc',
      Buffer.concat([response('bad', gzipSync(PAGE).subarray(0, 50), { 'Content-Encoding': 'gzip' }), response('good', PAGE)]),
    );
    expect(found.faults).toEqual([['record 1 https://news.example/bad', 'Cut off']]);
    expect(found.pages).toEqual(['record 2 https://news.example/good']);
  });

  it('reads extracted text (WET), and archives compressed record by record', async () => {
    const found = await opened('crawl.warc.wet.gz', Buffer.concat([info, text('a', 1), text('b', 2)].map((one) => gzipSync(one))));
    expect(found.pages).toEqual(['record 2 https://news.example/a', 'record 3 https://news.example/b']);
    expect(sourceAt(found, 'example/b').container?.member).toBe('record 3 https://news.example/b');
  });

  it.each([
    [
      'a record shorter than it says',
      Buffer.concat([text('a'), record('conversion', { ...url('b'), 'Content-Type': 'text/plain' }, PAGE, 5000)]),
      /^Record 2 is cut off/,
      1,
    ],
    [
      'a record longer than it says',
      Buffer.concat([text('a'), record('conversion', { ...url('b'), 'Content-Type': 'text/plain' }, PAGE, 20), text('c')]),
      /^Record 2 is not 20 bytes/,
      1,
    ],
    ['a record that holds no page and is shorter than it says', Buffer.concat([text('a'), record('request', {}, 'GET', 900)]), /^Record 2 is cut off/, 1],
    ['a length that is none', Buffer.concat([text('a'), record('conversion', url('b'), 'x', Number.NaN)]), /^Record 2 does not state its length/, 1],
    ['an end within a header', Buffer.concat([text('a'), Buffer.from('WARC/1.0\r\nWARC-Type: resp')]), /^Record 2 ends within its header/, 1],
    ['rubbish between records', Buffer.concat([text('a'), Buffer.from('rubbish\r\n'), text('b')]), /^Record 2 does not begin/, 1],
  ])('with %s gives the records before it, and names record and byte', async (_what, archive, message, wentIn) => {
    const found = await opened('bad.warc', archive);
    expect(found.pages).toHaveLength(wentIn);
    expect(found.faults).toEqual([['', 'Damaged']]);
    expect(found.messages[0]).toMatch(message);
    expect(found.messages[0]).toContain(`at byte ${text('a').length}`);
  });

  it('is read where an editor has changed its line ends', async () => {
    const archive = Buffer.concat([info, text('a', 1), text('b', 2)]);
    const found = await opened('edited.warc', Buffer.from(archive.toString().replaceAll('\r\n', '\n')));
    expect(found.faults).toEqual([]);
    expect(found.pages).toEqual(['record 2 https://news.example/a', 'record 3 https://news.example/b']);
    const shorter = Buffer.from(archive.toString().replaceAll('\r\n', '\n').replaceAll('Lowfield', 'Lowfield by the sea'));
    const edited = await opened('edited.warc', shorter);
    expect([edited.pages.length, edited.faults]).toEqual([2, []]);
    expect(edited.leftOut).toContain('The archive was edited: 2 records are not as long as stated, and were read up to the next record.');
  });

  it('that was cut off while compressed gives the records before', async () => {
    const [first, second] = [gzipSync(text('a', 1)), gzipSync(text('b', 2))];
    const found = await opened('cut.warc.gz', Buffer.concat([first, second.subarray(0, 100)]));
    expect(found.pages).toEqual(['record 1 https://news.example/a']);
    expect(found.faults).toEqual([['', 'Damaged']]);
  });

  it('within a ZIP archive is read there', async () => {
    const { zip } = await import('./zip-maker.ts');
    const found = await opened('crawls.zip', zip([{ name: 'may/x.warc.gz', content: gzipSync(text('a')) }]));
    expect(found.pages).toEqual(['may/x.warc.gz › record 1 https://news.example/a']);
  });

  it('lets a relative time stand for a moment, because it is known when the page was captured', async () => {
    const page = `Lowfield bridge opens\n\nThe bridge at Lowfield opened to carts and walkers on Monday, a week early.\n\nComments\n\n+3\n\nComment number 2.\nGull\n9 Minutes ago\n\nAbout time it did.\n\nReport this comment (Comment number 2)\n\nLink to this (Comment number 2)\n\n-1\n\nComment number 1.\nTern\n2 days ago\n\nIt will be closed again by May.\n\nReport this comment (Comment number 1)\n\nLink to this (Comment number 1)\n`;
    const source = sourceAt(await opened('x.warc', response('story', page)), 'story');
    const times = source.pages[0]?.comments.map((comment) => comment.posted);
    expect(times).toEqual([
      { text: '9 Minutes ago', at: '2015-03-02T10:21Z' },
      { text: '2 days ago', at: '2015-02-28' },
    ]);
  });
});
