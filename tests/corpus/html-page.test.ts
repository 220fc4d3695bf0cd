import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectEvidence, parseHtml } from './html.ts';
import { kinds, onlyPage, parseBytes } from './pages.ts';

const story = readFileSync(new URL('../fixtures/pages/html/story.html', import.meta.url));
const PROSE = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.';
const article = (inner: string, head = '<title>Ferry late at Bray</title>'): string =>
  `<!doctype html><html><head>${head}</head><body><h1>Ferry late at Bray</h1><div>${inner}</div></body></html>`;

describe('a saved web page', () => {
  const source = parseBytes(story, 'story.html');
  const page = onlyPage(source);

  it('is read by its layout, every byte accounted for', () => {
    expect(source).toMatchObject({ layout: 'web-page', parser: '4', warnings: [] });
    expectEvidence(source, story);
    expect(source.coverage.unparsed).toBe(0);
  });
  it('has the headline the page shows, not the one it gives to others', () => {
    expect(page.article.headline).toBe('Ferry to Bray late again, say captains');
  });
  it('has what the page states of itself', () => {
    expect(page.article).toMatchObject({
      identity: 'url:quaypost.example/news/ferry-late-again',
      url: 'https://quaypost.example/news/ferry-late-again',
      publisher: 'The Quay Post',
      byline: 'By Ann Lee',
      language: 'en-GB',
      published: { text: '2013/05/04 06:10:00', at: '2013-05-04T06:10:00' },
      updated: { text: '2013-05-04T09:30:00+01:00', at: '2013-05-04T09:30:00+01:00' },
    });
  });
  it('has its parts in the order of the page, each by its kind', () => {
    expect(page.blocks.map(({ kind }) => kind)).toEqual([
      'headline',
      'standfirst',
      'byline',
      'caption',
      'paragraph',
      'paragraph',
      'crosshead',
      'paragraph',
      'listitem',
      'listitem',
      'pullquote',
      'paragraph',
    ]);
    expect(kinds(page.blocks, 'caption')).toEqual(['The quay at Bray on Monday']);
    expect(kinds(page.blocks, 'crosshead')).toEqual(['Nine days']);
  });
  it('keeps navigation, share links, related stories and scripts out of the story', () => {
    const words = page.blocks.map(({ text }) => text).join('\n');
    for (const junk of ['Home', 'Share this page', 'Storm over', 'All rights', 'never run']) expect(words).not.toContain(junk);
  });
});

describe('the import report', () => {
  it('says how each part of a page was found', () => {
    const comment = (id: number) =>
      `<li class="comment" id="comment-${id}"><div class="comment-author"><cite class="fn">Ann</cite></div><div class="comment-meta">May 4, 2013 at 6:37 pm</div><p>It is the tide.</p></li>`;
    const reasons = [
      article(`<p>${PROSE}</p><p>${PROSE}</p><ul>${comment(1)}${comment(2)}</ul>`),
      article(`<p>${PROSE}</p><p>${PROSE}</p>`, '<title>Quay Post</title>').replace(/<h1>.*<\/h1>/, ''),
      '<html><body></body></html>',
    ].map((html) => parseHtml(html).layoutReason);
    expect(reasons).toEqual([
      'it begins as HTML does, with “html”; headline from the page; story by Readability and its markup; 2 comments as WordPress writes them',
      'it begins as HTML does, with “html”; headline from its title; story by Readability and its markup; no comments found',
      'it begins as HTML does, with “html”; no headline; no story found; no comments found',
    ]);
  });
});

describe('what a page says of itself', () => {
  const read = (head: string) => onlyPage(parseHtml(article(`<p>${PROSE}</p><p>${PROSE}</p>`, head))).article;

  it('states no time of day where the page gives none', () => {
    expect(read('<meta name="date" content="2012-03-04">').published).toEqual({ text: '2012-03-04', at: '2012-03-04' });
    expect(read('<meta name="pubdate" content="20120304">').published).toEqual({ text: '20120304', at: '2012-03-04' });
    expect(read('<meta property="article:published_time" content="2012-03-04T10:20Z">').published?.at).toBe('2012-03-04T10:20+00:00');
    expect(read('<meta name="date" content="some day">').published).toBeUndefined();
    expect(read('<meta name="date" content="2012-13-45">').published).toEqual({ text: '2012-13-45' });
  });
  it('takes no front page and no relative path for the address of an article', () => {
    for (const href of ['https://quaypost.example/', 'https://quaypost.example', '/news/1', 'javascript:void(0)', '']) {
      expect(read(`<link rel="canonical" href="${href}">`).url).toBeUndefined();
    }
    expect(read('<meta property="og:url" content="http://quaypost.example/?p=7">').url).toBe('http://quaypost.example/?p=7');
  });
  it('is read from its markup where its JSON-LD is broken', () => {
    expect(read('<title>x</title><script type="application/ld+json">{"@type": "NewsArticle", }</script><meta name="author" content="Bo Ek">').byline).toBe(
      'Bo Ek',
    );
  });
  it('is told of in `<title>` alone where no text of the page is its headline', () => {
    const { article: found, blocks } = onlyPage(
      parseHtml(`<html><head><title>Quay Post, 4 May</title></head><body><p>${PROSE}</p><p>${PROSE}</p></body></html>`),
    );
    expect(found.headline).toBe('Quay Post, 4 May');
    expect(blocks[0]).toMatchObject({ kind: 'headline', guessed: true });
  });
  it('has no headline where there is nothing to take for one', () => {
    const source = parseHtml(`<html><body><p>${PROSE}</p><p>${PROSE}</p></body></html>`);
    expect(onlyPage(source).article).toMatchObject({ titleMade: true });
    expect(source.warnings.map(({ kind }) => kind)).toContain('no-headline');
  });
});

