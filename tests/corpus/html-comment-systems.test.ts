import { describe, expect, it } from 'vitest';
import type { Comment } from '../../corpus/records.ts';
import { parseHtml } from './html.ts';
import { onlyPage } from './pages.ts';

const STORY = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.';
const page = (inner: string): string =>
  `<!doctype html><html><head><title>Ferry late at Bray</title></head><body><article><h1>Ferry late at Bray</h1>${`<p>${STORY}</p>`.repeat(4)}</article>${inner}</body></html>`;

interface Said {
  readonly who: string;
  readonly when: string;
  readonly what: string;
}
const ANN: Said = { who: 'Ann', when: 'May 4, 2013 at 6:37 pm', what: 'It is the tide, as it always was at Bray.' };
const BO: Said = { who: 'Bo Ek', when: 'May 4, 2013 at 7:10 pm', what: 'No, it is the engine, and you know it.' };
const CY: Said = { who: 'Cy', when: 'May 5, 2013 at 8:00 am', what: 'Both of you are wrong about the boat.' };
const ALL = [ANN, BO, CY];

const read = (html: string): readonly Comment[] => {
  const found = onlyPage(parseHtml(page(html)));
  expect(found.blocks.filter(({ kind }) => kind === 'paragraph')).toHaveLength(4);
  return found.comments;
};
const told = (comments: readonly Comment[]) => comments.map(({ author, text }) => [author, text]);
const expected = (said: readonly Said[]) => said.map(({ who, what }) => [who, what]);
/** Whom each comment answers, by position; -1 for nobody. */
const answered = (comments: readonly Comment[]): number[] => comments.map(({ replyTo }) => comments.findIndex(({ id }) => id === replyTo[0]?.comment));

type Write = (said: Said, n: number, inner: string, to?: string) => string;
/** Ann, Bo’s answer to her in it, and Cy. */
const nested = (write: Write): string => write(ANN, 1, write(BO, 2, '', 'Ann')) + write(CY, 3, '');
const flat = (write: Write): string => ALL.map((said, i) => write(said, i + 1, '')).join('');

const viafoura: Write = ({ who, when, what }, n, inner) =>
  `<div class="vf-comment-thread" data-id="${n}"><div class="vf-comment"><span class="vf-username vf-comment-username">${who}</span><span class="vf-date">${when}</span><p class="vf-comment-html"><span class="vf-comment-html-content">${what}</span></p><button>Like</button><span class="vf-count-likes">3</span></div>${inner && `<div class="vf-comment-replies">${inner}</div>`}</div>`;
const openWeb: Write = ({ who, when, what }, _n, inner) =>
  `<li class="spcv_list-item"><div data-spot-im-class="message-view"><span data-spot-im-class="message-username" class="Username__wrapper">${who}</span><time data-spot-im-class="message-timestamp">${when}</time><div data-spot-im-class="message-text" class="text__text-wrapper"><p>${what}</p></div><button>Reply</button></div>${inner && `<ul class="spcv_children-list">${inner}</ul>`}</li>`;
const plain: Write = ({ who, when, what }, _n, inner) =>
  `<li><div class="reader"><strong class="who">${who}</strong> <em class="when">${when}</em></div><div class="said"><p>${what}</p></div><a href="#">Reply</a>${inner && `<ul>${inner}</ul>`}</li>`;
const coral: Write = ({ who, when, what }, n, _inner, to) =>
  `<div class="coral coral-comment" id="comment-${n}"><button class="coral coral-comment-username"><span>${who}</span></button><time class="coral-comment-timestamp" datetime="2013-05-04T18:37:00.000Z">${when}</time>${to ? `<div class="coral coral-comment-inReplyTo">In reply to <span>${to}</span></div>` : ''}<div class="coral coral-content coral-comment-content">${what}</div><button>Respect</button></div>`;
const discourse: Write = ({ who, when, what }, n) =>
  `<div class="topic-post"><article id="post_${n}"><div class="topic-meta-data"><div class="names"><span class="first username"><a href="/u/a">${who}</a></span></div><div class="post-date"><span title="${when}">2y</span></div></div><div class="regular contents"><div class="cooked"><p>${what}</p></div></div></article></div>`;
const phpbb: Write = ({ who, when, what }, n) =>
  `<div id="p${n}" class="post bg${n}"><dl class="postprofile"><dt><a class="username">${who}</a></dt><dd><strong>Posts:</strong> 12</dd></dl><div class="postbody"><p class="author">by <a class="username">${who}</a> » ${when}</p><div class="content">${what}</div></div></div>`;
