import { describe, expect, it } from 'vitest';
import { isNumber } from '../../corpus/query/evaluate.ts';
import type { NumberTest } from '../../corpus/query/query.ts';
import { clearRange, hasBit, listOf, noBits, rankOf, ranksOf, setBit, setRange } from '../../renderer/search/engine/bits.ts';
import { byDate, byName, byNumber } from '../../renderer/search/engine/columns.ts';
import type { Bits, Snapshot } from '../../renderer/search/engine/engine.ts';
import { FacetColumns } from '../../renderer/search/engine/facet-columns.ts';
import { Chosen, countFacet } from '../../renderer/search/engine/facets.ts';
import { KEPT_SETS, keptBits } from '../../renderer/search/engine/kept-bits.ts';
import { type MaskedPart, nextBase, snapshotOf } from '../../renderer/search/engine/library.ts';
import { COMMENT_BUCKETS } from '../../renderer/search/engine/segment-facets.ts';
import type { Counts } from '../../renderer/search/engine/tally.ts';
import { buildSegment } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import type { Segment } from '../../renderer/search/index/segment.ts';
import { between, pick, type Random, seeded } from '../bench/words.ts';
import { inventedArticle } from './invented.ts';

/** Segments of these sizes, side by side; some articles are masked. */
function snapshotFrom(random: Random, parts: readonly (readonly IndexedArticle[])[], masks = 0.2): Snapshot {
  const masked: MaskedPart[] = [];
  let base = 0;
  for (const [index, articles] of parts.entries()) {
    const segment = buildSegment(articles, `s${index}`);
    masked.push({ segment, base, masked: articles.flatMap((_, article) => (random() < masks ? [article] : [])) });
    base = nextBase(base + segment.documents);
  }
  return snapshotOf(1, masked, 0);
}

const invented = (random: Random, sizes: readonly number[]): IndexedArticle[][] =>
  sizes.map((size, part) => Array.from({ length: size }, (_, at) => inventedArticle(random, part * 1000 + at, pick(random, [0, 3, 40]))));

/** Every document there is room for in a snapshot, with its place in its segment and its article's. */
function* documentsOf({ parts }: Snapshot): Generator<{ readonly document: number; readonly segment: Segment; readonly at: number; readonly article: number }> {
  for (const { segment, base } of parts) {
    for (let at = 0, article = 0; at < segment.documents; at++) {
      while (at >= (segment.starts[article + 1] ?? 0)) article++;
      yield { document: base + at, segment, at, article };
    }
  }
}

/** Counts of what was found by a name for each document. */
function counted(snapshot: Snapshot, found: Bits, nameOf: (segment: Segment, article: number, at: number) => string | undefined): Map<string, Counts> {
  const counts = new Map<string, { articles: number; comments: number }>();
  for (const { document, segment, at, article } of documentsOf(snapshot)) {
    if (!hasBit(found, document)) continue;
    const name = nameOf(segment, article, at);
    if (name === undefined) continue;
    const own = counts.get(name) ?? { articles: 0, comments: 0 };
    counts.set(name, own);
    own[segment.starts[article] === at ? 'articles' : 'comments'] += 1;
  }
  return counts;
}

/** Found sets: all, nothing, some of everything, whole articles, the last document alone. */
function foundIn(random: Random, snapshot: Snapshot): Bits[] {
  const some = noBits(snapshot.documents);
  const whole = noBits(snapshot.documents);
  const last = noBits(snapshot.documents);
  const rest = snapshot.live.slice();
  for (const document of listOf(snapshot.live)) if (random() < 0.3) setBit(some, document);
  const articles = new Set(listOf(snapshot.articles).filter(() => random() < 0.5));
  for (const document of listOf(snapshot.live)) if (articles.has(snapshot.articleOf(document))) setBit(whole, document);
  const lastDocument = listOf(snapshot.live).at(-1);
  if (lastDocument !== undefined) {
    setBit(last, lastDocument);
    clearRange(rest, lastDocument, lastDocument + 1);
  }
  return [snapshot.live, noBits(snapshot.documents), some, whole, last, rest];
}

describe('sets of documents', () => {
  it('have ranges set, cleared and counted as one document after the other would be', () => {
    const random = seeded(21);
    for (let round = 0; round < 400; round++) {
      const count = between(random, 1, 200);
      const [a, b] = [between(random, 0, count), between(random, 0, count)];
      const bits = noBits(count);
      for (let at = 0; at < count; at++) if (random() < 0.5) setBit(bits, at);
      const list = [...listOf(bits)];
      const inside = (at: number): boolean => at >= a && at < b;
      const [set, cleared] = [bits.slice(), bits.slice()];
      setRange(set, a, b);
      clearRange(cleared, a, b);
      expect([...listOf(set)]).toEqual(Array.from({ length: count }, (_, at) => at).filter((at) => inside(at) || list.includes(at)));
      expect([...listOf(cleared)]).toEqual(list.filter((at) => !inside(at)));
      const ranks = ranksOf(bits);
      for (const at of [0, a, b, count]) expect(rankOf(bits, ranks, at)).toBe(list.filter((one) => one < at).length);
    }
  });
});

