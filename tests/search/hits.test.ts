import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { articleFields, commentFields } from '../../corpus/query/documents.ts';
import { fieldOf } from '../../corpus/query/evaluate.ts';
import type { NearTerm, WordTerm } from '../../corpus/query/query.ts';
import type { Block, TargetId } from '../../corpus/records.ts';
import { type Hits, HitsOfSnapshot } from '../../renderer/search/engine/hits.ts';
import { KeptHits } from '../../renderer/search/engine/kept-hits.ts';
import { nextBase, snapshotOf } from '../../renderer/search/engine/library.ts';
import { buildSegment, SegmentBuilder } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import type { ReadableFile } from '../../renderer/search/index/files.ts';
import { SegmentFile } from '../../renderer/search/index/format.ts';
import { joined, memoryFile } from '../../renderer/search/index/memory-files.ts';
import { segmentOf } from '../../renderer/search/index/open.ts';
import { pack, unpackAscending, unpackCounts } from '../../renderer/search/index/packing.ts';
import { IndexField, type Segment } from '../../renderer/search/index/segment.ts';
import { between, pick, type Random, seeded } from '../bench/words.ts';
import { inventedArticle } from './invented.ts';
import { cut, occurrences } from './reference.ts';

const evidence = { source: 'sha256:0', bytes: [0, 0] } as const;

/** Words that are in most documents, in many and in few. */
const WORDS = 'the the the the the of of of tide tide wall harbour tides a'.split(' ');
const said = (random: Random, most: number): string => Array.from({ length: between(random, 0, most) }, () => pick(random, WORDS)).join(' ');

/** Articles with many comments of few words; `extra` puts words into comments, by their place among all. */
function library(random: Random, articles: number, comments: number, extra: (comment: number) => string = () => ''): IndexedArticle[] {
  let numbered = 0;
  return Array.from({ length: articles }, (_, number) => {
    const { article, text, ...rest } = inventedArticle(random, number, 0);
    const blocks = Array.from(
      { length: between(random, 0, 4) },
      (): Block => ({ kind: pick(random, ['paragraph', 'crosshead', 'headline']), text: said(random, 6), evidence }),
    );
    const headline = said(random, 4);
    const list = Array.from({ length: between(random, 0, comments) }, (_comment, position) => {
      const own = `${said(random, 9)} ${extra(numbered++)}`.trim();
      const id = `c${article.id.slice(1)}.${position + 1}` as const;
      return {
        id,
        article: article.id,
        position,
        text: own,
        own,
        quotes: [],
        replyTo: [],
        evidence,
        ...(random() < 0.5 && { author: pick(random, ['Gull', 'Sea Gull', 'gulls', '***']) }),
      };
    });
    return {
      ...rest,
      article: { ...article, headline, title: headline || 'x', commentCount: { captured: list.length, gaps: [] } },
      text: { id: article.id, blocks },
      comments: list,
      marks: new Uint8Array(list.length),
    };
  });
}

interface Part {
  readonly segment: Segment;
  readonly masked: readonly number[];
}

function hitsOf(parts: readonly Part[]): HitsOfSnapshot {
  let base = 0;
  const placed = parts.map(({ segment, masked }) => {
    const part = { segment, base, masked };
    base = nextBase(base + segment.documents);
    return part;
  });
  return new HitsOfSnapshot(snapshotOf(1, placed, 0));
}

interface Document {
  readonly id: TargetId;
  readonly isArticle: boolean;
  readonly words: ReturnType<typeof cut>;
}

function documentsOf(articles: readonly IndexedArticle[]): Document[] {
  return articles.flatMap(({ article, text, comments }): Document[] => [
    { id: article.id, isArticle: true, words: cut(articleFields(article, text)) },
    ...comments.map((comment) => ({ id: comment.id, isArticle: false, words: cut(commentFields(comment)) })),
  ]);
}

/** Each document that has a term, and how often, by going through all words. */
function expected(documents: readonly Document[], term: WordTerm | NearTerm): (readonly [TargetId, number])[] {
  const own = fieldOf(term) === 'own';
  return documents.map(({ id, isArticle, words }) => [id, own && isArticle ? 0 : occurrences(words, term)] as const).filter(([, count]) => count > 0);
}

