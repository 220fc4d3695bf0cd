import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { articleWords, commentWords } from '../../corpus/query/documents.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Comment } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import { wordsOf } from '../../corpus/text/words.ts';
import { keywordsOf } from '../../renderer/search/analyses/keywords.ts';
import { likelihood } from '../../renderer/search/analyses/likelihood.ts';
import { PairTexts } from '../../renderer/search/analyses/pair-counts.ts';
import { stretches } from '../../renderer/search/analyses/pause.ts';
import { Tally } from '../../renderer/search/analyses/word-counts.ts';
import type { Keyword } from '../../renderer/search/client.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { between, type Random, seeded, sentence } from '../bench/words.ts';
import { type Analysed, analysed, type Live, segmentsOf, steady } from './analysed.ts';
import { inventedArticle } from './invented.ts';

describe('log-likelihood', () => {
  it('is that of the table in Dunning 1993: “the swiss” 110 times, 2442 other words before “swiss”, 111 others after “the”', () => {
    expect(likelihood(110, 110 + 111, 2442, 2442 + 29_114)).toBeCloseTo(270.72, 2);
  });

  it('is as worked out by hand, with its sign', () => {
    // 30 of 100 here, 10 of 100 there: 2 (30 ln 1.5 + 10 ln 0.5 + 70 ln 0.875 + 90 ln 1.125) = 2 (12.1640 − 6.9315 − 9.3472 + 10.6005)
    expect(likelihood(30, 100, 10, 100)).toBeCloseTo(2 * (30 * Math.log(1.5) + 10 * Math.log(0.5) + 70 * Math.log(0.875) + 90 * Math.log(1.125)), 10);
    expect(likelihood(30, 100, 10, 100)).toBeCloseTo(12.9715, 3);
    expect(likelihood(10, 100, 30, 100)).toBeCloseTo(-12.9715, 3);
    // 0 of 100 here, 20 of 100 there: 2 (20 ln 2 + 100 ln (10/9) + 80 ln (8/9))
    expect(likelihood(0, 100, 20, 100)).toBeCloseTo(-2 * (20 * Math.log(2) + 100 * Math.log(10 / 9) + 80 * Math.log(8 / 9)), 10);
  });

  it('is nothing where the word is as frequent here as there, or one side is empty', () => {
    expect(likelihood(5, 100, 50, 1_000)).toBeCloseTo(0, 10);
    expect(likelihood(5, 100, 0, 0)).toBe(0);
    expect(likelihood(0, 0, 5, 100)).toBe(0);
  });
});

/** Texts that are searched by default, once each. */
function textsOf({ indexed, comment }: Live): readonly string[] {
  if (comment) return commentWords(comment, []).texts(undefined);
  const { headline, title } = indexed.article;
  const body = articleWords(indexed.article, indexed.text, []).texts('text');
  const heads = (indexed.text?.blocks ?? []).flatMap(({ kind, text, repaired }) => (kind === 'headline' ? [repaired ?? text] : []));
  return [...new Set([...(headline === undefined ? [] : [headline]), title, ...heads]), ...body];
}

/** Words, or pairs of them, counted as plainly as can be. */
function counted(live: readonly Live[], of: 'words' | 'pairs') {
  const counts = new Map<string, { found: number; all: number; documents: number }>();
  const words = { found: 0, all: 0 };
  for (const one of live) {
    const here = new Set<string>();
    for (const text of textsOf(one)) {
      const list = wordsOf(text).map(({ word }) => word);
      words.all += list.length;
      if (one.found) words.found += list.length;
      const units = of === 'words' ? list : list.slice(1).map((word, at) => `${list[at]} ${word}`);
      for (const unit of units) {
        const count = counts.get(unit) ?? { found: 0, all: 0, documents: 0 };
        counts.set(unit, count);
        count.all++;
        if (!one.found) continue;
        count.found++;
        if (!here.has(unit)) count.documents++;
        here.add(unit);
      }
    }
  }
  return { counts, words };
}

