import { describe, expect, it } from 'vitest';
import { foldUnchanged, keyOf } from '../../renderer/app/features/reading/version-changes.ts';

describe('what changed between two captures', () => {
  it('shows blocks that stayed as one line, each change by itself, with keys of their own', () => {
    const shown = foldUnchanged([
      { kind: 'kept', before: 0, after: 0 },
      { kind: 'kept', before: 1, after: 1 },
      { kind: 'removed', before: 2 },
      { kind: 'added', after: 2 },
      { kind: 'kept', before: 3, after: 3 },
    ]);
    expect(shown).toEqual([
      { kind: 'unchanged', count: 2, at: 0 },
      { kind: 'removed', before: 2 },
      { kind: 'added', after: 2 },
      { kind: 'unchanged', count: 1, at: 3 },
    ]);
    expect(new Set(shown.map(keyOf)).size).toBe(4);
  });
});
