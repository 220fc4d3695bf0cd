import { describe, expect, it } from 'vitest';
import { dateSpanOf, hasWords, withCondition, withDateSpan, withoutDateSpan } from '../../corpus/query/spans.ts';

describe('a condition more', () => {
  it('stands behind what was typed, which is in brackets where it names alternatives', () => {
    expect(withCondition('', 'toll')).toBe('toll');
    expect(withCondition(' toll  bridge ', 'tag:for')).toBe('toll  bridge tag:for');
    expect(withCondition('toll OR ferry', 'tag:for')).toBe('(toll OR ferry) tag:for');
    expect(withCondition('toll', 'a OR b')).toBe('toll (a OR b)');
  });

  it('is not said twice, and nothing is added to a query that cannot be read', () => {
    expect(withCondition('toll tag:for', 'tag:for')).toBe('toll tag:for');
    expect(withCondition('toll', 'toll "toll bridge"')).toBe('toll "toll bridge"');
    expect(withCondition('(toll', 'tag:for')).toBe('(toll');
    expect(withCondition('toll', '(')).toBe('toll');
  });
});

describe('the span of time of a query', () => {
  it('is what all its conditions about time leave', () => {
    expect(dateSpanOf('toll')).toBeUndefined();
    expect(dateSpanOf('toll date:2019-03..2019-08')).toEqual({ from: '2019-03', to: '2019-08' });
    expect(dateSpanOf('date:2019.. date:..2019-08 date:2018..2020')).toEqual({ from: '2019', to: '2019-08' });
    expect(dateSpanOf('toll date:2019-03')).toEqual({ from: '2019-03', to: '2019-03' });
  });

  it('is not read out of what is negated, or is one of several alternatives', () => {
    expect(dateSpanOf('toll -date:2019')).toBeUndefined();
    expect(dateSpanOf('toll OR date:2019')).toBeUndefined();
    expect(withoutDateSpan('toll -date:2019')).toBe('toll -date:2019');
  });

  it('is put in the place of another, and taken out', () => {
    expect(withDateSpan('toll AND date:2019', { from: '2018-01', to: '2018-02' })).toBe('toll date:2018-01..2018-02');
    expect(withDateSpan('toll OR ferry', { from: '2018', to: '2018' })).toBe('(toll OR ferry) date:2018');
    expect(withDateSpan('', { from: '2018' })).toBe('date:2018..');
    expect(withoutDateSpan('toll date:2019 (a OR b)')).toBe('toll (a OR b)');
    expect(withoutDateSpan('date:2019')).toBe('');
    expect(withoutDateSpan('(date:2019')).toBe('(date:2019');
  });
});

describe('words to be shown in context', () => {
  it('are those the query looks for, not those it leaves out', () => {
    expect(hasWords('toll')).toBe(true);
    expect(hasWords('toll NEAR/2 bridge')).toBe(true);
    expect(hasWords('-toll tag:for')).toBe(false);
    expect(hasWords('')).toBe(false);
    expect(hasWords('(toll')).toBe(false);
  });
});
