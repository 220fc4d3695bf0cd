import { describe, expect, it } from 'vitest';
import type { ArticleId, Block } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import { buildSegment } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { mergeSegments } from '../../renderer/search/index/merge.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { packColumn, unpackColumn } from '../../renderer/search/index/packed-column.ts';
import { bitsOf, pack, unpack } from '../../renderer/search/index/packing.ts';
import { IndexField, type Segment, TEXT_GAP } from '../../renderer/search/index/segment.ts';
import { between, seeded } from '../bench/words.ts';

const evidence = { source: 'sha256:0', bytes: [0, 0] } as const;
const paragraph = (text: string): Block => ({ kind: 'paragraph', text, evidence });

function article(number: number, texts: readonly string[], comments: readonly string[]): IndexedArticle {
  const id: ArticleId = `a${number.toString(16).padStart(16, '0')}`;
  return {
    article: {
      id,
      identity: id,
      title: `Number ${number}`,
      layout: 'generic',
      captures: [],
      commentCount: { captured: comments.length, gaps: [] },
      words: 0,
      unparsed: 0,
      importId: 'i1',
      addedAt: '2024-05-01T00:00:00.000Z',
    },
    text: { id, blocks: texts.map(paragraph) },
    comments: comments.map((text, position) => ({
      id: commentIdOf(id, String(position + 1)),
      article: id,
      position,
      text,
      own: text,
      quotes: [],
      replyTo: [],
      evidence,
    })),
    marks: new Uint8Array(comments.length),
    sources: [],
  };
}

async function merged(segments: readonly Segment[]): Promise<Segment> {
  const files = new MemoryFiles();
  await mergeSegments(
    segments.map((segment) => ({ segment, gone: new Uint32Array(0) })),
    files,
    'merged',
  );
  return openSegment(files, 'merged');
}

