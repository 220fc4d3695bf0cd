import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupReadings } from '../../corpus/grouping.ts';
import { mergeReadings } from '../../corpus/merge.ts';
import { numbered, parseBytes } from './pages.ts';

const folder = new URL('../../seeds/', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => parseBytes(readFileSync(new URL(name, folder)), name));
const readings = sources.flatMap(({ pages }) => pages);
const articles = groupReadings(readings, []).map(mergeReadings);

it('the samples are six articles, whichever comes first', () => {
  expect([sources.length, articles.length]).toEqual([8, 6]);
  fc.assert(
    fc.property(fc.shuffledSubarray(readings, { minLength: readings.length }), (order) => {
      expect(groupReadings(order, []).map(mergeReadings)).toEqual(articles);
    }),
    { numRuns: 24 },
  );
});

it('the three pages of one story are one, and a reply finds its parent three pages on', () => {
  const set = articles.find(({ article }) => article.captures.length > 1);
  if (!set) throw new Error('no page set');
  expect(set.article.captures.map(({ commentPage }) => commentPage?.current)).toEqual([14, 15, 17]);
  expect(set.comments.filter(({ number }) => number === 347)).toHaveLength(1);
  expect(set.article.commentCount.captured).toBe(59);
  expect(set.article.commentCount.gaps).toEqual([
    [1, 286],
    [307, 326],
    [338, 338],
  ]);
  const parent = numbered(set.comments, 296);
  expect(numbered(set.comments, 365).replyTo[0]).toMatchObject({ number: 296, author: 'Seqenenre', comment: parent.id });
});
