import { describe, expect, it } from 'vitest';
import { articleFields, articleWords, commentFields, commentWords } from '../../corpus/query/documents.ts';
import { fieldOf } from '../../corpus/query/evaluate.ts';
import type { WordField } from '../../corpus/query/fields.ts';
import type { NearTerm, WordTerm } from '../../corpus/query/query.ts';
import { SearchedText } from '../../corpus/query/words.ts';
import type { Comment, TargetId } from '../../corpus/records.ts';
import { wordsOf } from '../../corpus/text/words.ts';
import { HitsOfSnapshot } from '../../renderer/search/engine/hits.ts';
import { nextBase, snapshotOf } from '../../renderer/search/engine/library.ts';
import { buildSegment } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { mergeSegments } from '../../renderer/search/index/merge.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { OwnRuns, takeOutOwn } from '../../renderer/search/index/own-runs.ts';
import { DocumentFlag, IndexField, type Segment } from '../../renderer/search/index/segment.ts';
import { between, pick, type Random, seeded } from '../bench/words.ts';
import { babble, inventedArticle } from './invented.ts';
import { withoutOwn } from './naive.ts';
import { cut, occurrences } from './reference.ts';

/** Few words, so that what is quoted and what is said share many, in several scripts. */
const WORDS = 'tide wall the a sea 👍 привет 東京都 don’t ИЛИ straße ﬁre 3 新聞'.split(' ');

const FOLDED = [...new Set(wordsOf(WORDS.join(' ')).map(({ word }) => word))];

const said = (random: Random, most: number): string => Array.from({ length: between(random, 0, most) }, () => pick(random, WORDS)).join(' ');

/** A comment with its own words anywhere in its whole text, or not among it. */
function quoting(random: Random, comment: Comment): Comment {
  const own = random() < 0.1 ? babble(random, 8) : said(random, 12);
  const words = own.split(' ');
  const at = between(random, 0, words.length);
  const other = (): string => said(random, 8);
  const quotes = Array.from({ length: between(random, 0, 3) }, other);
  const shapes = [
    () => own,
    () => `${quotes.join('\n')}\n${own}`,
    () => `3. Anna\n${quotes.join('\n')}\n${own}`,
    () => `${own}\n${quotes.join('\n')}`,
    () => [...words.slice(0, at), ...quotes, ...words.slice(at)].join('\n'),
    () => words.flatMap((word) => (random() < 0.4 ? [word, other()] : [word])).join(' '),
    // own words in another order, or some of them missing
    () => `${quotes.join('\n')}\n${[...words.slice(at), ...words.slice(0, at)].join(' ')}`,
    () => `${quotes.join('\n')}\n${words.slice(0, -1).join(' ')}`,
    // the same words, written otherwise
    () => own.replaceAll(' ', '\n'),
    () => '',
    () => said(random, 6),
  ];
  const { repaired, ...rest } = comment;
  const text = pick(random, shapes)();
  return { ...rest, own, text, quotes: quotes.map((quoted) => ({ text: quoted, chars: [0, 1] })), ...(random() < 0.1 && { repaired: `${text} wall` }) };
}

function invent(random: Random, count: number): IndexedArticle[] {
  return Array.from({ length: count }, (_, number) => {
    const one = inventedArticle(random, number, 12);
    return { ...one, comments: one.comments.map((comment) => quoting(random, comment)) };
  });
}

async function merged(parts: readonly IndexedArticle[][], gone: readonly Uint32Array[]): Promise<Segment> {
  const files = new MemoryFiles();
  await mergeSegments(
    parts.map((articles, part) => ({ segment: buildSegment(articles, `part ${part}`), gone: gone[part] ?? new Uint32Array(0) })),
    files,
    'merged',
  );
  return openSegment(files, 'merged');
}

function hitsOf(segments: readonly Segment[]): HitsOfSnapshot {
  let base = 0;
  const parts = segments.map((segment) => {
    const part = { segment, base, masked: [] };
    base = nextBase(base + segment.documents);
    return part;
  });
  return new HitsOfSnapshot(snapshotOf(1, parts, 0));
}

function wordTerm(random: Random, field: WordField): WordTerm {
  const one = (): string => pick(random, FOLDED);
  const shape = random();
  if (shape < 0.25) return { type: 'word', word: pick(random, [...FOLDED, 'anna']), text: '', field };
  if (shape < 0.5) return { type: 'prefix', prefix: pick(random, ['t', 'wa', 'п', 'an', '']), text: '', field };
  const words = Array.from({ length: between(random, 2, 3) }, one);
  return { type: 'phrase', words, text: '', field };
}

function termOf(random: Random, field: WordField): WordTerm | NearTerm {
  if (random() < 0.6) return wordTerm(random, field);
  return { type: 'near', left: wordTerm(random, field), right: wordTerm(random, field), between: between(random, 0, 4) };
}

interface Document {
  readonly id: TargetId;
  /** By field, as `evaluate` has them. */
  readonly texts: (field: WordField) => readonly string[];
  /** How often it has a term. */
  readonly count: (term: WordTerm | NearTerm) => number;
}