describe('counts of what was found', () => {
  it.each([
    [31, [1, 0, 12]],
    [32, [7, 20]],
    [33, [40]],
    [34, []],
  ])('are those of going through it, whatever is masked: library %d', (seed, sizes) => {
    const random = seeded(seed);
    const snapshot = snapshotFrom(random, invented(random, sizes));
    const columns = new FacetColumns(snapshot);
    for (const found of foundIn(random, snapshot)) {
      const tally = columns.tally(found);
      const whole = counted(snapshot, found, () => 'all').get('all') ?? { articles: 0, comments: 0 };
      expect(tally.total).toEqual(whole);

      for (const column of ['publisher', 'layout', 'language', 'importId'] as const) {
        const { names } = columns.names(column);
        const lists = { publisher: 'publishers', layout: 'layouts', language: 'languages', importId: 'imports' } as const;
        // an empty name is none
        const naive = counted(snapshot, found, ({ articleColumns }, article) => articleColumns[lists[column]][articleColumns[column][article] ?? -1] || 'none');
        const told = columns.byName(column, tally).map((counts, place) => [names[place] ?? 'none', counts] as const);
        expect(new Map(told.filter(([, { articles, comments }]) => articles + comments > 0))).toEqual(naive);
      }

      const months = counted(snapshot, found, ({ columns: { day } }, _, at) => {
        const stated = day[at] ?? 0;
        return stated === 0 ? 'no date' : Math.floor(stated / 100) % 100 === 0 ? undefined : String(stated).slice(0, 6);
      });
      const { months: byMonth, undated } = tally.byMonth();
      const told = [...byMonth].map(([month, counts]) => [String(month), counts] as const);
      expect(new Map([...told, ['no date', undated] as const].filter(([, { articles, comments }]) => articles + comments > 0))).toEqual(months);

      const buckets = counted(snapshot, found, ({ articleColumns, starts }, article, at) => {
        const count = articleColumns.comments[article] ?? 0;
        return starts[article] === at ? COMMENT_BUCKETS.find(({ test }) => isNumber(count, test))?.label : undefined;
      });
      const comments = countFacet('comments', { columns, tally, chosen: new Chosen([]) });
      expect(comments.values.map(({ label, articles }) => [label, articles])).toEqual(
        COMMENT_BUCKETS.map(({ label }) => [label, buckets.get(label)?.articles ?? 0]),
      );
    }
  });

  it('tell the 200 values with most and those that are chosen, and how many more there are', () => {
    const random = seeded(35);
    const name = (at: number): string => `Publisher ${String(at).padStart(3, '0')}`;
    const [articles = []] = invented(random, [400]);
    const named = articles.map((one, at) => ({ ...one, article: { ...one.article, publisher: name(Math.floor(at / (at < 100 ? 4 : 1))) } }));
    const snapshot = snapshotFrom(random, [named], 0);
    const columns = new FacetColumns(snapshot);
    const counts = counted(snapshot, snapshot.live, ({ articleColumns }, article) => articleColumns.publishers[articleColumns.publisher[article] ?? -1]);
    const all = [...counts]
      .map(([label, { articles, comments }]) => ({ label, found: articles + comments }))
      .sort((a, b) => b.found - a.found || (a.label < b.label ? -1 : 1))
      .map(({ label }) => label);
    expect(all.length).toBeGreaterThan(300);
    const last = all.at(-1) ?? '';
    const told = (chosen: Chosen) => countFacet('publisher', { columns, tally: columns.tally(snapshot.live), chosen });

    const few = told(new Chosen([]));
    expect(few.values.map(({ label }) => label)).toEqual(all.slice(0, 200));
    expect(few.more).toBe(all.length - 200);
    const chosen = told(new Chosen([{ condition: `publisher:=="${last.toLowerCase()}"`, excluded: true }]));
    expect(chosen.values.map(({ label }) => label)).toEqual([...all.slice(0, 200), last]);
    expect(chosen.more).toBe(all.length - 201);
  });
});

