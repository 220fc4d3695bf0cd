import { describe, expect, it } from 'vitest';
import { narrowed } from '../../corpus/query/narrowing.ts';
import { alone, clicked, firstValues, histogram, type ShownValue, shownFacets, spanCondition } from '../../renderer/app/features/facets/facets.ts';
import { foldedFacets, keepFolded } from '../../renderer/app/features/facets/folded.ts';
import type { Facet, FacetValue } from '../../renderer/search/client.ts';

const value = (condition: string, articles: number, comments = 0): FacetValue => ({ condition, label: condition, articles, comments });
const PUBLISHERS: Facet = { name: 'publisher', values: [value('publisher:==A', 5, 70), value('publisher:==B', 3), value('-has:publisher', 1)], more: 2 };
const MONTHS: Facet = { name: 'month', values: [value('date:2013-08', 2), value('date:2013-09', 4, 9), value('-has:date', 1)], more: 0 };
const RATINGS: Facet = { name: 'rating', values: [value('rating:<0', 0, 4)], more: 0 };

describe('facets of a list', () => {
  it('have the values that occur in it, months newest first, in an order of their own', () => {
    const shown = shownFacets([RATINGS, PUBLISHERS, MONTHS], 'articles', '');
    expect(shown.map(({ name, more }) => [name, more])).toEqual([
      ['month', 0],
      ['publisher', 2],
    ]);
    expect(shown[0]?.values.map(({ condition, count }) => [condition, count])).toEqual([
      ['date:2013-09', 4],
      ['date:2013-08', 2],
      ['-has:date', 1],
    ]);
    const comments = shownFacets([RATINGS, PUBLISHERS, MONTHS], 'comments', '');
    expect(comments.map(({ name, values }) => [name, values.map(({ count }) => count)])).toEqual([
      ['month', [9]],
      ['publisher', [70]],
      ['rating', [4]],
    ]);
  });

  it('show what the query chooses and excludes, though nothing is found with it or it was not counted', () => {
    const [shown] = shownFacets([PUBLISHERS], 'comments', '(publisher:==a OR publisher:==Z) has:publisher');
    expect(shown?.values.map(({ condition, count, standing }) => [condition, count, standing])).toEqual([
      ['publisher:==Z', undefined, 'chosen'],
      ['publisher:==A', 70, 'chosen'],
      ['-has:publisher', 0, 'excluded'],
    ]);
  });

  it('show nothing chosen where the query cannot be read', () => {
    expect(
      shownFacets([PUBLISHERS], 'articles', 'publisher:==A (')
        .flatMap(({ values }) => values)
        .every(({ standing }) => standing === undefined),
    ).toBe(true);
  });

  it('show the first values and the chosen ones', () => {
    const [shown] = shownFacets([PUBLISHERS], 'articles', '-has:publisher');
    expect(firstValues(shown?.values ?? [], 1).map(({ condition }) => condition)).toEqual(['publisher:==A', '-has:publisher']);
  });
});

describe('a click on a value', () => {
  const shown = (condition: string, standing?: ShownValue['standing']): ShownValue => ({ condition, label: condition, count: 1, standing });
  const free = shown('a');
  const chosen = shown('b', 'chosen');
  const other = shown('c', 'chosen');
  const excluded = shown('d', 'excluded');

  it.each([
    ['only', free, [free, chosen], 'only'],
    ['add', free, [free, chosen], 'add'],
    ['exclude', free, [free], 'exclude'],
    ['only', chosen, [free, chosen], 'drop'],
    ['only', chosen, [other, chosen], 'only'],
    ['add', chosen, [other, chosen], 'drop'],
    ['exclude', chosen, [chosen], 'exclude'],
    ['only', excluded, [excluded], 'drop'],
    ['add', excluded, [excluded], 'add'],
    ['exclude', excluded, [excluded], 'drop'],
  ] as const)('%s: %o', (how, one, values, what) => {
    expect(clicked(one, values, how)).toBe(what);
  });
});