function found(hits: HitsOfSnapshot, term: WordTerm | NearTerm): (readonly [TargetId, number])[] {
  const { documents, counts } = hits.of(term);
  return Array.from(documents, (document, index) => [hits.snapshot.idOf(document), counts[index] ?? 0]);
}

const word = (one: string): WordTerm => ({ type: 'word', word: one, text: one });
const phrase = (...words: string[]): WordTerm => ({ type: 'phrase', words, text: '' });
const prefix = (one: string): WordTerm => ({ type: 'prefix', prefix: one, text: '' });

const TERMS: readonly WordTerm[] = [
  ...['the', 'of', 'tide', 'wall', 'nowhere'].map(word),
  ...['t', 'th', 'tide', 'tides', 'nowhere', ''].map(prefix),
  phrase('the', 'of'),
  phrase('of', 'the'),
  phrase('the', 'the'),
  phrase('the', 'the', 'the', 'the'),
  phrase('of', 'the', 'tide'),
  phrase('harbour', 'wall'),
  phrase('the', 'nowhere'),
  phrase('wall'),
  { type: 'exact', words: ['wall'], exact: ['wall'], text: 'wall' },
  { type: 'exact', words: ['tide', 'the'], exact: ['tide', 'the'], text: 'tide the' },
];
const FIELDS = [undefined, undefined, 'headline', 'own', 'text', 'author', 'quoted'] as const;
const within = (term: WordTerm, field: (typeof FIELDS)[number]): WordTerm => (field === undefined ? term : { ...term, field });

