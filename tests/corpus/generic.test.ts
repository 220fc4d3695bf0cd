import { describe, expect, it } from 'vitest';
import { expectSound, fixture, kinds, onlyPage, parseBytes, parseText } from './pages.ts';

describe('a page no layout knows', () => {
  it('is headline, paragraphs and the comments under a recognisable head', () => {
    const bytes = fixture('generic-blog.txt');
    const source = parseBytes(bytes);
    const { article, blocks, comments } = onlyPage(source);
    expectSound(source, bytes);
    expect(article).toMatchObject({ headline: 'Seven ways to mend a kite', byline: 'by Petra Holt', published: { at: '2012-07-21' } });
    expect(kinds(blocks, 'paragraph')).toHaveLength(2);
    expect(comments.map(({ author, posted, text }) => [author, posted?.at, text])).toEqual([
      ['Marta Hill', '2012-07-23T22:28', 'I used glue and regret it.\n\nNever again.'],
      ['Ivo', '2012-07-24T09:01', 'Tape it is, then.'],
      ["Sam O'Dee", '2012-07-24T09:30', '@Ivo, agreed.'],
    ]);
    expect(comments[2]?.replyTo).toMatchObject([{ author: 'Ivo', comment: comments[1]?.id, method: 'author' }]);
    expect(article.commentCount.stated).toBe(3);
  });
  it('reads news text whose first line is the headline', () => {
    const { article, blocks } = onlyPage(
      parseText('Boat sales rise\n\nSales of small boats rose by a fifth last year, makers say.\n\nLarge boats did not sell.\n'),
    );
    expect(article.headline).toBe('Boat sales rise');
    expect(kinds(blocks, 'paragraph')).toHaveLength(2);
  });
  it('finds comments signed at their end', () => {
    const { comments } = onlyPage(
      parseText(
        'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n\n\n\nLovely walk.\n\nPosted by: Kim | October 04, 2012 at 12:42 PM\n\nToo wet for me.\n\nPosted by: Lou | October 05, 2012 at 1:00 PM\n',
      ),
    );
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ['Kim', 'Lovely walk.'],
      ['Lou', 'Too wet for me.'],
    ]);
  });
  it('has no article, and says so, where all is furniture or nothing is there', () => {
    for (const bytes of [fixture('furniture-only.txt'), new Uint8Array(0), new TextEncoder().encode(' \n\n\t')]) {
      const source = parseBytes(bytes);
      expect(source.pages).toEqual([]);
      expect(source.warnings.map(({ kind }) => kind)).toEqual(['no-article']);
      expectSound(source, bytes);
    }
  });
});
