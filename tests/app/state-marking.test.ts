import { describe, expect, it } from 'vitest';
import type { CommentId } from '../../corpus/records.ts';
import { markAll } from '../../renderer/app/state/marking.ts';
import type { WorkspaceStore } from '../../renderer/app/state/services.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';

const LONG = 300_000;

function longList(length = LONG) {
  const comments = Array.from({ length }, (_, n): CommentId => `c0000000000000001.${n}`);
  const result = { query: '', articles: [], comments, unindexed: 0, gaps: 0, took: 1 };
  return createWorkspaceStore({ view: 'comments', draft: '', query: '', order: 'published', selected: new Set(), result });
}

/** Resolves once some rows are marked and others are not. */
const begun = (store: WorkspaceStore) =>
  new Promise<void>((wake) => {
    const stop = store.subscribe(() => {
      if (store.get().marking === undefined) return;
      stop();
      wake();
    });
  });

describe('marking all rows', () => {
  it('marks every row of the list, and tells on the way how far it is', async () => {
    const store = longList();
    const told: number[] = [];
    store.subscribe(() => told.push(store.get().marking?.done ?? -1));
    await markAll(store);
    expect(store.get().selected.size).toBe(LONG);
    expect(store.get().marking).toBeUndefined();
    expect(told.length).toBeGreaterThan(1);
    expect(told.slice(0, -1)).toEqual(told.slice(0, -1).toSorted((a, b) => a - b));
  });

  it('marks a short list at once', async () => {
    const store = longList(3);
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    await markAll(store);
    expect([changes, store.get().selected.size]).toEqual([1, 3]);
  });

  it.each([{ draft: 'tide' }, { view: 'articles' }, { order: 'title' }, { selected: new Set<CommentId>(['c1.1']) }] as const)(
    'is given up where the analyst goes on to something else: %j',
    async (change) => {
      const store = longList();
      const under = begun(store);
      const marking = markAll(store);
      await under;
      expect(store.get().marking).toBeDefined();
      store.set(change);
      await marking;
      expect(store.get()).toMatchObject(change);
      expect(store.get().selected.size).toBe('selected' in change ? 1 : 0);
      expect(store.get().marking).toBeUndefined();
    },
  );

  it('is done once where it is asked for twice', async () => {
    const store = longList();
    const under = begun(store);
    const first = markAll(store);
    await under;
    const second = markAll(store);
    await Promise.all([first, second]);
    expect(store.get().selected.size).toBe(LONG);
    expect(store.get().marking).toBeUndefined();
  });
});
