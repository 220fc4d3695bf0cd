import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERY_EXAMPLES } from '../../corpus/query/examples.ts';
import { FIELD_VALUES, FIELDS } from '../../corpus/query/fields.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import { printQuery } from '../../corpus/query/printer.ts';
import { type Query, type QueryNode, type QueryTerm, termsOf as terms } from '../../corpus/query/query.ts';
import { MALFORMED_QUERIES } from './malformed-queries.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

function termsOf(text: string): QueryTerm[] {
  return [...terms(queryOf(text).root)].map(({ term }) => term);
}

function errorOf(text: string) {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`“${text}” was read`);
  return parsed.error;
}

/** The tree of a query, without places. */
const treeOf = ({ root }: Query): unknown => root && withoutPlaces(root);

function withoutPlaces(node: QueryNode): unknown {
  if (node.type === 'term') return node.term;
  return node.type === 'not' ? { not: withoutPlaces(node.of) } : { [node.type]: node.of.map(withoutPlaces) };
}

/** The words of a tree, for short. */
function shapeOf(text: string): unknown {
  const shape = (node: QueryNode): unknown => {
    if (node.type === 'term') return 'text' in node.term ? node.term.text : node.term.type;
    return node.type === 'not' ? { not: shape(node.of) } : { [node.type]: node.of.map(shape) };
  };
  const { root } = queryOf(text);
  return root && shape(root);
}

