import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectSound, fixture, kinds, numbered, onlyPage, parseBytes, parseText } from './pages.ts';

describe('a BBC page of 2010-15 as main-content text', () => {
  const bytes = fixture('bbc-main.txt');
  const source = parseBytes(bytes);
  const { article, blocks, comments } = onlyPage(source);

  it('is read whole: nothing is unparsed and every range holds its text', () => {
    expect(source.layout).toBe('bbc-2010s');
    expect(source.coverage.unparsed).toBe(0);
    expectSound(source, bytes);
  });
  it('gives headline, captions, crosshead, box and pull quote their kinds', () => {
    expect(article.headline).toBe('Harbour bridge: Council and ferry firm no closer');
    expect(kinds(blocks, 'caption')).toEqual([
      'Ms Lund said a meeting with the ferry firm had not changed her view of the bridge',
      'Mona Lund: "This meeting was never going to settle the bridge"',
    ]);
    expect(blocks.filter((block) => block.kind === 'caption').every((block) => block.guessed)).toBe(true);
    expect(kinds(blocks, 'crosshead')).toEqual(['Toll pledges']);
    const box = blocks.findIndex((block) => block.kind === 'box');
    expect(blocks[box]?.text).toBe('What is the harbour plan?');
    expect(blocks.filter((block) => block.box === box).map((block) => block.kind)).toEqual(['listitem', 'listitem']);
    expect(blocks.find((block) => block.kind === 'pullquote')?.attribution).toBe('Aldo Finch Kelby Chamber of Trade');
  });
  it('reads the comment page, that comments are closed, ratings, and the missing numbers', () => {
    expect(article.capture).toMatchObject({ commentPage: { current: 3, of: 5 }, commentsClosed: true });
    expect(comments.map(({ number, rating }) => [number, rating])).toEqual([
      [44, 12],
      [43, -3],
      [42, 0],
      [41, 1],
    ]);
    expect(article.commentCount).toEqual({ captured: 4, gaps: [[1, 40]] });
    expect(article.publisher).toBe('BBC News');
  });
  it('sets quotes and references apart from own words', () => {
    expect(numbered(comments, 44)).toMatchObject({
      own: '... Quite so, and it has paid twice already.',
      replyTo: [{ number: 31, author: 'Tern', method: 'number+author' }],
      quotes: [{ text: '...And who pays for the ferry meanwhile?\nThe council, I suppose.' }],
    });
    expect(numbered(comments, 43)).toMatchObject({
      own: 'The bridge would be open all night. The ferry is not.',
      replyTo: [{ number: 40, author: 'GullWing' }],
      quotes: [],
    });
    expect(numbered(comments, 42)).toMatchObject({ own: 'I live on the south bank and I asked for it.', replyTo: [] });
    expect(numbered(comments, 42).quotes).toHaveLength(1);
    expect(numbered(comments, 42).posted).toBeUndefined();
  });
  it('offers a repaired reading of garbled characters and keeps the text as read', () => {
    expect(numbered(comments, 41)).toMatchObject({ text: '100 people signed, itâ€™s enough.', repaired: '100 people signed, it’s enough.', replyTo: [] });
    expect(source.warnings.map(({ kind }) => kind)).toContain('mojibake');
  });
});

describe('a BBC page as full text', () => {
  const bytes = fixture('bbc-full.txt');
  const source = parseBytes(bytes);
  const { article, blocks, comments } = onlyPage(source);

  it('takes navigation and buttons for furniture', () => {
    expect(source.coverage.unparsed).toBe(0);
    expectSound(source, bytes);
    expect(blocks.map(({ kind }) => kind)).toEqual(['dateline', 'headline', 'byline', 'caption', 'paragraph', 'paragraph']);
    expect(article).toMatchObject({
      headline: 'Lighthouse keepers return to Skerry rock',
      byline: 'By Ines Marlow BBC News, Skerry',
      updated: { text: '16 October 2012 Last updated at 15:32 GMT Help', at: '2012-10-16T15:32+00:00' },
    });
  });
  it('reads authors, times, doubled ratings and empty comments', () => {
    expect(comments.map(({ number, author, rating, posted, text }) => [number, author, rating, posted?.at, text.length > 0])).toEqual([
      [710, 'Old Salt', 26, '2012-10-16T16:41', true],
      [705, 'Puffin', -92, undefined, true],
      [12, 'Dr K', 0, '2012-10-16T09:05', false],
    ]);
    expect(numbered(comments, 705).posted).toEqual({ text: '9 Minutes ago' });
    expect(comments.every(({ editorsPick }) => editorsPick)).toBe(true);
  });
  it('links a reply to its parent on the page', () => {
    expect(numbered(comments, 710)).toMatchObject({
      own: 'Tell that to the boats.',
      replyTo: [{ number: 705, author: 'Puffin', comment: numbered(comments, 705).id, confidence: 0.98 }],
    });
  });
  it('states the number of all comments and warns that the page counts otherwise', () => {
    expect(article.commentCount.stated).toBe(1013);
    expect(source.warnings.map(({ kind }) => kind)).toContain('count-differs');
  });
});

