import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';
import type { Correction } from '../../corpus/records.ts';
import { FIXTURES, fixture, onlyPage } from './pages.ts';

const bytes = fixture('bbc-full.txt');
const read = (corrections: readonly Correction[], of = bytes) => parseSource({ id: 'sha256:00', name: 'page.txt', bytes: of }, { corrections });
const plain = onlyPage(read([]));

describe('corrections', () => {
  it('make a paragraph furniture, and its block is gone', () => {
    const block = plain.blocks.find((one) => one.kind === 'paragraph');
    if (block === undefined) throw new Error('no paragraph');
    const source = read([{ bytes: block.evidence.bytes, class: 'furniture' }]);
    expect(onlyPage(source).blocks).toEqual(plain.blocks.filter((one) => one !== block));
    expect(source.ledger).toContainEqual({ bytes: block.evidence.bytes, class: 'furniture' });
    expect(onlyPage(source).article.words).toBeLessThan(plain.article.words);
  });

  it('leave a comment that loses its end the rest of its words', () => {
    const comment = plain.comments[0];
    if (comment === undefined) throw new Error('no comment');
    const [from, to] = comment.evidence.bytes;
    const source = read([{ bytes: [to - 10, to], class: 'unparsed' }]);
    const cut = onlyPage(source).comments[0];
    expect(cut?.id).toBe(comment.id);
    expect(cut?.evidence.bytes[0]).toBe(from);
    expect(cut?.evidence.bytes[1]).toBeLessThanOrEqual(to - 10);
    expect(cut?.text).toBe(new TextDecoder().decode(bytes.subarray(...(cut?.evidence.bytes ?? [0, 0]))));
  });

  it('make a comment of a paragraph, without number and in its place, and a headline of a comment', () => {
    const block = plain.blocks.findLast((one) => one.kind === 'paragraph');
    const comment = plain.comments[0];
    if (block === undefined || comment === undefined) throw new Error('no paragraph or no comment');
    const page = onlyPage(
      read([
        { bytes: block.evidence.bytes, class: 'comment' },
        { bytes: comment.evidence.bytes, class: 'article', kind: 'crosshead' },
      ]),
    );
    expect(page.comments[0]).toMatchObject({ position: 0, evidence: block.evidence, replyTo: [] });
    expect(page.comments[0]?.number).toBeUndefined();
    expect(page.comments.some((one) => one.id === comment.id)).toBe(false);
    expect(page.blocks.find((one) => one.evidence.bytes[0] === comment.evidence.bytes[0])?.kind).toBe('crosshead');
    expect(page.article.commentCount.captured).toBe(page.comments.length);
    const ids = new Set(page.comments.map((one) => one.id));
    for (const reply of page.comments.flatMap((one) => one.replyTo)) expect(reply.comment === undefined || ids.has(reply.comment)).toBe(true);
  });

  it('give way to later ones where they overlap', () => {
    const [from, to] = [0, bytes.length];
    const source = read([
      { bytes: [from, to], class: 'furniture' },
      { bytes: [from, to], class: 'unparsed' },
    ]);
    expect(source.coverage.furniture).toBe(0);
    expect(source.pages).toEqual([]);
  });

  it.each([
    ['outside', [0, bytes.length + 1], /was left out: the source has/],
    ['before it', [-1, 4], /was left out: the source has/],
    ['empty', [5, 5], /covers nothing/],
    ['broken', [0.5, 9], /no whole numbers/],
  ] as const)('that are %s are told and change nothing', (_, range, why) => {
    const source = read([{ bytes: range, class: 'furniture' }]);
    expect(source.pages).toEqual(read([]).pages);
    expect(source.warnings.map((warning) => warning.message).join()).toMatch(why);
  });

  it('that need an article where none was read are told', () => {
    const furniture = fixture('furniture-only.txt');
    const source = read([{ bytes: [0, furniture.length], class: 'article' }], furniture);
    expect(source.pages).toEqual([]);
    expect(source.warnings.map((warning) => warning.message).join()).toMatch(/no article was read/);
  });

  it.each(FIXTURES)('of any kind anywhere keep every byte of %s accounted for', (name) => {
    const page = fixture(name);
    const place = fc.integer({ min: -2, max: page.length + 2 });
    const correction = fc.record({
      bytes: fc.tuple(place, place),
      class: fc.constantFrom('article' as const, 'comment' as const, 'furniture' as const, 'unparsed' as const),
    });
    fc.assert(
      fc.property(fc.array(correction, { maxLength: 6 }), (corrections) => {
        const source = read(corrections, page);
        expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(page.length);
        expect(source.warnings.filter((warning) => warning.message.startsWith('Reading this page failed'))).toEqual([]);
        const runs = new Set(source.ledger.map((run) => `${run.class} ${run.bytes.join('-')}`));
        for (const { blocks, comments } of source.pages) {
          for (const { evidence } of blocks) expect(runs.has(`article ${evidence.bytes.join('-')}`)).toBe(true);
          for (const { evidence } of comments) expect(runs.has(`comment ${evidence.bytes.join('-')}`)).toBe(true);
          expect(new Set(comments.map((comment) => comment.id)).size).toBe(comments.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
