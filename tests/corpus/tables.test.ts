import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { type Mapping, type MappingBook, readMapping } from '../../corpus/mapping/mapping.ts';
import { previewTable } from '../../corpus/mapping/read.ts';
import { parseSource } from '../../corpus/parse.ts';

function read(content: string | Uint8Array, name: string, mappings?: MappingBook): ParsedSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = parseSource({ id: `sha256:${'0'.repeat(64)}`, name, bytes }, { mappings });
  expectAccounted(source, bytes.length);
  return source;
}

/** Every byte is of one class, and every record's evidence is a run of the ledger. (A cell's words stand in the file with escapes.) */
function expectAccounted(source: ParsedSource, bytes: number): void {
  expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(bytes);
  const runs = new Set(source.ledger.map((run) => `${run.class} ${run.bytes.join('-')}`));
  for (const page of source.pages) {
    for (const block of page.blocks) expect(runs).toContain(`article ${block.evidence.bytes.join('-')}`);
    for (const comment of page.comments) expect(runs).toContain(`comment ${comment.evidence.bytes.join('-')}`);
  }
}

/** The text of a source at a record's evidence. */
const at = (content: string, [from, to]: readonly [number, number]): string => Buffer.from(content).subarray(from, to).toString();

const STORY = 'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had. '.repeat(10);
const given = (mapping: Mapping): MappingBook => ({ given: mapping, byShape: {} });

describe('a table of comments (CSV)', () => {
  const csv =
    'comment_id,user,comment,likes,parent_id,date\r\n' +
    '71,Gull,"It ran late, ""again"".",4,,2016-05-01T10:00:00Z\r\n' +
    '72,Tern,"Two lines\nof it.",-1,71,2016-05-01 10:05\r\n' +
    ',,,,,\r\n' +
    '73,Gull,,0,72,\r\n' +
    '74,Skua,"too","many",1,2,3,4\r\n' +
    '75,Skua,Short row\r\n';

  it('becomes one article titled from the file’s name, its rows the comments, each with its row as evidence', () => {
    const source = read(csv, 'ferry_comments-2016.csv');
    const [page] = source.pages;
    expect(source.pages).toHaveLength(1);
    expect(source.layout).toBe('csv');
    expect(page?.article).toMatchObject({ title: 'ferry comments 2016', titleMade: true });
    expect(page?.comments.map(({ author, text, rating, posted }) => [author, text, rating, posted?.at])).toEqual([
      ['Gull', 'It ran late, "again".', 4, '2016-05-01T10:00:00Z'],
      ['Tern', 'Two lines\nof it.', -1, '2016-05-01T10:05'],
      ['Skua', 'Short row', undefined, undefined],
    ]);
    expect(at(csv, page?.comments[1]?.evidence.bytes ?? [0, 0])).toBe('72,Tern,"Two lines\nof it.",-1,71,2016-05-01 10:05');
    expect(page?.comments[1]?.replyTo).toEqual([{ comment: page?.comments[0]?.id, author: 'Gull', method: 'markup', confidence: 1 }]);
  });

  it('keeps rows that cannot be read as unparsed, and names their lines; the header and empty rows are furniture', () => {
    const source = read(csv, 'ferry.csv');
    expect(source.warnings.filter((warning) => warning.kind === 'bad-row').map((warning) => warning.message)).toEqual([
      'Line 6 was not read: it has nothing in “comment”.',
      'Line 7 was not read: it has 8 cells, the header 6.',
    ]);
    expect(source.coverage.furniture).toBe('comment_id,user,comment,likes,parent_id,date'.length + ',,,,,'.length);
    expect(source.coverage.unparsed).toBe('73,Gull,,0,72,\r\n'.length + '74,Skua,"too","many",1,2,3,4'.length);
  });

  it('goes on after a quotation mark that nothing closes', () => {
    const source = read('user,comment\nGull,Late again it was\nTern,"never closed\nSkua,And on it goes\nKnot,"Fine, this one"\n', 'x.csv');
    expect(source.pages[0]?.comments.map((comment) => comment.author)).toEqual(['Gull', 'Skua', 'Knot']);
    expect(source.warnings.filter((warning) => warning.kind === 'bad-row').map((warning) => warning.message)).toEqual([
      'Line 3 was not read: a quotation mark opens and none closes it.',
    ]);
  });

  it('is made into one article for each that its rows name', () => {
    const rows = ['Ferry late', 'Ferry late', 'Bridge open', 'Ferry late', 'Bridge open'].map(
      (title, n) => `"${title}",reader ${n},"What I have to say, number ${n}"`,
    );
    const source = read(`title,username,comment\n${rows.join('\n')}\n`, 'x.csv');
    expect(source.pages.map((page) => [page.article.headline, page.comments.length])).toEqual([
      ['Ferry late', 3],
      ['Bridge open', 2],
    ]);
  });

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
    ['bars', '|'],
  ])('is read with %s between cells', (_what, mark) => {
    const csv = [`user${mark}comment${mark}likes`, `Gull${mark}Late, as ever it was${mark}1`, `Tern${mark}Not on Mondays it is${mark}2`].join('\n');
    expect(read(csv, 'table.txt').pages[0]?.comments).toHaveLength(2);
  });

  it('is read in any encoding, with evidence in bytes of the file', () => {
    const csv = 'user;comment\nMöwe;Schon wieder zu spät 🚢\nTern;Nicht am Montag, sagt er\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, 'utf16le')]);
    const comment = read(utf16, 'x.csv').pages[0]?.comments[0];
    const [from, to] = comment?.evidence.bytes ?? [0, 0];
    expect(utf16.subarray(from, to).toString('utf16le')).toBe('Möwe;Schon wieder zu spät 🚢');
    const latin = Buffer.from('user;comment\nMöwe;Schon wieder zu spät\nTern;Für mich nicht, sagt er\n', 'latin1');
    expect(read(latin, 'x.csv')).toMatchObject({ encoding: 'windows-1252', pages: [{ comments: [{ author: 'Möwe' }, {}] }] });
  });

  it('is not seen in prose, lists or schedules', () => {
    for (const prose of [
      'First, second\n\nThe ferry, the bridge, and the quay were closed.\nNobody, it seems, knew why.\n',
      'Monday, Tuesday\nWednesday\nThursday, Friday, Saturday\nSunday\n',
      `${STORY}\n\n${STORY}\n`,
    ])
      expect(read(prose, 'page.txt').layout).not.toBe('csv');
  });
});