describe('a hand-cleaned BBC page', () => {
  const bytes = fixture('bbc-cleaned.txt');
  const source = parseBytes(bytes);
  const { article, blocks, comments } = onlyPage(source);

  it('reads both forms of comment heads, the rating on the line above', () => {
    expectSound(source, bytes);
    expect(source.coverage.unparsed).toBe(0);
    expect(comments.map(({ number, author, rating, posted }) => [number, author, rating, posted?.text])).toEqual([
      [39, 'Notabeekeeper', undefined, '24TH JULY 2012 - 19:58'],
      [27, 'Dr B', 20, '24TH JULY 2012 - 15:48'],
      [22, 'Anon', -5, '24TH JULY 2012 - 15:00'],
    ]);
  });
  it('does not take a numbered list for a reply', () => {
    expect(numbered(comments, 27)).toMatchObject({ replyTo: [], quotes: [] });
  });
  it('finds a crosshead glued to the paragraph before it', () => {
    expect(kinds(blocks, 'crosshead')).toEqual(['Hedge shortage']);
    expect(article.publisher).toBeUndefined();
  });
});

describe('other shapes of BBC pages', () => {
  it('makes a title when a capture starts in mid-body', () => {
    const { article } = onlyPage(
      parseText('The mayor said the pier was safe, and that it would open again on Friday. Nobody else agreed.\n\nMore on This Story\n\nBBC © 2012\n'),
    );
    expect(article).toMatchObject({ title: 'The mayor said the pier was safe, and that it would open again on Friday.', titleMade: true });
    expect(article.headline).toBeUndefined();
  });
  it('takes the repeated headline and summary of a full page for furniture', () => {
    const story =
      'Owls move in\n\n13 January 2015 Last updated at 17:34 ET\n\nThe owls of Bray have moved into the town hall, and the clerks say they are quiet.\n\nArticle written by Ann Lee Ann Lee Wildlife editor\n\nOwls move in\n\n13 January 2015\n\nThe owls have moved in, and they are quiet so far.\n\nRead full article\n\nComments\n\nAdd your comment\n';
    const { blocks, comments, article } = onlyPage(parseText(story));
    expect(blocks.map(({ kind }) => kind)).toEqual(['headline', 'dateline', 'paragraph']);
    expect(comments).toEqual([]);
    expect(article.headline).toBe('Owls move in');
  });
  it('keeps both comments when a number comes twice with other words, and says so', () => {
    const source = parseText('Comment number 3.\n\nFirst words.\n\nComment number 3.\n\nOther words.\n');
    const ids = onlyPage(source).comments.map(({ id }) => id);
    expect(ids[1]).toBe(`${ids[0]}~2`);
    expect(source.warnings.map(({ kind }) => kind)).toContain('duplicate-number');
  });
  it('keeps a heading such as Features in the story when paragraphs follow', () => {
    const paragraph = 'The phone has a camera on each side and a battery that its maker says will last for two whole days.';
    const { blocks } = onlyPage(
      parseText(`Phone shown\n\n1 May 2013 Last updated at 10:00 GMT\n\n${paragraph}\n\nFeatures\n\n${paragraph}\n\n${paragraph}\n\nMore on This Story\n`),
    );
    expect(kinds(blocks, 'paragraph')).toHaveLength(3);
  });
});

const seed = new URL('../../seeds/000_ebaeb092d28a86a2.txt', import.meta.url);
describe.skipIf(!existsSync(seed))('the seed document', () => {
  const bytes = readFileSync(seed);
  const source = parseBytes(bytes);
  const { article, blocks, comments } = onlyPage(source);
  it('has 20 comments from 366 down to 347, page 14 of 32, and no byte unparsed', () => {
    expectSound(source, bytes);
    expect(source.coverage.unparsed).toBe(0);
    expect(article.headline).toBe('Syria crisis: Russia and US no closer');
    expect(comments.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 366 - i));
    expect(article.capture).toMatchObject({ commentPage: { current: 14, of: 32 }, commentsClosed: true });
    expect(article.commentCount.gaps).toEqual([[1, 346]]);
  });
  it('has 3 captions, 1 pull quote, 1 crosshead and a box of 3 items', () => {
    expect([kinds(blocks, 'caption').length, kinds(blocks, 'pullquote').length, kinds(blocks, 'listitem').length]).toEqual([3, 1, 3]);
    expect([kinds(blocks, 'crosshead'), kinds(blocks, 'box')]).toEqual([['Aid pledges'], ['What is the G20?']]);
  });
  it('has two replies and two bare quotes', () => {
    expect(numbered(comments, 365)).toMatchObject({ replyTo: [{ number: 296, author: 'Seqenenre' }] });
    expect(numbered(comments, 365).own.startsWith('... Mostly true')).toBe(true);
    expect(numbered(comments, 361)).toMatchObject({ replyTo: [{ number: 324, author: 'MidwayBattle' }] });
    expect(comments.filter(({ quotes }) => quotes.length > 0).map(({ number }) => number)).toEqual([365, 358, 348]);
  });
});

describe('a dateline that comes again under the headline of a BBC page', () => {
  const story = 'The harbour bridge at Kelby will stay shut until the summer, the council has said.\n\nThe ferry will run twice an hour.\n';
  it.each(['13 January 2015 Last updated at 17:34 ET', '13 January 2015'])('is furniture: %s', (again) => {
    const bytes = new TextEncoder().encode(`13 January 2015 Last updated at 17:34 ET\n\nHarbour bridge stays shut\n\n${again}\n\n${story}`);
    const source = parseBytes(bytes);
    expectSound(source, bytes);
    expect(onlyPage(source).blocks.map(({ kind }) => kind)).toEqual(['dateline', 'headline', 'paragraph', 'paragraph']);
    expect(source.coverage.furniture).toBe(again.length);
  });
  it('stays a block where it names another day', () => {
    const { blocks } = onlyPage(parseText(`13 January 2015 Last updated at 17:34 ET\n\nHarbour bridge stays shut\n\n12 January 2015\n\n${story}`));
    expect(blocks.map(({ text }) => text)).toContain('12 January 2015');
  });
});
