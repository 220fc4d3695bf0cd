import { describe, expect, it } from 'vitest';
import { articleFields, commentFields } from '../../corpus/query/documents.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query } from '../../corpus/query/query.ts';
import { highlights } from '../../corpus/query/words.ts';
import { wordsOf } from '../../corpus/text/words.ts';
import { concordanceOf, gatherHits } from '../../renderer/search/analyses/concordance.ts';
import { stretches } from '../../renderer/search/analyses/pause.ts';
import type { ConcordanceRequest, ConcordanceRow } from '../../renderer/search/client.ts';
import { listOf } from '../../renderer/search/engine/bits.ts';
import type { Engine } from '../../renderer/search/engine/engine.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { between, type Random, seeded } from '../bench/words.ts';
import { type Analysed, analysed, type Live, segmentsOf, steady } from './analysed.ts';
import { babble, inventedArticle } from './invented.ts';

function parsed(query: string): Query {
  const outcome = parseQuery(query);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.query;
}

/** Documents by their numbers, last first: the order of a list is not that of the library. */
const backwards: Pick<Engine, 'ordered'> = {
  async ordered({ snapshot, found }) {
    const documents = [...listOf(found)].reverse();
    const isArticle = (document: number): boolean => snapshot.articleOf(document) === document;
    return { articles: Uint32Array.from(documents.filter(isArticle)), comments: Uint32Array.from(documents.filter((one) => !isArticle(one))) };
  },
};

async function rowsOf(
  { evaluated, reader }: Analysed,
  query: string,
  { sort = 'list', words = 'own' }: Partial<ConcordanceRequest> = {},
  most?: number,
): Promise<{ readonly rows: readonly ConcordanceRow[]; readonly cut: boolean; readonly length: number }> {
  const asked = { ...evaluated, query: parsed(query) };
  const gathered = concordanceOf(await gatherHits(backwards, asked, { order: 'published', words }, reader, steady(), most), sort);
  return { rows: await gathered.rows(0, gathered.length), cut: gathered.cut, length: gathered.length };
}

/** An article and its comments, by their words. */
function said(blocks: readonly string[], comments: readonly { readonly own: string; readonly quotes?: readonly string[] }[] = [], number = 1): IndexedArticle {
  const { article, ...rest } = inventedArticle(seeded(number), number, 0);
  const { headline: _, ...unheaded } = article;
  const evidence = { source: 'sha256:00', bytes: [0, 0] } as const;
  return {
    ...rest,
    article: { ...unheaded, title: 'Made', titleMade: true },
    text: { id: article.id, blocks: blocks.map((text) => ({ kind: 'paragraph', text, evidence })) },
    comments: comments.map(({ own, quotes = [] }, position) => ({
      id: `c${article.id.slice(1)}.${position + 1}` as const,
      article: article.id,
      number: position + 1,
      position,
      text: [...quotes, own].join('\n'),
      own,
      quotes: quotes.map((text) => ({ text, chars: [0, 1] })),
      replyTo: [],
      evidence,
    })),
    marks: new Uint8Array(comments.length),
  };
}

const short = ({ left, hit, right }: ConcordanceRow): string => `${left}[${hit}]${right}`;