describe('records as JSON', () => {
  const article = (n: number, more: object = {}) => ({
    title: `Ferry ${n} late`,
    date_publish: '2016-11-09 00:00:00',
    url: `http://news.example/${n}`,
    authors: ['A. Writer'],
    text: `${STORY}\n\nPart two of ${n}.`,
    ...more,
  });

  it('that are one article become it, the whole record its evidence', () => {
    const json = JSON.stringify(article(1, { description: 'A summary of the day at the quay.', publisher: 'Harbour Post' }), null, 2);
    const source = read(json, 'x.json');
    expect(source.coverage).toMatchObject({ unparsed: 0, furniture: 0 });
    expect(source.pages[0]?.article).toMatchObject({
      headline: 'Ferry 1 late',
      url: 'http://news.example/1',
      publisher: 'Harbour Post',
      byline: 'A. Writer',
      published: { at: '2016-11-09T00:00:00' },
    });
    expect(source.pages[0]?.blocks.map((block) => block.kind)).toEqual(['headline', 'byline', 'standfirst', 'paragraph', 'paragraph']);
    expect(source.pages[0]?.blocks.every((block) => at(json, block.evidence.bytes) === json)).toBe(true);
  });

  it('in a list, or in a list within a record, become an article each; what holds them together is furniture', () => {
    const list = JSON.stringify([article(1), article(2)], null, 1);
    expect(read(list, 'x.json')).toMatchObject({ coverage: { unparsed: 0 }, pages: [{}, {}] });
    const wrapped = `{"articles": ${list}, "status": "ok"}`;
    const source = read(wrapped, 'x.json');
    expect(source.pages).toHaveLength(2);
    expect(source.coverage.unparsed).toBeGreaterThan(0);
  });

  it('one a line become a record each; lines that are none are named, and the others read', () => {
    const lines = [article(1), article(2), article(3)].map((one) => JSON.stringify(one));
    const source = read(`${lines[0]}\n\n{"title": "cut of\nnull\n${lines[1]}\n${lines[2]}`, 'x.jsonl');
    expect(source.pages.map((page) => page.article.headline)).toEqual(['Ferry 1 late', 'Ferry 2 late', 'Ferry 3 late']);
    const bad = source.warnings.filter((warning) => warning.kind === 'bad-row');
    expect(bad.map((warning) => warning.message)).toEqual([
      expect.stringMatching(/^Line 3 was not read: it is no JSON/),
      'Line 4 was not read: it is no record.',
    ]);
  });

  it('keep twins apart', () => {
    const one = JSON.stringify({ title: 'Ferry late', text: STORY });
    const ids = read(`${one}\n${one}\n`, 'x.jsonl').pages.map((page) => page.article.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('lose what no text can hold: NUL, halves of surrogate pairs', () => {
    const json = `{"title": "Ferry \\ud83d late", "text": "${STORY}\\u0000 end", "url": "http://x.example/1"}`;
    const [page] = read(json, 'x.json').pages;
    expect(page?.article.headline).toBe('Ferry \ufffd late');
    expect(page?.blocks.at(-1)?.text).toMatch(/\ufffd end$/);
  });

  it('may hold a cell of megabytes', () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ title: 'Ferry late', text: `${STORY}\n`.repeat(4000), url: 'http://x.example/1' }));
    const source = parseSource({ id: `sha256:${'0'.repeat(64)}`, name: 'x.json', bytes });
    expect([source.pages[0]?.blocks.length, source.coverage.article]).toEqual([4001, bytes.length]);
  });

  it('without words are kept and not read', () => {
    expect(read('{"compilerOptions": {"strict": true, "target": "es2022"}}', 'x.json')).toMatchObject({ pages: [], warnings: [{ kind: 'not-read' }] });
  });
});

