import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { readLink } from '../../corpus/query/link.ts';
import { COUNTING_PAUSE, countingFor } from '../../renderer/app/features/filtering/counting.ts';
import { aroundWrong, queryPieces } from '../../renderer/app/features/filtering/highlight.ts';
import { forgetQueries, HISTORY_LENGTH, queryHistory, rememberQuery } from '../../renderer/app/features/filtering/history.ts';
import { askNames, knownValues } from '../../renderer/app/features/filtering/known-values.ts';
import { linkToShown, listFor, showSearch } from '../../renderer/app/features/filtering/show.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import type { FoundCounts } from '../../renderer/search/client.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

describe('a query asked for with Enter', () => {
  const article = 'a1' as const;
  const comment = 'c1.1' as const;

  it('is answered in the list that is shown, and in the articles where none is', () => {
    const both = { articles: [article], comments: [comment] };
    expect(listFor('comments', both)).toBe('comments');
    expect(listFor('codebook', both)).toBe('articles');
    expect(listFor('imports', undefined)).toBe('articles');
  });

  it('is answered in the other list where only that has an answer', () => {
    expect(listFor('articles', { articles: [], comments: [comment] })).toBe('comments');
    expect(listFor('comments', { articles: [article], comments: [] })).toBe('articles');
    expect(listFor('comments', { articles: [], comments: [] })).toBe('comments');
  });
});

describe('the history of queries', () => {
  it('keeps the latest first and each once', () => {
    const store = memory();
    for (const query of ['toll', 'bridge', 'toll']) rememberQuery(query, store);
    expect(queryHistory(store)).toEqual(['toll', 'bridge']);
  });

  it('replaces a query by the longer one it grew into', () => {
    const store = memory();
    for (const query of ['toll', 'toll bridge']) rememberQuery(query, store);
    expect(queryHistory(store)).toEqual(['toll bridge']);
  });

  it('forgets the oldest beyond its length, and never keeps an empty one', () => {
    const store = memory();
    for (let index = 0; index < HISTORY_LENGTH + 5; index += 1) rememberQuery(`q${index}.`, store);
    rememberQuery('  ', store);
    expect(queryHistory(store)).toHaveLength(HISTORY_LENGTH);
    expect(queryHistory(store)[0]).toBe(`q${HISTORY_LENGTH + 4}.`);
  });

  it('is forgotten when the analyst says so', () => {
    const store = memory();
    rememberQuery('toll', store);
    forgetQueries(store);
    expect(queryHistory(store)).toEqual([]);
  });

  it('starts anew when what was kept cannot be read', () => {
    const store = memory();
    store.setItem('cuttings.query-history', '[broken');
    expect(queryHistory(store)).toEqual([]);
  });
});

describe('a link to a search', () => {
  it('is of what is shown, and shows it again', () => {
    const store = createWorkspaceStore();
    store.set({ draft: 'tide -wall', view: 'comments', order: 'rating' });
    const link = linkToShown(store.get());
    expect(link).toBe('cuttings:search?q=tide%20-wall&in=comments&order=rating');
    const search = readLink(link);
    if (search === undefined) throw new Error('no link');
    const other = createWorkspaceStore();
    other.set({ view: 'imports', selected: new Set(['a1'] as const), dialog: { kind: 'note', target: 'a1' } });
    showSearch(other, search);
    expect(other.get()).toMatchObject({ draft: 'tide -wall', view: 'comments', order: 'rating', selected: new Set() });
    expect(other.get().dialog).toBeUndefined();
  });

  it('leaves list and order as they are where it does not say', () => {
    const store = createWorkspaceStore();
    expect(linkToShown(store.get())).toBe('cuttings:search?q=&in=articles');
    store.set({ view: 'comments', order: 'title' });
    showSearch(store, { query: 'tide' });
    expect(store.get()).toMatchObject({ draft: 'tide', view: 'comments', order: 'title' });
  });
});

