/** What reading a source anew would change, and which record is which. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSource, sameData, sizeOfChange } from '../../corpus/changes.ts';
import { followRecords, homesAfter, placeMarks } from '../../corpus/following.ts';
import type { ParsedSource, Reading } from '../../corpus/layouts/layout.ts';
import { closestOf, pairsOf } from '../../corpus/matching.ts';
import { mergeReadings } from '../../corpus/merge.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { Comment, Correction, Note, Source } from '../../corpus/records.ts';
import { fixture, onlyPage } from './pages.ts';

const bytes = fixture('bbc-full.txt');
const read = (corrections: readonly Correction[] = []): ParsedSource => parseSource({ id: 'sha256:00', name: 'page.txt', bytes }, { corrections });
const plain = read();
const page = onlyPage(plain);
const NO_MARKS = { kept: 0, homeless: 0 };

/** The source as the library has it once `parsed` was imported. */
function former(parsed: ParsedSource): { readonly source: Source; readonly readings: readonly Reading[] } {
  const { pages, table: _table, ...facts } = parsed;
  return { source: { ...facts, importId: 'i1', addedAt: '2024-05-01T12:00:00.000Z' }, readings: pages };
}

/** The page with its comments as `change` makes them; one that it makes nothing of is gone. */
function withComments(change: (comment: Comment, at: number) => Comment | undefined): ParsedSource {
  return { ...plain, pages: [{ ...page, comments: page.comments.flatMap((comment, at) => change(comment, at) ?? []) }] };
}

describe('the comparison', () => {
  it('is nothing where nothing changes but the parser, unless the corrections do', () => {
    expect(compareSource(former({ ...plain, parser: '0' }), plain, NO_MARKS)).toBeUndefined();
    const change = compareSource(former(plain), plain, NO_MARKS, true);
    expect(change).toMatchObject({ examples: [], blocks: { same: page.blocks.length, added: 0, gone: 0, changed: 0 } });
  });

  it('tells of a block that is gone and a comment that is added, with their words, in the order of the source', () => {
    const block = page.blocks.findLast((one) => one.kind === 'paragraph');
    if (block === undefined) throw new Error('no paragraph');
    const change = compareSource(former(plain), read([{ bytes: block.evidence.bytes, class: 'comment' }]), NO_MARKS);
    expect(change?.blocks).toEqual({ same: page.blocks.length - 1, added: 0, gone: 1, changed: 0 });
    expect(change?.comments).toMatchObject({ added: 1, gone: 0 });
    expect(change?.examples.slice(0, 2).map(({ kind, before, after }) => [kind, before?.text, after?.text])).toEqual([
      ['block', block.text, undefined],
      ['comment', undefined, block.text],
    ]);
  });

  it('says which fields of a record differ, in words', () => {
    const change = compareSource(
      former(plain),
      withComments((comment, at) => (at === 0 ? { ...comment, author: 'Anne', number: 99, text: 'Other words.' } : comment)),
      NO_MARKS,
    );
    expect(change?.comments).toMatchObject({ added: 0, gone: 0, changed: 1 });
    const [first] = page.comments;
    expect(change?.examples).toEqual([
      {
        kind: 'comment',
        before: { text: first?.text, bytes: first?.evidence.bytes },
        after: { text: 'Other words.', bytes: first?.evidence.bytes },
        fields: [`number: ${first?.number} → 99`, `author: ${first?.author} → Anne`],
      },
    ]);
  });

  it('says what the article itself says otherwise', () => {
    const { article } = page;
    const after = { ...plain, pages: [{ ...page, article: { ...article, publisher: 'Harbour Post' } }] };
    expect(compareSource(former(plain), after, NO_MARKS)?.examples).toMatchObject([
      { kind: 'headline', before: { text: article.title }, fields: [`publisher: ${article.publisher ?? 'none'} → Harbour Post`] },
    ]);
  });

  it('gives at most 100 examples, and counts all', () => {
    const many = withComments((comment) => comment);
    const [one] = page.comments;
    if (one === undefined) throw new Error('no comment');
    const comments = Array.from(
      { length: 150 },
      (_, at): Comment => ({ ...one, id: `${page.article.id.replace('a', 'c')}.n${at}` as Comment['id'], text: `Number ${at}` }),
    );
    const change = compareSource(former({ ...many, pages: [{ ...page, comments }] }), { ...plain, pages: [{ ...page, comments: [] }] }, NO_MARKS);
    expect(change?.comments.gone).toBe(150);
    expect(change?.examples).toHaveLength(100);
  });

  it('weighs a lost article more than a lost comment', () => {
    const lost = compareSource(former(plain), { ...plain, pages: [] }, NO_MARKS);
    const less = compareSource(
      former(plain),
      withComments((comment, at) => (at === 0 ? undefined : comment)),
      NO_MARKS,
    );
    if (lost === undefined || less === undefined) throw new Error('no change');
    expect(lost.articles).toEqual({ before: 1, after: 0 });
    expect(sizeOfChange(lost)).toBeGreaterThan(sizeOfChange(less));
  });
});

