import { describe, expect, it } from 'vitest';
import { concordanceCsv, keywordsCsv, tagTimelineCsv, timelineCsv } from '../../corpus/exchange/analysis-csv.ts';

const lines = (text: string): string[] => text.split('\r\n');

describe('analyses as CSV', () => {
  it('writes a timeline with what is undated in a last row', () => {
    const csv = timelineCsv({
      bars: [{ from: '2013-09-02', to: '2013-09-08', found: { articles: 1, comments: 20 }, all: { articles: 3, comments: 400 } }],
      undated: { articles: 2, comments: 5 },
    });
    expect(csv).toBe('\ufefffrom,to,articles,comments,articles_in_library,comments_in_library\r\n2013-09-02,2013-09-08,1,20,3,400\r\n,,2,5,,\r\n');
  });

  it('writes a column for each tag, by a path that no spreadsheet runs', () => {
    const bars = [
      { from: '2013-01-01', to: '2013-12-31' },
      { from: '2014-01-01', to: '2014-12-31' },
    ];
    const csv = tagTimelineCsv(
      {
        bars,
        tags: [
          { tag: 't1', counts: [4, 0], undated: 1 },
          { tag: 't2', counts: [0, 2], undated: 0 },
        ],
      },
      (tag) => (tag === 't1' ? '=cmd|" /C calc"!A0' : 'stance/hawkish'),
    );
    expect(lines(csv)).toEqual([
      '\ufefffrom,to,"\'=cmd|"" /C calc""!A0",stance/hawkish',
      '2013-01-01,2013-12-31,4,0',
      '2014-01-01,2014-12-31,0,2',
      ',,1,0',
      '',
    ]);
  });

  it('writes keywords with negative likelihoods as numbers', () => {
    const csv = keywordsCsv({
      rows: [
        { words: 'harbour wall', found: 12, all: 20, documents: 7, likelihood: 41.23456 },
        { words: '-1', found: 0, all: 9, documents: 0, likelihood: -3.5 },
      ],
      foundWords: 1000,
      allWords: 50_000,
    });
    expect(lines(csv).slice(1)).toEqual(['harbour wall,41.235,12,20,7,1000,50000', "'-1,-3.5,0,9,0,1000,50000", '']);
  });

  it('writes the rows of a concordance, quoted where they must be, none of them a formula', () => {
    const csv = concordanceCsv([
      { target: 'a0000000000000001', block: 0, left: '=HYPERLINK("x") the ', hit: 'harbour', right: ', and “so”; on' },
      {
        target: 'c0000000000000001.12',
        number: 12,
        left: '',
        hit: 'Harbour',
        right: ' - quiet',
        publisher: 'Courier',
        published: '2019-05-14',
        title: 'Toll, and wall',
        tags: ['for', 'tolls'],
      },
    ]);
    expect(lines(csv).slice(1)).toEqual([
      '"\'=HYPERLINK(""x"") the",harbour,", and “so”; on",a0000000000000001,a0000000000000001,1,,,,,',
      ',Harbour,\'- quiet,c0000000000000001.12,a0000000000000001,,12,Courier,2019-05-14,"Toll, and wall",for | tolls',
      '',
    ]);
  });
});