describe('counts beside saved filters', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are asked for together, once a pause, and told of the queries that can be read', async () => {
    const asked: (readonly string[])[] = [];
    const told: unknown[] = [];
    const counts = async (queries: readonly string[]): Promise<readonly (FoundCounts | undefined)[]> => {
      asked.push(queries);
      return queries.map((query) => (query === 'tag:' ? undefined : { articles: 1, comments: query.length }));
    };
    const counting = countingFor({ counts }, (value) => told.push(value && [...value]));
    for (let n = 0; n < 5; n += 1) counting.want(['tide', 'tag:']);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(COUNTING_PAUSE);
    expect(asked).toEqual([['tide', 'tag:']]);
    expect(told).toEqual([[['tide', { articles: 1, comments: 4 }]]]);
    counting.want(['wall']);
    await vi.advanceTimersByTimeAsync(COUNTING_PAUSE);
    expect(asked).toHaveLength(2);
    counting.want(['late']);
    counting.stop();
    await vi.advanceTimersByTimeAsync(10 * COUNTING_PAUSE);
    expect(asked).toHaveLength(2);
  });

  it('run one at a time, rest as long as they take and longer, and in the end have seen the last change', async () => {
    let running = 0;
    const asked: string[] = [];
    const counting = countingFor(
      {
        async counts([query = '']) {
          running += 1;
          expect(running).toBe(1);
          asked.push(query);
          await new Promise((done) => setTimeout(done, 1_000));
          running -= 1;
          return [];
        },
      },
      () => undefined,
    );
    for (let n = 0; n < 100; n += 1) {
      counting.want([`q${n}`]);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked.length).toBeLessThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.at(-1)).toBe('q99');
  });

  it('are gone where they could not be had, and stay where newer ones are on their way', async () => {
    let kind = 'search-failed';
    const told: unknown[] = [];
    const counting = countingFor({ counts: () => Promise.reject(new CuttingsError(kind, 'No.')) }, (value) => told.push(value));
    counting.want(['tide']);
    await vi.advanceTimersByTimeAsync(COUNTING_PAUSE);
    expect(told).toEqual([undefined]);
    kind = 'superseded';
    counting.want(['tide']);
    await vi.advanceTimersByTimeAsync(COUNTING_PAUSE);
    expect(told).toEqual([undefined]);
  });
});

describe('values of the library behind a field', () => {
  const names = { publisher: [{ name: 'BBC News', articles: 1 }], layout: [], lang: [{ name: 'en', articles: 2 }] };

  it('say how many articles have them, imports when they were and of what', () => {
    const values = knownValues(names, [{ id: 'i1', startedAt: '2024-05-14T10:00:00Z', names: ['pages', 'x'.repeat(100)] }]);
    expect(values.publisher).toEqual([{ value: 'BBC News', detail: '1 article' }]);
    expect(values.lang).toEqual([{ value: 'en', detail: '2 articles' }]);
    expect(values.import?.[0]?.value).toBe('i1');
    expect(values.import?.[0]?.detail).toMatch(/2024.*, pages, x+…$/u);
  });

  it('come from the search; a newer question is nothing to tell of, what else fails is', async () => {
    expect(await askNames({ names: async () => names })).toBe(names);
    expect(await askNames({ names: () => Promise.reject(new CuttingsError('superseded', 'newer')) })).toBeUndefined();
    expect(await askNames({ names: () => Promise.reject(new CuttingsError('search-failed', 'broke off')) })).toMatchObject({
      failure: { message: 'broke off' },
    });
  });
});

describe('the query as it is drawn', () => {
  it('loses no character', () => {
    for (const draft of ['', '  toll "fixed span" -tag:"a b" is:', '-', '"open', 'tag:a/b-c x:y:z', 'say"so"']) {
      expect(
        queryPieces(draft)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(draft);
    }
  });

  it('sets fields, values, phrases and what is excluded apart', () => {
    expect(queryPieces('toll -tag:"no way" "fixed span"').map(({ text, kind, negated }) => [text, kind, negated])).toEqual([
      ['toll', 'word', false],
      [' ', 'space', false],
      ['-tag:', 'field', true],
      ['"no way"', 'value', true],
      [' ', 'space', false],
      ['"fixed span"', 'phrase', false],
    ]);
  });

  it('marks a wrong place, and a place at the very end by a space', () => {
    expect(aroundWrong('toll is:odd', { from: 8, to: 11 })).toEqual({ before: 'toll is:', wrong: 'odd' });
    expect(aroundWrong('is:', { from: 3, to: 3 })).toEqual({ before: 'is:', wrong: ' ' });
  });
});
