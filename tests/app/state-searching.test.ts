import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { showArticle, showQuery } from '../../renderer/app/features/filtering/show.ts';
import { CHANGE_PAUSE, INDEXING_PAUSE, LONGEST_REST, ORDER_PAUSE, startSearching, TYPING_PAUSE } from '../../renderer/app/state/searching.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import type { AsOf, SearchOutcome, SearchResult } from '../../renderer/search/client.ts';
import { fakeServices } from './fake-services.ts';

const A = 'a0000000000000001' as const;
const B = 'a0000000000000002' as const;
const found = (query: string, articles: SearchResult['articles'] = [A, B]): SearchOutcome => ({
  ok: true,
  result: { query, articles, comments: [], unindexed: 0, gaps: 0, took: 1 },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function library(answer: (query: string) => SearchOutcome | Promise<SearchOutcome>) {
  const asked: string[] = [];
  const asOfs: AsOf[] = [];
  const changes: ((value?: unknown) => void)[] = [];
  const history: (() => void)[] = [];
  const services = fakeServices({
    workspace: createWorkspaceStore(),
    search: {
      search: async (query, _order, asOf) => {
        asked.push(query);
        if (asOf) asOfs.push(asOf);
        return answer(query);
      },
    },
    commands: {
      onHistory: (listener) => {
        history.push(() => listener({}));
        return () => {};
      },
    },
    live: () => ({
      subscribe(next) {
        changes.push((value) => next(value as never));
        return () => {};
      },
    }),
  });
  return { services, asked, asOfs, change: (totals?: object) => changes[0]?.(totals), answerTags: () => changes[1]?.([]), changeTags: () => history[0]?.() };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('searching', () => {
  it('shows everything at the start and opens the first row', async () => {
    const { services, asked } = library((query) => found(query));
    startSearching(services);
    await settle();
    expect(asked).toEqual(['']);
    expect(services.workspace.get()).toMatchObject({ query: '', open: A, focused: A });
  });

  it('looks at the library anew where a change was heard of that no answer has seen', async () => {
    let fails = true;
    const { services, asOfs, changeTags } = library((query) => {
      if (query === 'b' && fails) throw new CuttingsError('search-failed', 'the worker broke off');
      return found(query);
    });
    startSearching(services);
    await settle();
    services.workspace.set({ draft: 'a' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(asOfs).toEqual(['now', 'lately']);
    changeTags();
    services.workspace.set({ draft: 'b' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    // that one failed: it has seen nothing
    fails = false;
    services.workspace.set({ draft: 'c' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    services.workspace.set({ draft: 'd' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(asOfs).toEqual(['now', 'lately', 'now', 'now', 'lately']);
  });

  it('waits for a pause in the typing', async () => {
    const { services, asked } = library((query) => found(query));
    startSearching(services);
    await settle();
    for (const draft of ['b', 'br', 'bri']) {
      services.workspace.set({ draft });
      await vi.advanceTimersByTimeAsync(TYPING_PAUSE / 2);
    }
    expect(asked).toEqual(['']);
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(asked).toEqual(['', 'bri']);
    expect(services.workspace.get().query).toBe('bri');
  });

  it('keeps the last good result when the query cannot be read', async () => {
    const error = { at: { from: 0, to: 4 }, message: 'A tag is missing.', expected: ['a tag'] };
    const { services } = library((query) => (query === 'tag:' ? { ok: false, error } : found(query)));
    startSearching(services);
    await settle();
    services.workspace.set({ draft: 'tag:' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get()).toMatchObject({ query: '', queryError: error });
    expect(services.workspace.get().result?.articles).toEqual([A, B]);
    services.workspace.set({ draft: 'fine' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get().queryError).toBeUndefined();
  });

  it('remembers where the focused row stood when a change takes it off the list, but not when another query or order does', async () => {
    let articles: SearchResult['articles'] = [A, B];
    const { services, changeTags } = library((query) => found(query, articles));
    startSearching(services);
    await settle();
    services.workspace.set({ focused: B, open: B });
    articles = [A];
    changeTags();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    expect(services.workspace.get()).toMatchObject({ focused: B, gap: { of: B, at: 1 } });
    services.workspace.set({ order: 'title' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get().gap).toBeUndefined();
    services.workspace.set({ focused: A, open: A });
    articles = [B];
    services.workspace.set({ draft: 'other' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get().gap).toBeUndefined();
  });

  it('runs again when the library or the analyst’s tags change, keeping the focused and the marked rows', async () => {
    const { services, asked, change, changeTags } = library((query) => found(query, [B]));
    startSearching(services);
    await settle();
    services.workspace.set({ focused: A, open: A, selected: new Set([A]) });
    change();
    change();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    changeTags();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    expect(asked).toHaveLength(3);
    expect(services.workspace.get()).toMatchObject({ focused: A, open: A });
    expect([...services.workspace.get().selected]).toEqual([A]);
  });

  it('runs again at once when the analyst’s tags change', async () => {
    const { services, asked, changeTags } = library((query) => found(query));
    startSearching(services);
    await settle();
    changeTags();
    await settle();
    expect(asked).toEqual(['', '']);
  });

  it('runs again as the index goes on, until nothing is lacking', async () => {
    let unindexed = 3_000;
    const { services, asked } = library((query) => {
      const outcome = found(query);
      return outcome.ok ? { ok: true, result: { ...outcome.result, unindexed } } : outcome;
    });
    startSearching(services);
    await settle();
    expect(services.workspace.get().result?.unindexed).toBe(3_000);
    await vi.advanceTimersByTimeAsync(INDEXING_PAUSE);
    expect(asked).toEqual(['', '']);
    unindexed = 0;
    await vi.advanceTimersByTimeAsync(INDEXING_PAUSE);
    expect(services.workspace.get().result?.unindexed).toBe(0);
    await vi.advanceTimersByTimeAsync(10 * INDEXING_PAUSE);
    expect(asked).toEqual(['', '', '']);
  });

  it('rests after a long search while others change the library, but not when the analyst changes it or types, and in the end has seen all', async () => {
    const SEARCH = 400;
    const { services, asked, change, changeTags } = library(async (query) => {
      await new Promise((done) => setTimeout(done, SEARCH));
      return found(query);
    });
    startSearching(services);
    await vi.advanceTimersByTimeAsync(SEARCH);
    const before = asked.length;
    for (let n = 0; n < 160; n++) {
      change();
      await vi.advanceTimersByTimeAsync(50);
    }
    // 8 s, and each search with its rest takes 1.6
    expect(asked.length - before).toBeGreaterThanOrEqual(4);
    expect(asked.length - before).toBeLessThanOrEqual(6);
    await vi.advanceTimersByTimeAsync(LONGEST_REST + 2 * SEARCH);
    const after = asked.length;
    await vi.advanceTimersByTimeAsync(10 * LONGEST_REST);
    expect(asked.length).toBe(after);

    change();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE + SEARCH);
    change();
    changeTags();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    expect(asked.length).toBe(after + 2);
    await vi.advanceTimersByTimeAsync(SEARCH);
    change();
    services.workspace.set({ draft: 'bridge' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(asked.at(-1)).toBe('bridge');
  });

  it('runs again when the library grew between the first search and the first look at it, whichever comes first', async () => {
    for (const totalsFirst of [true, false]) {
      let release: (outcome: SearchOutcome) => void = () => {};
      const { services, asked, change } = library(
        () =>
          new Promise((resolve) => {
            release = resolve;
          }),
      );
      startSearching(services);
      const steps = [() => change({ articles: 3, comments: 0 }), () => release(found('', [A, B]))];
      for (const step of totalsFirst ? steps : steps.reverse()) {
        step();
        await settle();
      }
      await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
      expect(asked).toEqual(['', '']);
      // numbers that never agree are no reason to search for ever
      release(found('', [A, B]));
      await vi.advanceTimersByTimeAsync(CHANGE_PAUSE * 10);
      expect(asked).toEqual(['', '']);
    }
  });

  it('does not run again for the first look at a library that the first search has seen', async () => {
    const { services, asked, change, answerTags } = library((query) => found(query, [A, B]));
    startSearching(services);
    await settle();
    change({ articles: 2, comments: 0 });
    answerTags();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE * 2);
    expect(asked).toEqual(['']);
  });

  it('runs a query again whose tags are first looked at after it was asked', async () => {
    const { services, asked, answerTags } = library((query) => found(query));
    startSearching(services);
    await settle();
    services.workspace.set({ draft: 'tag:tide' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    answerTags();
    await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    expect(asked).toEqual(['', 'tag:tide', 'tag:tide']);
  });

  it('runs one search at a time while an import changes the library over and over', async () => {
    let release: (outcome: SearchOutcome) => void = () => {};
    const { services, asked, change } = library(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    startSearching(services);
    for (let i = 0; i < 20; i += 1) {
      change();
      await vi.advanceTimersByTimeAsync(CHANGE_PAUSE);
    }
    expect(asked).toHaveLength(1);
    release(found(''));
    await vi.advanceTimersByTimeAsync(LONGEST_REST);
    expect(asked).toHaveLength(2);
  });

  it('says that the search failed, and not that a newer one took its place', async () => {
    let failure: Error = new CuttingsError('superseded', 'a newer search was asked');
    const { services } = library(() => Promise.reject(failure));
    startSearching(services);
    await settle();
    expect(services.workspace.get().searchFailure).toBeUndefined();
    failure = new CuttingsError('search-failed', 'the worker broke off');
    services.workspace.set({ draft: 'x' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get().searchFailure).toEqual({ kind: 'search-failed', message: 'the worker broke off' });
  });

  it('tries again when the failure is taken away', async () => {
    const answers = [found(''), new CuttingsError('search-failed', 'the worker broke off'), found('tide', [B])];
    const { services, asked } = library(() => {
      const answer = answers.shift();
      if (answer === undefined || answer instanceof CuttingsError) throw answer ?? new Error('asked once too often');
      return answer;
    });
    startSearching(services);
    await settle();
    services.workspace.set({ draft: 'tide' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get().searchFailure).toMatchObject({ kind: 'search-failed' });
    services.workspace.set({ searchFailure: undefined });
    await settle();
    expect(asked).toEqual(['', 'tide', 'tide']);
    expect(services.workspace.get()).toMatchObject({ query: 'tide', result: { articles: [B] } });
    expect(services.workspace.get().searchFailure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(LONGEST_REST);
    expect(asked).toHaveLength(3);
  });

  it('shows a list in order to its end once it is, unless another one is shown by then', async () => {
    const wholes: ((result: SearchResult) => void)[] = [];
    const { services } = library((query) => {
      const outcome = found(query, [A, B]);
      if (!outcome.ok) return outcome;
      return { ok: true, result: { ...outcome.result, whole: () => new Promise((resolve) => wholes.push(resolve)) } };
    });
    startSearching(services);
    await settle();
    expect(wholes).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(ORDER_PAUSE);
    const whole = (query: string): SearchResult => ({ query, articles: [B, A], comments: [], unindexed: 0, gaps: 0, took: 1 });
    wholes[0]?.(whole(''));
    await settle();
    expect(services.workspace.get().result?.articles).toEqual([B, A]);
    // the same answer, so that nobody asks anything about it again
    expect(services.workspace.get().answered?.articles).toEqual([A, B]);
    services.workspace.set({ draft: 'tide' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE + ORDER_PAUSE);
    services.workspace.set({ draft: 'tid' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    services.workspace.set({ draft: 'wall' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    wholes[1]?.(whole('tide'));
    await settle();
    // nobody waited for the one between
    expect(wholes).toHaveLength(2);
    expect(services.workspace.get().result).toMatchObject({ query: 'wall', articles: [A, B] });
  });

  it('says where putting a list in order failed, and not that another took its place', async () => {
    const failures = [new CuttingsError('superseded', 'Another.'), new CuttingsError('search-failed', 'the worker broke off')];
    const { services } = library((query) => {
      const outcome = found(query);
      const failure = failures.shift();
      return outcome.ok && failure ? { ok: true, result: { ...outcome.result, whole: () => Promise.reject(failure) } } : outcome;
    });
    startSearching(services);
    await settle();
    await vi.advanceTimersByTimeAsync(ORDER_PAUSE);
    expect(services.workspace.get().searchFailure).toBeUndefined();
    services.workspace.set({ draft: 'tide' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE + ORDER_PAUSE);
    expect(services.workspace.get().searchFailure).toMatchObject({ kind: 'search-failed' });
  });

  it('opens the first row of a query’s own answer where view and query change together', async () => {
    const { services } = library((query) => found(query, query === '' ? [A] : [B]));
    startSearching(services);
    await settle();
    services.workspace.set({ view: 'imports' });
    showQuery(services.workspace, 'source:b');
    expect(services.workspace.get().open).toBeUndefined();
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE + 1);
    expect(services.workspace.get()).toMatchObject({ open: B, focused: B });
    services.workspace.set({ view: 'imports' });
    showArticle(services.workspace, '', B);
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect(services.workspace.get()).toMatchObject({ view: 'articles', draft: '', open: B, focused: B });
  });

  it('does nothing more once it is stopped', async () => {
    const { services, asked } = library((query) => found(query));
    const stop = startSearching(services);
    await settle();
    stop();
    services.workspace.set({ draft: 'late' });
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE * 2);
    expect(asked).toEqual(['']);
  });
});
