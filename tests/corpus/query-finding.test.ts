import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleWords, commentWords, threadOf } from '../../corpus/query/documents.ts';
import { type DocumentView, type DocumentWords, matcherOf } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query, WordTerm } from '../../corpus/query/query.ts';
import { highlights, SearchedText, snippet } from '../../corpus/query/words.ts';
import type { Comment, Tag } from '../../corpus/records.ts';
import { foldText } from '../../corpus/text/fold.ts';
import { wordsOf } from '../../corpus/text/words.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

const tag = (id: Tag['id'], name: string, parent?: Tag['id']): Tag => ({ id, name, slot: 1, createdAt: '2024-01-01T00:00:00Z', ...(parent ? { parent } : {}) });
const TAGS = [tag('t1', 'stance'), tag('t2', 'Hawkish', 't1'), tag('t3', 'very hawkish', 't2'), tag('t4', 'topic'), tag('t5', 'stance', 't4')];

const ARTICLE: DocumentView = {
  kind: 'article',
  id: 'a1',
  importId: 'i1',
  sources: [{ id: 'sha256:00', name: 'Harbour-Page.txt' }],
  tags: new Set(),
  span: false,
  layout: 'bbc-2010s',
  noted: false,
  unparsed: false,
  gaps: false,
  changed: false,
  reply: false,
  answered: false,
  quote: false,
};
const COMMENT: DocumentView = { ...ARTICLE, kind: 'comment', id: 'c1.7' };

/** Whether a document is found: told without reading it where that can be, and the same when it is read. */
function findsWith(query: string, document: DocumentView, words: DocumentWords): boolean {
  const matcher = matcherOf(queryOf(query), TAGS);
  const found = matcher.full(document, words);
  expect([found, undefined]).toContain(matcher.light(document));
  return found;
}

const finds = (query: string, document: DocumentView, ...texts: string[]): boolean => findsWith(query, document, { guessed: false, texts: () => texts });

