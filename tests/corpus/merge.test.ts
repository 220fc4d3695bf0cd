import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupReadings, sameArticle } from '../../corpus/grouping.ts';
import { articleIdOf, commentIds, gapsBelow, keysOf } from '../../corpus/identity.ts';
import type { Reading } from '../../corpus/layouts/layout.ts';
import { mergeReadings, targetNow } from '../../corpus/merge.ts';
import type { ArticleId, Block, Comment, Evidence, Parting, SourceId, StatedTime } from '../../corpus/records.ts';
import { readReplies } from '../../corpus/replies.ts';

interface Said {
  readonly number?: number;
  readonly author?: string;
  readonly text: string;
  readonly rating?: number;
  readonly posted?: StatedTime;
}

interface Page {
  readonly source: string;
  readonly headline?: string;
  readonly body?: readonly string[];
  readonly url?: string;
  readonly at?: string;
  readonly page?: number;
  readonly layout?: string;
  readonly stated?: number;
  readonly comments?: readonly Said[];
}

const WORDS = 'The ferry left the old harbour before dawn with forty passengers and returned at noon because the captain had seen ice beyond the point'.split(
  ' ',
);
/** A body of some length whose words follow from its seed. */
const bodyOf = (seed: number): string[] =>
  [0, 1, 2].map((part) => Array.from({ length: 40 }, (_, i) => `${WORDS[(i * (seed + 3) + part) % WORDS.length]}${(i * seed + part) % 17}`).join(' '));
const BODY = bodyOf(1);

function reading({ source: name, headline = 'Ferry returns', body = BODY, url, at, page, layout = 'bbc-2010s', stated, comments = [] }: Page): Reading {
  const source: SourceId = `sha256:${name}`;
  const evidence: Evidence = { source, bytes: [0, 10] };
  const id = articleIdOf('text', source);
  const idOf = commentIds(id);
  const blocks = body.map((text): Block => ({ kind: 'paragraph', text, evidence }));
  const known = comments.map((said, position) => ({ ...said, id: idOf(said), position }));
  const read = readReplies(known).map(({ comment, reading: reply }): Comment => ({ ...comment, article: id, ...reply, evidence }));
  const time = at === undefined ? {} : { stated: { text: at, at } };
  return {
    article: {
      id,
      identity: 'text',
      keys: keysOf({ url, headline, opening: body[0], blocks }),
      headline,
      title: headline,
      ...(url !== undefined && { url }),
      layout,
      commentCount: { captured: read.length, gaps: gapsBelow(read.flatMap(({ number }) => number ?? [])), ...(stated !== undefined && { stated }) },
      words: body.join(' ').split(' ').length,
      capture: { id, source, ...time, ...(page !== undefined && { commentPage: { current: page, of: 9 } }) },
    },
    blocks,
    comments: read,
  };
}

const numbers = (from: number, to: number, drop: readonly number[] = []): Said[] =>
  Array.from({ length: from - to + 1 }, (_, i) => from - i).flatMap((number) =>
    drop.includes(number) ? [] : { number, text: `Words of comment ${number} on the ferry` },
  );

const parting = (a: Reading, b: Reading): Parting => ({
  id: `${a.article.id} ${b.article.id}`,
  captures: [a.article.id, b.article.id],
  at: '2020-01-01T00:00:00Z',
});
const plain = (readings: readonly Reading[], partings: readonly Parting[] = []) => groupReadings(readings, partings).map(mergeReadings);
const shown = (comments: readonly Comment[]) => comments.map(({ number }) => number);

const anyPage = (source: string): fc.Arbitrary<Reading> =>
  fc
    .record({
      seed: fc.constantFrom(1, 1, 2),
      at: fc.constantFrom(undefined, '2019-05-01T10:00+00:00', '2019-05-01T10:00', '2019-05-02T09:00+02:00'),
      page: fc.constantFrom(undefined, 1, 2),
      url: fc.constantFrom(undefined, 'https://news.example/ferry', 'https://m.news.example/ferry?page=2#comments'),
      layout: fc.constantFrom('bbc-2010s', 'web-page'),
      comments: fc.array(
        fc.record(
          {
            number: fc.integer({ min: 1, max: 6 }),
            author: fc.constantFrom('Ann', 'Bo'),
            text: fc.constantFrom(
              'Well said',
              'Not at all, the ice was seen',
              '2.Ann wrote: Well said\n\nYes',
              'Quite other words stand here',
              'Not at all, the thick ice was seen by us',
            ),
            rating: fc.integer({ min: -3, max: 3 }),
            posted: fc.constantFrom(
              { text: '3 May 2019 09:00', at: '2019-05-03T09:00' },
              { text: '3 May 2019 09:01', at: '2019-05-03T09:01' },
              { text: '2 hours ago' },
            ),
          },
          { requiredKeys: ['text'] },
        ),
        { maxLength: 6 },
      ),
    })
    .map(({ seed, at, page, url, ...rest }) => reading({ source, body: bodyOf(seed), ...rest, ...(at && { at }), ...(page && { page }), ...(url && { url }) }));

