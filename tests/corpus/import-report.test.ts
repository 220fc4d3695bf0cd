import { describe, expect, it } from 'vitest';
import { csvCell } from '../../corpus/exchange/csv.ts';
import { importReport } from '../../corpus/import-report.ts';
import type { FileOutcome, ImportRun } from '../../corpus/records.ts';

const run: ImportRun = {
  id: 'i1',
  names: ['pages'],
  roots: ['/p'],
  startedAt: '2026-01-01T00:00:00Z',
  state: 'done',
  totals: { files: 2, articles: 1, comments: 20, known: 0, failed: 1, bytes: 1234 },
};

const outcomes: readonly FileOutcome[] = [
  {
    path: '/p/a.zip › harbour, "wall".html',
    name: 'harbour, "wall".html',
    bytes: 1234,
    result: 'merged',
    source: 'sha256:ab',
    articles: ['a1', 'a2'],
    comments: 20,
    knownArticles: 1,
    knownComments: 6,
    layout: 'generic',
    layoutReason: 'no other fits',
    encoding: 'utf-8',
    coverage: { article: 1000, comment: 200, furniture: 20, unparsed: 14, blank: 0 },
    warnings: [
      { kind: 'duplicate-number', message: 'Comment 3 is on the page twice.', bytes: [10, 20] },
      { kind: 'no-headline', message: 'No headline was found.' },
    ],
  },
  {
    path: '/p/=cmd.txt',
    name: '=cmd.txt',
    bytes: 0,
    result: 'failed',
    articles: [],
    comments: 0,
    warnings: [],
    error: { kind: 'empty', title: 'Empty', message: '0 bytes.' },
  },
];

describe('the report of an import as CSV', () => {
  it('has a head and a row for each file', () => {
    const lines = importReport('csv', run, outcomes).split('\r\n');
    expect(lines).toEqual([
      '\ufefffile,path,bytes,outcome,layout,layout_reason,encoding,articles,articles_known,comments,comments_known,members,bytes_unparsed,source,article_ids,warnings,error',
      '"harbour, ""wall"".html","/p/a.zip › harbour, ""wall"".html",1234,merged,generic,no other fits,utf-8,2,1,20,6,,14,sha256:ab,a1 a2,Comment 3 is on the page twice. (bytes 10-20) | No headline was found.,',
      "'=cmd.txt,/p/=cmd.txt,0,failed,,,,0,0,0,0,,,,,,Empty: 0 bytes.",
      '',
    ]);
  });

  it('lets no text be run as a formula by a spreadsheet', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\u00a0=1', '\t=1', '\r=1', '\n@x', '＝1', '\0=1', '\ttext', '-pages.txt'])
      expect(csvCell(text).replace(/^"/, '').startsWith("'"), JSON.stringify(text)).toBe(true);
    expect(csvCell('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"');
  });

  it('leaves other text and numbers as they are', () => {
    expect([csvCell('a=b'), csvCell('2013-05-04'), csvCell(-3), csvCell(undefined), csvCell('a "b"'), csvCell('a;b'), csvCell('one\ntwo')]).toEqual([
      'a=b',
      '2013-05-04',
      '-3',
      '',
      '"a ""b"""',
      '"a;b"',
      '"one\ntwo"',
    ]);
  });
});

describe('the report of an import as JSON', () => {
  it('says of the import and of each file what is known, and leaves out what is not', () => {
    const report = JSON.parse(importReport('json', run, outcomes));
    expect(report).toMatchObject({ import: 'i1', state: 'done', totals: { failed: 1 } });
    expect(report.files[0]).toMatchObject({
      file: 'harbour, "wall".html',
      outcome: 'merged',
      articles: ['a1', 'a2'],
      articlesKnown: 1,
      commentsKnown: 6,
      warnings: [{ bytes: [10, 20] }, {}],
    });
    expect(report.files[1]).toEqual({
      file: '=cmd.txt',
      path: '/p/=cmd.txt',
      bytes: 0,
      outcome: 'failed',
      articles: [],
      articlesKnown: 0,
      comments: 0,
      commentsKnown: 0,
      warnings: [],
      error: { kind: 'empty', title: 'Empty', message: '0 bytes.' },
    });
  });
});
