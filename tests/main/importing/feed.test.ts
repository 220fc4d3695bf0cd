import { describe, expect, it } from 'vitest';
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import { readSource } from '../../../main/importing/readers/index.ts';

function read(content: string | Uint8Array): ParsedSource {
  const bytes = Buffer.from(content);
  const reading = readSource({ id: `sha256:${'0'.repeat(64)}`, name: 'feed.xml', bytes });
  if ('error' in reading) throw new Error(reading.error.message);
  expect(Object.values(reading.parsed.coverage).reduce((sum, part) => sum + part, 0)).toBe(bytes.length);
  return reading.parsed;
}

const item = (n: number, more = ''): string =>
  `<item><title>Ferry ${n} &amp; quay</title><link>https://news.example/${n}?a=1&amp;b=2</link><description>It ran late&lt;br/&gt;on day ${n}.&lt;img src='x'/&gt;</description><pubDate>Sat, 23 May 2009 09:15:34 +0200</pubDate>${more}</item>`;
const rss = (items: string, head = '<?xml version="1.0" encoding="UTF-8"?>'): string =>
  `${head}\n<rss version="2.0"><channel><title>Harbour Post</title><link>https://news.example/</link>\n${items}\n</channel></rss>\n`;

describe('a feed', () => {
  it('gives an article for each item of RSS, the item its evidence, the rest furniture', () => {
    const content = rss(
      `${item(1)}\n${item(2, '<dc:creator>A. Writer</dc:creator><content:encoded><![CDATA[<p>First.</p><p>Second &mdash; and last.</p><script>x()</script>]]></content:encoded>')}`,
    );
    const source = read(content);
    expect(source).toMatchObject({ layout: 'feed', coverage: { unparsed: 0, comment: 0 } });
    expect(source.pages.map((page) => page.article)).toMatchObject([
      {
        headline: 'Ferry 1 & quay',
        url: 'https://news.example/1?a=1&b=2',
        publisher: 'Harbour Post',
        published: { text: 'Sat, 23 May 2009 09:15:34 +0200', at: '2009-05-23T09:15:34+02:00' },
      },
      { headline: 'Ferry 2 & quay', byline: 'A. Writer' },
    ]);
    expect(source.pages[0]?.blocks.map((block) => [block.kind, block.text])).toEqual([
      ['headline', 'Ferry 1 & quay'],
      ['standfirst', 'It ran late'],
      ['standfirst', 'on day 1.'],
    ]);
    expect(source.pages[1]?.blocks.slice(-2).map((block) => block.text)).toEqual(['First.', 'Second — and last.']);
    const [from, to] = source.pages[0]?.blocks[0]?.evidence.bytes ?? [0, 0];
    expect(Buffer.from(content).subarray(from, to).toString()).toBe(item(1));
  });

  it('gives the entries of Atom and the items of RDF', () => {
    const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title type="html">Tern &amp;amp; gull</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/><id>tag:1</id><updated>2016-05-01T10:00:00Z</updated><author><name>B. Writer</name></author><summary>On birds.</summary></entry></feed>`;
    expect(read(atom).pages.map((page) => page.article)).toMatchObject([
      { headline: 'Tern & gull', url: 'https://x.example/1', published: { at: '2016-05-01T10:00:00Z' }, byline: 'B. Writer', publisher: 'Quay' },
    ]);
    const rdf = `<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>Quay</title></channel><item rdf:about="https://x.example/1"><title>Tern</title><link>https://x.example/1</link><dc:date>2016-05-01</dc:date></item></rdf:RDF>`;
    expect(read(rdf).pages.map((page) => page.article)).toMatchObject([{ headline: 'Tern', url: 'https://x.example/1', published: { at: '2016-05-01' } }]);
  });

  it('is read in an old encoding, with evidence in its bytes', () => {
    const content = Buffer.from(
      rss('<item><title>Möwe über dem Kai</title><link>https://x.example/1</link></item>', '<?xml version="1.0" encoding="ISO-8859-1"?>'),
      'latin1',
    );
    const source = read(content);
    const [from, to] = source.pages[0]?.blocks[0]?.evidence.bytes ?? [0, 0];
    expect(content.subarray(from, to).toString('latin1')).toMatch(/^<item>.*Möwe.*<\/item>$/);
  });

  it('that was cut off gives the items before, and says so', () => {
    const content = rss(`${item(1)}${item(2)}`);
    const source = read(content.slice(0, content.indexOf('Ferry 2') + 20));
    expect(source.pages).toHaveLength(1);
    expect(source.warnings.map((warning) => warning.kind)).toEqual(['cut-off', 'unparsed']);
  });

  it('without items is kept, and nothing is made up', () => {
    expect(read(rss(''))).toMatchObject({ pages: [], warnings: [{ kind: 'no-article' }] });
    expect(read(rss('<item></item>'))).toMatchObject({ pages: [] });
  });

  it('keeps items with the same address apart', () => {
    const ids = read(rss(item(1) + item(1))).pages.map((page) => page.article.id);
    expect(new Set(ids).size).toBe(2);
  });
});