describe('hits', () => {
  it('are what reading all texts finds, in lists of many blocks, with articles that are gone', () => {
    const random = seeded(5);
    let total = 0;
    for (const [sizes, share] of [
      [[40, 30, 0], 0],
      [[25, 60], 0.3],
      [[90], 0.05],
      [[12], 1],
    ] as const) {
      const libraries = sizes.map((size) => library(random, size, 60));
      const parts = libraries.map((articles, part) => ({
        segment: buildSegment(articles, `part ${part}`),
        masked: [...articles.keys()].filter(() => random() < share),
      }));
      const stays = documentsOf(libraries.flatMap((articles, part) => articles.filter((_, index) => !parts[part]?.masked.includes(index))));
      const hits = hitsOf(parts);
      for (const field of FIELDS) {
        for (const term of TERMS) {
          // it also tells of names that have no word
          if (field === 'author' && term.type === 'prefix' && term.prefix === '') continue;
          const asked = within(term, field);
          const wanted = expected(stays, asked);
          expect({ asked, hits: found(hits, asked) }).toEqual({ asked, hits: wanted });
          total += wanted.length;
        }
      }
      const near: NearTerm = { type: 'near', left: word('tide'), right: prefix('w'), between: 2 };
      expect(found(hits, near)).toEqual(expected(stays, near));
      for (const name of [word('gull'), prefix('g'), phrase('sea', 'gull')]) {
        const asked = within(name, 'author');
        expect(found(hits, asked)).toEqual(expected(stays, asked));
      }
    }
    expect(total).toBeGreaterThan(50_000);
  });

  it('are told right at the edges of blocks', () => {
    const random = seeded(6);
    const sizes = [1, 127, 128, 129, 255, 256, 257, 640];
    const extra = (comment: number): string =>
      sizes.flatMap((size) => (comment % 3 === 0 && comment / 3 < size ? [`edge n${size} after`] : comment === 2000 ? [`n${size}`] : [])).join(' ');
    const articles = library(random, 150, 40, extra);
    const documents = documentsOf(articles);
    const parts = [{ segment: buildSegment(articles, 'one'), masked: [] }];
    const hits = hitsOf(parts);
    for (const size of sizes) {
      const of = `n${size}`;
      expect(parts[0]?.segment.term(IndexField.Body, of)?.documents).toBe(size + 1);
      for (const term of [word(of), phrase('edge', of), phrase('edge', of, 'after'), phrase(of, 'after'), phrase('the', 'edge', of), prefix(of), prefix('n')]) {
        expect({ term, hits: found(hits, term) }).toEqual({ term, hits: expected(documents, term) });
      }
    }
  });

  it('of very many words that begin alike are counted in all of their documents', () => {
    const articles = library(seeded(7), 60, 60, (comment) => `z${comment.toString(36)} z${(comment % 300).toString(36)}q`);
    const hits = hitsOf([{ segment: buildSegment(articles, 'one'), masked: [3] }]);
    const stays = documentsOf(articles.filter((_, index) => index !== 3));
    for (const of of ['z', 'z1', 'z1q', '']) expect(found(hits, prefix(of))).toEqual(expected(stays, prefix(of)));
  });

  it('are the same when they are asked for again, whatever was asked for between', async () => {
    const random = seeded(8);
    const articles = library(random, 40, 50);
    const parts = [{ segment: buildSegment(articles, 'one'), masked: [7] }];
    const hits = hitsOf(parts);
    const wanted = TERMS.map((term) => found(hitsOf(parts), term));
    for (let round = 0; round < 300; round++) {
      const at = between(random, 0, TERMS.length - 1);
      expect(found(hits, TERMS[at] ?? word('the'))).toEqual(wanted[at]);
      if (random() < 0.5) await Promise.resolve();
    }
  });

  it('of words next to each other are read in few pieces', () => {
    const articles = library(seeded(9), 300, 60);
    const builder = new SegmentBuilder();
    for (const article of articles) builder.add(article);
    const file = memoryFile(joined(builder.finish()), 'one');
    let reads = 0;
    const counted: ReadableFile = {
      ...file,
      read(into, at) {
        reads += 1;
        file.read(into, at);
      },
    };
    const hits = hitsOf([{ segment: segmentOf(counted, 'one'), masked: [] }]);
    // what is read once
    hits.of(phrase('harbour', 'wall'));
    const readsOf = (term: WordTerm): number => {
      const before = reads;
      expect(hits.of(term).documents.length).toBeGreaterThan(100);
      return reads - before;
    };
    expect([readsOf(phrase('the', 'of')), readsOf(prefix('t')), readsOf(word('tide'))]).toEqual([6, 3, 3]);
  });
});

describe('hits that are kept', () => {
  it('are those that were put in, as long as there is room, and stay as they are until others are let in', async () => {
    const random = seeded(10);
    for (const room of [1, 10, 100]) {
      const kept = new KeptHits(room);
      const known = new Map<string, readonly number[]>();
      let [held, loose] = [0, 0];
      for (let round = 0; round < 600; round++) {
        const given: (readonly [Hits, readonly number[]])[] = [];
        for (let asked = between(random, 1, 6); asked > 0; asked--) {
          const key = `k${between(random, 0, 40)}`;
          const had = kept.of(key);
          const most = between(random, 0, random() < 0.05 ? room * 2 : Math.ceil(room / 3));
          const values = had ? (known.get(key) ?? []) : Array.from({ length: between(random, 0, most) }, () => between(random, 1, 1_000_000));
          const hits =
            had ??
            kept.make(key, most, ({ documents, counts }) => {
              documents.set(values);
              counts.set(values);
              return values.length;
            });
          known.set(key, values);
          given.push([hits, values]);
          if (had) held += 1;
          else if (kept.of(key) === undefined) loose += 1;
          else expect(kept.of(key)).toBe(hits);
        }
        for (const [{ documents, counts }, values] of given) expect([[...documents], [...counts]]).toEqual([values, values]);
        await Promise.resolve();
      }
      expect(held).toBeGreaterThan(room === 1 ? 0 : 100);
      expect(loose).toBeGreaterThan(20);
    }
  });

  it('are not kept where they could not be found', () => {
    const kept = new KeptHits(10);
    const fill = (): number => {
      throw new CuttingsError('index-damaged', 'damaged');
    };
    expect(() => kept.make('a', 5, fill)).toThrow('damaged');
    expect(kept.of('a')).toBeUndefined();
  });
});

