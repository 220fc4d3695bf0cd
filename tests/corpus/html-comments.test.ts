import { describe, expect, it } from 'vitest';
import type { Comment } from '../../corpus/records.ts';
import { parseHtml } from './html.ts';
import { onlyPage } from './pages.ts';

const PROSE = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.';
const read = (thread: string) => {
  const source = parseHtml(
    `<!doctype html><html><head><title>Ferry late at Bray</title></head><body><h1>Ferry late at Bray</h1><div>${`<p>${PROSE}</p>`.repeat(4)}</div>${thread}</body></html>`,
  );
  return { source, ...onlyPage(source) };
};
const told = (comments: readonly Comment[]) => comments.map(({ author, posted, text }) => [author, posted?.text, text]);

describe('comments in the markup', () => {
  it('of the BBC have number, author, time and rating, and the editors’ picks are known', () => {
    const one = (number: number, name: string, rating: string, words: string): string => `<li class="dna-comment  " id="comment_${number}99">
      <form style="display: none;"><span>rate this</span><span class="dna-comment-rating">${rating}</span></form>
      <form><span>rate this</span><span class="dna-comment-rating">${rating}</span></form>
      <h4 class="comments_comment_number"><span class="dna-hide">Comment number</span> ${number}.</h4>
      <cite><span class="comment_username comment_username_1">${name}</span><br /><span class="time">11 Hours ago</span></cite>
      <div class="comment-text"><div><p>${words}</p></div></div>
      <div class="dna-comments-comment-footer"><p><a href="#">Report this comment<span> (Comment number ${number})</span></a></p></div></li>`;
    const { comments, article, source } = read(
      `<div><p><span class="forumclosed">This entry is now closed for comments</span></p><ul><li class="sel" id="tab_editorpicks"><a href="#">Editors' Picks</a></li>
      <li><a href="#">All Comments <span class="dna-comment-count-number">622</span></a></li></ul>
      <ul>${one(45, 'Quayside', '+93', 'Row, then.<br><br>It is only a bay.')}${one(12, 'Tea Room', '-4', '45.Quayside wrote: nothing of use.')}</ul></div>`,
    );
    expect(comments).toMatchObject([
      { number: 45, author: 'Quayside', posted: { text: '11 Hours ago' }, rating: 93, editorsPick: true, text: 'Row, then.\n\nIt is only a bay.' },
      { number: 12, author: 'Tea Room', rating: -4 },
    ]);
    expect(article.commentCount.stated).toBe(622);
    expect(article.capture.commentsClosed).toBe(true);
    expect(source.warnings).toEqual([]);
  });

  it('of WordPress answer the comment they lie in', () => {
    const one = (id: number, name: string, words: string, inside = ''): string =>
      `<li class="comment even depth-1" id="comment-${id}"><div class="comment-body"><div class="comment-author vcard"><cite class="fn"><a href="#">${name}</a></cite> <span class="says">says:</span></div>
      <div class="comment-meta commentmetadata"><a href="#">May 4, 2013 at 6:37 pm</a></div><p>${words}</p><div class="reply"><a href="#">Reply</a></div></div>${inside}</li>`;
    const { comments } = read(`<ol>${one(1, 'Ann', 'It is the tide.', `<ul>${one(2, 'Bo', 'It is not.')}</ul>`)}${one(3, 'Ann', 'It is.')}</ol>`);
    expect(told(comments)).toEqual([
      ['Ann', 'May 4, 2013 at 6:37 pm', 'It is the tide.'],
      ['Bo', 'May 4, 2013 at 6:37 pm', 'It is not.'],
      ['Ann', 'May 4, 2013 at 6:37 pm', 'It is.'],
    ]);
    expect(comments[0]?.posted?.at).toBe('2013-05-04T18:37');
    expect(comments[1]?.replyTo).toEqual([{ author: 'Ann', comment: comments[0]?.id, method: 'markup', confidence: 1 }]);
    expect(comments[2]?.replyTo).toEqual([]);
  });

  it('of schema.org are read from their properties', () => {
    const { comments } = read(
      `<div itemscope itemtype="http://schema.org/Comment"><span itemprop="author"><b itemprop="name">Ann</b></span> <time itemprop="dateCreated" datetime="2013-05-04T18:00:00Z">2 days ago</time><p itemprop="text">It is the tide.</p><span itemprop="upvoteCount">7</span></div>`,
    );
    expect(comments).toMatchObject([{ author: 'Ann', posted: { text: '2 days ago', at: '2013-05-04T18:00:00+00:00' }, text: 'It is the tide.', rating: 7 }]);
  });

  it.each([
    [
      'Guardian',
      '<li class="d-comment" id="comment-1"><span class="d-comment__author">Ann</span><div class="d-comment__timestamp">4 May 2013 18:37</div><div class="d-comment__body"><p>It is the tide.</p></div><span class="d-comment__recommend-count">7</span></li>',
    ],
    [
      'Mail Online',
      '<div id="comment-1" class="comment comment-post cleared"><p class="comment-body comment-text">It is the tide.</p><p class="user-info">- <a class="js-usr" href="#">Ann</a> , Bray, 4 May 2013 18:37</p><span class="js-vote-rating vote-rating">(7)</span></div>',
    ],
    [
      'Pluck comments',
      '<table id="pluckTable"><tr><td id="commentUser"><div id="comment-username"><a href="#">Ann</a></div></td><td id="commentBody"><div class="commentTimeStamp">4 May 2013 18:37</div><div class="commentText">It is the tide.</div><div class="commentRecommendCount">7 </div></td></tr></table>',
    ],
    [
      'Huffington Post',
      '<div id="comment_1" class="comment"><a class="comment_author" href="#">Ann</a> <span class="comment_date">4 May 2013 18:37</span><div class="comment_body">It is the tide.</div><span class="comment_favs">7</span></div>',
    ],
    [
      'Disqus',
      '<li id="dsq-comment-1"><cite id="dsq-cite-1"><span id="dsq-commenter-name-1">Ann</span></cite><div class="dsq-comment-header-time">4 May 2013 18:37</div><div class="dsq-comment-text"><p>It is the tide.</p></div><span class="dsq-like-count">7</span></li>',
    ],
    [
      'Livefyre',
      '<article class="fyre-comment-article"><a class="fyre-comment-username">Ann</a><time class="fyre-comment-date">4 May 2013 18:37</time><div class="fyre-comment"><p>It is the tide.</p></div><span class="fyre-comment-like-count">7</span></article>',
    ],
  ])('of %s are read', (_family, markup) => {
    const { comments } = read(`<section><ul>${markup}</ul></section>`);
    expect(comments).toMatchObject([{ author: 'Ann', posted: { text: '4 May 2013 18:37', at: '2013-05-04T18:37' }, text: 'It is the tide.', rating: 7 }]);
  });

  it('of the Guardian of before 2013 are read', () => {
    const { comments, source } = read(
      '<div class="discussion"><div class="d2-comment"><div class="d2-comment-inner"><div class="d2-username"><a href="#">Ann</a></div><div class="d2-datetime">4 May 2013 6:37PM</div><div class="d2-body"><p>It is the tide.</p></div><span class="d2-recommend-count">7</span></div></div></div>',
    );
    expect(comments).toMatchObject([{ author: 'Ann', posted: { at: '2013-05-04T18:37' }, text: 'It is the tide.', rating: 7 }]);
    expect(source.layoutReason).toContain('one comment as the Guardian writes them');
  });
  it('of Disqus have the date that shows where one points, and a guest’s name rather than that of whom the guest answers', () => {
    const one = (id: number, author: string, words: string, inside = ''): string =>
      `<li class="post" id="post-${id}"><div class="post-content"><div class="post-body"><header><span class="post-byline">${author}</span><span class="post-meta"><a href="#" class="time-ago" title="Wednesday, June 5, 2013 10:05 PM">3 years ago</a></span></header><div class="post-message"><p>${words}</p></div></div><footer><a class="vote-up"><span class="updatable count">7</span></a><ul><li class="reply"><a href="#">Reply</a></li></ul></footer></div><ul class="children">${inside}</ul></li>`;
    const answer = one(2, '<span class="author">Bo</span> <a class="parent-link" href="#">Ann</a>', 'It is not.');
    const { comments } = read(`<ul id="post-list">${one(1, '<span class="author"><a href="#">Ann</a></span>', 'It is the tide.', answer)}</ul>`);
    expect(comments).toMatchObject([
      { author: 'Ann', posted: { text: '3 years ago', at: '2013-06-05T22:05' }, text: 'It is the tide.', rating: 7, replyTo: [] },
      { author: 'Bo', posted: { at: '2013-06-05T22:05' }, text: 'It is not.', replyTo: [{ author: 'Ann', comment: comments[0]?.id, method: 'markup' }] },
    ]);
  });
  it('of Slashdot keep their headings, but not those that repeat what they answer', () => {
    const one = (id: number, title: string, name: string, words: string, inside = ''): string =>
      `<li id="tree_${id}" class="comment"><div id="comment_${id}"><div class="title"><h4><a name="${id}">${title}</a> <span class="score">(Score:5, Funny)</span></h4></div>
      <div class="details">by <a href="#">${name} (12)</a> <span class="otherdetails">on Friday July 06, @08:55AM</span></div><div class="commentBody"><div>${words}</div></div></div>${inside}</li>`;
    const { comments } = read(
      `<ul id="commentlisting">${one(1, 'Tide', 'ann', 'It comes.', `<ul><li><a href="#">Re:Tide</a> by someone (Score:1)</li>${one(2, 'Re:Tide', 'bo', 'It goes.')}</ul>`)}</ul>`,
    );
    expect(comments).toMatchObject([
      { author: 'ann (12)', text: 'Tide\n\nIt comes.', rating: 5 },
      { author: 'bo (12)', text: 'It goes.', replyTo: [{ author: 'ann (12)', method: 'markup' }] },
    ]);
  });

  it('of a site nobody knows are found by what repeats', () => {
    const one = (name: string, words: string): string =>
      `<li class="clearfix"><div class="commentor-info"><a href="#">${name}</a></div><div class="comment-meta">Reply #${name.length}<div>Oct. 9, 2010 - 7:28 AM</div></div><div class="submitted-comment"><p>${words}</p></div><ul><li><a href="#">Report Abuse</a></li></ul></li>`;
    const { comments } = read(`<ol>${one('Ann', 'It is the tide.')}${one('Bertram', 'It is the captains, and they know it.')}</ol>`);
    expect(told(comments)).toEqual([
      ['Ann', 'Oct. 9, 2010 - 7:28 AM', 'It is the tide.'],
      ['Bertram', 'Oct. 9, 2010 - 7:28 AM', 'It is the captains, and they know it.'],
    ]);
    expect(comments.map(({ number }) => number)).toEqual([3, 7]);
  });

  describe('tell whom they answer', () => {
    const one = (name: string, attributes: string, inside = ''): string =>
      `<div class="comment-item" ${attributes}><b class="comment-author">${name}</b> <time>4 May 2013 18:37</time><p class="comment-text">It is the tide, says ${name}.</p>${inside}</div>`;
    const answered = (thread: string) => {
      const { comments } = read(thread);
      const names = new Map(comments.map(({ id, author }) => [id, author] as const));
      return comments.map(({ author, replyTo }) => [author, ...replyTo.map((edge) => `${edge.method} ${(edge.comment && names.get(edge.comment)) ?? ''}`)]);
    };
    const expected = [['Ann'], ['Bo', 'markup Ann'], ['Cy', 'markup Bo'], ['Di']];
    it.each(['data-parent', 'data-parent-id', 'in-reply-to', 'data-in-reply-to'])('by %s', (attribute) => {
      const thread = `${one('Ann', 'id="c-11"')}${one('Bo', `id="c-12" ${attribute}="11"`)}${one('Cy', `id="c-13" ${attribute}="#c-12"`)}${one('Di', `id="c-14" ${attribute}="0"`)}`;
      expect(answered(`<div>${thread}</div>`)).toEqual(expected);
    });
    it('by names of their own, not by those that two have', () => {
      expect(
        answered(
          `<div>${one('Ann', 'data-comment-id="a"')}${one('Bo', 'data-comment-id="b" data-parent-id="a"')}${one('Cy', 'data-comment-id="b" data-parent-id="b"')}</div>`,
        ),
      ).toEqual([['Ann'], ['Bo', 'markup Ann'], ['Cy']]);
    });
    it('by the list of answers they stand in, after what it answers', () => {
      const thread = `<div><div>${one('Ann', '')}</div><div class="replies"><div>${one('Bo', '')}</div><div class="replies"><div>${one('Cy', '')}</div></div></div><div>${one('Di', '')}</div></div>`;
      expect(answered(thread)).toEqual(expected);
    });
    it('not by names that say that there are answers', () => {
      const thread = `<div class="thread">${one('Ann', '')}</div><div class="thread has-replies">${one('Di', '')}</div>`;
      expect(answered(`<div>${thread}</div>`)).toEqual([['Ann'], ['Di']]);
    });
    it('by lying in what they answer', () => {
      expect(answered(`<div>${one('Ann', '', one('Bo', '', one('Cy', '')))}${one('Di', '')}</div>`)).toEqual(expected);
    });
  });

  describe('given as JSON-LD', () => {
    const comment = (name: string, text: string, more: object = {}): object => ({
      '@type': 'Comment',
      author: { '@type': 'Person', name },
      dateCreated: '2013-05-04T18:00:00Z',
      text,
      ...more,
    });
    const script = (comments: readonly object[], more: object = {}): string =>
      `<script type="application/ld+json">\r\n${JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry late at Bray', comment: comments, ...more }, null, 1)
        .replaceAll('é', '\\u00e9')
        .replaceAll('\n', '\r\n')}\r\n</script>`;
    it('are read where the page shows none, their words where they stand in the script', () => {
      const { comments, article, source } = read(
        script(
          [
            comment('Ann', 'It is the "tide".\nAt the café.', { upvoteCount: 7, comment: [comment('Bo', '<p>It is &lt;not&gt;.</p><p>No.</p>')] }),
            comment('Cy', 'It is the "tide".'),
          ],
          { commentCount: 12 },
        ),
      );
      expect(comments).toMatchObject([
        { author: 'Ann', posted: { at: '2013-05-04T18:00:00+00:00' }, rating: 7, text: 'It is the "tide".\nAt the café.', replyTo: [] },
        { author: 'Bo', text: 'It is <not>.\n\nNo.', replyTo: [{ author: 'Ann', comment: comments[0]?.id, method: 'markup' }] },
        { author: 'Cy', text: 'It is the "tide".', replyTo: [] },
      ]);
      expect(article.commentCount).toMatchObject({ captured: 3, stated: 12 });
      expect(source.layoutReason).toContain('3 comments given as data (JSON-LD)');
    });
    it('have the bytes of their string, without its quotes', () => {
      const html = `<html><head><title>Ferry late at Bray</title>${script([comment('Ann', 'Né "tide".')])}</head><body><h1>Ferry late at Bray</h1><p>${PROSE}</p><p>${PROSE}</p></body></html>`;
      const [found] = onlyPage(parseHtml(html)).comments;
      const bytes = new TextEncoder().encode(html).subarray(...(found?.evidence.bytes ?? [0, 0]));
      expect(new TextDecoder().decode(bytes)).toBe('N\\u00e9 \\"tide\\".');
    });
    it('are once where the page gives them twice, and answer what they name', () => {
      const twice = [comment('Ann', 'It is the tide.', { '@id': '#1' }), comment('Bo', 'It is not.', { parentItem: { '@id': '#1' } })];
      const { comments } = read(script(twice) + script(twice));
      expect(comments.map(({ author, replyTo }) => [author, replyTo[0]?.comment])).toEqual([
        ['Ann', undefined],
        ['Bo', comments[0]?.id],
      ]);
    });
    it('are left where the page shows as many', () => {
      const { comments } = read(
        `${script([comment('Ann', 'As data.')])}<ul><li class="d-comment"><span class="d-comment__author">Ann</span><div class="d-comment__body"><p>As text.</p></div></li></ul>`,
      );
      expect(told(comments)).toEqual([['Ann', undefined, 'As text.']]);
    });
    it('are none where the script stands amid a paragraph, is broken, or says nothing', () => {
      expect(read(`<p>${PROSE} ${script([comment('Ann', 'As data.')])} ${PROSE}</p>`).comments).toEqual([]);
      expect(read(script([comment('Ann', 'As data.')]).replace('"comment"', 'comment')).comments).toEqual([]);
      expect(read(script([comment('Ann', ' '), { '@type': 'Comment' }])).comments).toEqual([]);
    });
  });

  describe('of many pages', () => {
    const two = ['Ann', 'Bo']
      .map((name) => `<li class="d-comment"><span class="d-comment__author">${name}</span><div class="d-comment__body"><p>It is the tide.</p></div></li>`)
      .join('');
    it.each([
      ['<p>Page 2 of 5</p>', { current: 2, of: 5 }],
      ['<p>Comments page 2 of 5</p>', { current: 2, of: 5 }],
      [
        '<div class="comments-pagination"><a href="#">1</a> <span class="current">2</span> <a href="#">3</a> … <a href="#" rel="next">14</a></div>',
        { current: 2, of: 14 },
      ],
      ['<ul class="comment-nav"><li class="active"><a class="active" href="#">1</a></li><li><a href="#">2</a></li></ul>', { current: 1, of: 2 }],
      ['<p>Page 6 of 5</p>', undefined],
      ['<p>2</p>', undefined],
    ])('tell which page this is: %s', (pager, page) => {
      expect(read(`<ul>${two}</ul>${pager}`).article.capture.commentPage).toEqual(page);
    });
    it.each([
      ['<p>Comments 2 of 11</p>', 11],
      ['<p>Showing 1-20 of 1,300 comments</p>', 1300],
      ['<div id="comment-tools"><span>1 - 2 of 11</span></div>', 11],
      ['<p>11 comments</p>', 11],
    ])('tell how many there are: %s', (words, stated) => {
      expect(read(`${words}<ul>${two}</ul>`).article.commentCount.stated).toBe(stated);
    });
    it('are not told of by the pages and numbers of the story', () => {
      const { article } = read(`<p>Page 1 of 3</p><p>2 of 11</p><div class="pagination"><b>1</b><a href="#">2</a></div><ul>${two}</ul>`);
      expect(article.capture.commentPage).toBeUndefined();
      expect(article.commentCount.stated).toBeUndefined();
    });
  });

  it('are not seen in lists of links to comments, in counters and in forms', () => {
    const newest =
      '<li class="comment-item"><div class="comment-date">04.05.13 von Ann zu</div><a href="#">Ferry late at Bray, and what came of it in the end</a></li>';
    const { comments } = read(
      `<a class="comment-count" href="#">17 comments</a><ul>${newest.repeat(5)}</ul><form class="comment-form"><label>Your comment, please: be kind</label></form>`,
    );
    expect(comments).toEqual([]);
  });
});
