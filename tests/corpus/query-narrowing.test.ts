import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentView, matcherOf } from '../../corpus/query/evaluate.ts';
import { chosenIn, type FacetName, type Narrowing, narrowed, standingOf, withoutFacet } from '../../corpus/query/narrowing.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import { printQuery } from '../../corpus/query/printer.ts';
import type { Query } from '../../corpus/query/query.ts';
import type { Tag } from '../../corpus/records.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

const A = 'publisher:=="A"';
const chosen = (text: string, facet: FacetName): string[] =>
  chosenIn(queryOf(text), facet).map(({ condition, excluded }) => `${excluded ? 'no ' : ''}${condition}`);

describe('values of a facet in a query', () => {
  it.each([
    ['tide', 'publisher', []],
    ['tide publisher:=="BBC News"', 'publisher', ['publisher:=="BBC News"']],
    ['publisher:==A OR publisher:==B', 'publisher', ['publisher:==A', 'publisher:==B']],
    ['(publisher:==A OR -has:publisher) tide', 'publisher', ['publisher:==A', '-has:publisher']],
    ['-publisher:==A -(publisher:==B OR publisher:==C)', 'publisher', ['no publisher:==A', 'no publisher:==B', 'no publisher:==C']],
    ['-has:publisher', 'publisher', ['-has:publisher']],
    ['has:publisher NOT NOT tide', 'publisher', ['no -has:publisher']],
    ['NOT NOT publisher:==A', 'publisher', ['publisher:==A']],
    ['tag:a tag:b/c -is:untagged', 'tag', ['tag:a', 'tag:b/c', 'no is:untagged']],
    ['date:2013-09 date:2013-09-01..2013-09-07', 'month', ['date:2013-09']],
    ['date:2013 date:2013-09..2014-01 date:2013.. date:2013-09-05', 'month', ['date:2013', 'date:2013-09..2014-01']],
    ['lang:en lang:==en', 'language', ['lang:==en']],
    ['comments:>10 rating:0 -has:rating', 'rating', ['rating:0', '-has:rating']],
    ['comments:>10 rating:0', 'comments', ['comments:>10']],
    ['is:reply has:replies has:gaps', 'reply', ['is:reply', 'has:replies']],
    ['import:i1 layout:==x layout:x', 'import', ['import:i1']],
    ['import:i1 layout:==x layout:x', 'layout', ['layout:==x']],
    // part of something else: what it says cannot be told apart from it
    ['publisher:==A OR tide', 'publisher', []],
    ['(publisher:==A OR -publisher:==B) tide', 'publisher', []],
    ['-(publisher:==A tide)', 'publisher', []],
  ] satisfies [string, FacetName, string[]][])('“%s” of %s', (query, facet, values) => {
    expect(chosen(query, facet)).toEqual(values);
  });

  it('are all left out without the facet', () => {
    expect(printQuery(withoutFacet(queryOf('tide publisher:==A (publisher:==B OR publisher:==C) has:publisher lang:==en'), 'publisher'))).toBe(
      'tide lang:==en',
    );
    expect(withoutFacet(queryOf('publisher:==B OR publisher:==C'), 'publisher')).toEqual({});
    expect(printQuery(withoutFacet(queryOf('a1 OR publisher:==C'), 'publisher'))).toBe('a1 OR publisher:==C');
  });

  it('stand chosen, excluded or neither, whichever way they are written', () => {
    expect(standingOf('publisher:=="a"', chosenIn(queryOf('publisher:==A'), 'publisher'))).toBe('chosen');
    expect(standingOf('publisher:==B', chosenIn(queryOf('publisher:==A'), 'publisher'))).toBeUndefined();
    expect(standingOf('-has:publisher', chosenIn(queryOf('has:publisher'), 'publisher'))).toBe('excluded');
    expect(standingOf('-is:reply', chosenIn(queryOf('-is:reply'), 'reply'))).toBe('chosen');
    expect(standingOf('-is:reply', chosenIn(queryOf('is:reply'), 'reply'))).toBe('excluded');
  });
});

