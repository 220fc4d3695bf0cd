import { describe, expect, it } from 'vitest';
import { blockChanges } from '../../renderer/app/features/reading/block-changes.ts';

const blocks = (words: string) => Array.from(words, (text) => ({ text }));

describe('blocks of two captures', () => {
  it('are those that went, those that came, and how many stayed between', () => {
    expect(blockChanges(blocks('abcd'), blocks('abxd'))).toEqual([
      { kind: 'same', count: 2 },
      { kind: 'removed', text: 'c' },
      { kind: 'added', text: 'x' },
      { kind: 'same', count: 1 },
    ]);
    expect(blockChanges([], blocks('a'))).toEqual([{ kind: 'added', text: 'a' }]);
    expect(blockChanges(blocks('ab'), blocks('ab'))).toEqual([{ kind: 'same', count: 2 }]);
  });
});
