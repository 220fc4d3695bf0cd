import { describe, expect, it } from 'vitest';
import type { LedgerRun } from '../../corpus/records.ts';
import { decode } from '../../corpus/text/decode.ts';
import { evidenceOf } from '../../renderer/app/features/reading/evidence.ts';
import { columnsOf } from '../../renderer/app/features/reading/source-columns.ts';
import { classOf, LONGEST_LINE, sourceLines } from '../../renderer/app/features/reading/source-lines.ts';
import { fakeServices } from './fake-services.ts';

const source = (text: string) => sourceLines(decode(new TextEncoder().encode(text)));
const texts = (lines: ReturnType<typeof source>): string[] => Array.from({ length: lines.count }, (_, line) => lines.text(line));

describe('a source in lines', () => {
  it('knows every kind of line end, and each line’s bytes', () => {
    const lines = source('one\r\ntwo\n\nfé\rur');
    expect(texts(lines)).toEqual(['one', 'two', '', 'fé', 'ur']);
    expect([0, 1, 2, 3, 4].map((line) => lines.bytes(line))).toEqual([
      [0, 5],
      [5, 9],
      [9, 10],
      [10, 14],
      [14, 16],
    ]);
  });

  it('has no empty line after the last line end', () => {
    expect(texts(source('one\n'))).toEqual(['one']);
    expect(texts(source(''))).toEqual(['']);
  });

  it('finds the line of a byte', () => {
    const lines = source('one\ntwo\nthree');
    expect([0, 3, 4, 8, 12, 99].map((byte) => lines.lineAt(byte))).toEqual([0, 0, 1, 2, 2, 2]);
  });

  it('cuts a line of megabytes into pieces, never a character in two', () => {
    const long = `${'x'.repeat(LONGEST_LINE - 1)}🚢${'y'.repeat(LONGEST_LINE)}`;
    const lines = source(`${long}\nend`);
    expect(texts(lines).join('')).toBe(`${long}end`);
    expect(Math.max(...texts(lines).map((line) => line.length))).toBeLessThanOrEqual(LONGEST_LINE);
    expect(texts(lines).some((line) => /^[\udc00-\udfff]/.test(line))).toBe(false);
    const ends = texts(lines).map((_, line) => lines.bytes(line));
    for (const [index, [from]] of ends.entries()) if (index > 0) expect(from).toBe(ends[index - 1]?.[1]);
  });

  it('lights the part of a line that a range covers', () => {
    const lines = source('é one\ntwo three\nfour');
    const range = [7 + 4, 7 + 9] as const;
    expect(lines.lit(0, range)).toBeUndefined();
    expect(lines.lit(1, range)).toEqual([4, 9]);
    expect(lines.lit(1, [0, 99])).toEqual([0, 9]);
    expect(lines.lit(0, [3, 7])).toEqual([2, 5]);
    expect(lines.lit(0, [0, 0])).toBeUndefined();
  });
});

const ledger: readonly LedgerRun[] = [
  { bytes: [0, 100], class: 'article' },
  { bytes: [110, 200], class: 'furniture' },
  { bytes: [200, 205], class: 'unparsed' },
  { bytes: [205, 400], class: 'comment' },
];

describe('the ledger along a source', () => {
  it('gives a line the class most of it has', () => {
    expect(classOf(ledger, [10, 50])).toBe('article');
    expect(classOf(ledger, [90, 150])).toBe('furniture');
    expect(classOf(ledger, [198, 206])).toBe('unparsed');
    expect(classOf(ledger, [102, 108])).toBe('blank');
    expect(classOf(ledger, [400, 450])).toBe('blank');
  });

  it('draws even the smallest unparsed run', () => {
    const drawn = columnsOf([...ledger, { bytes: [900_000, 900_001], class: 'unparsed' }], 1_000_000);
    expect(drawn.filter((column) => column.class === 'unparsed')).toHaveLength(2);
    expect(drawn.every(({ width }) => width >= 1)).toBe(true);
  });

  it('draws what most of a column is, when runs are shorter than one', () => {
    const many: LedgerRun[] = Array.from({ length: 20_000 }, (_, i) => ({
      bytes: [i * 10, i * 10 + (i % 2 === 0 ? 10 : 3)],
      class: i % 2 === 0 ? 'comment' : 'furniture',
    }));
    expect(columnsOf(many, 200_000)).toEqual([{ x: 0, width: 1000, class: 'comment' }]);
  });

  it('draws at most a column for thousands of runs', () => {
    const many: LedgerRun[] = Array.from({ length: 50_000 }, (_, i) => ({ bytes: [i * 10, i * 10 + 5], class: i % 2 === 0 ? 'comment' : 'furniture' }));
    expect(columnsOf(many, 500_000).length).toBeLessThanOrEqual(1000);
  });
});

describe('the evidence of what is open', () => {
  const evidence = { source: 'sha256:1', bytes: [5, 9] } as const;

  it('is the comment’s, where one is open', async () => {
    const { reader } = fakeServices({
      reader: { comment: async (id) => ({ id, article: 'a1', number: 12, position: 0, text: '', own: '', quotes: [], replyTo: [], evidence }) },
    });
    expect(await evidenceOf(reader, { open: 'a1', openComment: 'c1' })).toEqual({ ...evidence, label: 'comment 12' });
  });

  it('is the headline’s for an article, and the first block’s where it has none', async () => {
    const blocks = [
      { kind: 'paragraph', text: 'p', evidence: { ...evidence, bytes: [0, 1] } },
      { kind: 'headline', text: 'h', evidence },
    ] as const;
    const of = (shown: typeof blocks | readonly [(typeof blocks)[0]]) =>
      evidenceOf(fakeServices({ reader: { articleText: async (id) => ({ id, blocks: shown }), article: async () => undefined } }).reader, { open: 'a1' });
    expect((await of(blocks))?.label).toBe('headline');
    expect(await of([blocks[0]])).toMatchObject({ bytes: [0, 1], label: 'paragraph' });
  });

  it('is nothing where nothing is open, or it has left the library', async () => {
    const { reader } = fakeServices({ reader: { comment: async () => undefined, articleText: async () => undefined, article: async () => undefined } });
    expect(await evidenceOf(reader, {})).toBeUndefined();
    expect(await evidenceOf(reader, { open: 'a1', openComment: 'c1' })).toBeUndefined();
    expect(await evidenceOf(reader, { open: 'a1' })).toBeUndefined();
  });
});
