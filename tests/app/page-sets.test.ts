import { describe, expect, it } from 'vitest';
import { hasGaps, pageSetOf } from '../../corpus/page-sets.ts';
import { pageSetWords } from '../../renderer/app/features/reading/page-words.ts';

const pages = (of: number, ...current: number[]) => current.map((page) => ({ source: 'sha256:00' as const, commentPage: { current: page, of } }));

describe('the comment pages of an article', () => {
  it('are those of all its captures, each once, of the most that any states', () => {
    expect(pageSetOf([...pages(31, 17, 14), ...pages(32, 15, 14), {}])).toEqual({ captured: [14, 15, 17], of: 32 });
    expect(pageSetOf([{}])).toBeUndefined();
  });

  it.each([
    [[14, 15, 17], 32, 'comment pages 14, 15, and 17 of 32 captured'],
    [[3], 32, 'comment page 3 of 32 captured'],
    [[1, 2, 3, 5], 90, 'comment pages 1–3 and 5 of 90 captured'],
    [[1, 2], 2, 'all 2 comment pages captured'],
  ])('%j of %i are put in words', (captured, of, words) => {
    expect(pageSetWords({ captured, of })).toBe(words);
  });

  it('have gaps where a page or a number is missing', () => {
    const none = { captured: 2, gaps: [] };
    expect(hasGaps({ captures: pages(2, 1), commentCount: none })).toBe(true);
    expect(hasGaps({ captures: pages(2, 1, 2), commentCount: none })).toBe(false);
    expect(hasGaps({ captures: pages(2, 1, 2), commentCount: { captured: 2, gaps: [[4, 4]] } })).toBe(true);
    expect(hasGaps({ captures: [{ source: 'sha256:00' }], commentCount: none })).toBe(false);
  });
});
