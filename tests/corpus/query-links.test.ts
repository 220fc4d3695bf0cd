import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkedSearch, linkPieces, linkTo, queryIn, readLink } from '../../corpus/query/link.ts';
import { LIST_ORDERS } from '../../corpus/query/orders.ts';

const SEARCH: fc.Arbitrary<LinkedSearch> = fc
  .record({
    query: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('tag:"a b" -x', '"50 %" AND (a OR b)*', 'q=1&in=comments', ''),
    ),
    list: fc.constantFrom('articles' as const, 'comments' as const, undefined),
    order: fc.constantFrom(...LIST_ORDERS, undefined),
  })
  .map(({ query, list, order }) => ({ query, ...(list && { list }), ...(order && { order }) }));

describe('a link to a search', () => {
  it('is written and read', () => {
    const search: LinkedSearch = { query: 'tide (wall OR "sea wall").', list: 'comments', order: 'rating' };
    const link = 'cuttings:search?q=tide%20%28wall%20OR%20%22sea%20wall%22%29%2E&in=comments&order=rating';
    expect(linkTo(search)).toBe(link);
    expect(readLink(` ${link}\n`)).toEqual(search);
    expect(queryIn(link)).toBe(search.query);
  });

  it('gives back whatever it was made of', () => {
    fc.assert(
      fc.property(SEARCH, (search) => {
        expect(readLink(linkTo(search))).toEqual(search);
      }),
    );
  });

  it('is found in any text, with the words around it', () => {
    fc.assert(
      fc.property(SEARCH, fc.constantFrom('See ', '(', '“', ''), fc.constantFrom('.', ') and', ', too', '”', ' ', ''), (search, before, after) => {
        const text = `${before}${linkTo(search)}${after}`;
        const pieces = linkPieces(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.filter((piece) => piece.search).map((piece) => piece.search)).toEqual([search]);
      }),
    );
  });

  it.each([
    '',
    'tide',
    'cuttings:search',
    'cuttings:search?',
    'cuttings:search?in=comments',
    'cuttings:search?q=50%',
    'cuttings:search?q',
    'http://search?q=tide',
  ])('is none of “%s”, which is a query as it stands', (text) => {
    expect(readLink(text)).toBeUndefined();
    expect(queryIn(text)).toBe(text);
  });

  it('passes over what it does not know, and knows no other lists and orders', () => {
    expect(readLink('CUTTINGS:search?q=a+b&colour=red&in=pages&order=length')).toEqual({ query: 'a+b', order: 'length' });
    expect(readLink('cuttings:search?q=&order=colour')).toEqual({ query: '' });
  });

  it('leaves text without links alone', () => {
    expect(linkPieces('no link, cuttings:search?q=50% is none')).toEqual([{ text: 'no link, cuttings:search?q=50% is none' }]);
    expect(linkPieces('')).toEqual([]);
  });
});