describe('words', () => {
  it('are found whole, whatever their case and accents', () => {
    expect(finds('elysee', ARTICLE, 'At the Élysée, rain.')).toBe(true);
    expect(finds('CAFÉ', ARTICLE, 'a cafe')).toBe(true);
    expect(finds('harbour', ARTICLE, 'Harbours everywhere')).toBe(false);
  });

  it('must all occur, in any of the texts', () => {
    expect(finds('tide wall', ARTICLE, 'The tide', 'and the wall')).toBe(true);
    expect(finds('tide wall', ARTICLE, 'The tide')).toBe(false);
  });

  it('of a phrase stand together in one text, in their order', () => {
    expect(finds('"sea wall"', ARTICLE, 'the Sea, wall')).toBe(true);
    expect(finds('"sea wall"', ARTICLE, 'wall sea')).toBe(false);
    expect(finds('"sea wall"', ARTICLE, 'the sea', 'wall')).toBe(false);
    expect(finds('"sea sea wall"', ARTICLE, 'sea sea sea wall')).toBe(true);
  });

  it('are found by their beginning with a star', () => {
    expect(finds('harb*', ARTICLE, 'two harbours')).toBe(true);
    expect(finds('harb*', ARTICLE, 'archarb')).toBe(false);
  });

  it('are excluded by a minus', () => {
    expect(finds('tide -wall', ARTICLE, 'The tide')).toBe(true);
    expect(finds('tide -wall', ARTICLE, 'The tide', 'the wall')).toBe(false);
    expect(finds('-"sea wall"', ARTICLE, 'sea and wall')).toBe(true);
  });

  it('of an article are its headline, title and blocks, mojibake undone', () => {
    const evidence = { source: 'sha256:00', bytes: [0, 1] } as const;
    const blocks = [
      { kind: 'headline', text: 'Tide turns', evidence },
      { kind: 'paragraph', text: 'itâ€™s', repaired: 'it’s', guessed: true, evidence },
    ] as const;
    const words = articleWords({ headline: 'Tide turns', title: 'Tide turns' }, { id: 'a1', blocks }, ['A note']);
    expect([words.texts(undefined), words.texts('text'), words.texts('note'), words.guessed]).toEqual([
      ['Tide turns', 'Tide turns', 'it’s'],
      ['it’s'],
      ['A note'],
      true,
    ]);
    expect(articleWords({ title: 'Made title' }, undefined, []).texts(undefined)).toEqual(['Made title']);
  });

  it('of a comment are its own, not what it quotes, mojibake undone; fields ask for the others', () => {
    const comment = {
      own: 'itâ€™s so',
      text: '“itâ€™s late”\nitâ€™s so',
      repaired: '“it’s late”\nit’s so',
      author: 'Gull',
      rating: -3,
      posted: { text: '3 May', at: '2012-05-03' },
      quotes: [{ text: 'itâ€™s late', chars: [0, 9] }],
    } as unknown as Comment;
    const words = commentWords(comment, ['Look']);
    const fields = [undefined, 'own', 'text', 'quoted', 'author', 'note'] as const;
    expect(fields.map((field) => words.texts(field))).toEqual([['it’s so'], ['it’s so'], ['“it’s late”\nit’s so'], ['it’s late'], ['Gull'], ['Look']]);
    expect(words).toMatchObject({ words: 2, rating: -3, date: '2012-05-03' });
  });

  it('are found as they are written after an equals sign', () => {
    expect(finds('=Polish', ARTICLE, 'a Polish ship')).toBe(true);
    expect(finds('=Polish', ARTICLE, 'polish the brass, POLISH it')).toBe(false);
    expect(finds('="White House"', ARTICLE, 'the White House')).toBe(true);
    expect(finds('="White House"', ARTICLE, 'the White house')).toBe(false);
    expect(finds('=Élan', ARTICLE, 'E\u0301lan')).toBe(true);
    expect(finds('=Élan', ARTICLE, 'Elan')).toBe(false);
  });

  it('are found near each other, whichever comes first, within one text', () => {
    expect(finds('sea NEAR/1 wall', ARTICLE, 'the wall by sea')).toBe(true);
    expect(finds('sea NEAR/0 wall', ARTICLE, 'the wall by sea')).toBe(false);
    expect(finds('sea NEAR/0 wall', ARTICLE, 'a sea wall')).toBe(true);
    expect(finds('sea NEAR/9 wall', ARTICLE, 'a sea', 'a wall')).toBe(false);
    expect(finds('sea NEAR/5 sea', ARTICLE, 'a sea')).toBe(false);
    expect(finds('"a sea" NEAR/1 harb*', ARTICLE, 'harbours by a sea')).toBe(true);
  });

  it('are near exactly where their places say so', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 20 }), fc.nat(5), (words, between) => {
        const near = words.some((one, i) => one === 'x' && words.some((other, j) => other === 'y' && Math.abs(i - j) - 1 <= between));
        expect(finds(`x NEAR/${between} y`, ARTICLE, words.join(' '))).toBe(near);
      }),
    );
  });

  it('are put together by AND, OR, NOT and brackets', () => {
    fc.assert(
      fc.property(fc.subarray(['a1', 'b1', 'c1', 'd1']), (words) => {
        const has = (word: string): boolean => words.includes(word);
        expect(finds('a1 b1 OR c1 AND NOT d1', ARTICLE, words.join(' '))).toBe((has('a1') && has('b1')) || (has('c1') && !has('d1')));
        expect(finds('-(a1 OR b1) (c1 OR -d1)', ARTICLE, words.join(' '))).toBe(!(has('a1') || has('b1')) && (has('c1') || !has('d1')));
      }),
    );
  });

  it('are found exactly where the words of a text say so, however the text is ruled out first', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('Élysée', 'ﬁsh', 'ΣΑΣ', 'σας', 'STRASSE', 'Straße', 'İstanbul', '½', 'don’t', 'e-mail', '港', ' ', '’', '.'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.nat(), (body, other, pick) => {
        const words = wordsOf(body).map((word) => word.word);
        const candidates = [...words, ...wordsOf(other).map((word) => word.word)];
        const word = candidates[pick % Math.max(1, candidates.length)];
        if (word === undefined) return;
        const at = words.indexOf(word);
        expect(new SearchedText(body).has({ type: 'word', word, text: word })).toBe(at >= 0);
        const [first = ''] = [...word];
        expect(new SearchedText(body).has({ type: 'prefix', prefix: first, text: first })).toBe(words.some((candidate) => candidate.startsWith(first)));
        const next = at >= 0 ? words[at + 1] : undefined;
        if (next !== undefined) expect(new SearchedText(body).has({ type: 'phrase', words: [word, next], text: '' } satisfies WordTerm)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('fields', () => {
  it('find a tag with everything below it, by name or by path', () => {
    const on = (id: Tag['id']): DocumentView => ({ ...COMMENT, tags: new Set([id]) });
    expect(finds('tag:stance', on('t3'))).toBe(true);
    expect(finds('tag:hawkish', on('t3'))).toBe(true);
    expect(finds('tag:"very hawkish"', on('t2'))).toBe(false);
    expect(finds('tag:stance/hawkish', on('t2'))).toBe(true);
    expect(finds('tag:topic', on('t5'))).toBe(true);
    expect(finds('-tag:stance', on('t4'))).toBe(true);
  });

  it('let a whole path name one tag alone', () => {
    expect(finds('tag:stance', { ...COMMENT, tags: new Set(['t5'] as const) })).toBe(false);
    expect(finds('tag:topic/stance', { ...COMMENT, tags: new Set(['t5'] as const) })).toBe(true);
  });

  it('find nothing by a tag that is not there, and everything without it', () => {
    expect(finds('tag:nobody', { ...COMMENT, tags: new Set(['t1'] as const) })).toBe(false);
    expect(finds('-tag:nobody', COMMENT)).toBe(true);
  });

  it.each([
    ['is:untagged', COMMENT, { ...COMMENT, tags: new Set(['t1'] as const) }],
    ['is:tagged', { ...COMMENT, tags: new Set(['t1'] as const) }, COMMENT],
    ['is:reply', { ...COMMENT, reply: true }, { ...COMMENT, answered: true }],
    ['has:reply', { ...COMMENT, reply: true }, { ...COMMENT, answered: true }],
    ['has:replies', { ...COMMENT, answered: true }, { ...COMMENT, reply: true }],
    ['has:quote', { ...COMMENT, quote: true }, COMMENT],
    ['has:note', { ...ARTICLE, noted: true }, ARTICLE],
    ['is:unparsed', { ...ARTICLE, unparsed: true }, ARTICLE],
    ['in:articles', ARTICLE, COMMENT],
    ['in:comments', COMMENT, ARTICLE],
    ['-in:comments', ARTICLE, COMMENT],
    ['has:gaps', { ...ARTICLE, gaps: true }, ARTICLE],
    ['is:changed', { ...ARTICLE, changed: true }, ARTICLE],
    ['id:a1,a2', ARTICLE, { ...ARTICLE, id: 'a3' }],
    ['id:a1', COMMENT, { ...COMMENT, id: 'c11.7' }],
    ['id:c1.7', COMMENT, ARTICLE],
    ['import:i1', COMMENT, { ...COMMENT, importId: 'i2' }],
    ['has:span', { ...COMMENT, span: true }, COMMENT],
    ['headline:tide', { ...ARTICLE, headline: 'Tide turns' }, { ...ARTICLE, headline: 'Wall' }],
    ['headline:tide', { ...ARTICLE, headline: 'Tide turns' }, { ...COMMENT, headline: 'Tide turns' }],
    ['publisher:bbc', { ...COMMENT, publisher: 'BBC News' }, COMMENT],
    ['author:ann', { ...ARTICLE, byline: 'By Ann Gull' }, { ...ARTICLE, byline: 'By Anna Gull' }],
    ['publisher:=="bbc néws"', { ...COMMENT, publisher: 'BBC News' }, { ...COMMENT, publisher: 'BBC News Online' }],
    ['layout:==BBC-2010s', ARTICLE, { ...ARTICLE, layout: 'bbc-2010s-live' }],
    ['lang:==en', { ...COMMENT, language: 'en' }, { ...COMMENT, language: 'en-GB' }],
    ['lang:==en-gb', { ...ARTICLE, language: 'en-GB' }, ARTICLE],
    ['source:==harbour-page.txt', COMMENT, { ...COMMENT, sources: [{ id: 'sha256:00', name: 'A Harbour-Page.txt' }] }],
    ['author:=="ann smith"', { ...ARTICLE, byline: 'Ann Smith' }, { ...ARTICLE, byline: 'By Ann Smith' }],
    ['has:author', { ...ARTICLE, byline: 'Ann Smith' }, ARTICLE],
    ['has:date', { ...ARTICLE, date: '2013' }, ARTICLE],
    ['has:publisher', { ...COMMENT, publisher: 'BBC' }, COMMENT],
    ['has:language', { ...COMMENT, language: 'en' }, COMMENT],
    ['has:layout', COMMENT, { ...COMMENT, layout: '' }],
    ['has:comments', { ...ARTICLE, comments: 1 }, { ...ARTICLE, comments: 0 }],
    ['-has:comments', COMMENT, { ...ARTICLE, comments: 1 }],
    ['layout:BBC', ARTICLE, { ...ARTICLE, layout: 'generic' }],
    ['lang:en', { ...COMMENT, language: 'en-GB' }, { ...COMMENT, language: 'enm' }],
    ['lang:en-gb', { ...ARTICLE, language: 'en-GB' }, { ...ARTICLE, language: 'en' }],
    ['date:2013-09', { ...ARTICLE, date: '2013-09-30T23:59+02:00' }, { ...ARTICLE, date: '2013-10-01' }],
    ['date:2013-09', { ...ARTICLE, date: '2013-09-01' }, ARTICLE],
    ['date:2013-09-01..2013-09-07', { ...ARTICLE, date: '2013-09-07T10:00' }, { ...ARTICLE, date: '2013-09-08' }],
    ['date:2013-09-01..', { ...ARTICLE, date: '2014-01-01' }, { ...ARTICLE, date: '2013-08-31' }],
    ['date:..2013-09', { ...ARTICLE, date: '2013-09-30' }, { ...ARTICLE, date: '2013' }],
    ['comments:>10', { ...ARTICLE, comments: 11 }, { ...ARTICLE, comments: 10 }],
    ['comments:<=10', { ...ARTICLE, comments: 10 }, COMMENT],
    ['words:100..200', { ...ARTICLE, words: 200 }, { ...ARTICLE, words: 201 }],
    ['words:=5 OR words:5', { ...ARTICLE, words: 5 }, { ...ARTICLE, words: 4 }],
    ['source:harbour', COMMENT, { ...COMMENT, sources: [{ id: 'sha256:01', name: 'other.txt' }] }],
    ['source:sha256:00', ARTICLE, { ...ARTICLE, sources: [{ id: 'sha256:01', name: 'other.txt' }] }],
  ] satisfies [string, DocumentView, DocumentView][])('%s tells documents apart', (query, found, passed) => {
    expect(finds(query, found)).toBe(true);
    expect(finds(query, passed)).toBe(false);
  });

  it.each([
    ['rating:<0', { rating: -1 }, { rating: 0 }],
    ['rating:>=0', { rating: 0 }, {}],
    ['words:>2', { words: 3 }, { words: 2 }],
    ['date:2012', { date: '2012-05-03T10:00' }, {}],
    ['author:gull', { texts: (field: string | undefined) => (field === 'author' ? ['Gull'] : []) }, { texts: () => ['seagulls'] }],
    ['author:==gull', { texts: (field: string | undefined) => (field === 'author' ? ['Gull'] : []) }, { texts: () => ['A. Gull'] }],
    ['has:author', { texts: (field: string | undefined) => (field === 'author' ? ['Gull'] : []) }, {}],
    ['has:date', { date: '2012' }, {}],
    ['has:rating', { rating: 0 }, {}],
    ['quoted:late', { texts: (field: string | undefined) => (field === 'quoted' ? ['late'] : []) }, { texts: () => [] }],
  ])('%s tells comments apart by what they say', (query, found, passed) => {
    const comment = { ...COMMENT, quote: true };
    expect(findsWith(query, comment, { guessed: false, texts: () => [], ...found })).toBe(true);
    expect(findsWith(query, comment, { guessed: false, texts: () => [], ...passed })).toBe(false);
    expect(findsWith(`in:comments ${query}`, ARTICLE, { guessed: false, texts: () => [] })).toBe(false);
  });

  it('find guessed articles and words of notes', () => {
    expect(findsWith('is:guessed', ARTICLE, { guessed: true, texts: () => [] })).toBe(true);
    expect(findsWith('is:guessed', COMMENT, { guessed: false, texts: () => [] })).toBe(false);
    const noted = { guessed: false, texts: (field: string | undefined) => (field === 'note' ? ['look at the date'] : []) };
    expect(findsWith('note:date', { ...ARTICLE, noted: true }, noted)).toBe(true);
    expect(findsWith('note:date', ARTICLE, noted)).toBe(false);
  });

  it('find a conversation: all that answers and is answered', () => {
    const answering = (id: string, ...parents: string[]) => ({ id, replyTo: parents.map((comment) => ({ comment })) }) as unknown as Comment;
    const comments = [answering('c1.1'), answering('c1.2', 'c1.1'), answering('c1.3', 'c1.2', 'c1.9'), answering('c1.4'), answering('c1.5', 'c1.4')];
    expect([...threadOf('c1.2', comments)].sort()).toEqual(['c1.1', 'c1.2', 'c1.3']);
    expect([...threadOf('c1.9', comments)]).toEqual([]);
    const id = `c${'0'.repeat(16)}.2`;
    const threads = new Map([[id, new Set(['c1.1', 'c1.2'] as const)]]);
    expect(matcherOf(queryOf(`thread:${id}`), [], threads).light({ ...COMMENT, id: 'c1.1' })).toBe(true);
    expect(matcherOf(queryOf(`thread:${id}`), [], threads).light(COMMENT)).toBe(false);
    expect(matcherOf(queryOf(`thread:${id}`), []).light({ ...COMMENT, id: 'c1.1' })).toBe(false);
  });

  it('and words hold together', () => {
    expect(finds('tide in:comments', COMMENT, 'tide')).toBe(true);
    expect(finds('tide in:comments', ARTICLE, 'tide')).toBe(false);
  });
});

describe('what a query needs', () => {
  it.each([
    ['', { articles: true, comments: true, tags: false, notes: false, noteTexts: false, sources: false, threads: [] }],
    ['tag:stance', { tags: true }],
    ['is:untagged OR has:span', { tags: true, notes: false }],
    ['-in:articles has:note', { articles: false, comments: true, notes: true, noteTexts: false }],
    ['note:look', { notes: true, noteTexts: true }],
    ['source:==page.html', { sources: true }],
    ['in:articles source:page', { articles: true, comments: false, sources: true }],
    ['in:articles in:comments', { articles: false, comments: false }],
    ['in:articles OR tide in:comments', { articles: true, comments: true }],
    ['(in:articles OR in:articles tide)', { articles: true, comments: false }],
  ])('“%s” asks for nothing else', (query, needs) => {
    expect(matcherOf(queryOf(query), TAGS).needs).toMatchObject(needs);
  });

  it.each([
    ['in:articles tide', COMMENT, false],
    ['in:articles tide', ARTICLE, undefined],
    ['in:articles OR tide', ARTICLE, true],
    ['-tide', COMMENT, undefined],
    ['headline:tide', COMMENT, false],
    ['quoted:tide', COMMENT, false],
    ['rating:>0', ARTICLE, false],
    ['rating:>0', COMMENT, undefined],
  ])('“%s” is read only where that can tell', (query, document, found) => {
    expect(matcherOf(queryOf(query), TAGS).light(document)).toBe(found);
  });
});

describe('hits in a text', () => {
  const marked = (query: string, text: string): string[] => highlights(queryOf(query), text).map(({ from, to }) => text.slice(from, to));

  it('are the words, phrases and beginnings asked for, as they stand', () => {
    expect(marked('elysee "sea wall" harb*', 'Élysée: the Sea-wall of two harbours, the sea.')).toEqual(['Élysée', 'Sea-wall', 'harbours']);
  });

  it('are not what is excluded, nor values of fields', () => {
    expect(marked('-tide tag:wall author:tide NOT (tide OR wall)', 'tide wall')).toEqual([]);
    expect(marked('quoted:tide headline:wall', 'tide wall')).toEqual(['tide', 'wall']);
  });

  it('near each other are both words, and only where they are near', () => {
    expect(marked('sea NEAR/1 wall', 'sea, and far away a wall at sea')).toEqual(['wall', 'sea']);
    expect(marked('=Sea', 'sea Sea')).toEqual(['Sea']);
  });

  it('that overlap are one', () => {
    expect(marked('"sea wall" "wall of" sea', 'the sea wall of stone')).toEqual(['sea wall of']);
  });
});

describe('a snippet', () => {
  const text = `${'Rain fell on the harbour all day. '.repeat(10)}Then the tide turned.\nNobody saw it. ${'Rain fell again. '.repeat(10)}`;

  it('shows the first hit with words around it, cut between words', () => {
    const { text: cut, hits } = snippet(queryOf('tide'), text, 60);
    expect(cut).toMatch(/^….*Then the tide turned\. Nobody.*…$/);
    expect(hits.map(({ from, to }) => cut.slice(from, to))).toEqual(['tide']);
    expect(cut.length).toBeLessThanOrEqual(62);
  });

  it('has no more than a third before a hit at the end of a long text, where a narrow row would cut it off', () => {
    const { text: cut, hits } = snippet(queryOf('tide'), `${'many words stand before it '.repeat(10)}tide came`, 60);
    expect(cut).toMatch(/tide came$/);
    expect(hits[0]?.from).toBeLessThanOrEqual(21);
  });

  it('is the beginning where nothing is hit, and the whole of a short text', () => {
    expect(snippet(queryOf('nobody-here'), text, 20).text).toBe('Rain fell on the…');
    expect(snippet(queryOf(''), 'Short.\nText.', 40)).toEqual({ text: 'Short. Text.', hits: [] });
  });

  it('holds its hits, and no half characters, whatever the text and width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('tide', 'x', 'Élysée', '🌊', 'a-very-long-word-without-any-space', '\n')),
        fc.constantFrom(' ', '', '-'),
        fc.integer({ min: 1, max: 60 }),
        (parts, joiner, width) => {
          const body = parts.join(joiner);
          const { text: cut, hits } = snippet(queryOf('tide'), body, width);
          expect(cut).not.toMatch(/[\uD800-\uDFFF]/u);
          for (const { from, to } of hits) expect(foldText(cut.slice(from, to))).toBe('tide');
          expect(hits.length > 0).toBe(highlights(queryOf('tide'), body).length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