/** All rows there can be, likeliest first. */
function ranked(live: readonly Live[], of: 'words' | 'pairs'): Omit<Keyword, 'condition'>[] {
  const { counts, words } = counted(live, of);
  return [...counts]
    .map(([unit, count]) => ({ words: unit, ...count, likelihood: likelihood(count.found, words.found, count.all - count.found, words.all - words.found) }))
    .filter(({ words: unit, found, all, likelihood: value }) => {
      const same =
        wordsOf(unit)
          .map(({ word }) => word)
          .join(' ') === unit;
      return same && all >= 3 && (value > 0 ? found >= 3 : value < 0);
    })
    .sort((a, b) => b.likelihood - a.likelihood || (a.words < b.words ? -1 : 1));
}

/** An article whose words have the long tail of real text; `topic` now and then. */
function written(random: Random, number: number, topic: string): IndexedArticle {
  const made = inventedArticle(random, number, 12);
  const say = (): string =>
    Array.from({ length: between(random, 1, 4) }, () => `${sentence(random, between(random, 2, 12))}${random() < 0.3 ? ` ${topic}` : ''}`).join(' ');
  return {
    ...made,
    article: { ...made.article, title: random() < 0.5 ? say() : (made.article.headline ?? 'none') },
    text: made.text && { ...made.text, blocks: made.text.blocks.map((block) => ({ ...block, text: say() })) },
    comments: made.comments.map((comment) => {
      const { repaired: _, ...rest } = comment;
      return { ...rest, own: say(), text: say() };
    }),
  };
}

/** Articles on two topics, in several segments, some gone; comments and articles on the first are mostly found. */
function library(seed: number, articles: number, make: (random: Random, number: number) => IndexedArticle, withGone = seed % 2 === 0): Analysed {
  const random = seeded(seed);
  const made = Array.from({ length: articles }, (_, number) => make(random, number));
  return analysed(segmentsOf(random, made), ({ indexed }) => random() < (Number.parseInt(indexed.article.id.slice(-1), 16) % 2 === 0 ? 0.5 : 0.05), {
    gone: () => withGone && random() < 0.2,
  });
}

const plain = (rows: readonly Keyword[]) => rows.map(({ condition: _, ...row }) => row);
const byWords = (rows: readonly { readonly words: string }[]) => [...rows].sort((a, b) => (a.words < b.words ? -1 : 1));
const topical = (random: Random, number: number): IndexedArticle => written(random, number, number % 2 === 0 ? 'Harbour wall' : 'school bus');

const commentSaying = (own: string): Comment => ({
  id: 'c0000000000000001.1',
  article: 'a0000000000000001',
  position: 0,
  text: own,
  own,
  quotes: [],
  replyTo: [],
  evidence: { source: `sha256:${'0'.repeat(64)}`, bytes: [0, 1] },
});