describe('the histogram of months', () => {
  const months = (...counts: [string, number, ShownValue['standing']?][]): ShownValue[] =>
    counts.map(([month, count, standing]) => ({ condition: month === '' ? '-has:date' : `date:${month}`, label: month, count, standing }));

  it('has no holes, and shows what is chosen', () => {
    expect(histogram(months(['2013-12', 3], ['2014-02', 1, 'chosen'], ['', 9]))).toEqual([
      { stretch: '2013-12', count: 3, chosen: false },
      { stretch: '2014-01', count: 0, chosen: false },
      { stretch: '2014-02', count: 1, chosen: true },
    ]);
  });

  it('is of years where months are many, and leaves out what lies centuries before', () => {
    const bars = histogram(months(['0013-01', 1], ['1990-05', 2], ['1990-06', 3], ['2020-01', 4]));
    expect(bars).toHaveLength(101);
    expect(bars.filter(({ count }) => count > 0)).toEqual([
      { stretch: '1990', count: 5, chosen: false },
      { stretch: '2020', count: 4, chosen: false },
    ]);
  });

  it('shows the bars of spans and years that are chosen, whether bars are months or years', () => {
    const values = months(['2013-11', 1], ['2013-12', 3], ['2014-01', 2], ['2014-02', 4]);
    const lit = (condition: string, among = values): string[] =>
      histogram([{ condition, label: condition, count: 3, standing: 'chosen' }, ...among])
        .filter(({ chosen }) => chosen)
        .map(({ stretch }) => stretch);
    expect(lit('date:2013-12..2014-01')).toEqual(['2013-12', '2014-01']);
    expect(lit('date:2013')).toEqual(['2013-11', '2013-12']);
    expect(lit('date:2014..2015')).toEqual(['2014-01', '2014-02']);
    expect(lit('date:1991-03..1992', months(['1990-05', 2], ['1992-06', 3], ['2020-01', 4]))).toEqual(['1991', '1992']);
  });

  it('makes a condition of the bars that are drawn over, which a second choice of it lets go', () => {
    const bars = histogram(months(['2013-12', 3], ['2014-02', 1]));
    expect(spanCondition(bars, 1, 1)).toBe('date:2014-01');
    expect(spanCondition(bars, 2, 0)).toBe('date:2013-12..2014-02');
    expect(spanCondition([], 0, 0)).toBeUndefined();
    const [value] = shownFacets([{ name: 'month', values: [], more: 0 }], 'articles', 'tide date:2013-12..2014-02').flatMap(({ values }) => values);
    expect(value).toMatchObject({ label: '2013-12..2014-02', standing: 'chosen' });
    expect(alone('date:2013-12..2014-02', value ? [value] : [])).toBe(true);
    expect(alone('date:2013-12', value ? [value] : [])).toBe(false);
    expect(narrowed('tide date:2013-12..2014-02', 'month', 'date:2013-12', 'only')).toBe('tide date:2013-12');
    expect(narrowed('tide (date:2013-12 OR date:2014-01)', 'month', 'date:2013-12..2014-02', 'only')).toBe('tide date:2013-12..2014-02');
    expect(narrowed('tide date:2013-12..2014-02', 'month', 'date:2013-12..2014-02', 'drop')).toBe('tide');
  });

  it('is not drawn for one month', () => {
    expect(histogram(months(['2013-12', 3], ['', 9], ['2014-01', 0]))).toEqual([]);
  });
});

describe('folded facets', () => {
  it('are kept, and what cannot be read is nothing folded', () => {
    const kept = new Map<string, string>();
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text) };
    expect(foldedFacets(store)).toEqual(new Set());
    keepFolded(new Set(['tag', 'month']), store);
    expect(foldedFacets(store)).toEqual(new Set(['tag', 'month']));
    for (const key of kept.keys()) kept.set(key, '{"a"');
    expect(foldedFacets(store)).toEqual(new Set());
    for (const key of kept.keys()) kept.set(key, '{"a":1}');
    expect(foldedFacets(store)).toEqual(new Set());
  });
});
