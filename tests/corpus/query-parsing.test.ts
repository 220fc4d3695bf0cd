import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERY_EXAMPLES } from '../../corpus/query/examples.ts';
import { FIELD_VALUES, FIELDS } from '../../corpus/query/fields.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import { printQuery } from '../../corpus/query/printer.ts';
import { type Query, type QueryNode, type QueryTerm, termsOf as terms } from '../../corpus/query/query.ts';

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

const FIELD_NAMES = Object.keys(FIELDS).map((name) => `${name}:`);
const CONDITION = ['a word', 'a phrase', 'a field'];
const IS = ['untagged', 'tagged', 'reply', 'guessed', 'unparsed', 'changed'];
const HAS = ['replies', 'quotes', 'notes', 'span', 'gaps', 'comments', 'date', 'author', 'rating', 'publisher', 'language', 'layout'];
const DATE = ['a day, month or year, or two of them: 2013-09-01..2013-09-07'];
const STARRED = ['letters and a star: sanct*'];

describe('a malformed query', () => {
  it.each([
    ['an unclosed quote', 'tide "sea wall', [5, 14], ['a closing “"”']],
    ['an unclosed quote in a value', 'tag:"sea', [4, 8], ['a closing “"”']],
    ['an unclosed quote after a word field', 'headline:"sea', [9, 13], ['a closing “"”']],
    ['an unknown field', 'tide colour:red', [5, 12], FIELD_NAMES],
    ['an address', 'http://example.org', [0, 5], FIELD_NAMES],
    ['a field without a value', 'tag: tide', [0, 4], ['a tag, with everything below it']],
    ['a field with an empty value', 'is:""', [0, 5], IS],
    ['a field at the end', 'tide date:', [5, 10], DATE],
    ['a word field without a word', 'headline: tide', [0, 9], ['words of headlines']],
    ['a word field at a bracket', '(author:)', [1, 8], ['words of a comment’s author or an article’s byline; :=="A. Smith" is the whole of it']],
    ['a word field before brackets', 'own:(sea wall)', [4, 5], ['(own:tide OR own:wall)']],
    ['a word field with signs', 'own:?!', [4, 6], ['a word']],
    ['a lone minus', 'tide - wall', [5, 6], CONDITION],
    ['a minus at the end', 'tide -', [5, 6], CONDITION],
    ['two minuses', '--tide', [0, 1], CONDITION],
    ['a minus before a closing bracket', '(tide -)', [6, 7], CONDITION],
    ['an unknown value of is:', 'is:green', [3, 8], IS],
    ['an unknown value of in:', 'in:threads', [3, 10], ['articles', 'comments']],
    ['an unknown value of has:', '-has:wings', [5, 10], HAS],
    ['a path with a missing name', 'tag:stance//hawkish', [4, 19], ['tag:name', 'tag:name/below']],
    ['a list of ids with a gap', 'id:a1,,a2', [3, 9], ['ids, parted by commas']],
    ['nothing but signs', 'tide ?!', [5, 7], ['a word']],
    ['empty quotes', '""', [0, 2], ['a word']],
    ['a star alone', '*', [0, 1], STARRED],
    ['a star inside a word', 'sea*wall', [0, 8], STARRED],
    ['a star after two words', 'sea-wa*', [0, 7], STARRED],
    ['a star in a word field', 'author:a*b', [7, 10], STARRED],
    ['an equals sign alone', 'tide = wall', [5, 6], ['=Polish', '="White House"']],
    ['an equals sign and a star', '=Pol*', [0, 5], ['=Polish', '="White House"']],
    ['an equals sign before a field', '=is:reply OR =""', [13, 16], ['=Polish', '="White House"']],
    ['AND at the beginning', 'AND tide', [0, 3], CONDITION],
    ['AND at the end', 'tide AND', [5, 8], CONDITION],
    ['OR at the beginning', 'OR tide', [0, 2], CONDITION],
    ['OR at the end', 'tide OR ', [5, 7], CONDITION],
    ['OR before a closing bracket', '(tide OR)', [6, 8], CONDITION],
    ['OR after OR', 'tide OR OR wall', [8, 10], CONDITION],
    ['AND after OR', 'tide OR AND wall', [8, 11], CONDITION],
    ['NOT at the end', 'tide NOT', [5, 8], CONDITION],
    ['NOT before OR', 'NOT OR tide', [4, 6], CONDITION],
    ['a bracket that is not closed', 'tide (sea OR wall', [5, 6], ['a closing bracket']],
    ['an opening bracket at the end', 'tide (', [5, 6], CONDITION],
    ['a bracket that closes nothing', 'tide) wall', [4, 5], ['an opening bracket before it']],
    ['a closing bracket at the beginning', ') tide', [0, 1], CONDITION],
    ['empty brackets', 'tide ( )', [5, 8], CONDITION],
    ['NEAR at the beginning', 'NEAR/3 tide', [0, 6], CONDITION],
    ['NEAR at the end', 'tide NEAR/3', [5, 11], CONDITION],
    ['NEAR without its number', 'tide NEAR/ wall', [5, 10], ['NEAR/5']],
    ['NEAR with too large a number', 'tide NEAR/12345 wall', [5, 15], ['NEAR/5']],
    ['NEAR beside a field', 'tide NEAR/3 is:reply', [5, 11], ['tide NEAR/5 wall']],
    ['NEAR beside brackets', '(sea OR tide) NEAR/3 wall', [14, 20], ['tide NEAR/5 wall']],
    ['NEAR between fields', 'own:tide NEAR/3 wall', [9, 15], ['headline:tide NEAR/5 headline:wall']],
    ['NEAR between three words', 'a1 NEAR/3 b1 NEAR/3 c1', [13, 19], ['tide NEAR/5 wall', 'AND', 'OR']],
    ['NEAR after a minus', '-tide NEAR/3 wall', [6, 12], ['-(tide NEAR/5 wall)']],
    ['a day that does not exist', 'date:2013-02-30', [5, 15], DATE],
    ['a month that does not exist', 'date:2013-13', [5, 12], DATE],
    ['words for a date', 'date:yesterday', [5, 14], DATE],
    ['a range of dates with three ends', 'date:2011..2012..2013', [5, 21], DATE],
    ['a range of dates without ends', 'date:..', [5, 7], DATE],
    ['a range of dates that ends before it begins', 'date:2013-09..2012', [5, 18], ['date:2012..2013-09']],
    ['words for a number', 'comments:many', [9, 13], ['captured comments of an article: >10, <5, 10..20']],
    ['a number with a fraction', 'rating:>1.5', [7, 11], ['rating of a comment: >10, <0, -5..5']],
    ['a range of numbers that ends before it begins', 'words:20..10', [6, 12], ['words:10..20']],
    ['a thread of no comment', 'thread:a1', [7, 9], ['the id of a comment']],
    ['a language that is none', 'lang:english!', [5, 13], ['a language: en, de, fr-CA; :==en is not en-GB']],
    ['a whole value that is missing', 'tide publisher:== wall', [5, 17], ['words of the publisher’s name; :=="BBC News" is the whole name']],
    ['an empty whole value', 'layout:==""', [0, 11], ['part of the id of a layout; :==generic is the whole id']],
    ['a whole value whose quote is not closed', 'author:=="A. Smith', [9, 18], ['a closing “"”']],
    ['a whole language that is none', 'lang:==english!', [7, 15], ['a language: en, de, fr-CA; :==en is not en-GB']],
    ['a whole value of a field that has none', 'headline:=="Sea wall"', [9, 11], ['=Polish', '="White House"']],
    ['a whole value of no field', '=="Sea wall"', [0, 2], ['=Polish', '="White House"']],
  ])('is refused at its place, saying what was expected: %s', (_, text, [from, to], expected) => {
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