describe('matching', () => {
  const record = fc.record({
    text: fc.constantFrom('a', 'b', 'c'),
    bytes: fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([from, length]) => [from, from + length] as const),
  });
  const records = fc.array(record, { maxLength: 12 });

  it('finds for every record the one that a plain look at all of them finds', () => {
    const shared = (a: readonly [number, number], b: readonly [number, number]): number => {
      const bytesShared = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
      return bytesShared * 2 >= Math.min(a[1] - a[0], b[1] - b[0]) && bytesShared > 0 ? bytesShared : 0;
    };
    fc.assert(
      fc.property(records, records, (before, after) => {
        closestOf(before, after).forEach((found, at) => {
          const own = before[at] as (typeof before)[number];
          const most = Math.max(0, ...after.map((other) => shared(own.bytes, other.bytes)));
          const best = after.filter((other) => most > 0 && shared(own.bytes, other.bytes) === most);
          if (best.length > 0) {
            expect(best).toContain(found);
            if (best.some((other) => other.text === own.text)) expect(found?.text).toBe(own.text);
          } else expect(found === undefined || after.filter((other) => other.text === own.text).length === 1).toBe(true);
        });
      }),
    );
  });

  it('pairs each record once, and all of them with themselves', () => {
    fc.assert(
      fc.property(records, records, (before, after) => {
        const pairs = pairsOf(before, after);
        expect(new Set(pairs.values()).size).toBe(pairs.size);
        const again = pairsOf(before, structuredClone(before));
        expect(again.size).toBe(before.length);
        for (const [one, other] of again) expect(other).toEqual(one);
      }),
    );
  });
});

describe('following', () => {
  it('finds comments that have moved, and captures by where they stand', () => {
    const other = JSON.parse(JSON.stringify(page).replaceAll(page.article.id.slice(1), '00000000deadbeef')) as Reading;
    const followed = followRecords({ before: [page], after: [other] });
    expect(followed.get(page.article.id)).toBe(other.article.id);
    expect(page.comments.map(({ id }) => followed.get(id))).toEqual(other.comments.map(({ id }) => id));
    expect(followRecords({ before: [page], after: [] }).size).toBe(0);
  });

  it('gives marks without any article left no home', () => {
    const homes = homesAfter([[page]], [{ before: [page], after: [] }], []);
    const note: Note = { id: 'n1', target: page.article.id, article: page.article.id, text: 'Look here.', at: '2024-05-01T12:00:00.000Z' };
    expect(() => placeMarks([], [note], [], homes)).toThrow(expect.objectContaining({ kind: 'marks-lost' }));
  });

  it('says how many marks have lost their words', () => {
    const [first, second] = page.comments as [Comment, Comment];
    const after = { ...page, comments: page.comments.filter((comment) => comment !== first) };
    const now = [mergeReadings([after])];
    const at = '2024-05-01T12:00:00.000Z';
    const notes = [first, second].map(({ id }, n): Note => ({ id: `n${n}`, target: id, article: page.article.id, text: 'Look.', at }));
    const placed = placeMarks([], notes, now, homesAfter([[page]], [{ before: [page], after: [after] }], now));
    expect(placed.homeless).toBe(1);
    expect(placed.notes.map(({ target }) => target)).toEqual([page.article.id, second.id]);
    expect(placed.said.map(({ text }) => text)).toEqual([expect.stringContaining(first.text.slice(0, 40))]);
  });
});

describe('equality of data', () => {
  it('does not look at the order of keys, and at everything else', () => {
    expect(sameData({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    for (const [one, other] of [
      [{ a: 1 }, { a: 1, b: undefined }],
      [[1], { 0: 1 }],
      [null, {}],
      ['1', 1],
      [
        [1, 2],
        [2, 1],
      ],
    ])
      expect(sameData(one, other)).toBe(false);
  });
});