describe('conditions of columns', () => {
  const random = seeded(36);
  const [small = [], large = []] = invented(random, [3, 30]);
  const rated = large.map((one, at) => ({
    ...one,
    comments: one.comments.map((comment, index) => ({ ...comment, ...(index % 3 > 0 && { rating: [-0.5, 0, 0.5, 20, -20, 1e9][(at + index) % 6] ?? 0 }) })),
  }));
  const snapshot = snapshotFrom(random, [small, rated]);
  const documentsWith = (test: (segment: Segment, article: number, at: number) => boolean): number[] =>
    [...documentsOf(snapshot)].filter(({ segment, article, at }) => test(segment, article, at)).map(({ document }) => document);

  it.each<NumberTest>([
    ...[-20, -0.5, 0, 0.5, 3, 20, 1e9].flatMap((value): NumberTest[] => (['>', '>=', '<', '<=', '='] as const).map((is) => ({ is, value }))),
    { is: '..', from: -0.5, to: 20 },
    { is: '..', from: 20, to: -20 },
  ])('find numbers as they are compared: %o', (test) => {
    const found = (of: 'rating' | 'words' | 'comments') => [...listOf(byNumber(snapshot, { type: 'number', of, test }))];
    expect(found('rating')).toEqual(documentsWith(({ columns }, _, at) => isNumber(columns.rating[at] ?? Number.NaN, test)));
    expect(found('words')).toEqual(documentsWith(({ columns }, _, at) => isNumber(columns.words[at] ?? 0, test)));
    expect(found('comments')).toEqual(
      documentsWith(({ articleColumns, starts }, article, at) => starts[article] === at && isNumber(articleColumns.comments[article] ?? 0, test)),
    );
    // the same once more, from what was kept
    expect(found('rating')).toEqual(documentsWith(({ columns }, _, at) => isNumber(columns.rating[at] ?? Number.NaN, test)));
  });

  it('let dates through as far as both they and the ends of the range tell', () => {
    const dates = ['2012', '2013', '2013-09', '2013-09-01', '2013-09-30', '2013-10', '2013-10-01T08:00:00Z', '2014-01-01', '2014', 'undated'];
    const at = (of: number) => ({ posted: { text: 'then', at: dates[of % dates.length] ?? '' } });
    // a day that changes from comment to comment, and one that does not
    const dated = large.map((one, article) => ({
      ...one,
      comments: one.comments.map((comment, index) => ({ ...comment, ...at(article % 2 > 0 ? article : index) })),
    }));
    const snapshot = snapshotFrom(random, [small, dated, dated.slice(3)]);
    const ends = [undefined, '2012', '2013', '2013-08', '2013-09', '2013-10', '2013-09-01', '2013-09-30', '2014-01-01', '2015'];
    const shown = new Set<number>();
    for (const from of ends) {
      for (const to of ends) {
        const naive = [...documentsOf(snapshot)].filter(({ segment, at }) => {
          const day = String(segment.columns.day[at] ?? 0).padStart(8, '0');
          if (day === '00000000') return false;
          const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`.replace(/(-00)+$/u, '');
          const part = (end: string): string => date.slice(0, end.length);
          return (from === undefined || part(from) >= from) && (to === undefined || (part(to).length === to.length && part(to) <= to));
        });
        shown.add(naive.length);
        const found = byDate(snapshot, { type: 'date', ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
        expect([from, to, ...listOf(found)]).toEqual([from, to, ...naive.map(({ document }) => document)]);
      }
    }
    expect(shown.size).toBeGreaterThan(10);
  });

  it('find articles with their comments by a name, up to the last of a segment', () => {
    for (const wanted of ['generic', 'bbc-2010s', 'no such layout']) {
      expect([...listOf(byName(snapshot, 'layout', (name) => name === wanted, `test ${wanted}`))]).toEqual(
        documentsWith(({ articleColumns: { layouts, layout } }, article) => layouts[layout[article] ?? -1] === wanted),
      );
    }
  });

  it('are kept as long as few others are asked for', () => {
    const [part] = snapshot.parts;
    if (part === undefined) throw new Error('there is no segment');
    const worked: string[] = [];
    const ask = (name: string): Bits =>
      keptBits(part.segment, name, () => {
        worked.push(name);
        return noBits(1);
      });
    const first = ask('first');
    for (let count = 0; count < KEPT_SETS - 1; count++) ask(`other ${count}`);
    expect(ask('first')).toBe(first);
    ask('one more');
    // it was asked for since: another was let go
    expect(ask('first')).toBe(first);
    worked.length = 0;
    ask('other 0');
    expect(worked).toEqual(['other 0']);
    for (let count = 0; count < KEPT_SETS; count++) ask(`further ${count}`);
    expect(ask('first')).not.toBe(first);
  });
});