describe('large numbers', () => {
  it('are packed in any width and come back', () => {
    const random = seeded(5);
    for (let width = 1; width <= 32; width++) {
      const values = Uint32Array.from({ length: 128 }, () => Math.floor(random() * 2 ** width));
      values[between(random, 0, 127)] = 2 ** width - 1;
      expect(bitsOf(2 ** width - 1)).toBe(width);
      const words = new Uint32Array(4 * width + 3).fill(0xaaaaaaaa);
      pack(values, width, words, 2);
      expect([words[1], words.at(-1)]).toEqual([0xaaaaaaaa, 0xaaaaaaaa]);
      const back = new Uint32Array(130);
      unpack(words, 2, width, back, 1);
      expect(back.slice(1, 129)).toEqual(values);
    }
  });

  it('in columns come back, whatever their range', () => {
    const random = seeded(6);
    const few = (make: () => number): number[] => Array.from({ length: between(random, 0, 400) }, make);
    const columns: number[][] = [
      [],
      [Number.NaN],
      [Number.NaN, 5, Number.NaN],
      few(() => 7),
      few(() => between(random, -10, 300)),
      few(() => (random() < 0.3 ? Number.NaN : Date.UTC(2013, 8, 1) + between(random, 0, 1e6) * 60_000)),
      few(() => random() * 100),
      few(() => Math.floor((random() - 0.5) * 2 ** 54)),
      [0, 2 ** 32 - 3],
      [0, 2 ** 32 - 2],
      [0, 2 ** 32 - 1],
      [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      [Number.POSITIVE_INFINITY, 0, -1.5, 2 ** 60],
    ];
    for (const values of columns) {
      const column = Float64Array.from(values);
      const packed = Uint8Array.from(packColumn(column, Number.NaN));
      const back = new Float64Array(column.length);
      expect(unpackColumn(packed, back, Number.NaN)).toBe(true);
      expect(back).toEqual(column);
    }
  });

  it('of positions in one document, of bytes in one block and of texts are told right', async () => {
    const long = `${'tide '.repeat(70_000)}wall ${'tide '.repeat(150_000)}wall`;
    const many = article(1, [...Array.from({ length: 3000 }, () => 'one tide'), 'last'], [long, 'tide wall', ...Array.from({ length: 200 }, () => 'a tide')]);
    // a block of 128 documents with more bytes of positions than twenty bits can say
    const wide = article(
      2,
      [],
      Array.from({ length: 140 }, (_, index) => (index < 6 ? long : 'tide')),
    );
    const built = buildSegment([many, wide], 'built');
    for (const segment of [built, await merged([buildSegment([many], 'many'), buildSegment([wide], 'wide')])]) {
      const tide = segment.term(IndexField.Body, 'tide');
      expect([tide?.documents, tide?.occurrences]).toEqual([203 + 140, 3000 + 220_000 + 201 + 6 * 220_000 + 134]);
      expect([...(tide?.list().counts.slice(0, 4) ?? [])]).toEqual([3000, 220_000, 1, 1]);
      const cursor = tide?.positions();
      const inArticle = cursor?.at(0) ?? [];
      expect([inArticle[0], inArticle[1], inArticle[2999]]).toEqual([1, 1 + 2 + TEXT_GAP, 1 + 2999 * (2 + TEXT_GAP)]);
      expect([...(cursor?.at(1).slice(69_998, 70_002) ?? [])]).toEqual([69_998, 69_999, 70_001, 70_002]);
      expect([...(cursor?.at(202) ?? [])]).toEqual([1]);
      expect(cursor?.at(205).length).toBe(220_000);
      expect([...(cursor?.at(342) ?? [])]).toEqual([0]);
      expect([...(segment.term(IndexField.Body, 'last')?.positions().at(0) ?? [])]).toEqual([3000 * (2 + TEXT_GAP)]);
      expect([...(segment.term(IndexField.Body, 'wall')?.positions().at(0) ?? [])]).toEqual([70_000, 220_001]);
      expect(segment.columns.length[1]).toBe(220_002);
    }
  });

  it('of texts in one document leave no position beyond 32 bits', () => {
    const segment = buildSegment([article(1, [...Array.from({ length: 450_000 }, () => 'x'), 'end'], [])], 'built');
    const positions = segment.term(IndexField.Body, 'x')?.positions().at(0) ?? [];
    expect(positions.length).toBe(450_000);
    expect(positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0) + 1)).toBe(true);
  });

  it('of documents are told right', async () => {
    const half = (from: number): IndexedArticle[] =>
      Array.from({ length: 400 }, (_, number) =>
        article(
          from + number,
          ['all'],
          Array.from({ length: 100 }, (_comment, index) => `all ${index % 2 === 0 ? 'even' : 'odd'} c${from + number}`),
        ),
      );
    const [one, other] = [buildSegment(half(0), 'one'), buildSegment(half(400), 'other')];
    const segment = await merged([one, other]);
    expect(segment.documents).toBe(800 * 101);
    const all = segment.term(IndexField.Body, 'all')?.list().documents ?? [];
    expect(all.length).toBe(80_800);
    expect(all.every((document, index) => document === index)).toBe(true);
    const even = segment.term(IndexField.Body, 'even')?.list().documents ?? [];
    expect(even.length).toBe(40_000);
    expect(even.every((document, index) => document === Math.floor(index / 50) * 101 + 1 + (index % 50) * 2)).toBe(true);
    expect(segment.term(IndexField.Body, 'c799')?.list().documents.at(-1)).toBe(80_799);
    expect(segment.indexOf(`a${(799).toString(16).padStart(16, '0')}`)).toBe(799);
  });

  it('of units in one word are told right', () => {
    const word = `${'x'.repeat(300_000)}y`;
    const segment = buildSegment([article(1, [word, `${word}z`], [])], 'built');
    expect(segment.term(IndexField.Body, word)?.occurrences).toBe(1);
    expect(Array.from(segment.terms(IndexField.Body, word), ({ term }) => term.length)).toEqual([300_001, 300_002]);
  });
});