const vbulletin: Write = ({ who, when, what }, n) =>
  `<li class="postbitlegacy" id="post_${n}"><span class="postdate"><span class="date">${when}</span></span><a class="postcounter">#${n}</a><div class="username_container"><a class="username"><strong>${who}</strong></a></div><div class="content"><div id="post_message_${n}"><blockquote class="postcontent restore">${what}</blockquote></div></div></li>`;
const signed: Write = ({ who, when, what }, n) =>
  `<div class="comment comment-${n % 2 ? 'odd' : 'even'}" id="comment-6a${n}"><div class="comment-content"><p>${what}</p></div><p class="comment-footer">Posted by: <a href="u">${who}</a> | <a href="p">${when}</a></p></div>`;
const bold: Write = ({ who, when, what }, n) =>
  `<div class="cbox-${n}"><b>${who}</b> <span class="smaller">on <a href="l">${when}</a> said:</span><div class="comment-content" id="comment-content-4e7a${n}"><div class="comment-text">${what}</div></div></div>`;
const kubrick: Write = ({ who, when, what }, n) =>
  `<li class="${n % 2 ? 'alt' : ''}" id="comment-${n}"><cite><a href="u">${who}</a></cite> Says:<br><small class="commentmetadata"><a href="#c">${when}</a></small><p>${what}</p></li>`;

describe('comments on a page', () => {
  it.each([
    ['Viafoura', nested(viafoura)],
    ['OpenWeb', `<ul>${nested(openWeb)}</ul>`],
    ['a list in a list, in a part that is named for them', `<ul id="comments">${nested(plain)}</ul>`],
    ['Coral, which names whom one answers', coral(ANN, 1, '') + coral(BO, 2, '', 'Ann') + coral(CY, 3, '')],
  ])('of %s have author, time, words, and whom they answer', (_of, html) => {
    const comments = read(html);
    expect(told(comments)).toEqual(expected(ALL));
    expect(comments.every(({ posted }) => posted?.at?.startsWith('2013-05-0'))).toBe(true);
    expect(answered(comments)).toEqual([-1, 0, -1]);
  });
  it.each([
    ['Discourse', flat(discourse)],
    ['phpBB', flat(phpbb)],
    ['vBulletin', `<ol>${flat(vbulletin)}</ol>`],
    ['old WordPress themes', `<ol class="commentlist">${flat(kubrick)}</ol>`],
    ['blogs that sign below', `<div>${flat(signed)}</div>`],
    ['papers that put the name in bold', `<div>${flat(bold)}</div>`],
  ])('of %s have author, time and words', (_of, html) => {
    const comments = read(html);
    expect(told(comments)).toEqual(expected(ALL));
    expect(comments.map(({ posted }) => posted?.at?.slice(0, 10))).toEqual(['2013-05-04', '2013-05-04', '2013-05-05']);
  });
  it('of the Huffington Post have their time apart from their words', () => {
    const item = ({ who, what }: Said, n: number): string =>
      `<div id="comment_${n}" class="comment_item"><div class="author_name"><a href="/social/a">${who}</a><div class="author_fans"><a>349 Fans</a></div></div><div class="comment_body"><div class="comment_time">03:24 AM on 9/19/2010</div>${what}</div></div><div id="comment_children_${n}" class="comment_children">`;
    const comments = read(`<div>${item(ANN, 11)}${item(BO, 12)}</div></div>${item(CY, 13)}</div></div>`);
    expect(told(comments)).toEqual(expected(ALL));
    expect(comments[0]?.posted?.text).toContain('9/19/2010');
    expect(answered(comments)).toEqual([-1, 0, -1]);
  });
  it('can be one', () => {
    const comments = read(
      `<section id="comments"><h3>1 comment</h3><div class="comment"><span class="author">Ann</span> <span class="date">${ANN.when}</span><p>${ANN.what}</p></div></section>`,
    );
    expect(told(comments)).toEqual(expected([ANN]));
  });
  it('are not forms, notices and teasers that repeat', () => {
    const form =
      '<div class="comment"><label class="name">Name</label><input><p>In order to add a comment you must sign in first and accept our terms.</p></div>';
    expect(read(`<section id="comments">${form}</section>`)).toEqual([]);
    expect(read('<div class="comment-activity"><h4 class="name">Share this</h4><p>Click to publish what you read.</p></div>'.repeat(2))).toEqual([]);
    const teaser = (text: string): string => `<li><a href="1">${text}</a><small>Jun 24, 2014</small></li>`;
    expect(read(`<div id="comments"><ul>${teaser('Storm over the bay')}${teaser('Board to meet after all')}</ul></div>`)).toEqual([]);
  });
});
