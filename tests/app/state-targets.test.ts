import { describe, expect, it } from 'vitest';
import type { TargetId } from '../../corpus/records.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import { articleOf, focusOn, gapOf, isComment, listed, range, rowFrom, rowToward, toggled } from '../../renderer/app/state/targets.ts';

const A = 'a0123456789abcdef' as const;
const C = 'c0123456789abcdef.12' as const;
const ids: readonly TargetId[] = ['a1', 'a2', 'a3', 'a4'];

describe('targets', () => {
  it('knows comments from articles, and the article a comment belongs to', () => {
    expect(isComment(C)).toBe(true);
    expect(isComment(A)).toBe(false);
    expect(articleOf(C)).toBe(A);
    expect(articleOf(A)).toBe(A);
    expect(articleOf('c0123456789abcdef.x0011223344~2')).toBe(A);
  });

  it('opens a comment within its article', () => {
    const store = createWorkspaceStore();
    focusOn(store, C);
    expect(store.get()).toMatchObject({ focused: C, open: A, openComment: C });
    focusOn(store, A);
    expect(store.get()).toMatchObject({ focused: A, open: A });
    expect(store.get().openComment).toBeUndefined();
  });

  it('lists the rows of the view that is shown', () => {
    const result = { query: '', articles: [A], comments: [C], unindexed: 0, gaps: 0, took: 1 } as const;
    expect(listed({ view: 'articles', result })).toEqual([A]);
    expect(listed({ view: 'comments', result })).toEqual([C]);
    expect(listed({ view: 'comments' })).toEqual([]);
  });
});

describe('the keyboard on a list', () => {
  it('moves by rows and stops at both ends', () => {
    expect(rowFrom(ids, 'a2', 1)).toBe('a3');
    expect(rowFrom(ids, 'a4', 1)).toBe('a4');
    expect(rowFrom(ids, 'a1', -8)).toBe('a1');
  });

  it('begins at the first row going down, at the last going up, when no row of the list has it', () => {
    expect(rowFrom(ids, undefined, 1)).toBe('a1');
    expect(rowFrom(ids, 'a9', -1)).toBe('a4');
    expect(rowFrom([], undefined, 1)).toBeUndefined();
  });

  it('goes on from where a row stood that a change took off the list', () => {
    const gap = gapOf(ids, ['a1', 'a2', 'a4'], 'a3', undefined);
    expect(gap).toEqual({ of: 'a3', at: 2 });
    expect(rowFrom(['a1', 'a2', 'a4'], 'a3', 1, gap)).toBe('a4');
    expect(rowFrom(['a1', 'a2', 'a4'], 'a3', -1, gap)).toBe('a2');
    expect(rowFrom(['a1', 'a2', 'a4'], 'a1', 1, gap), 'a row of the list counts before any gap').toBe('a2');
  });

  it('finds that place by the neighbours that are left, and after another change too', () => {
    expect(gapOf(ids, ['a4'], 'a2', undefined), 'rows before it left as well').toEqual({ of: 'a2', at: 0 });
    expect(gapOf(ids, ['a1', 'a2'], 'a4', undefined), 'it was the last').toEqual({ of: 'a4', at: 2 });
    expect(rowFrom(['a1', 'a2'], 'a4', 1, { of: 'a4', at: 2 })).toBe('a2');
    expect(gapOf(['a1', 'a2', 'a4'], ['a2', 'a4'], 'a3', { of: 'a3', at: 2 })).toEqual({ of: 'a3', at: 1 });
    expect(gapOf(ids, ['a8', 'a9'], 'a4', undefined), 'no neighbour is left').toEqual({ of: 'a4', at: 2 });
  });

  it('leaves no such place while the row is listed, or where it never was', () => {
    expect(gapOf(ids, ids, 'a2', undefined)).toBeUndefined();
    expect(gapOf(ids, ['a1'], 'a9', undefined)).toBeUndefined();
    expect(gapOf(ids, [], undefined, undefined)).toBeUndefined();
  });

  it('has such a place in the list it was lost from alone', () => {
    const result = { query: '', articles: [A, 'a1'], comments: ['c1', 'c2'], unindexed: 0, gaps: 0, took: 1 } as const;
    const lost = { ...createWorkspaceStore().get(), result, focused: C, gap: { of: C, at: 1 } };
    expect(rowToward({ ...lost, view: 'comments' }, 1)).toBe('c2');
    expect(rowToward({ ...lost, view: 'articles' }, 1)).toBe(A);
  });

  it('marks the rows between two, whichever comes first', () => {
    expect(range(ids, 'a3', 'a1')).toEqual(['a1', 'a2', 'a3']);
    expect(range(ids, 'a2', 'a2')).toEqual(['a2']);
  });

  it('marks only the row clicked when the other has left the list', () => {
    expect(range(ids, 'a9', 'a2')).toEqual(['a2']);
    expect(range(ids, 'a1', 'a9')).toEqual([]);
  });

  it('marks and unmarks one row without touching the set it was given', () => {
    const before = new Set<TargetId>(['a1']);
    expect([...toggled(before, 'a2')]).toEqual(['a1', 'a2']);
    expect([...toggled(before, 'a1')]).toEqual([]);
    expect([...before]).toEqual(['a1']);
  });
});