describe('columns whose meaning is not certain', () => {
  const csv = 'col_a,col_b\nGull,"It ran late on Monday again"\nTern,"Nobody on the quay knew why"\n';
  const mapping: Mapping = { kind: 'comments', fields: { text: 'col_b', author: 'col_a' } };

  it('are asked about: the file is kept, and shown with a guess', () => {
    const source = read(csv, 'x.csv');
    expect(source).toMatchObject({
      pages: [],
      warnings: [{ kind: 'needs-mapping' }],
      table: { columns: ['col_a', 'col_b'], shape: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    const preview = previewTable(new TextEncoder().encode(csv), 'x.csv');
    expect(preview).toMatchObject({
      columns: ['col_a', 'col_b'],
      count: 2,
      rows: [
        ['Gull', 'It ran late on Monday again'],
        ['Tern', expect.any(String)],
      ],
      guess: { mapping: { fields: { text: 'col_b' } } },
    });
  });

  it('are read by the mapping that is given, or remembered for the shape', () => {
    expect(read(csv, 'x.csv', given(mapping))).toMatchObject({ table: { by: 'given' }, pages: [{ comments: [{ author: 'Gull' }, { author: 'Tern' }] }] });
    const shape = previewTable(new TextEncoder().encode(csv), 'x.csv')?.shape ?? '';
    expect(read(csv, 'y.csv', { byShape: { [shape]: mapping } })).toMatchObject({ table: { by: 'remembered' }, pages: [{ comments: [{}, {}] }] });
  });

  it('are not read by a mapping of other columns', () => {
    expect(read(csv, 'x.csv', given({ kind: 'comments', fields: { text: 'other' } })).pages).toEqual([]);
  });

  it.each([
    [null, /object/],
    [{ kind: 'pages', fields: {} }, /articles.*comments/],
    [{ kind: 'comments', fields: { words: 'x' } }, /no field “words”/],
    [{ kind: 'comments', fields: { author: 'x' } }, /“text”/],
    [{ kind: 'articles', fields: { text: '' } }, /no name/],
  ])('cannot be explained by %j', (value, problem) => {
    expect(readMapping(value)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');
describe.runIf(existsSync(corpora))('corpora of comments and articles as they are handed around', () => {
  const bytes = (name: string): Uint8Array => readFileSync(join(corpora, name));
  const count = (source: ParsedSource): number[] => [
    source.pages.length,
    source.pages.reduce((sum, page) => sum + page.comments.length, 0),
    source.coverage.unparsed,
  ];

  it('give exactly what is in them', () => {
    expect(count(read(bytes('fox-news-comments.jsonl'), 'fox-news-comments.jsonl'))).toEqual([10, 1528, 0]);
    expect(count(read(bytes('globe-and-mail-comments-val.csv'), 'globe-and-mail-comments-val.csv'))).toEqual([1, 4427, 0]);
    for (const name of readdirSync(join(corpora, 'news-json'))) expect(count(read(bytes(`news-json/${name}`), name))).toEqual([1, 0, 0]);
  });
});
