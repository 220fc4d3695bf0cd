import { describe, expect, it } from 'vitest';
import { buildLedger, checkLedger } from '../../corpus/coverage.ts';
import { articleIdOf, commentIds, gapsBelow, identityOf } from '../../corpus/identity.ts';
import { decode } from '../../corpus/text/decode.ts';

const text = decode(new TextEncoder().encode('\ufeffHéad\n\n body \nend'));

describe('the ledger', () => {
  it('sums to the file: claims trimmed, the rest unparsed, whitespace and byte order mark blank', () => {
    const ledger = buildLedger(text, [{ from: 5, to: 12, class: 'article' }]);
    expect(ledger.runs).toEqual([
      { bytes: [3, 8], class: 'unparsed' },
      { bytes: [11, 15], class: 'article' },
      { bytes: [17, 20], class: 'unparsed' },
    ]);
    expect(ledger.totals).toEqual({ article: 4, comment: 0, furniture: 0, unparsed: 8, blank: 8 });
    expect(checkLedger(ledger, text.byteLength, [{ bytes: [11, 15], class: 'article' }])).toEqual([]);
  });
  it('refuses claims that overlap or lie outside', () => {
    const claim = (from: number, to: number) => ({ from, to, class: 'comment' as const });
    expect(() => buildLedger(text, [claim(0, 4), claim(3, 6)])).toThrow(/overlap/);
    expect(() => buildLedger(text, [claim(0, 99)])).toThrow(/outside/);
  });
  it('names what is wrong: totals, order, evidence that is no run', () => {
    const ledger = buildLedger(text, [{ from: 5, to: 12, class: 'article' }]);
    const totals = { ...ledger.totals, blank: 0 };
    expect(checkLedger({ runs: ledger.runs, totals }, text.byteLength, [{ bytes: [0, 2], class: 'article' }])).toHaveLength(2);
    expect(checkLedger({ runs: [...ledger.runs].reverse(), totals: ledger.totals }, text.byteLength, []).length).toBeGreaterThan(0);
    expect(checkLedger(ledger, 9, []).length).toBeGreaterThan(0);
  });
});

describe('identity', () => {
  it('is the same for captures with other quotes, case and spaces, and another for another opening', () => {
    const one = identityOf({ headline: 'Owls ‘move in’', opening: 'The owls of Bray have moved.' });
    expect(identityOf({ headline: "OWLS 'move in'", opening: 'The owls  of Bray\nhave moved.' })).toBe(one);
    expect(identityOf({ headline: 'Owls ‘move in’', opening: 'The owls of Dray have moved.' })).not.toBe(one);
    expect(identityOf({ url: 'http://www.example.org/a/?utm_source=x#top' })).toBe(identityOf({ url: 'https://example.org/a' }));
  });
  it('makes article ids from identity and source, comment ids from number or words', () => {
    const article = articleIdOf('text:a\nb', 'sha256:1');
    expect(article).toMatch(/^a[0-9a-f]{16}$/);
    expect(articleIdOf('text:a\nb', 'sha256:2')).not.toBe(article);
    const idOf = commentIds(article);
    expect(idOf({ number: 7, text: '' })).toBe(`c${article.slice(1)}.7`);
    expect(idOf({ number: 7, text: '' })).toBe(`c${article.slice(1)}.7~2`);
    expect(idOf({ author: 'Ann', text: 'x' })).toMatch(/\.x[0-9a-f]{10}$/);
  });
  it('states the missing numbers below the highest', () => {
    expect(gapsBelow([245, 244, 147, 26])).toEqual([
      [1, 25],
      [27, 146],
      [148, 243],
    ]);
    expect(gapsBelow([1, 2, 2, 3])).toEqual([]);
    expect(gapsBelow([])).toEqual([]);
  });
});