const pages = fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyPage(`${i}`))));

describe('any set of readings', () => {
  it('makes the same articles in any order, and each comment has one place', () => {
    fc.assert(
      fc.property(
        pages.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.boolean())),
        ([all, shuffled, part]) => {
          const [a, b] = all;
          const partings = part && a && b ? [parting(a, b)] : [];
          const made = plain(all, partings);
          expect(plain(shuffled, partings)).toEqual(made);
          expect(plain([...shuffled, ...all], partings)).toEqual(made);
          for (const { article, comments, targets } of made) {
            const ids = comments.map(({ id }) => id);
            expect(new Set(ids).size).toBe(ids.length);
            expect(comments.every((comment, at) => comment.position === at && comment.article === article.id)).toBe(true);
            for (const now of targets.values()) expect(now === article.id || ids.some((id) => id === now)).toBe(true);
          }
          const kept = made.flatMap(({ comments }) => comments).reduce((sum, { sightings }) => sum + 1 + (sightings?.length ?? 0), 0);
          expect(kept).toBe(all.reduce((sum, { comments }) => sum + comments.length, 0));
        },
      ),
    );
  });
  it('leaves one alone as it is', () => {
    fc.assert(
      fc.property(anyPage('one'), (one) => {
        const { capture, ...article } = one.article;
        const merged = mergeReadings([one]);
        expect(merged.article).toEqual({ ...article, captures: [capture] });
        expect([merged.blocks, merged.comments]).toEqual([one.blocks, one.comments]);
      }),
    );
  });
  it('needs one', () => expect(() => mergeReadings([])).toThrow(RangeError));
});

describe('what is the same article', () => {
  const of = (page: Omit<Page, 'source'>, source = 'a'): Reading => reading({ source, ...page });
  it.each([
    ['https://www.news.example/a/', 'http://m.news.example/a?page=3#comments', true],
    ['https://edition.news.example/a', 'https://news.example/a?print=true&utm_source=x', true],
    ['https://news.example/a/comment-page-2/', 'https://news.example/a', true],
    ['https://news.example/story?id=1', 'https://news.example/story?id=2', false],
    ['https://news.example/?p=1201', 'https://news.example/?p=1202', false],
    ['https://news.example/', 'https://www.news.example', false],
  ])('%s and %s: %s', (url, other, same) => {
    expect(sameArticle(of({ url }), of({ url: other, headline: 'Other', body: bodyOf(2) }, 'b'))).toBe(same);
  });
  it('is the same headline and opening, unless the sites differ', () => {
    expect(sameArticle(of({ url: 'https://a.example/x' }), of({}, 'b'))).toBe(true);
    expect(sameArticle(of({ url: 'https://a.example/x' }), of({ url: 'https://b.example/x' }, 'b'))).toBe(false);
  });
  it('is an edited body under the same headline, and they find each other', () => {
    const edited = of({ body: ['A new first paragraph was put before everything that stood here.', ...BODY] }, 'b');
    expect(groupReadings([of({}), edited], [])).toHaveLength(1);
    expect(mergeReadings([of({}), edited]).article.changes).toEqual({ edited: true, comments: 0, vanished: 0 });
  });
  it('is not two stories under one headline', () => expect(groupReadings([of({}), of({ body: bodyOf(2) }, 'b')], [])).toHaveLength(2));
  it('is nothing where a headline is all there is', () => {
    expect(of({ body: [] }).article.keys).toEqual([]);
    expect(groupReadings([of({ body: [] }), of({ body: [] }, 'b')], [])).toHaveLength(2);
  });
  it('is not what the analyst parted', () => {
    const [a, b, c] = [of({}), of({}, 'b'), of({}, 'c')];
    const groups = groupReadings([a, b, c], [parting(a, b)]);
    expect(groups.map((group) => group.length).sort()).toEqual([1, 2]);
    expect(groups.some((group) => group.includes(a) && group.includes(b))).toBe(false);
  });
});

