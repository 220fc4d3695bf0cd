import { describe, expect, it } from 'vitest';
import type { TargetId } from '../../corpus/records.ts';
import { exportTrouble, numberedPath, placeParts, suggestedName } from '../../renderer/app/features/exporting/places.ts';
import { scopesOf } from '../../renderer/app/features/exporting/scopes.ts';

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
  const result = { query: 'toll', articles: ['a1'], comments: ['c1.1', 'c1.2'], took: 3 } as const;

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
