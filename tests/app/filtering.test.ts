import { describe, expect, it } from 'vitest';
import { aroundWrong, queryPieces } from '../../renderer/app/features/filtering/highlight.ts';
import { HISTORY_LENGTH, queryHistory, rememberQuery } from '../../renderer/app/features/filtering/history.ts';
import { listFor } from '../../renderer/app/features/filtering/show.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
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

  it('starts anew when what was kept cannot be read', () => {
    const store = memory();
    store.setItem('cuttings.query-history', '[broken');
    expect(queryHistory(store)).toEqual([]);
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