describe('comments of several captures', () => {
  it('stand once where pages overlap, and a reply finds its parent on another page', () => {
    const one = reading({
      source: 'a',
      page: 1,
      stated: 12,
      comments: [{ number: 9, text: '5.Ann wrote:\n\nThe ice was thick.\n\nIt was not.' }, ...numbers(8, 6)],
    });
    const two = reading({ source: 'b', page: 2, stated: 11, comments: [...numbers(7, 6), { number: 5, author: 'Ann', text: 'The ice was thick. I saw it.' }] });
    const { article, comments } = mergeReadings([two, one]);
    expect(shown(comments)).toEqual([9, 8, 7, 6, 5]);
    expect(article.commentCount).toEqual({ captured: 5, stated: 12, gaps: [[1, 4]] });
    expect(comments[0]?.replyTo[0]?.comment).toBe(comments[4]?.id);
    expect(comments[2]?.sightings).toEqual([{ evidence: two.comments[0]?.evidence }]);
  });
  it('vanish where a later capture of the same part lacks them; picks from the list lack nothing', () => {
    const before = reading({ source: 'a', at: '2019-05-01T10:00Z', page: 1, comments: numbers(20, 11) });
    const after = reading({ source: 'b', at: '2019-05-01T12:00Z', page: 1, comments: numbers(22, 12, [15]) });
    const picks = reading({ source: 'c', at: '2019-05-01T14:00Z', comments: numbers(20, 11, [12, 13, 14, 15, 16, 17, 18, 19]) });
    const { article, comments } = mergeReadings([picks, after, before]);
    expect(comments.filter((comment) => comment.vanishedFrom).map(({ number, vanishedFrom }) => [number, vanishedFrom])).toEqual([[15, 'sha256:b']]);
    expect(article.changes).toEqual({ comments: 0, vanished: 1 });
    expect(comments).toHaveLength(12);
  });
  it('vanish without numbers too, between neighbours that are still there', () => {
    const said = ['First of all', 'Then this', 'And that at last'].map((text) => ({ text, author: 'Ann' }));
    const before = reading({ source: 'a', at: '2019-05-01T10:00Z', comments: said });
    const after = reading({ source: 'b', at: '2019-05-01T12:00Z', comments: said.filter(({ text }) => text !== 'Then this') });
    expect(mergeReadings([after, before]).comments.map((comment) => comment.vanishedFrom)).toEqual([undefined, 'sha256:b', undefined]);
  });
  it('keep what the fullest sighting says, and how others differ', () => {
    const text = reading({ source: 'a', comments: [{ number: 1, text: 'Short' }] });
    const web = reading({ source: 'b', layout: 'web-page', comments: [{ number: 1, author: 'Ann', text: 'Short  and more', rating: 4 }] });
    const [comment, ...more] = mergeReadings([text, web]).comments;
    expect(more).toEqual([]);
    expect([comment?.author, comment?.text, comment?.rating, comment?.evidence.source]).toEqual(['Ann', 'Short  and more', 4, 'sha256:b']);
    expect(comment?.sightings).toEqual([{ evidence: text.comments[0]?.evidence, text: 'Short' }]);
  });
  it('without numbers meet by author and words, or by words where one has no author', () => {
    const one = reading({
      source: 'a',
      comments: [
        { author: 'Ann', text: 'Well said' },
        { author: 'Bo', text: 'Well said' },
      ],
    });
    const two = reading({ source: 'b', comments: [{ text: 'Well  said' }, { author: 'Bo', text: 'Well said' }] });
    expect(mergeReadings([one, two]).comments.map(({ author, sightings }) => [author, sightings?.length])).toEqual([
      ['Ann', 1],
      ['Bo', 1],
    ]);
  });
  describe('without numbers, reworded,', () => {
    const at = (minute: number): StatedTime => ({ text: `3 May 2019 09:0${minute}`, at: `2019-05-03T09:0${minute}` });
    const merged = (one: readonly Said[], two: readonly Said[], pages: { readonly one?: number; readonly two?: number } = {}) => {
      const before = reading({ source: 'a', at: '2019-05-04T10:00', comments: one, ...(pages.one && { page: pages.one }) });
      const after = reading({ source: 'b', at: '2019-05-05T10:00', comments: two, ...(pages.two && { page: pages.two }) });
      const forth = mergeReadings([before, after]);
      expect(mergeReadings([after, before])).toEqual(forth);
      return forth.comments.map(({ author, text, sightings }) => [author, text, sightings?.map((other) => other.text)]);
    };
    const LONG = 'The ferry was late again because of the ice in the harbour';
    it('are one by author and time of day, whatever their words', () => {
      expect(merged([{ author: 'Ann', text: 'The ice was thick', posted: at(1) }], [{ author: 'Ann', text: 'Removed by a moderator', posted: at(1) }])).toEqual(
        [['Ann', 'Removed by a moderator', ['The ice was thick']]],
      );
    });
    it('are two of other authors, times or pages of the list, or where two share a time', () => {
      const one = { author: 'Ann', text: 'The ice was thick', posted: at(1) };
      expect(merged([one], [{ author: 'Bo', text: 'Cheaper petrol', posted: at(1) }])).toHaveLength(2);
      expect(merged([one], [{ author: 'Ann', text: 'Cheaper petrol', posted: at(2) }])).toHaveLength(2);
      expect(merged([one], [{ author: 'Ann', text: 'Cheaper petrol', posted: at(1) }], { one: 1, two: 2 })).toHaveLength(2);
      expect(
        merged(
          [one],
          [
            { author: 'Ann', text: 'Cheaper petrol', posted: at(1) },
            { author: 'Ann', text: 'Dearer petrol', posted: at(1) },
          ],
        ),
      ).toHaveLength(3);
      expect(merged([{ ...one, posted: { text: '2 hours ago' } }], [{ author: 'Ann', text: 'Cheaper petrol', posted: { text: '2 hours ago' } }])).toHaveLength(
        2,
      );
    });
    it('are one by author and most of their words, the most alike first, times told from now being no time', () => {
      const [told, later] = [{ text: '2 hours ago' }, { text: '26 hours ago' }];
      expect(
        merged(
          [{ author: 'Ann', text: LONG, posted: told }],
          [
            { author: 'Ann', text: `${LONG} and of the storm that came with it`, posted: later },
            { author: 'Ann', text: LONG.replace('late', 'early'), posted: later },
          ],
        ),
      ).toEqual([
        ['Ann', LONG.replace('late', 'early'), [LONG]],
        ['Ann', `${LONG} and of the storm that came with it`, undefined],
      ]);
    });
    it('are two where few words are shared, or there are few, or the times differ', () => {
      expect(merged([{ author: 'Ann', text: LONG }], [{ author: 'Ann', text: 'The ferry was built in the year of the storm, I think' }])).toHaveLength(2);
      expect(merged([{ author: 'Ann', text: 'Well said' }], [{ author: 'Ann', text: 'Well said, Bo' }])).toHaveLength(2);
      expect(merged([{ author: 'Ann', text: LONG, posted: at(1) }], [{ author: 'Ann', text: `${LONG} too`, posted: at(2) }])).toHaveLength(2);
    });
    it('leave the one whose words are the same to it', () => {
      expect(
        merged(
          [{ author: 'Ann', text: LONG }],
          [
            { author: 'Ann', text: `${LONG}, twice` },
            { author: 'Ann', text: LONG },
          ],
        ).map(([, text, others]) => [text, others]),
      ).toEqual(expect.arrayContaining([[LONG, [undefined]]]));
    });
  });
  it('of one number but of other people and other words are two', () => {
    const one = reading({ source: 'a', comments: [{ number: 1, author: 'Ann', text: 'The ice was thick' }] });
    const two = reading({ source: 'b', comments: [{ number: 1, author: 'Bo', text: 'Cheaper petrol please' }] });
    const { article, comments } = mergeReadings([one, two]);
    expect(comments.map(({ id }) => id.slice(article.id.length)).sort()).toEqual(['.1', '.1~2']);
  });
});

it('what a former merge named is found again', () => {
  const one = reading({ source: 'a', page: 1, comments: numbers(9, 6) });
  const two = reading({ source: 'b', page: 2, comments: numbers(5, 3) });
  const merged = mergeReadings([one, two]);
  const apart = plain([one, two], [parting(one, two)]);
  const key = merged.comments.at(-1);
  if (!key) throw new Error('no comment');
  expect(targetNow(key.id, apart)).toBe(two.comments.at(-1)?.id);
  expect(targetNow(two.article.id, [merged])).toBe(merged.article.id);
  const gone: ArticleId = 'a0';
  expect(targetNow(gone, [merged])).toBeUndefined();
});
