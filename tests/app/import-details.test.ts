import { describe, expect, it } from 'vitest';
import type { FileOutcome } from '../../corpus/records.ts';
import { cameToWords, diskPath, membersOf, placeWithin, shownName, steppedRow, tableLines } from '../../renderer/app/features/importing/outcome-details.ts';

const outcome = (change: Partial<FileOutcome>): FileOutcome => ({
  path: '/p/one.txt',
  name: 'one.txt',
  bytes: 10,
  result: 'new',
  articles: ['a1'],
  comments: 0,
  warnings: [],
  ...change,
});

describe('the lines of the report’s table', () => {
  it('are the files, and below those that are open their details', () => {
    const lines = tableLines([{ path: '/a' }, { path: '/b' }, { path: '/c' }], new Set(['/b']));
    expect(lines.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['file 0', 'file 1', 'details 1', 'file 2']);
  });

  it('are walked from file to file and held at the ends', () => {
    expect([steppedRow(30, undefined, 'ArrowDown'), steppedRow(30, undefined, 'ArrowUp')]).toEqual([0, 29]);
    expect([steppedRow(30, 0, 'ArrowUp'), steppedRow(30, 29, 'ArrowDown'), steppedRow(30, 25, 'PageDown'), steppedRow(30, 5, 'PageUp')]).toEqual([
      0, 29, 29, 0,
    ]);
    expect([steppedRow(30, 4, 'Home'), steppedRow(30, 4, 'End'), steppedRow(30, 4, 'a'), steppedRow(0, undefined, 'ArrowDown')]).toEqual([
      0,
      29,
      undefined,
      undefined,
    ]);
  });
});

describe('what a file came to in words', () => {
  it('counts what is new apart from what was there', () => {
    expect(cameToWords(outcome({ comments: 20 }))).toBe('1 new article. 20 comments.');
    expect(cameToWords(outcome({ result: 'merged', knownArticles: 1, comments: 20, knownComments: 6 }))).toBe(
      'Another capture of an article that was there already. 20 comments, 6 of them shown by other captures already.',
    );
    expect(cameToWords(outcome({ articles: ['a1', 'a2', 'a3'], knownArticles: 2, comments: 1, knownComments: 1 }))).toBe(
      '1 new article, and 2 further captures of articles that were there already. 1 comment, shown by other captures already.',
    );
    expect(cameToWords(outcome({ articles: [] }))).toBe('No article. No comments.');
  });

  it('says why it did not go in, that it was known, what waits and what was opened', () => {
    expect(cameToWords(outcome({ result: 'failed', error: { kind: 'empty', title: 'Empty', message: '0 bytes.' } }))).toBe('0 bytes.');
    expect(cameToWords(outcome({ result: 'known' }))).toBe('The same bytes were in the library already; nothing was added.');
    expect(cameToWords(outcome({ result: 'needs-mapping', table: { shape: '0', columns: ['a', 'b'] } }))).toContain('A table of 2 columns');
    expect(cameToWords(outcome({ result: 'opened', members: 1 }))).toBe('1 file of it came to an outcome of its own.');
  });
});

it('members are found by the container’s path, those of containers within it too', () => {
  const all = ['/p/a.zip › x.html', '/p/a.zip › in.zip › y.html', '/p/a.zip', '/p/a.zip2', '/p/b.zip › z.html'].map((path) => outcome({ path }));
  expect(membersOf(all, { path: '/p/a.zip' }).map(({ path }) => placeWithin(path))).toEqual(['x.html', 'in.zip › y.html']);
  expect([
    shownName({ path: '/p/a.zip › copy/y.html', name: 'y.html' }),
    shownName({ path: '/p/a.warc › record 2 https://x.example/y', name: 'y.html' }),
    shownName({ path: '/p/y.html', name: 'y.html' }),
  ]).toEqual(['copy/y.html', 'y.html', 'y.html']);
  expect([diskPath('/p/a.zip › in.zip › y.html'), placeWithin('/p/a.zip')]).toEqual(['/p/a.zip', undefined]);
});
