import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleTexts, commentTexts, type DocumentView, matcherOf, matches } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query } from '../../corpus/query/query.ts';
import { highlights, SearchedText, snippet, type WordTerm } from '../../corpus/query/words.ts';
import type { Article, Comment, Tag } from '../../corpus/records.ts';
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
  noted: false,
  unparsed: false,
  gaps: false,
  changed: false,
  reply: false,
  answered: false,
  quote: false,
};
const COMMENT: DocumentView = { ...ARTICLE, kind: 'comment', id: 'c1.7' };

const finds = (query: string, document: DocumentView, ...texts: string[]): boolean => matches(queryOf(query), TAGS, document, texts);

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
    const article = { headline: 'Tide turns', title: 'Tide turns' } as Article;
    const blocks = [{ kind: 'paragraph', text: 'itâ€™s', repaired: 'it’s', evidence } as const];
    expect(articleTexts(article, { id: 'a1', blocks })).toEqual(['Tide turns', 'it’s']);
    expect(articleTexts({ title: 'Made title' } as Article, undefined)).toEqual(['Made title']);
  });

  it('of a comment are its own, not what it quotes, mojibake undone', () => {
    expect(commentTexts({ own: 'I agree.', text: '“The tide turns”\nI agree.' } as Comment)).toEqual(['I agree.']);
    expect(commentTexts({ own: 'itâ€™s late', text: 'itâ€™s late', repaired: 'it’s late' } as Comment)).toEqual(['it’s late']);
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
    ['source:harbour', COMMENT, { ...COMMENT, sources: [{ id: 'sha256:01', name: 'other.txt' }] }],
    ['source:sha256:00', ARTICLE, { ...ARTICLE, sources: [{ id: 'sha256:01', name: 'other.txt' }] }],
  ] satisfies [string, DocumentView, DocumentView][])('%s tells documents apart', (query, found, passed) => {
    expect(finds(query, found)).toBe(true);
    expect(finds(query, passed)).toBe(false);
  });

  it('and words hold together', () => {
    expect(finds('tide in:comments', COMMENT, 'tide')).toBe(true);
    expect(finds('tide in:comments', ARTICLE, 'tide')).toBe(false);
  });
});

describe('what a query needs', () => {
  it.each([
    ['', { articles: true, comments: true, words: false, tags: false, notes: false, sources: false }],
    ['tag:stance', { words: false, tags: true }],
    ['is:untagged', { words: false, tags: true }],
    ['tide', { words: true, tags: false }],
    ['-in:articles has:note', { articles: false, comments: true, notes: true }],
    ['in:articles source:page', { articles: true, comments: false, sources: true }],
    ['in:articles in:comments', { articles: false, comments: false }],
  ])('“%s” asks for nothing else', (query, needs) => {
    expect(matcherOf(queryOf(query), TAGS).needs).toMatchObject(needs);
  });
});

describe('hits in a text', () => {
  const marked = (query: string, text: string): string[] => highlights(queryOf(query), text).map(({ from, to }) => text.slice(from, to));

  it('are the words, phrases and beginnings asked for, as they stand', () => {
    expect(marked('elysee "sea wall" harb*', 'Élysée: the Sea-wall of two harbours, the sea.')).toEqual(['Élysée', 'Sea-wall', 'harbours']);
  });

  it('are not what is excluded, nor values of fields', () => {
    expect(marked('-tide tag:wall', 'tide wall')).toEqual([]);
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
