/** What an analyst says of text inside a feed: records have the words a reader of the feed sees, never its markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';
import type { Correction } from '../../corpus/records.ts';

const feed = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quay Head News</title><link>http://quay.example/</link>',
  '<item><title>Harbour wall &amp; storm</title><link>http://quay.example/1</link><description>The wall fell at night.</description>',
  '<content:encoded><![CDATA[<p>The wall at <b>Quay Head</b> fell.</p><p>Fishermen asked for AT&amp;T masts.<script>count()</script></p>]]></content:encoded>',
  '<pubDate>Sat, 04 May 2013 10:00:00 GMT</pubDate></item>',
  '<item><title>Ferry times</title><link>http://quay.example/2</link><description>&lt;p&gt;Boats sail &lt;i&gt;hourly&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;Fish &amp;amp; chips on board.&lt;/p&gt;</description></item>',
  '</channel></rss>',
].join('\n');
const bytes = new TextEncoder().encode(feed);
const read = (corrections: readonly Correction[]) => parseSource({ id: 'sha256:00', name: 'feed.xml', bytes }, { corrections });
/** The bytes from the beginning of some words to the end of others; the feed is ASCII. */
const between = (first: string, last: string): [number, number] => {
  const from = feed.indexOf(first);
  return [from, feed.indexOf(last, from) + last.length];
};
const textsOf = (corrections: readonly Correction[], page: number) => read(corrections).pages[page]?.blocks.map(({ kind, text }) => [kind, text]);

describe('corrections inside a feed', () => {
  it('is what the others are about: two items, every paragraph without markup', () => {
    expect(textsOf([], 0)).toEqual([
      ['headline', 'Harbour wall & storm'],
      ['standfirst', 'The wall fell at night.'],
      ['paragraph', 'The wall at Quay Head fell.'],
      ['paragraph', 'Fishermen asked for AT&T masts.'],
    ]);
    expect(textsOf([], 1)).toEqual([
      ['headline', 'Ferry times'],
      ['standfirst', 'Boats sail hourly.'],
      ['standfirst', 'Fish & chips on board.'],
    ]);
  });

  it('make a comment of a paragraph with its words alone, and the paragraph is gone', () => {
    const source = read([{ bytes: between('&lt;p&gt;Fish', '&lt;/p&gt;'), class: 'comment' }]);
    expect(source.pages[1]?.comments.map(({ text }) => text)).toEqual(['Fish & chips on board.']);
    expect(source.pages[1]?.blocks.map(({ text }) => text)).toEqual(['Ferry times', 'Boats sail hourly.']);
    expect(source.coverage.unparsed).toBe(0);
  });

  it('read words marked as text (CDATA) and what is cut out of them', () => {
    const marked = read([{ bytes: between('Fishermen asked', 'for'), class: 'article', kind: 'caption' }]).pages[0]?.blocks;
    expect(marked?.find(({ kind }) => kind === 'caption')?.text).toBe('Fishermen asked for');
    expect(marked?.filter(({ kind }) => kind === 'paragraph').map(({ text }) => text)).toEqual(['The wall at Quay Head fell.', 'AT&T masts.']);
    const whole = read([{ bytes: between('<content:encoded>', '</content:encoded>'), class: 'comment' }]).pages[0];
    expect(whole?.comments.map(({ text }) => text)).toEqual(['The wall at Quay Head fell.\n\nFishermen asked for AT&T masts.']);
    expect(whole?.blocks.map(({ kind }) => kind)).toEqual(['headline', 'standfirst']);
  });

  it('keep each record that is left on the bytes its words stand in', () => {
    const source = read([{ bytes: between('<description>The wall', '</description>'), class: 'furniture' }]);
    expect(source.pages[0]?.blocks.map(({ kind }) => kind)).toEqual(['headline', 'paragraph', 'paragraph']);
    for (const { text, evidence } of source.pages[0]?.blocks ?? []) {
      const [word = ''] = text.split(' ');
      expect(feed.slice(...evidence.bytes)).toContain(word);
    }
    expect(feed.slice(...(source.pages[0]?.blocks[0]?.evidence.bytes ?? [0, 0]))).toContain('Harbour wall &amp; storm');
  });

  it('take a date or an address for words only where nothing else is meant', () => {
    const [from, to] = between('Sat, 04', 'GMT');
    expect(textsOf([{ bytes: [from, to], class: 'article', kind: 'dateline' }], 0)).toContainEqual(['dateline', 'Sat, 04 May 2013 10:00:00 GMT']);
    const item = read([{ bytes: between('<item><title>Ferry', '</item>'), class: 'comment' }]);
    const said = item.pages.flatMap(({ comments }) => comments.map(({ text }) => text));
    expect(said).toEqual(['Ferry times\n\nBoats sail hourly.\n\nFish & chips on board.']);
  });

  it('of what shows no words are told and change nothing', () => {
    const source = read([{ bytes: between('<script>', '</script>'), class: 'article' }]);
    expect(source.pages).toEqual(read([]).pages);
    expect(source.warnings.map(({ message }) => message).join()).toMatch(/no words that the page shows/);
  });

  it('of any kind anywhere keep every byte accounted for and show no tag', () => {
    const place = fc.integer({ min: 0, max: bytes.length });
    const correction = fc.record({
      bytes: fc.tuple(place, place),
      class: fc.constantFrom('article' as const, 'comment' as const, 'furniture' as const, 'unparsed' as const),
    });
    fc.assert(
      fc.property(fc.array(correction, { maxLength: 4 }), (corrections) => {
        const source = read(corrections);
        expect(source.warnings.filter(({ message }) => message.startsWith('Reading this page failed'))).toEqual([]);
        expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(bytes.length);
        for (const { text } of source.pages.flatMap((page) => [...page.blocks, ...page.comments])) expect(text).not.toMatch(/<\/?\w|&lt;|\]\]>/);
      }),
      { numRuns: 300 },
    );
  });
});
