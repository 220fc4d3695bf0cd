/** Invented records, as the parser would hand them to the store; nothing is parsed, so that only the store is measured. */
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { ArticleId, Comment, CommentId, SourceId } from '../../corpus/records.ts';
import { between, nickname, prose, type Random, seeded, sentence } from './words.ts';

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');

/** Comments of one article, numbers downwards from `count`. */
function comments(random: Random, article: ArticleId, source: SourceId, count: number): Comment[] {
  return Array.from({ length: count }, (_, position) => {
    const number = count - position;
    const text = prose(random, between(random, 40, 360));
    return {
      id: `c${article.slice(1)}.${number}` satisfies CommentId,
      article,
      number,
      position,
      author: nickname(random),
      posted: { text: '16th October 2012 - 16:41', at: '2012-10-16T16:41:00' },
      rating: between(random, -40, 120),
      text,
      own: text,
      quotes: [],
      replyTo: [],
      evidence: { source, bytes: [position * 400, position * 400 + text.length] },
    };
  });
}

/** One source with one article. */
export function parsedSource(seed: number, commentCount: number): ParsedSource {
  const random = seeded(seed);
  const id: SourceId = `sha256:${hex(seed, 64)}`;
  const article: ArticleId = `a${hex(seed, 16)}`;
  const headline = sentence(random, between(random, 5, 9)).slice(0, -1);
  const paragraphs = Array.from({ length: between(random, 6, 12) }, () => prose(random, between(random, 80, 420)));
  const bytes = paragraphs.reduce((sum, text) => sum + text.length + 2, headline.length) + commentCount * 400;
  const day = String(between(random, 1, 28)).padStart(2, '0');
  return {
    id,
    name: `capture-${seed}.txt`,
    bytes,
    encoding: 'utf-8',
    layout: 'bbc-2010s',
    layoutReason: 'made for a measurement',
    parser: '1',
    coverage: { article: bytes - commentCount * 400, comment: commentCount * 400, furniture: 0, unparsed: 0, blank: 0 },
    ledger: [{ bytes: [0, bytes], class: 'article' }],
    warnings: [],
    pages: [
      {
        article: {
          id: article,
          identity: `headline:${headline.toLowerCase()}`,
          headline,
          title: headline,
          publisher: 'Northshore News',
          published: { text: `${day} October 2012`, at: `2012-10-${day}` },
          layout: 'bbc-2010s',
          commentCount: { captured: commentCount, gaps: [] },
          words: paragraphs.join(' ').split(' ').length,
          capture: { source: id },
        },
        blocks: paragraphs.map((text, at) => ({ kind: 'paragraph', text, evidence: { source: id, bytes: [at * 400, at * 400 + text.length] } })),
        comments: comments(random, article, id, commentCount),
      },
    ],
  };
}