function documentsOf(articles: readonly IndexedArticle[]): Document[] {
  return articles.flatMap(({ article, text, comments }): Document[] => {
    const [said, inText] = [cut(articleFields(article, text)), articleWords(article, text, []).texts('text')];
    return [
      { id: article.id, texts: (field) => (field === 'text' ? inText : []), count: (term) => (fieldOf(term) === 'text' ? occurrences(said, term) : 0) },
      ...comments.map((comment): Document => {
        const [words, all] = [cut(commentFields(comment)), commentWords(comment, [])];
        return { id: comment.id, texts: (field) => all.texts(field), count: (term) => occurrences(words, term) };
      }),
    ];
  });
}

describe('own words that are in the index once', () => {
  it('answer, with the rest of whole texts, as the texts do, in one segment, in several and merged', async () => {
    const random = seeded(31);
    let [found, apart, inRuns] = [0, 0, 0];
    for (let round = 0; round < 6; round++) {
      const parts = Array.from({ length: 3 }, () => invent(random, between(random, 3, 12)));
      const gone = parts.map((articles) => Uint32Array.from(articles.keys()).filter(() => random() < 0.2));
      const stays = parts.map((articles, part) => articles.filter((_, index) => !gone[part]?.includes(index)));
      const all = await merged(parts, gone);
      apart += all.columns.flags.filter((flag) => (flag & DocumentFlag.Whole) !== 0).length;
      inRuns += all.ownRuns().documents.length;
      const documents = documentsOf(stays.flat());
      for (const segments of [[buildSegment(stays.flat(), 'one')], stays.map((articles, part) => buildSegment(articles, `part ${part}`)), [all]]) {
        const hits = hitsOf(segments);
        for (let query = 0; query < 60; query++) {
          const field = pick(random, ['text', 'text', 'text', 'own', 'quoted'] as const);
          const term = termOf(random, field);
          const wanted = documents.map(({ id, count }) => [id, count(term)] as const).filter(([, count]) => count > 0);
          const { documents: at, counts } = hits.of(term);
          expect({ term, hits: Array.from(at, (document, index) => [hits.snapshot.idOf(document), counts[index]]) }).toEqual({ term, hits: wanted });
          const has = documents.filter(({ texts }) => texts(field).some((text) => new SearchedText(text).has(term)));
          expect({ term, ids: wanted.map(([id]) => id) }).toEqual({ term, ids: has.map(({ id }) => id) });
          found += wanted.length;
        }
      }
    }
    expect(found).toBeGreaterThan(5000);
    expect(apart).toBeGreaterThan(30);
    expect(inRuns).toBeGreaterThan(150);
  });

  it('leave nothing of a whole text that is the same words', () => {
    const random = seeded(8);
    const [one] = invent(random, 1);
    if (one === undefined) throw new Error('nothing was invented');
    const comment = (own: string, text: string): Comment => ({
      id: `c${one.article.id.slice(1)}.1`,
      article: one.article.id,
      position: 0,
      own,
      text,
      quotes: [],
      replyTo: [],
      evidence: { source: 'sha256:0', bytes: [0, 0] },
    });
    const wholeOf = (own: string, text: string): [words: string[], flags: number | undefined, runs: number] => {
      const segment = buildSegment([{ ...one, comments: [comment(own, text)], marks: new Uint8Array(1) }], 'one');
      return [Array.from(segment.terms(IndexField.Whole, ''), ({ term }) => term), segment.columns.flags[1], segment.ownRuns().documents.length];
    };
    expect(wholeOf('The tide', 'the\n\ntide!')).toEqual([[], 0, 0]);
    expect(wholeOf('the tide', 'Anna: the tide')).toEqual([['anna'], 0, 1]);
    expect(wholeOf('the tide', 'the tide Anna')).toEqual([['anna'], 0, 0]);
    expect(wholeOf('the tide', 'tide the')).toEqual([['the', 'tide'], DocumentFlag.Whole, 0]);
    expect(wholeOf('the tide', '')).toEqual([[], DocumentFlag.Whole, 0]);
    expect(wholeOf('', 'the tide')).toEqual([['the', 'tide'], 0, 0]);
    expect(wholeOf('👍', '… 👍')).toEqual([[], 0, 0]);
  });

  it('are found in a whole text wherever they are in their order', () => {
    const random = seeded(5);
    let found = 0;
    for (let round = 0; round < 3000; round++) {
      const whole = Array.from({ length: between(random, 0, 12) }, () => between(random, 1, 3));
      const own = random() < 0.5 ? whole.filter(() => random() < 0.6) : Array.from({ length: between(random, 0, 6) }, () => between(random, 1, 3));
      const left = withoutOwn(whole.map(String), own.map(String));
      const words = Uint32Array.from(whole);
      const taken = takeOutOwn(words, Uint32Array.from(own));
      expect(taken?.rest).toBe(left?.size);
      if (taken === undefined || left === undefined) {
        expect([...words]).toEqual(whole);
        continue;
      }
      found++;
      expect([...words.subarray(0, taken.rest)]).toEqual([...left].sort((a, b) => a - b).map((at) => whole[at]));
      const runs = new OwnRuns({ documents: Uint32Array.of(7), offsets: Uint32Array.of(0, taken.runs.length), lengths: taken.runs });
      const into = new Uint32Array(own.length);
      expect(runs.place(7, Uint32Array.from(own.keys()), own.length, into)).toBe(true);
      const places = own.length === 0 ? [] : [...whole.keys()].filter((at) => !left.has(at));
      expect([...into]).toEqual(places);
      expect(runs.place(8, into, 1, into)).toBe(false);
    }
    expect(found).toBeGreaterThan(1500);
  });
});
