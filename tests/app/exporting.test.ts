import { describe, expect, it } from 'vitest';
import type { TargetId } from '../../corpus/records.ts';
import { exportTrouble, numberedPath, placeParts, suggestedName } from '../../renderer/app/features/exporting/places.ts';
import { scopesOf } from '../../renderer/app/features/exporting/scopes.ts';
import { amount, inWords } from '../../renderer/app/features/exporting/selection-words.ts';

describe('the place of an export', () => {
  it('is named after what is exported', () => {
    expect(suggestedName('Against, not sarcastic', 'json')).toBe('against-not-sarcastic.json');
    expect(suggestedName('tag:"über alles"/ja', 'json')).toBe('tag-über-alles-ja.json');
    expect(suggestedName('***', 'json')).toBe('cuttings.json');
    expect(suggestedName('x'.repeat(80), 'csv')).toHaveLength(64);
  });

  it('is parted into folder and name with either separator', () => {
    expect(placeParts('/home/me/a.json')).toEqual({ folder: '/home/me/', name: 'a.json' });
    expect(placeParts('C:\\data\\a.json')).toEqual({ folder: 'C:\\data\\', name: 'a.json' });
  });

  it('gets the next number when both files are kept', () => {
    expect(numberedPath('/d/a.json')).toBe('/d/a 2.json');
    expect(numberedPath('/d/a 2.json')).toBe('/d/a 3.json');
    expect(numberedPath('/d.x/a')).toBe('/d.x/a 2');
  });
});

describe('an export in words', () => {
  const chosen = (articles: number, context: number) => [...Array(articles).fill({ context: false }), ...Array(context).fill({ context: true })];

  it('names articles and comments, and sets the articles apart that only give context', () => {
    expect(amount({ articles: chosen(16, 2), comments: 2 })).toBe('16 articles and 2 comments');
    expect(inWords({ articles: chosen(16, 2), comments: 2 })).toBe('16 articles and 2 comments, 2 more articles only to give context');
    expect(inWords({ articles: chosen(0, 1), comments: 3 })).toBe('3 comments, 1 article only to give context');
    expect(inWords({ articles: chosen(1, 0), comments: 0 })).toBe('1 article');
  });
});

describe('a failed export', () => {
  it.each(['exists', 'permission', 'disk-full', 'no-folder', 'is-folder', 'busy', 'cancelled', 'changed', 'unexpected'])(
    'of kind %s says what happened and what is safe',
    (kind) => {
      const trouble = exportTrouble({ kind, message: 'It went wrong.' }, '/d/a.json');
      expect(trouble.title).not.toBe('');
      expect(trouble.text).toMatch(kind === 'exists' ? /not been touched/u : /^It went wrong\. The library is as it was\.$/u);
      expect(trouble.exists).toBe(kind === 'exists');
    },
  );
});

describe('what can be exported', () => {
  const result = { query: 'toll', articles: ['a1'], comments: ['c1.1', 'c1.2'], unindexed: 0, gaps: 0, took: 3 } as const;

  it('is the filter, the marked rows and everything, in that order', () => {
    const scopes = scopesOf({ query: ' toll', result, selected: new Set<TargetId>(['c1.2', 'a1']) });
    expect(scopes.map(({ kind, query }) => [kind, query])).toEqual([
      ['filter', 'toll'],
      ['selection', 'id:c1.2,a1'],
      ['everything', ''],
    ]);
    expect(scopes[1]?.matches).toEqual({ articles: ['a1'], comments: ['c1.2'] });
  });

  it('is not a filter whose answer is not there yet', () => {
    expect(scopesOf({ query: 'toll bridge', result, selected: new Set() }).map(({ kind }) => kind)).toEqual(['everything']);
    expect(scopesOf({ query: '', result, selected: new Set() }).map(({ kind }) => kind)).toEqual(['everything']);
  });
});
