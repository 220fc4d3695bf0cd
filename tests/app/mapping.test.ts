import { describe, expect, it } from 'vitest';
import { previewRecords, previewTable } from '../../corpus/mapping/read.ts';
import type { FileOutcome } from '../../corpus/records.ts';
import { draftOf, headOf, isGuessed, mappingOf, meaningsInWords, withKind, withMeaning } from '../../renderer/app/features/importing/mapping-draft.ts';
import { waitingTables } from '../../renderer/app/features/importing/waiting.ts';

const GUESS = { mapping: { kind: 'comments', fields: { text: 'words', author: 'who', posted: 'when' } }, confidence: 0.4 } as const;
const SOURCE = `sha256:${'0'.repeat(64)}` as const;
const OTHER = `sha256:${'1'.repeat(64)}` as const;

it('the columns of a mapping are told in words, the text first', () => {
  expect(meaningsInWords({ kind: 'comments', fields: { author: 'c1', id: 'c0', text: 'c2' } })).toBe(
    '“c2” is the comment’s text, “c1” is the author, “c0” is its id',
  );
  expect(meaningsInWords({ kind: 'articles', fields: { text: 'body', url: 'link' } })).toBe('“body” is the body text, “link” is the web address');
});

describe('saying what columns mean', () => {
  it('begins with what was guessed, and tells it from what was corrected', () => {
    const draft = draftOf(GUESS);
    expect(mappingOf(draft)).toEqual(GUESS.mapping);
    expect(isGuessed(draft, GUESS, 'who')).toBe(true);
    const corrected = withMeaning(draft, 'who', 'rating');
    expect(isGuessed(corrected, GUESS, 'who')).toBe(false);
    expect(isGuessed(corrected, GUESS, 'words')).toBe(true);
  });

  it('takes a field from the column that had it', () => {
    expect(mappingOf(withMeaning(draftOf(GUESS), 'other', 'text'))).toEqual({ kind: 'comments', fields: { text: 'other', author: 'who', posted: 'when' } });
  });

  it('says in words that no column holds the text', () => {
    expect(mappingOf(draftOf(undefined))).toEqual({ problem: 'No column holds the comment’s text. Say above which one does.' });
    expect(mappingOf(withMeaning(withKind(draftOf(GUESS), 'articles'), 'words', undefined))).toEqual({
      problem: 'No column holds the article’s text. Say above which one does.',
    });
  });

  it('keeps what means the same of articles and comments', () => {
    const draft = withMeaning(draftOf(GUESS), 'points', 'rating');
    const articles = withKind(draft, 'articles');
    expect(mappingOf(articles)).toEqual({ kind: 'articles', fields: { text: 'words', byline: 'who', published: 'when' } });
    expect(mappingOf(withKind(articles, 'comments'))).toEqual(GUESS.mapping);
  });

  it('shows the beginning of a long file in whole lines', () => {
    const bytes = new TextEncoder().encode('a line of words\n'.repeat(100_000));
    const head = headOf(bytes);
    expect(head.length).toBeLessThan(bytes.length);
    expect(head.at(-1)).toBe(0x0a);
  });

  it('shows records as they will be read, and none where the mapping does not fit', () => {
    const bytes = new TextEncoder().encode('alpha,beta\nAnna,The tide was low that day\nBert,I never saw it so high\n');
    expect(previewTable(bytes, 'x.csv')?.columns).toEqual(['alpha', 'beta']);
    const pages = previewRecords(bytes, 'x.csv', SOURCE, { kind: 'comments', fields: { text: 'beta', author: 'alpha' } });
    expect(pages?.flatMap(({ comments }) => comments.map(({ author, text }) => [author, text]))).toEqual([
      ['Anna', 'The tide was low that day'],
      ['Bert', 'I never saw it so high'],
    ]);
    expect(previewRecords(bytes, 'x.csv', SOURCE, { kind: 'comments', fields: { text: 'gamma' } })).toBeUndefined();
  });
});

describe('tables that wait for their columns', () => {
  const outcome = (path: string, shape: string, change: Partial<FileOutcome> = {}): FileOutcome => ({
    path,
    name: path,
    bytes: 1,
    result: 'needs-mapping',
    table: { shape, columns: ['alpha'] },
    source: SOURCE,
    articles: [],
    comments: 0,
    warnings: [],
    ...change,
  });

  it('are asked about once a shape, and each source once', () => {
    const tables = waitingTables([
      outcome('/p/a.csv', 'one'),
      outcome('/p/b.zip › x.csv', 'two'),
      outcome('/p/b.zip › y.csv', 'two', { source: OTHER }),
      outcome('/p/d.csv', 'one'),
      outcome('/p/c.csv', 'one', { result: 'new' }),
    ]);
    expect(tables.map(({ shape, name, sources }) => [shape, name, sources])).toEqual([
      ['one', '/p/a.csv', [SOURCE]],
      ['two', '/p/b.zip › x.csv', [SOURCE, OTHER]],
    ]);
  });
});