describe('narrowing', () => {
  it.each([
    ['', A, 'only', 'publisher:==A'],
    ['tide', 'publisher:=="BBC News"', 'only', 'tide publisher:=="BBC News"'],
    ['a1 OR b1', A, 'only', '(a1 OR b1) publisher:==A'],
    ['publisher:==B tide', A, 'only', 'publisher:==A tide'],
    ['(publisher:==B OR publisher:==C) -publisher:==D tide', A, 'only', 'publisher:==A tide'],
    ['publisher:==B tide', A, 'add', '(publisher:==B OR publisher:==A) tide'],
    ['publisher:==B', A, 'add', 'publisher:==B OR publisher:==A'],
    ['(publisher:==B OR publisher:==C) tide', A, 'add', '(publisher:==B OR publisher:==C OR publisher:==A) tide'],
    ['-publisher:==A tide', A, 'add', 'publisher:==A tide'],
    ['tide', A, 'exclude', 'tide -publisher:==A'],
    ['a1 OR b1', A, 'exclude', '(a1 OR b1) -publisher:==A'],
    ['publisher:==A tide', A, 'exclude', '-publisher:==A tide'],
    ['(publisher:==A OR publisher:==B) tide', A, 'exclude', 'publisher:==B tide -publisher:==A'],
    ['tide -has:publisher', '-has:publisher', 'exclude', 'tide has:publisher'],
    ['tide has:publisher', '-has:publisher', 'drop', 'tide'],
    ['publisher:==A', A, 'drop', ''],
    ['-(publisher:==A OR publisher:==B)', A, 'drop', '-publisher:==B'],
    ['(publisher:==A OR publisher:==B) tide', 'publisher:==a', 'drop', 'publisher:==B tide'],
    ['“tide', A, 'only', '“tide'],
  ] satisfies [string, string, Narrowing, string][])('“%s” by %s: %s', (query, condition, how, after) => {
    expect(narrowed(query, 'publisher', condition, how)).toBe(after);
  });

  it('lets exclusions of tags stand beside the only one', () => {
    expect(narrowed('-tag:sarcasm tag:for', 'tag', 'tag:against', 'only')).toBe('-tag:sarcasm tag:against');
    expect(narrowed('-tag:against', 'tag', 'tag:against', 'only')).toBe('tag:against');
    expect(narrowed('is:reply', 'reply', '-is:reply', 'drop')).toBe('');
  });

  it('adds a tag to the last that is chosen, so that others must still be there', () => {
    expect(narrowed('tag:a tag:b', 'tag', 'tag:c', 'add')).toBe('tag:a (tag:b OR tag:c)');
  });
});

const VALUES = ['publisher:==A', 'publisher:=="B C"', '-has:publisher', 'publisher:=="D\\"(E"'];
const VALUE = fc.constantFrom(...VALUES);
const GROUP = fc.uniqueArray(VALUE, { minLength: 1, maxLength: 3 }).map((values) => `(${values.join(' OR ')})`);
const CLAUSE = fc.oneof(
  GROUP,
  GROUP.map((group) => `-${group}`),
  VALUE.map((value) => `NOT ${value}`),
  fc.constantFrom('lang:==en', '-layout:==x', '(lang:==en OR publisher:==A)', 'in:articles OR lang:==en', '-(in:articles publisher:==A)', 'comments:>1'),
);
const QUERY = fc.array(CLAUSE, { maxLength: 4 }).map((clauses) => clauses.join(' '));

const TAGS: Tag[] = [];
const DOCUMENTS = ['A', 'B C', 'D"(E', 'F', undefined].flatMap((publisher) =>
  ['en', undefined].flatMap((language) =>
    [0, 5].map(
      (comments): DocumentView => ({
        kind: 'article',
        id: 'a1',
        importId: 'i1',
        sources: [],
        tags: new Set(),
        span: false,
        noted: false,
        layout: comments === 0 ? 'x' : 'y',
        publisher,
        language,
        comments,
        unparsed: false,
        gaps: false,
        changed: false,
        reply: false,
        answered: false,
        quote: false,
      }),
    ),
  ),
);
const found = (query: string): boolean[] => {
  const matcher = matcherOf(queryOf(query), TAGS);
  return DOCUMENTS.map((document) => matcher.light(document) === true);
};
const both = (one: boolean[], other: boolean[]): boolean[] => one.map((is, index) => is && other[index] === true);
const none = (query: string): boolean => !chosenIn(queryOf(query), 'publisher').some(({ excluded }) => !excluded);

describe('a narrowed query', () => {
  it('is a query, and what was chosen stands in it so', () => {
    fc.assert(
      fc.property(QUERY, VALUE, fc.constantFrom<Narrowing>('only', 'add', 'exclude', 'drop'), (query, value, how) => {
        const after = narrowed(query, 'publisher', value, how);
        expect(printQuery(queryOf(after))).toBe(after);
        const standing = { only: 'chosen', add: 'chosen', exclude: 'excluded', drop: undefined }[how];
        expect(standingOf(value, chosenIn(queryOf(after), 'publisher')), `${query} → ${after}`).toBe(standing);
      }),
    );
  });

  it('is the query before once a fresh value is dropped again', () => {
    fc.assert(
      fc.property(QUERY, VALUE, fc.constantFrom<Narrowing>('add', 'exclude'), (query, value, how) => {
        fc.pre(standingOf(value, chosenIn(queryOf(query), 'publisher')) === undefined);
        expect(narrowed(narrowed(query, 'publisher', value, how), 'publisher', value, 'drop')).toBe(printQuery(queryOf(query)));
      }),
    );
  });

  it('finds what the choice says', () => {
    fc.assert(
      fc.property(QUERY, VALUE, (query, value) => {
        const bare = printQuery(withoutFacet(queryOf(query), 'publisher'));
        expect(found(narrowed(query, 'publisher', value, 'only'))).toEqual(both(found(bare), found(value)));
        const dropped = narrowed(query, 'publisher', value, 'drop');
        const excluded = narrowed(query, 'publisher', value, 'exclude');
        expect(found(excluded), excluded).toEqual(both(found(dropped), found(`-(${value})`)));
        // nothing is chosen: adding chooses
        if (none(dropped)) expect(found(narrowed(dropped, 'publisher', value, 'add'))).toEqual(both(found(dropped), found(value)));
        // adding finds no less than before
        else expect(both(found(dropped), found(narrowed(dropped, 'publisher', value, 'add')))).toEqual(found(dropped));
      }),
    );
  });
});
