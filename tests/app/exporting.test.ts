import { describe, expect, it } from 'vitest';
import { exportTrouble, numberedPath, placeParts, suggestedName } from '../../renderer/app/features/exporting/places.ts';

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