describe('numbers of a block', () => {
  it('come back as documents and as counts, whatever their width', () => {
    const random = seeded(11);
    for (let width = 0; width <= 31; width++) {
      const values = Uint32Array.from({ length: 128 }, () => Math.floor(random() * 2 ** Math.min(width, 24)));
      const words = new Uint32Array(4 * width + 2).fill(0xaaaaaaaa);
      pack(values, width, words, 1);
      const into = new Uint32Array(130);
      let last = 41;
      const documents = Array.from(values, (gap) => (last += gap + 1));
      expect(unpackAscending(words, 1, width, into, 1, 41)).toBe(last);
      expect([...into]).toEqual([0, ...documents, 0]);
      expect(unpackCounts(words, 1, width, into, 1)).toBe(values.reduce((sum, value) => sum + value + 1, 0));
      expect([...into]).toEqual([0, ...Array.from(values, (value) => value + 1), 0]);
    }
  });
});

describe('lists that are damaged', () => {
  const builder = new SegmentBuilder();
  for (const article of library(seeded(12), 60, 60)) builder.add(article);
  const whole = joined(builder.finish());
  const { lists } = new SegmentFile(memoryFile(whole, 'whole'), 'whole');
  const terms = [word('the'), word('tides'), phrase('the', 'of'), phrase('harbour', 'of', 'the'), prefix('t'), prefix('')];

  /** What a term finds; undefined where the file is said to be damaged. */
  const asked = (bytes: Uint8Array, term: WordTerm): (readonly [TargetId, number])[] | undefined => {
    const hits = hitsOf([{ segment: segmentOf(memoryFile(bytes, 'broken'), 'broken'), masked: [] }]);
    try {
      return found(hits, term);
    } catch (error) {
      if (error instanceof CuttingsError && error.kind === 'index-damaged') return undefined;
      throw error;
    }
  };

  it('are told of, or give documents there are, and nothing else goes wrong', () => {
    const random = seeded(13);
    let told = 0;
    for (let round = 0; round < 300; round++) {
      const broken = whole.slice();
      const from = between(random, lists.from, lists.from + lists.bytes - 1);
      broken.fill(pick(random, [0, 255, 128, 127]), from, Math.min(lists.from + lists.bytes, from + between(random, 1, 400)));
      for (const term of terms) {
        const ids = asked(broken, term)?.map(([id]) => id);
        if (ids === undefined) told += 1;
        else expect(new Set(ids).size).toBe(ids.length);
      }
    }
    expect(told).toBeGreaterThan(300);
  });

  it('are told of wherever a whole list, or all positions, are something else', () => {
    for (const value of [0, 255]) {
      const broken = whole.slice().fill(value, lists.from, lists.from + lists.bytes);
      expect(terms.map((term) => asked(broken, term))).toEqual(terms.map(() => undefined));
    }
  });

  it('leave nothing behind in what is counted next', () => {
    const hits = hitsOf([{ segment: buildSegment(library(seeded(14), 20, 40), 'one'), masked: [] }]);
    const [part] = hits.snapshot.parts;
    if (part === undefined) throw new Error('there is no part');
    const wanted = found(hits, prefix('t'));
    const { segment } = part;
    const failing: Segment = Object.create(segment, {
      documents: { value: segment.documents },
      columns: { value: segment.columns },
      term: { value: segment.term.bind(segment) },
      textLengths: { value: segment.textLengths.bind(segment) },
      ids: { value: segment.ids.bind(segment) },
      tally: {
        value: (field: IndexField, begins: string, tally: Parameters<Segment['tally']>[2]) => {
          segment.tally(field, begins, tally);
          if (begins === 'th') throw new CuttingsError('index-damaged', 'damaged');
        },
      },
    });
    const other = hitsOf([{ segment: failing, masked: [] }]);
    expect(() => other.of(prefix('th'))).toThrow('damaged');
    expect(found(other, prefix('t'))).toEqual(wanted);
  });
});
