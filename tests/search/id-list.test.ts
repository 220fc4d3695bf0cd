import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleId, CommentId, TargetId } from '../../corpus/records.ts';
import { articleList, commentList, type FoundList, type IdPart } from '../../renderer/search/id-list.ts';
import { type MadeArticle, tableOf } from './tables.ts';

/** The ids of every document, by its number. */
interface Numbered {
  readonly parts: readonly IdPart[];
  readonly articles: readonly (readonly [document: number, id: ArticleId])[];
  readonly comments: readonly (readonly [document: number, id: CommentId])[];
}

function numbered(segments: readonly (readonly MadeArticle[])[]): Numbered {
  const parts: IdPart[] = [];
  const articles: [number, ArticleId][] = [];
  const comments: [number, CommentId][] = [];
  let document = 0;
  for (const segment of segments) {
    parts.push({ base: document, table: tableOf(segment) });
    for (const { id, keys } of segment) {
      articles.push([document, id]);
      document += 1;
      for (const key of keys) {
        comments.push([document, `c${id.slice(1)}.${key}`]);
        document += 1;
      }
    }
  }
  return { parts, articles, comments };
}

const ARTICLE: fc.Arbitrary<MadeArticle> = fc.record({
  id: fc.stringMatching(/^a[0-9a-f]{16}$/).map((id): ArticleId => `a${id.slice(1)}`),
  keys: fc.uniqueArray(fc.oneof(fc.nat(2_000).map(String), fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme' })), { maxLength: 6 }),
});
const SEGMENTS = fc.array(fc.uniqueArray(ARTICLE, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }), { maxLength: 4 });

/** All of them, in order. */
function wholeList(...documents: number[]): FoundList {
  return { count: documents.length, first: Uint32Array.from(documents) };
}

describe('a list of ids', () => {
  it('is as the array of the same ids', () => {
    fc.assert(
      fc.property(
        SEGMENTS,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: -9, max: 40 }),
        fc.integer({ min: -9, max: 40 }),
        (segments, chance, from, to) => {
          const { parts, articles, comments } = numbered(segments);
          const check = <Id extends TargetId>(all: readonly (readonly [number, Id])[], list: typeof articleList | typeof commentList): void => {
            const some = all
              .map((row) => [chance.next().value ?? 0, row] as const)
              .filter(([roll]) => roll < 0.7)
              .sort(([a], [b]) => a - b)
              .map(([, row]) => row);
            const ids: TargetId[] = some.map(([, id]) => id);
            const made = list(wholeList(...some.map(([document]) => document)), parts);
            expect(made.length).toBe(ids.length);
            expect([...made]).toEqual(ids);
            expect(made.slice(from, to)).toEqual(ids.slice(from, to));
            expect(made.slice(from)).toEqual(ids.slice(from));
            expect(made.slice()).toEqual(ids);
            expect(made.at(from)).toBe(ids.at(from));
          };
          check(articles, articleList);
          check(comments, commentList);
        },
      ),
    );
  });

  it('finds each of its ids, and none that is not in it', () => {
    fc.assert(
      fc.property(SEGMENTS, (segments) => {
        const { parts, articles, comments } = numbered(segments);
        const backwards = comments.toReversed();
        const list = commentList(wholeList(...backwards.map(([document]) => document)), parts);
        // an article may be in two segments, of which one is as it was: then the id stands for either
        const ids = backwards.map(([, id]) => id);
        for (const id of ids) expect(list.at(list.indexOf(id))).toBe(id);
        for (const [, id] of articles) expect(articleList(wholeList(), parts).indexOf(id)).toBe(-1);
        expect(list.indexOf('cffffffffffffffff.1')).toBe(-1);
        expect(list.indexOf('c0.nothing')).toBe(-1);
      }),
    );
  });

  it('finds a changed article where it is now', () => {
    const id = 'a0000000000000001';
    const { parts } = numbered([[{ id, keys: ['1', '2'] }], [{ id, keys: ['2', '3'] }]]);
    const comments = commentList(wholeList(4, 5), parts);
    expect(comments.slice()).toEqual(['c0000000000000001.2', 'c0000000000000001.3']);
    expect(comments.indexOf('c0000000000000001.2')).toBe(0);
    expect(comments.indexOf('c0000000000000001.1')).toBe(-1);
    expect(articleList(wholeList(3), parts).indexOf(id)).toBe(0);
    expect(comments.indexOf('c0000000000000001.2', 1)).toBe(-1);
  });

  it('gives what comes first, and behind it the others as they are numbered', () => {
    const { parts, comments } = numbered([[{ id: 'a0000000000000001', keys: ['1', '2', '3', '4', '5'] }]]);
    const [, two, three, four, five] = comments.map(([, id]) => id);
    const list = commentList({ count: 4, first: Uint32Array.of(5, 3), all: Uint32Array.of(0b11_1100) }, parts);
    expect(list.length).toBe(4);
    expect(list.slice(0, 2)).toEqual([five, three]);
    expect([list.at(0), list.at(-1), list.at(4)]).toEqual([five, four, undefined]);
    expect([...list]).toEqual([five, three, two, four]);
    expect(list.slice(1)).toEqual([three, two, four]);
    expect(list.indexOf('c0000000000000001.2')).toBe(2);
    expect(list.indexOf('c0000000000000001.1')).toBe(-1);
  });

  it('says that a document is in none of its segments', () => {
    expect(() => articleList(wholeList(0), []).at(0)).toThrow(RangeError);
  });
});
