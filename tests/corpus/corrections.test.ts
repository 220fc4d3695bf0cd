import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';
import type { Correction } from '../../corpus/records.ts';
import { FIXTURES, fixture, onlyPage } from './pages.ts';

const bytes = fixture('bbc-full.txt');
const read = (corrections: readonly Correction[], of = bytes) => parseSource({ id: 'sha256:00', name: 'page.txt', bytes: of }, { corrections });
const plain = onlyPage(read([]));

describe('corrections', () => {
  it('make a paragraph furniture, and its block is gone', () => {
    const block = plain.blocks.find((one) => one.kind === 'paragraph');
    if (block === undefined) throw new Error('no paragraph');
    const source = read([{ bytes: block.evidence.bytes, class: 'furniture' }]);
    expect(onlyPage(source).blocks).toEqual(plain.blocks.filter((one) => one !== block));
    expect(source.ledger).toContainEqual({ bytes: block.evidence.bytes, class: 'furniture' });
    expect(onlyPage(source).article.words).toBeLessThan(plain.article.words);
  });

  it('leave a comment that loses its end the rest of its words', () => {
    const comment = plain.comments[0];
    if (comment === undefined) throw new Error('no comment');
    const [from, to] = comment.evidence.bytes;
    const source = read([{ bytes: [to - 10, to], class: 'unparsed' }]);
    const cut = onlyPage(source).comments[0];
    expect(cut?.id).toBe(comment.id);
    expect(cut?.evidence.bytes[0]).toBe(from);
    expect(cut?.evidence.bytes[1]).toBeLessThanOrEqual(to - 10);
    expect(cut?.text).toBe(new TextDecoder().decode(bytes.subarray(...(cut?.evidence.bytes ?? [0, 0]))));
  });

  it('make a comment of a paragraph, without number and in its place, and a headline of a comment', () => {
    const block = plain.blocks.findLast((one) => one.kind === 'paragraph');
    const comment = plain.comments[0];
    if (block === undefined || comment === undefined) throw new Error('no paragraph or no comment');
    const page = onlyPage(
      read([
        { bytes: block.evidence.bytes, class: 'comment' },
        { bytes: comment.evidence.bytes, class: 'article', kind: 'crosshead' },
      ]),
    );
    expect(page.comments[0]).toMatchObject({ position: 0, evidence: block.evidence, replyTo: [] });
    expect(page.comments[0]?.number).toBeUndefined();
    expect(page.comments.some((one) => one.id === comment.id)).toBe(false);
    expect(page.blocks.find((one) => one.evidence.bytes[0] === comment.evidence.bytes[0])?.kind).toBe('crosshead');
    expect(page.article.commentCount.captured).toBe(page.comments.length);
    const ids = new Set(page.comments.map((one) => one.id));
    for (const reply of page.comments.flatMap((one) => one.replyTo)) expect(reply.comment === undefined || ids.has(reply.comment)).toBe(true);
  });

  it('give way to later ones where they overlap', () => {
    const [from, to] = [0, bytes.length];
    const source = read([
      { bytes: [from, to], class: 'furniture' },
      { bytes: [from, to], class: 'unparsed' },
    ]);
    expect(source.coverage.furniture).toBe(0);
    expect(source.pages).toEqual([]);
  });

  it.each([
    ['outside', [0, bytes.length + 1], /was left out: the source has/],
    ['before it', [-1, 4], /was left out: the source has/],
    ['empty', [5, 5], /covers nothing/],
    ['broken', [0.5, 9], /no whole numbers/],
  ] as const)('that are %s are told and change nothing', (_, range, why) => {
    const source = read([{ bytes: range, class: 'furniture' }]);
    expect(source.pages).toEqual(read([]).pages);
    expect(source.warnings.map((warning) => warning.message).join()).toMatch(why);
  });

  it('make an article of what they say in a source where none was read', () => {
    const furniture = fixture('furniture-only.txt');
    const source = read([{ bytes: [0, furniture.length], class: 'article' }], furniture);
    const page = onlyPage(source);
    expect(page.blocks).toHaveLength(1);
    expect(page.article).toMatchObject({ layout: source.layout, titleMade: true, commentCount: { captured: 0, gaps: [] } });
    expect(page.article.id).toBe(onlyPage(read([{ bytes: [0, furniture.length], class: 'article' }], furniture)).article.id);
    expect(source.warnings.map(({ kind }) => kind)).not.toContain('no-article');
    const comment = onlyPage(read([{ bytes: [0, furniture.length], class: 'comment' }], furniture));
    expect(comment.comments).toMatchObject([{ position: 0, article: comment.article.id, replyTo: [] }]);
  });

  it('make an article of what they say in a file that is not read', () => {
    const text = '<note><to>Bray</to><body>The ferry ran late on Monday.</body></note>';
    const at = text.indexOf('The ferry');
    const note = new TextEncoder().encode(text);
    expect(read([], note).pages).toEqual([]);
    const source = read([{ bytes: [at, at + 29], class: 'article' }], note);
    expect(onlyPage(source).blocks.map((block) => block.text)).toEqual(['The ferry ran late on Monday.']);
    expect(source.warnings.map(({ kind }) => kind)).toContain('not-read');
  });

  it('that take a headline away leave a title made of the words; one that makes another gives its words', () => {
    const block = plain.blocks.find((one) => one.kind === 'headline');
    const paragraph = plain.blocks.find((one) => one.kind === 'paragraph');
    if (block === undefined || paragraph === undefined) throw new Error('no headline or no paragraph');
    const away: Correction = { bytes: block.evidence.bytes, class: 'furniture' };
    const { article } = onlyPage(read([away]));
    expect(article.headline).toBeUndefined();
    expect(article.titleMade).toBe(true);
    expect(paragraph.text.startsWith(article.title.replace(/…$/, ''))).toBe(true);
    expect(article.id).toBe(plain.article.id);
    const other = onlyPage(read([away, { bytes: paragraph.evidence.bytes, class: 'article', kind: 'headline' }])).article;
    expect(other).toMatchObject({ id: plain.article.id, headline: paragraph.text, title: paragraph.text });
  });

  it.each(FIXTURES)('of any kind anywhere keep every byte of %s accounted for', (name) => {
    const page = fixture(name);
    const place = fc.integer({ min: -2, max: page.length + 2 });
    const correction = fc.record({
      bytes: fc.tuple(place, place),
      class: fc.constantFrom('article' as const, 'comment' as const, 'furniture' as const, 'unparsed' as const),
    });
    fc.assert(
      fc.property(fc.array(correction, { maxLength: 6 }), (corrections) => {
        const source = read(corrections, page);
        expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(page.length);
        expect(source.warnings.filter((warning) => warning.message.startsWith('Reading this page failed'))).toEqual([]);
        const runs = new Set(source.ledger.map((run) => `${run.class} ${run.bytes.join('-')}`));
        for (const { blocks, comments } of source.pages) {
          for (const { evidence } of blocks) expect(runs.has(`article ${evidence.bytes.join('-')}`)).toBe(true);
          for (const { evidence } of comments) expect(runs.has(`comment ${evidence.bytes.join('-')}`)).toBe(true);
          expect(new Set(comments.map((comment) => comment.id)).size).toBe(comments.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('corrections of a web page', () => {
  const html = [
    '<!DOCTYPE html><html><head><title>Harbour wall &amp; quay</title><script>var a = "<p>";</script></head><body><nav><a href="/">Home page</a></nav>',
    '<article><h1>Harbour wall to be rebuilt</h1><p class="byline">By Ann Quay</p>',
    '<p>The harbour wall at <b>Quay Head</b> will be rebuilt &mdash; next year, the council said on Monday, after three winters.<br>The sea came over it.</p>',
    '<p>Fishermen who keep their boats <i class="x">behind it</i> have asked for a higher wall since the storm of 2009, and say that the plan is late.</p>',
    '<p>A report on the works will be laid before the council in the spring, and the public will be heard on it before the summer.</p></article>',
    '<div id="comments"><h2>Comments</h2><ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">Bob</cite> <span class="date">4 May 2013 at 10:00</span>',
    '<div class="comment-body"><p>High time &amp; well done.</p><p>My boat was <b>lost</b> in 2009.</p></div><a href="#">Reply</a></li>',
    '<li class="comment" id="comment-2"><cite class="fn">Cat</cite><div class="comment-body"><p>Too dear by far.</p></div></li></ol></div>',
    '<footer><p>All rights reserved. <a href="/terms">Terms</a></p></footer></body></html>',
  ].join('\n');
  const of = new TextEncoder().encode(html);
  /** The bytes from the beginning of some words to the end of others; the page’s text before them is ASCII. */
  const between = (first: string, last: string): [number, number] => {
    const from = html.indexOf(first);
    return [from, html.indexOf(last, from) + last.length];
  };
  const web = onlyPage(read([], of));

  it('is what the others are about: a page with three paragraphs and two comments', () => {
    expect(web.blocks.filter((block) => block.kind === 'paragraph')).toHaveLength(3);
    expect(web.comments.map((comment) => comment.author)).toEqual(['Bob', 'Cat']);
  });

  it('leave a paragraph that loses a part the words of the rest, without tags', () => {
    const source = read([{ bytes: between('Fishermen', '<i class="x">behind'), class: 'furniture' }], of);
    const texts = onlyPage(source).blocks.map((block) => block.text);
    expect(texts).toContain('it have asked for a higher wall since the storm of 2009, and say that the plan is late.');
    const ends = onlyPage(read([{ bytes: between('next year', 'came over it.'), class: 'unparsed' }], of)).blocks.map((block) => block.text);
    expect(ends).toContain('The harbour wall at Quay Head will be rebuilt —');
  });

  it('leave a comment that loses a paragraph its other words alone', () => {
    const page = onlyPage(read([{ bytes: between('<p>My boat', '2009.</p>'), class: 'furniture' }], of));
    expect(page.comments[0]).toMatchObject({ id: web.comments[0]?.id, author: 'Bob', text: 'High time & well done.' });
  });

  it('make records with the words the page shows', () => {
    const [paragraph] = web.blocks.filter((block) => block.text.startsWith('Fishermen'));
    const source = read(
      [
        { bytes: between('<p>Fishermen', 'late.</p>'), class: 'comment' },
        { bytes: between('<footer>', '</footer>'), class: 'article', kind: 'caption' },
      ],
      of,
    );
    const page = onlyPage(source);
    expect(page.comments[0]).toMatchObject({ text: paragraph?.text, evidence: paragraph?.evidence });
    expect(page.blocks.at(-1)).toMatchObject({ kind: 'caption', text: 'All rights reserved. Terms' });
    expect(source.coverage.unparsed).toBe(0);
  });

  it('of what shows no words are told and change nothing', () => {
    const source = read([{ bytes: between('<script>', '</script>'), class: 'article' }], of);
    expect(source.pages).toEqual(read([], of).pages);
    expect(source.warnings.map((warning) => warning.message).join()).toMatch(/no words that the page shows/);
  });

  it('of any kind anywhere keep every byte accounted for and show no tag', () => {
    const place = fc.integer({ min: 0, max: of.length });
    const correction = fc.record({
      bytes: fc.tuple(place, place),
      class: fc.constantFrom('article' as const, 'comment' as const, 'furniture' as const, 'unparsed' as const),
    });
    fc.assert(
      fc.property(fc.array(correction, { maxLength: 5 }), (corrections) => {
        const source = read(corrections, of);
        expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(of.length);
        expect(source.warnings.filter((warning) => warning.message.startsWith('Reading this page failed'))).toEqual([]);
        const runs = new Set(source.ledger.map((run) => `${run.class} ${run.bytes.join('-')}`));
        for (const { blocks, comments } of source.pages) {
          for (const { evidence, text } of blocks)
            expect([runs.has(`article ${evidence.bytes.join('-')}`), text]).toEqual([true, expect.not.stringMatching(/[<>]/)]);
          for (const { evidence, text } of comments)
            expect([runs.has(`comment ${evidence.bytes.join('-')}`), text]).toEqual([true, expect.not.stringMatching(/[<>]/)]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