describe('the story', () => {
  it('gets back the crossheads an extractor drops between its paragraphs', () => {
    const { blocks } = onlyPage(parseHtml(article(`<p>${PROSE}</p><p>${PROSE}</p><header><h2>Tea room</h2></header><p>${PROSE}</p><p>${PROSE}</p>`)));
    expect(kinds(blocks, 'crosshead')).toEqual(['Tea room']);
  });
  it('has the crossheads that are named so, whatever element they are', () => {
    const { blocks } = onlyPage(parseHtml(article(`<p>${PROSE}</p><p>${PROSE}</p><span class="cross-head">'Tea' room </span><p>${PROSE}</p>`)));
    expect(kinds(blocks, 'crosshead')).toEqual(["'Tea' room"]);
  });
  it('parts paragraphs at two line breaks and keeps one line break in the text', () => {
    const { blocks } = onlyPage(parseHtml(article(`${PROSE}<br><br>${PROSE}<br>Second line, which is part of it.<br><br>${PROSE}`)));
    expect(kinds(blocks, 'paragraph')).toEqual([PROSE, `${PROSE}\nSecond line, which is part of it.`, PROSE]);
  });
  it('ends before a heading for links, even where prose of other stories follows', () => {
    const more = '<h2>More on this story</h2><p>A teaser of another story altogether, which goes on for a while.</p>';
    const { blocks } = onlyPage(parseHtml(article(`${`<p>${PROSE}</p>`.repeat(6)}${more}`)));
    expect(blocks.at(-1)?.text).toBe(PROSE);
  });
  it('is kept as paragraphs where the rules would take most of it away', () => {
    const { blocks } = onlyPage(
      parseHtml(article(`<div class="caption">${PROSE}</div><div class="caption">${PROSE}</div><div class="caption">${PROSE}</div>`)),
    );
    expect(kinds(blocks, 'paragraph')).toHaveLength(3);
  });
  it('has no labels, links and sign-ups where a page is made of them', () => {
    const notice = 'By joining our community you will have the ability to post topics, to write to other members and to use the search, so sign up today.';
    const facts = ['Color', 'Runtime', 'Aspect', 'Country', 'Language', 'Sound', 'Company', 'Filming', 'Budget']
      .map((name) => `<h3>${name}</h3><p>${name} of it</p>`)
      .join('');
    const { blocks } = onlyPage(parseHtml(article(`<p>${PROSE}</p>${facts}<h3>Plot</h3><p>${PROSE}</p><p>${PROSE}</p><p>${notice}</p>${facts}`)));
    expect(blocks.map(({ text }) => text)).toEqual(['Ferry late at Bray', PROSE, 'Plot', PROSE, PROSE]);
  });
  it('keeps its short lines where it is a story', () => {
    const { blocks } = onlyPage(parseHtml(article(`${`<p>${PROSE}</p>`.repeat(9)}<p>So it goes</p><p>And on</p>${`<p>${PROSE}</p>`.repeat(3)}`)));
    expect(kinds(blocks, 'paragraph')).toHaveLength(14);
  });
  it('leaves prose that belongs to nothing as unparsed, and says so', () => {
    const stray =
      'Quite another text stands here, in a corner of the page that no rule knows, and it goes on for more than five and twenty words so that it is prose.';
    const source = parseHtml(
      `<html><head><title>Ferry late at Bray</title></head><body><h1>Ferry late at Bray</h1><div id="a">${`<p>${PROSE}</p>`.repeat(5)}</div><table><tr><td><div>${stray}</div></td></tr></table></body></html>`,
    );
    expect(onlyPage(source).blocks.map(({ text }) => text)).not.toContain(stray);
    expect(source.coverage.unparsed).toBe(stray.length);
    expect(source.warnings.map(({ kind }) => kind)).toEqual(['unparsed']);
  });
});
