import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../corpus/query/parser.ts';
import { snippet } from '../../corpus/query/words.ts';
import { orderChoices } from '../../renderer/app/features/library/orders.ts';
import { asksForWords, hitSnippet } from '../../renderer/app/features/reading/hits.ts';

const offered = (...given: Parameters<typeof orderChoices>): string[] => orderChoices(...given).choices.map(({ words }) => words);

describe('orders of a list', () => {
  it('are those that make sense for it', () => {
    expect(offered('articles', false, 'published')).toEqual([
      'Newest',
      'Last imported',
      'Most comments',
      'Longest',
      'Recently tagged',
      'Title',
      'Most unparsed',
    ]);
    expect(offered('comments', false, 'published')).toEqual(['By article', 'Newest comment', 'Highest rated', 'Longest', 'Recently tagged']);
  });

  it('have relevance where words are looked for, without taking it', () => {
    expect(offered('articles', true, 'title')[0]).toBe('Relevance');
    expect(orderChoices('articles', true, 'title').now).toBe('title');
    expect(orderChoices('comments', false, 'relevance').now).toBe('published');
  });

  it('tell the order the list is in, though it is the other list’s', () => {
    expect(orderChoices('articles', false, 'rating').now).toBe('published');
    expect(orderChoices('comments', false, 'title').now).toBe('title');
    expect(offered('comments', false, 'title')).toContain('By article, title');
  });
});

function took(what: () => unknown): number {
  const start = performance.now();
  what();
  return performance.now() - start;
}

describe('a query', () => {
  it('asks for words in any field, but not by leaving them out', () => {
    expect(['tide', 'own:tide', 'a1 NEAR b1', 'is:reply tide'].map(asksForWords)).toEqual([true, true, true, true]);
    expect(['', 'is:reply', '-tide', 'publisher:=="BBC News"', '(tide'].map(asksForWords)).toEqual([false, false, false, false, false]);
  });

  it('is shown in the first text that has its words, cut around them', () => {
    const long = `${'sand '.repeat(60)}the tide came${' and went'.repeat(60)}`;
    const cut = hitSnippet('tide', ['nothing here', long, 'tide'], 120);
    expect(cut?.text).toMatch(/^….{0,45}tide came.*…$/);
    expect(cut?.hits.map(({ from, to }) => cut.text.slice(from, to))).toEqual(['tide']);
    expect(hitSnippet('tide', ['nothing here'], 120)).toBeUndefined();
    expect(hitSnippet('is:reply', [long], 120)).toBeUndefined();
    expect(hitSnippet('', [long], 120)).toBeUndefined();
  });

  it('is cut from a text of megabytes as from any other, without finding every word of it', () => {
    const query = parseQuery('tide');
    if (!query.ok) throw new Error('the query cannot be read');
    for (const before of [0, 3_000, 30_000, 200_000]) {
      const text = `${'tidemark sand '.repeat(before)}the tide came ${'tide and '.repeat(200)}`;
      expect(hitSnippet('tide', [text], 120)).toEqual(snippet(query.query, text, 120));
    }
    expect(hitSnippet('tide', ['tidemark'.repeat(10_000)], 120)).toBeUndefined();
    const hits = 'word tide '.repeat(100_000);
    const whole = took(() => snippet(query.query, hits, 120));
    expect(took(() => hitSnippet('tide', [hits], 120))).toBeLessThan(whole / 5);
  });
});
