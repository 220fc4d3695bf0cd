/** An article of several captures, exported and read back: it can be parted, joined and told apart as before. */
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../corpus/exchange/tagged-json.schema.json' with { type: 'json' };
import { readCorpusFile } from '../../main/importing/readers/corpus-file.ts';
import type { Library } from '../../renderer/store/open.ts';
import { captured, page } from './captures.ts';
import { body, file, put } from './exported.ts';
import { IMPORT, libraryWith, NOW } from './library.ts';

const PAGES = [
  captured('one', page(1, [9, 8, 7])),
  captured('two', page(2, [7, 6, 5])),
  captured('three', page(3, [3, 2, 1], { updated: '4 May 2013 Last updated at 09:00 GMT' })),
];

/** Three captures of one article, with a tag on a comment of each. */
async function tagged(): Promise<Library> {
  const library = await libraryWith();
  await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
  await library.writer.writeBatch({ importId: IMPORT, seq: 0, items: PAGES });
  const [article] = await articles(library);
  if (article === undefined) throw new Error('there is an article');
  const comments = await library.reader.comments(article.id);
  const targets = comments.filter(({ number }) => [9, 5, 1].includes(number ?? 0)).map(({ id }) => id);
  await library.commands.ensureTag('kept', { targets: [article.id, ...targets] });
  return library;
}

async function articles({ reader }: Library) {
  const ids: `a${string}`[] = [];
  await reader.eachArticle((rows) => void ids.push(...rows.map(({ id }) => id)));
  return reader.articles(ids);
}

async function facts(library: Library) {
  const { reader } = library;
  const rows = await articles(library);
  return Promise.all(
    rows.map(async ({ importId: _i, addedAt: _a, ...article }) => ({
      article,
      comments: await reader.comments(article.id),
      readings: await reader.readings(article.id),
      taggings: [...(await reader.taggingsOfArticle(article.id))].map(({ target }) => target).sort(),
    })),
  );
}

const validate = new Ajv2020({ strict: true, strictTuples: false, strictRequired: false }).addSchema(schema).getSchema(`${schema.$id}#/$defs/article`);

describe('an export of an article with several captures', () => {
  it.each([false, true])('gives the same articles, readings and tags; each source in its own batch: %s', async (apart) => {
    const library = await tagged();
    const before = await body(library);
    const back = await libraryWith();
    await put(back, file(before), 'iback', apart);
    expect(await body(back)).toBe(before);
    expect(await facts(back)).toEqual(await facts(library));
    const [found] = await facts(back);
    expect([found?.readings.length, found?.taggings.length]).toEqual([3, 4]);
  });

  it('can be parted as before', async () => {
    const library = await tagged();
    const back = await libraryWith();
    await put(back, file(await body(library)));
    const capture = (await articles(back))[0]?.captures[1]?.id;
    if (capture === undefined) throw new Error('the article has captures');
    for (const each of [library, back]) await each.commands.partCapture(capture);
    expect(await articles(back)).toHaveLength(2);
    expect(await facts(back)).toEqual(await facts(library));
  });

  it.each([false, true])('keeps apart what was parted; each source in its own batch: %s', async (apart) => {
    const library = await tagged();
    const capture = (await articles(library))[0]?.captures[1]?.id;
    if (capture === undefined) throw new Error('the article has captures');
    await library.commands.partCapture(capture);
    const before = await body(library);
    expect(before).toContain('"partedFrom":["a');
    const rows: object[] = JSON.parse(`{${before}`).articles;
    expect(rows.map((row) => [validate?.(row), 'readings' in row, 'partedFrom' in row])).toEqual([
      [true, false, true],
      [true, true, true],
    ]);
    expect(validate?.({ ...rows[1], readings: [{ id: 'a0' }] })).toBe(false);
    const back = await libraryWith();
    await put(back, file(before), 'iback', apart);
    expect(await body(back)).toBe(before);
    expect(await facts(back)).toEqual(await facts(library));
  });

  it('parts what another library has as one, and a second time changes nothing', async () => {
    const parted = await tagged();
    const capture = (await articles(parted))[0]?.captures[1]?.id;
    if (capture === undefined) throw new Error('the article has captures');
    await parted.commands.partCapture(capture);
    const before = await body(parted);
    const other = await tagged();
    await put(other, file(before));
    expect(await body(other)).toBe(before);
    await put(other, file(before), 'iagain');
    expect(await body(other)).toBe(before);
  });

  it('of some of its comments holds no other ones', async () => {
    const library = await tagged();
    const some = await body(library, 'tag:kept in:comments');
    expect(some).toContain('words of comment 9,');
    expect(some).not.toMatch(/words of comment [8763 2],/);
    const back = await libraryWith();
    await put(back, file(some));
    const [found] = await facts(back);
    expect([found?.comments.length, found?.readings.length, found?.taggings.length]).toEqual([3, 3, 4]);
  });

  it.each([
    [
      'a capture it does not have',
      (text: string) => text.replace(/"readings":\[\{"id":"a[0-9a-f]{3}/, (found) => `${found.slice(0, -3)}000`),
      /has no capture a000/,
    ],
    ['a comment of another one', (text: string) => text.replace(/("readings":.*?"comments":\[\{"id":"c)[0-9a-f]{3}/, '$1000'), /is no comment of/],
    [
      'a source that is not there',
      (text: string) =>
        text.replace(/("readings":.*?"comments":\[\{.*?"evidence":\{"source":"sha256:)[0-9a-f]{3}(.*?\})/, `$1eee$2,"vanishedFrom":"sha256:${'e'.repeat(64)}"`),
      /seen in a source that is not there/,
    ],
  ])('is refused when a reading has %s', async (_what, harm, why) => {
    const text = await body(await tagged());
    const harmed = harm(text);
    expect(harmed).not.toBe(text);
    expect(() => [...readCorpusFile(file(harmed))]).toThrow(why);
  });
});