describe('keywords', () => {
  it('of any script are counted alike from postings, from texts, and plainly', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { evaluated, live, reader } = library(seed, 30, inventedArticle);
      const { words } = counted(live, 'words');
      const expected = ranked(live, 'words');
      const over = expected.filter(({ likelihood: value }) => value > 0).slice(0, 200);
      const under = expected.filter(({ likelihood: value }) => value < 0).slice(-50);
      for (const limit of [0, Number.POSITIVE_INFINITY]) {
        const found = await keywordsOf(evaluated, 'words', reader, steady(), { words: limit, pairs: 0 });
        expect(found.foundWords, `${seed}`).toBe(words.found);
        expect(found.allWords).toBe(words.all);
        expect(found.read).toBe(found.documents);
        expect(found.documents).toBe(live.filter((one) => one.found).length);
        const rows = plain(found.rows);
        expect(rows.map(({ likelihood: value }) => value)).toEqual([...over, ...under].map(({ likelihood: value }) => value));
        // among equals at the end of a list it is chance which of them are in it
        const least = under[0]?.likelihood;
        const most = over.at(-1)?.likelihood;
        const sure = ({ likelihood: value }: { likelihood: number }): boolean => value !== least && value !== most;
        expect(byWords(rows.filter(sure))).toEqual(byWords([...over, ...under].filter(sure)));
      }
    }
  });

  it('find what one part of a library is about', async () => {
    const { evaluated, reader } = library(3, 60, topical);
    for (const limit of [0, Number.POSITIVE_INFINITY]) {
      const { rows } = await keywordsOf(evaluated, 'words', reader, steady(), { words: limit, pairs: 0 });
      expect(
        rows
          .slice(0, 2)
          .map(({ words }) => words)
          .sort(),
      ).toEqual(['harbour', 'wall']);
      expect(
        rows
          .slice(-2)
          .map(({ words }) => words)
          .sort(),
      ).toEqual(['bus', 'school']);
    }
  });

  it('ask for just their words', async () => {
    const { evaluated, reader } = library(2, 60, inventedArticle);
    for (const of of ['words', 'pairs'] as const) {
      const { rows } = await keywordsOf(evaluated, of, reader, steady());
      expect(rows.length).toBeGreaterThan(10);
      for (const { words, condition } of rows) {
        const parsed = parseQuery(condition);
        const term = parsed.ok && parsed.query.root?.type === 'term' ? parsed.query.root.term : undefined;
        expect(condition).toMatch(/^"/);
        expect(term?.type === 'word' ? [term.word] : term?.type === 'phrase' ? term.words : undefined, condition).toEqual(words.split(' '));
      }
    }
  });

  it('of two words are counted in all that is found and in the whole library', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const { evaluated, live, reader } = library(seed, 50, topical);
      const expected = ranked(live, 'pairs');
      const byUnit = new Map(expected.map((row) => [row.words, row]));
      const { rows, read, documents } = await keywordsOf(evaluated, 'pairs', reader, steady());
      expect(read).toBe(documents);
      expect(rows[0]?.words, `${seed}`).toBe('harbour wall');
      for (const row of plain(rows)) expect(row).toEqual(byUnit.get(row.words));
      const values = rows.map(({ likelihood: value }) => value);
      expect(values).toEqual([...values].sort((a, b) => b - a));
      const there = new Set(rows.map(({ words }) => words));
      expect(expected.slice(0, 10).filter(({ words, likelihood: value }) => value > 0 && !there.has(words))).toEqual([]);
    }
  });

  it('of two words come from as many documents as may be read, spread over all', async () => {
    const { evaluated, live, reader } = library(4, 120, topical);
    const asked: string[] = [];
    const watched = {
      ...reader,
      commentsById: (ids: Parameters<typeof reader.commentsById>[0]) => {
        asked.push(...ids);
        return reader.commentsById(ids);
      },
    };
    const { rows, read, documents } = await keywordsOf(evaluated, 'pairs', watched, steady(), { words: 0, pairs: 40 });
    expect(documents).toBeGreaterThan(100);
    expect(read).toBe(40);
    expect(asked.length).toBeLessThanOrEqual(40);
    const row = rows.find(({ words }) => words === 'harbour wall');
    expect(row).toMatchObject(counted(live, 'pairs').counts.get('harbour wall') ?? {});
  });

  it('are none where there is nothing to compare', async () => {
    const random = seeded(9);
    const articles = Array.from({ length: 5 }, (_, number) => topical(random, number));
    for (const of of ['words', 'pairs'] as const) {
      for (const isFound of [true, false]) {
        const { evaluated, live, reader } = analysed([articles], () => isFound);
        const { rows, read, documents } = await keywordsOf(evaluated, of, reader, steady());
        expect(rows).toEqual([]);
        expect([read, documents]).toEqual(isFound ? [live.length, live.length] : [0, 0]);
      }
    }
  });

  it('are given up when nobody waits for them', async () => {
    const { evaluated, reader } = library(2, 20, topical);
    for (const [of, words] of [
      ['words', 0],
      ['words', Number.POSITIVE_INFINITY],
      ['pairs', 0],
    ] as const) {
      const steps = stretches({ abandoned: () => true, pause: async () => {} });
      const given = keywordsOf(evaluated, of, reader, { due: () => true, rest: steps.rest }, { words, pairs: 1_000 });
      await expect(given).rejects.toMatchObject({ kind: 'superseded' });
    }
  });

  it('pause after each stretch of work', async () => {
    const { evaluated, reader } = library(2, 20, topical);
    let pauses = 0;
    const rest = async (): Promise<void> => {
      pauses++;
    };
    await keywordsOf(evaluated, 'words', reader, { due: () => true, rest }, { words: 0, pairs: 0 });
    expect(pauses).toBeGreaterThan(5);
  });

  it('go through no more documents of lists between two looks at the clock than one list has, and a step of them', async () => {
    const random = seeded(11);
    const common = 'the harbour wall and the tide'.split(' ');
    const segments = Array.from({ length: 3 }, (_, segment) =>
      Array.from({ length: 50 }, (_, number): IndexedArticle => {
        const made = written(random, segment * 50 + number, 'Harbour wall');
        const comments = Array.from({ length: 200 }, (_, at) => {
          const own = `${common.join(' ')} ${at}`;
          return { ...commentSaying(own), id: commentIdOf(made.article.id, String(at + 1)), article: made.article.id, number: at + 1, position: at };
        });
        return { ...made, comments };
      }),
    );
    const { evaluated, reader } = analysed(segments, ({ document }) => document % 2 === 0);
    const documents = 3 * 50 * 201;
    let [between, most, all] = [0, 0, 0];
    const list = vi.spyOn(Tally.prototype, 'list').mockImplementation(function (this: Tally, entry) {
      between += entry.documents;
      all += entry.documents;
      most = Math.max(most, between);
    });
    onTestFinished(() => list.mockRestore());
    const steps = {
      due: () => {
        between = 0;
        return true;
      },
      rest: async () => {},
    };
    await keywordsOf(evaluated, 'words', reader, steps, { words: 0, pairs: 0 });
    // five words are in nearly every document
    expect(all).toBeGreaterThan(5 * documents * 0.9);
    expect(most).toBeLessThan(16_384 + documents / 3);
  });

  it('of two words are chosen as sorting all of them would, without sorting those that are many', async () => {
    const random = seeded(12);
    const texts = new PairTexts();
    const plain = new Map<string, number>();
    const say = (words: readonly string[], times: number): void => {
      for (let time = 0; time < times; time++) {
        const own = words.join(' ');
        texts.add({ document: 1, comment: commentSaying(own) });
        for (let at = 1; at < words.length; at++) {
          const pair = `${words[at - 1]} ${words[at]}`;
          plain.set(pair, (plain.get(pair) ?? 0) + 1);
        }
      }
    };
    for (let number = 0; number < 9_000; number++) say([`w${number}`, `v${number}`], between(random, 1, 5));
    for (let number = 0; number < 40; number++) say([`often${number}`, 'said'], between(random, 60, 70));
    const sort = vi.spyOn(Array.prototype, 'sort');
    onTestFinished(() => sort.mockRestore());
    let looks = 0;
    const steps = {
      due: () => {
        looks += 1;
        return true;
      },
      rest: async () => {},
    };
    for (const most of [3, 30, 50, 5_000, 100_000]) {
      const expected = [...plain].filter(([, count]) => count >= 3).sort(([, a], [, b]) => b - a);
      sort.mockClear();
      looks = 0;
      const found = await texts.frequent(most, steps);
      expect(Math.max(...sort.mock.contexts.map((sorted) => (Array.isArray(sorted) ? sorted.length : 0)))).toBeLessThanOrEqual(40);
      expect(looks).toBeGreaterThanOrEqual(Math.floor(plain.size / 4_096));
      expect(found.map(({ words: [one, other], read }) => [`${one.word} ${other.word}`, read])).toEqual(expected.slice(0, most));
    }
  });
});