describe('a query', () => {
  it('may be empty', () => {
    expect(queryOf('')).toEqual({});
    expect(queryOf('  \t')).toEqual({});
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

  it('turns any condition around with a minus or NOT, and knows where each condition stands', () => {
    expect([...terms(queryOf(' tide -tag:spam').root)]).toEqual([
      { term: { type: 'word', word: 'tide', text: 'tide' }, negated: false, at: { from: 1, to: 5 } },
      { term: { type: 'tag', tag: 'spam' }, negated: true, at: { from: 7, to: 15 } },
    ]);
    expect(shapeOf('tide NOT wall')).toEqual({ and: ['tide', { not: 'wall' }] });
    expect(shapeOf('NOT NOT wall')).toEqual({ not: { not: 'wall' } });
    expect(shapeOf('-(sea OR tide)')).toEqual({ not: { or: ['sea', 'tide'] } });
  });

  it('puts conditions together: AND more tightly than OR, brackets first', () => {
    expect(shapeOf('a b OR c AND d')).toEqual({ or: [{ and: ['a', 'b'] }, { and: ['c', 'd'] }] });
    expect(shapeOf('a (b OR c) d')).toEqual({ and: ['a', { or: ['b', 'c'] }, 'd'] });
    expect(shapeOf('((a b) c)OR(d)')).toEqual({ or: [{ and: ['a', 'b', 'c'] }, 'd'] });
    expect(shapeOf('(a OR b) OR c')).toEqual({ or: ['a', 'b', 'c'] });
  });

  it('takes operators for words in small letters and in quotes', () => {
    expect(shapeOf('this or that')).toEqual({ and: ['this', 'or', 'that'] });
    expect(shapeOf('"OR" and')).toEqual({ and: ['OR', 'and'] });
    expect(shapeOf('ORDER NOTE')).toEqual({ and: ['ORDER', 'NOTE'] });
  });

  it('reads words near each other', () => {
    expect(termsOf('sea* NEAR/3 "high wall" tide')).toMatchObject([
      { type: 'near', between: 3, left: { type: 'prefix', prefix: 'sea' }, right: { type: 'phrase', words: ['high', 'wall'] } },
      { type: 'word' },
    ]);
    expect(termsOf('own:sea NEAR own:wall')).toMatchObject([{ type: 'near', between: 10, left: { field: 'own' } }]);
  });

  it('reads words of a field, and words as they are written', () => {
    expect(termsOf('headline:"Sea Wall" author:ann* =Polish quoted:="White House" NOTE:=Élan')).toEqual([
      { type: 'phrase', words: ['sea', 'wall'], text: 'Sea Wall', field: 'headline' },
      { type: 'prefix', prefix: 'ann', text: 'ann', field: 'author' },
      { type: 'exact', words: ['polish'], exact: ['Polish'], text: 'Polish' },
      { type: 'exact', words: ['white', 'house'], exact: ['White', 'House'], text: 'White House', field: 'quoted' },
      { type: 'exact', words: ['elan'], exact: ['Élan'], text: 'Élan', field: 'note' },
    ]);
  });

  it('reads dates and numbers', () => {
    expect(termsOf('date:2013-09 date:2013-09-01..2013-09-07 date:..2012 date:2014-02-28..')).toEqual([
      { type: 'date', from: '2013-09', to: '2013-09' },
      { type: 'date', from: '2013-09-01', to: '2013-09-07' },
      { type: 'date', to: '2012' },
      { type: 'date', from: '2014-02-28' },
    ]);
    expect(termsOf('comments:>10 rating:<0 words:200 rating:-5..5 comments:>=3')).toEqual([
      { type: 'number', of: 'comments', test: { is: '>', value: 10 } },
      { type: 'number', of: 'rating', test: { is: '<', value: 0 } },
      { type: 'number', of: 'words', test: { is: '=', value: 200 } },
      { type: 'number', of: 'rating', test: { is: '..', from: -5, to: 5 } },
      { type: 'number', of: 'comments', test: { is: '>=', value: 3 } },
    ]);
  });

  it('reads whole values, and takes the signs in quotes for part of the value', () => {
    expect(termsOf('publisher:=="BBC News" AUTHOR:==smith layout:==bbc-2010s lang:==EN source:==page(1).txt')).toEqual([
      { type: 'whole', of: 'publisher', value: 'BBC News' },
      { type: 'whole', of: 'author', value: 'smith' },
      { type: 'whole', of: 'layout', value: 'bbc-2010s' },
      { type: 'whole', of: 'lang', value: 'en' },
      { type: 'whole', of: 'source', value: 'page(1).txt' },
    ]);
    expect(termsOf('layout:"==x" publisher:"==x" publisher:="=x"')).toMatchObject([{ type: 'layout', name: '==x' }, { type: 'word' }, { type: 'exact' }]);
    expect(printQuery(queryOf('layout:"==x" publisher:="=x" publisher:=="="'))).toBe('layout:"==x" publisher:="=x" publisher:===');
  });

  it('reads a value with brackets of its own, within brackets too', () => {
    expect(termsOf('(source:page(1).txt)')).toEqual([{ type: 'source', name: 'page(1).txt' }]);
  });

  it('still reads what was written before', () => {
    expect(termsOf('has:quote has:note has:reply in:comment')).toEqual([
      { type: 'has', what: 'quotes' },
      { type: 'has', what: 'notes' },
      { type: 'is', what: 'reply' },
      { type: 'in', what: 'comments' },
    ]);
  });

  it('takes a time of day for words, not for a field', () => {
    expect(termsOf('10:30')[0]?.type).toBe('phrase');
  });
});

describe('a malformed query', () => {
  it.each(MALFORMED_QUERIES)('is refused at its place, saying what was expected: %s', (_, text, [from, to], expected) => {
    expect(errorOf(text)).toMatchObject({ at: { from, to }, expected, message: expect.stringMatching(/^[A-Z“].*\.$/) });
  });

  it('of brackets without end is refused, not read until memory ends', () => {
    for (const text of ['('.repeat(100_000), `${'('.repeat(100_000)}tide`, 'NOT '.repeat(100_000), '-('.repeat(100_000)])
      expect(errorOf(text).message).toMatch(/\.$/);
    expect(parseQuery(`${'('.repeat(100)}tide${')'.repeat(100)}`).ok).toBe(true);
  });
});

const VALUE = fc.oneof(
  fc.constantFrom('stance/hawkish', 'two words', 'say "aye"', 'back\\slash', '“curly”', '-minus', 'star*', 'is:odd', '==x', '=x'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const WORDS = fc.oneof(
  fc.constantFrom('tide', 'Élysée', 'e-mail', 'sea wall', '10:30', 'tag:x', '-minus', 'don’t', 'a"b', '漁港の朝', '=x', '==y'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const FIELD = fc.constantFrom('', 'headline:', 'text:', 'own:', 'quoted:', 'author:', 'publisher:', 'note:');
const SEARCHED = fc.tuple(fc.constantFrom('', '='), WORDS).map(([exactly, word]) => `${exactly}${quoted(word)}`);
const NUMBER = fc.oneof(fc.integer({ min: -999, max: 999 }).chain((value) => fc.constantFrom(`>${value}`, `<=${value}`, String(value), `${value}..1000`)));
const CLAUSE = fc.oneof(
  WORDS,
  WORDS.map(quoted),
  WORDS.map((word) => `${word}*`),
  fc.tuple(FIELD, SEARCHED).map(([field, word]) => field + word),
  fc.tuple(FIELD, SEARCHED, fc.nat(99), SEARCHED).map(([field, left, between, right]) => `${field}${left} NEAR/${between} ${field}${right}`),
  fc.tuple(fc.constantFrom('tag', 'id', 'import', 'source', 'layout'), VALUE).map(([field, value]) => `${field}:${quoted(value)}`),
  fc.tuple(fc.constantFrom('author', 'publisher', 'layout', 'source'), VALUE).map(([field, value]) => `${field}:==${quoted(value)}`),
  fc.tuple(fc.constantFrom('comments', 'rating', 'words'), NUMBER).map(([field, value]) => `${field}:${value}`),
  fc.constantFrom(
    'date:2013',
    'date:2013-09..2013-10-07',
    'date:..2014',
    'date:2012-02..',
    'lang:EN',
    'lang:fr-CA',
    'lang:==en-GB',
    `thread:c${'0'.repeat(16)}.7`,
  ),
  fc.constantFrom(...Object.entries(FIELD_VALUES).flatMap(([field, values]) => Object.keys(values).map((value) => `${field}:${value}`))),
);
/** Conditions put together in every way, as somebody might type them. */
const { query: QUERY } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    CLAUSE,
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(' ')),
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((parts) => parts.join(' OR ')),
    fc.tuple(tie('query'), tie('query')).map(([one, other]) => `${one} AND ${other}`),
    tie('query').map((part) => `(${part})`),
    tie('query').map((part) => `-(${part})`),
    tie('query').map((part) => `NOT ${part}`),
    CLAUSE.map((part) => `-${part}`),
  ),
}));

describe('the examples of the help', () => {
  const examples = QUERY_EXAMPLES.flatMap((group) => group.examples);
  const known = examples.flatMap(({ query, finds }) => [`${query} ${finds}`]).join(' ');

  it.each(examples.map(({ query }) => [query]))('“%s” is a query as it is printed', (query) => {
    expect(printQuery(queryOf(query))).toBe(query);
  });

  it('are each there once, and name every field and value but those the app writes itself', () => {
    expect(new Set(examples.map(({ query }) => query)).size).toBe(examples.length);
    for (const field of Object.keys(FIELDS)) if (!['id', 'import', 'thread'].includes(field)) expect(known).toContain(`${field}:`);
    for (const what of Object.keys(FIELD_VALUES.is)) expect(known).toContain(`is:${what}`);
    for (const what of Object.keys(FIELD_VALUES.has)) expect(known).toContain(`has:${what}`);
  });
});

describe('a printed query', () => {
  it('reads as the same query again', () => {
    let read = 0;
    fc.assert(
      fc.property(QUERY, (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        read += 1;
        const printed = printQuery(parsed.query);
        expect(treeOf(queryOf(printed)), `${text} → ${printed}`).toEqual(treeOf(parsed.query));
        expect(printQuery(queryOf(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('has quotes only where they are needed', () => {
    expect(printQuery(queryOf('"tide" "sea wall" -tag:"hawkish" tag:"two words" HARB* "-5" “is:odd” "=a" "OR" layout:"(x)"'))).toBe(
      'tide "sea wall" -tag:hawkish tag:"two words" HARB* "-5" "is:odd" "=a" "OR" layout:"(x)"',
    );
  });

  it('has brackets only where they are needed', () => {
    expect(printQuery(queryOf('((a1) AND (b1 c1)) OR (NOT (d1)) OR (e1 (f1 OR g1)) -(h1 NEAR i1)'))).toBe('a1 b1 c1 OR -d1 OR e1 (f1 OR g1) -(h1 NEAR/10 i1)');
  });

  it('never throws on anything typed, and points into the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          QUERY,
          fc.stringMatching(/^[-"a:*“ ()=]{0,12}$/),
          fc.array(fc.constantFrom('AND', 'OR', 'NOT', 'NEAR/2', '(', ')', '-', 'a1', 'own:', '"'), { maxLength: 9 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const parsed = parseQuery(text);
          const places = parsed.ok ? [...terms(parsed.query.root)].map(({ at }) => at) : [parsed.error.at];
          for (const { from, to } of places) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
