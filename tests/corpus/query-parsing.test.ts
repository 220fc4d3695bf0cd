import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../corpus/query/parser.ts';
import { printQuery } from '../../corpus/query/printer.ts';
import type { Query, QueryClause, QueryTerm } from '../../corpus/query/query.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

function termsOf(text: string): QueryTerm[] {
  return queryOf(text).clauses.map((clause) => clause.term);
}

function errorOf(text: string) {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`“${text}” was read`);
  return parsed.error;
}

const withoutPlaces = (query: Query): Omit<QueryClause, 'at'>[] => query.clauses.map(({ term, negated }) => ({ term, negated }));

describe('a query', () => {
  it('may be empty', () => {
    expect(queryOf('')).toEqual({ clauses: [] });
    expect(queryOf('  \t')).toEqual({ clauses: [] });
  });

  it('folds words, phrases and prefixes as texts are folded', () => {
    expect(termsOf('Élysée "Sea Wall" Harb*')).toEqual([
      { type: 'word', word: 'elysee', text: 'Élysée' },
      { type: 'phrase', words: ['sea', 'wall'], text: 'Sea Wall' },
      { type: 'prefix', prefix: 'harb', text: 'Harb' },
    ]);
  });

  it('takes a word that texts cut in two as a phrase, and a phrase of one word as the word', () => {
    expect(termsOf('e-mail "tide"')).toEqual([
      { type: 'phrase', words: ['e', 'mail'], text: 'e-mail' },
      { type: 'word', word: 'tide', text: 'tide' },
    ]);
  });

  it('reads every field', () => {
    expect(termsOf('tag:stance/hawkish tag:"two words" is:untagged in:comments has:replies id:a1,c2.3 import:i7 source:"my page"')).toEqual([
      { type: 'tag', tag: 'stance/hawkish' },
      { type: 'tag', tag: 'two words' },
      { type: 'is', what: 'untagged' },
      { type: 'in', what: 'comments' },
      { type: 'has', what: 'replies' },
      { type: 'id', ids: ['a1', 'c2.3'] },
      { type: 'import', id: 'i7' },
      { type: 'source', name: 'my page' },
    ]);
  });

  it('does not mind the case of fields and their fixed values', () => {
    expect(termsOf('IS:Untagged')).toEqual([{ type: 'is', what: 'untagged' }]);
  });

  it('reads quotes inside a value as part of it', () => {
    expect(termsOf('tag:stance/"very hawkish"')).toEqual([{ type: 'tag', tag: 'stance/very hawkish' }]);
  });

  it('takes curly quotes, which text fields put in, for quotes', () => {
    expect(termsOf('“sea wall”')).toEqual([{ type: 'phrase', words: ['sea', 'wall'], text: 'sea wall' }]);
  });

  it('lets a backslash keep a quote in a value', () => {
    expect(termsOf('tag:"say \\"aye\\""')).toEqual([{ type: 'tag', tag: 'say "aye"' }]);
  });

  it('turns any clause around with a minus, and knows where each clause stands', () => {
    expect(queryOf(' tide -tag:spam').clauses).toEqual([
      { term: { type: 'word', word: 'tide', text: 'tide' }, negated: false, at: { from: 1, to: 5 } },
      { term: { type: 'tag', tag: 'spam' }, negated: true, at: { from: 6, to: 15 } },
    ]);
  });

  it('takes a time of day for words, not for a field', () => {
    expect(termsOf('10:30')[0]?.type).toBe('phrase');
  });
});