describe('a concordance', () => {
  const library = (): Analysed =>
    analysed(
      [
        [
          said(
            ['The old harbour wall. A Harbour\ntown', 'none', 'harbour'],
            [{ own: 'my harbour, my home', quotes: ['their  harbour bar'] }, { own: 'no word' }],
          ),
        ],
      ],
      () => true,
    );

  it('has every hit by the list: articles with their blocks in order, then comments', async () => {
    const { rows, cut, length } = await rowsOf(library(), 'harbour');
    expect(rows.map(short)).toEqual(['The old [harbour] wall. A Harbour town', 'The old harbour wall. A [Harbour] town', '[harbour]', 'my [harbour], my home']);
    expect(rows.map(({ block, number, at, quote }) => [block, number, at, quote])).toEqual([
      [0, undefined, [8, 15], undefined],
      [0, undefined, [24, 31], undefined],
      [2, undefined, [0, 7], undefined],
      [undefined, 1, [3, 10], undefined],
    ]);
    expect([cut, length]).toEqual([false, 4]);
  });

  it('has the hits in what comments quote, where that is asked for', async () => {
    const { rows } = await rowsOf(library(), 'harbour', { words: 'quoted' });
    expect(rows.map(short)).toEqual(['their [harbour] bar']);
    expect(rows[0]).toMatchObject({ number: 1, quote: 0, at: [7, 14] });
  });

  it('sorts by the words to either side, nearest first, folded; equals stay in the order of the list', async () => {
    const lines = ['a Zebra x Tide élan vital', 'b apple x tide Elan more', 'c apple y tide', 'd apple x tide elan more', 'tide, zoo'];
    const one = analysed([[said(lines)]], () => true);
    const blocks = async (sort: ConcordanceRequest['sort']): Promise<(number | undefined)[]> =>
      (await rowsOf(one, 'tide', { sort })).rows.map(({ block }) => block);
    expect(await blocks('list')).toEqual([0, 1, 2, 3, 4]);
    // nothing, elan more, elan more, elan vital, zoo
    expect(await blocks('right')).toEqual([2, 1, 3, 0, 4]);
    // nothing, x apple b, x apple d, x zebra a, y apple c
    expect(await blocks('left')).toEqual([4, 1, 3, 0, 2]);
  });

  it('cuts what stands around a hit at words, to about 80 letters', async () => {
    const before = 'word '.repeat(40);
    const { rows } = await rowsOf(
      analysed([[said([`${before}tide${' word'.repeat(40)}`])]], () => true),
      'tide',
    );
    expect(rows.map(short)).toEqual([`${'word '.repeat(16)}[tide]${' word'.repeat(16)}`]);
    const unbroken = await rowsOf(
      analysed([[said([`${'👍'.repeat(200)} tide ${'👍'.repeat(200)}`])]], () => true),
      'tide',
    );
    expect(unbroken.rows.map(short)).toEqual([`${'👍'.repeat(39)} [tide] ${'👍'.repeat(39)}`]);
  });

  it('shows mojibake undone, and places hits in that', async () => {
    const { rows } = await rowsOf(
      analysed(
        [
          [{ ...said([], [{ own: 'itâ€™s the tide' }]), ...{} }].map((one) => ({
            ...one,
            comments: one.comments.map((comment) => ({ ...comment, repaired: 'it’s the tide' })),
          })),
        ],
        () => true,
      ),
      'tide',
    );
    expect(rows.map(short)).toEqual(['it’s the [tide]']);
    expect(rows[0]?.at).toEqual([9, 13]);
  });

  it('has a headline that no block says, without a block; one that was made is not told twice', async () => {
    const made = said(['The tide came. It went.']);
    const stated = {
      ...said(['The tide came.'], [], 2),
      article: { ...said([], [], 2).article, title: 'Tide comes', headline: 'Tide comes', titleMade: undefined },
    };
    const { titleMade: _, ...article } = stated.article;
    const { rows } = await rowsOf(
      analysed(
        [
          [
            { ...made, article: { ...made.article, title: 'The tide came.' } },
            { ...stated, article },
          ],
        ],
        () => true,
      ),
      'tide',
    );
    expect(rows.map((row) => [short(row), row.block])).toEqual([
      ['[Tide] comes', undefined],
      ['The [tide] came.', 0],
      ['The [tide] came. It went.', 0],
    ]);
  });

  it.each([
    ['tide', 'own', 4],
    ['own:tide', 'own', 1],
    ['headline:tide', 'own', 1],
    ['text:tide', 'own', 2],
    ['quoted:tide', 'own', 0],
    ['-tide', 'own', 0],
    ['in:comments', 'own', 0],
    ['author:tide', 'own', 0],
    ['quoted:tide', 'quoted', 1],
    ['tide', 'quoted', 1],
    ['own:tide', 'quoted', 0],
    ['tid* OR tide', 'own', 4],
    ['"the tide"', 'own', 2],
    ['=Tide', 'own', 2],
    ['the NEAR/3 tide', 'own', 4],
  ] as const)('of %s in %s words has as many rows as its fields let it', async (query, words, count) => {
    const one = said(['the tide'], [{ own: 'the tide', quotes: ['a tide'] }]);
    const evidence = { source: 'sha256:00', bytes: [0, 0] } as const;
    const { titleMade: _, ...article } = one.article;
    const headed: IndexedArticle = {
      ...one,
      article: { ...article, headline: 'Tide table', title: 'A Tide' },
      text: { id: article.id, blocks: [{ kind: 'headline', text: 'Tide table', evidence }, ...(one.text?.blocks ?? [])] },
    };
    expect(
      (
        await rowsOf(
          analysed([[headed]], () => true),
          query,
          { words },
        )
      ).rows.length,
    ).toBe(count);
  });

  it('ends after as many hits as can be gathered, and says so only where there are more', async () => {
    const one = library();
    const whole = await rowsOf(one, 'harbour');
    expect(await rowsOf(one, 'harbour', {}, 4)).toEqual(whole);
    expect(await rowsOf(one, 'harbour', {}, 3)).toEqual({ rows: whole.rows.slice(0, 3), cut: true, length: 3 });
  });

  it('gives rows page by page, as many as there are', async () => {
    const { evaluated, reader } = library();
    const gathered = concordanceOf(
      await gatherHits(backwards, { ...evaluated, query: parsed('harbour') }, { order: 'published', words: 'own' }, reader, steady()),
      'list',
    );
    const all = await gathered.rows(0, 4);
    expect(await gathered.rows(1, 3)).toEqual(all.slice(1, 3));
    expect(await gathered.rows(3, 100)).toEqual(all.slice(3));
    expect(await gathered.rows(-5, 1)).toEqual(all.slice(0, 1));
    expect(await gathered.rows(7, 9)).toEqual([]);
  });

  it('is given up when nobody waits for it', async () => {
    const { evaluated, reader } = library();
    const steps = stretches({ abandoned: () => true, pause: async () => {} });
    const given = gatherHits(backwards, { ...evaluated, query: parsed('harbour') }, { order: 'published', words: 'own' }, reader, steps);
    await expect(given).rejects.toMatchObject({ kind: 'superseded' });
  });

  it('passes over what is gone meanwhile', async () => {
    const { evaluated } = library();
    const empty = { articles: async () => [], commentsById: async () => [], textsOf: async () => new Map() };
    const hits = await gatherHits(backwards, { ...evaluated, query: parsed('harbour') }, { order: 'published', words: 'own' }, empty, steady());
    expect(hits.hits.length).toBe(0);
  });

  /** Every text that is looked through, in the order of the list. */
  function textsInOrder({ live }: Analysed, words: 'own' | 'quoted'): { readonly id: string; readonly text: string }[] {
    const found = live.filter((one) => one.found).reverse();
    const comments = found.flatMap(({ id, comment }) => {
      if (!comment) return [];
      const fields = commentFields(comment);
      return (words === 'own' ? fields.body : fields.quoted).map((text) => ({ id, text }));
    });
    if (words === 'quoted') return comments;
    return [...found.filter(({ comment }) => !comment).flatMap((one) => articleTexts(one).map((text) => ({ id: one.id, text }))), ...comments];
  }

  function articleTexts({ indexed: { article, text } }: Live): string[] {
    const { headline } = articleFields(article, text);
    const blocks = (text?.blocks ?? []).map((block) => block.repaired ?? block.text);
    return [...new Set([...headline, article.title])].filter((one) => !blocks.includes(one)).concat(blocks);
  }

  const wordy = (random: Random, number: number): IndexedArticle => {
    const made = inventedArticle(random, number, 8);
    return {
      ...made,
      comments: made.comments.map(({ repaired: _, ...comment }) => ({ ...comment, own: babble(random, between(random, 0, 60)) })),
    };
  };

  it.each(['the', 'w1* OR straße', '"the tide" OR cafe', 'tide NEAR/4 wall', '新聞 OR мир'])(
    'of %s has what is highlighted, in every script',
    async (query) => {
      for (let seed = 1; seed <= 3; seed++) {
        const random = seeded(seed);
        const articles = Array.from({ length: 25 }, (_, number) => wordy(random, number));
        const one = analysed(segmentsOf(random, articles), () => random() < 0.7, { gone: () => random() < 0.1 });
        for (const words of ['own', 'quoted'] as const) {
          const texts = textsInOrder(one, words);
          const expected = texts.flatMap(({ id, text }) => highlights(parsed(query), text).map(({ from, to }) => ({ target: id, at: [from, to], text })));
          const { rows } = await rowsOf(one, query, { words });
          expect(rows.map(({ target, at }) => ({ target, at }))).toEqual(expected.map(({ target, at }) => ({ target, at })));
          for (const [index, { left, hit, right }] of rows.entries()) {
            const { text = '', at = [] } = expected[index] ?? {};
            const line = (part: string): string => part.replace(/\s+/gu, ' ').replace(/\p{Surrogate}/gu, '\ufffd');
            expect(hit).toBe(line(text.slice(at[0], at[1])));
            expect(line(text.slice(0, at[0])).endsWith(left)).toBe(true);
            expect(line(text.slice(at[1])).startsWith(right)).toBe(true);
            expect(Math.max(left.length, right.length)).toBeLessThanOrEqual(80);
          }
          for (const sort of ['left', 'right'] as const) {
            const sorted = (await rowsOf(one, query, { words, sort })).rows;
            const keys = sorted.map(({ target, at, block, quote }) => {
              const index = rows.findIndex((row) => row.target === target && row.at[0] === at[0] && row.block === block && row.quote === quote);
              const { text = '' } = expected[index] ?? {};
              const all = wordsOf(text);
              const beside =
                sort === 'left'
                  ? all
                      .filter(({ to }) => to <= at[0])
                      .slice(-6)
                      .reverse()
                  : all.filter(({ from }) => from >= at[1]).slice(0, 6);
              return { key: beside.map(({ word }) => word.replace(/\p{Surrogate}/gu, '\ufffd')).join(' '), index };
            });
            expect(keys).toEqual([...keys].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index)));
            expect(sorted.length).toBe(rows.length);
          }
        }
      }
    },
  );
});