describe('a malformed query', () => {
  it.each([
    ['an unclosed quote', 'tide "sea wall', { from: 5, to: 14 }, ['a closing “"”']],
    ['an unclosed quote in a value', 'tag:"sea', { from: 4, to: 8 }, ['a closing “"”']],
    ['an unknown field', 'tide colour:red', { from: 5, to: 12 }, ['tag:', 'is:', 'in:', 'has:', 'id:', 'import:', 'source:']],
    ['an address', 'http://example.org', { from: 0, to: 5 }, ['tag:', 'is:', 'in:', 'has:', 'id:', 'import:', 'source:']],
    ['a field without a value', 'tag: tide', { from: 0, to: 4 }, ['a tag, with everything below it']],
    ['a field with an empty value', 'is:""', { from: 0, to: 5 }, ['untagged', 'tagged', 'reply', 'unparsed', 'changed']],
    ['a lone minus', 'tide - wall', { from: 5, to: 6 }, ['a word', 'a phrase', 'a field']],
    ['a minus at the end', 'tide -', { from: 5, to: 6 }, ['a word', 'a phrase', 'a field']],
    ['two minuses', '--tide', { from: 0, to: 1 }, ['a word', 'a phrase', 'a field']],
    ['an unknown value of is:', 'is:green', { from: 3, to: 8 }, ['untagged', 'tagged', 'reply', 'unparsed', 'changed']],
    ['an unknown value of in:', 'in:threads', { from: 3, to: 10 }, ['articles', 'comments']],
    ['an unknown value of has:', '-has:wings', { from: 5, to: 10 }, ['reply', 'replies', 'quote', 'note', 'gaps']],
    ['a path with a missing name', 'tag:stance//hawkish', { from: 4, to: 19 }, ['tag:name', 'tag:name/below']],
    ['a list of ids with a gap', 'id:a1,,a2', { from: 3, to: 9 }, ['ids, parted by commas']],
    ['nothing but signs', 'tide ?!', { from: 5, to: 7 }, ['a word']],
    ['empty quotes', '""', { from: 0, to: 2 }, ['a word']],
    ['a star alone', '*', { from: 0, to: 1 }, ['letters and a star: sanct*']],
    ['a star inside a word', 'sea*wall', { from: 0, to: 8 }, ['letters and a star: sanct*']],
    ['a star after two words', 'sea-wa*', { from: 0, to: 7 }, ['letters and a star: sanct*']],
  ])('is refused at its place, saying what was expected: %s', (_, text, at, expected) => {
    expect(errorOf(text)).toMatchObject({ at, expected, message: expect.stringMatching(/^[A-Z“].*\.$/) });
  });
});

const VALUE = fc.oneof(
  fc.constantFrom('stance/hawkish', 'two words', 'say "aye"', 'back\\slash', '“curly”', '-minus', 'star*', 'is:odd'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const WORDS = fc.oneof(
  fc.constantFrom('tide', 'Élysée', 'e-mail', 'sea wall', '10:30', 'tag:x', '-minus', 'don’t', 'a"b', '漁港の朝'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const CLAUSE = fc.oneof(
  WORDS,
  WORDS.map(quoted),
  WORDS.map((word) => `${word}*`),
  fc.tuple(fc.constantFrom('tag', 'id', 'import', 'source'), VALUE).map(([field, value]) => `${field}:${quoted(value)}`),
  fc.constantFrom(
    'is:untagged',
    'is:tagged',
    'is:reply',
    'is:unparsed',
    'is:changed',
    'in:articles',
    'in:comments',
    'has:reply',
    'has:replies',
    'has:quote',
    'has:note',
  ),
);
const QUERY = fc
  .array(
    fc.tuple(fc.boolean(), CLAUSE).map(([negated, clause]) => (negated ? `-${clause}` : clause)),
    { maxLength: 5 },
  )
  .map((clauses) => clauses.join(' '));

describe('a printed query', () => {
  it('reads as the same query again', () => {
    let read = 0;
    fc.assert(
      fc.property(QUERY, (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        read += 1;
        const printed = printQuery(parsed.query);
        expect(withoutPlaces(queryOf(printed))).toEqual(withoutPlaces(parsed.query));
        expect(printQuery(queryOf(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('has quotes only where they are needed', () => {
    expect(printQuery(queryOf('"tide" "sea wall" -tag:"hawkish" tag:"two words" HARB* "-5" “is:odd”'))).toBe(
      'tide "sea wall" -tag:hawkish tag:"two words" HARB* "-5" "is:odd"',
    );
  });

  it('never throws on anything typed, and points into the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), QUERY, fc.stringMatching(/^[-"a:*“ ]{0,12}$/)), (text) => {
        const parsed = parseQuery(text);
        const places = parsed.ok ? parsed.query.clauses.map((clause) => clause.at) : [parsed.error.at];
        for (const { from, to } of places) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
