/** An export of one library, read back into another: nothing of it is lost. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Correction } from '../../corpus/records.ts';
import { readCorpusFile } from '../../main/importing/readers/corpus-file.ts';
import type { Library } from '../../renderer/store/open.ts';
import { body, file, put } from './exported.ts';
import { articleId, commentId, item, libraryWith, type MadeSource, NOW, sourceId } from './library.ts';

const PAGES: readonly MadeSource[] = [
  {
    headline: 'Ferry back in service',
    paragraphs: ['The ferry is back. A crowd of three watched it, and one of them had brought a flag for it.'],
    published: '2012-05-03T08:00',
    comments: [
      { number: 12, own: 'A ferry is no bridge.', quotes: ['The ferry is back.'], answers: [9] },
      { number: 9, own: 'At last 🚢.' },
    ],
  },
  { headline: 'Bridge is late', published: '2011-01-01', unparsed: 3, comments: [{ number: 1, own: 'Take the ferry then.' }] },
  { headline: 'Undated', paragraphs: ['Nothing about ships.'] },
];

/** Tags on an article, comments and a passage, one on nothing, a note. */
async function marked(): Promise<Library> {
  const library = await libraryWith(PAGES);
  const { commands } = library;
  await commands.ensureTag('stance/hawkish', { targets: [articleId(1), commentId(1, 12)] });
  await commands.ensureTag('mood', { target: commentId(1, 9), span: { chars: [3, 7], exact: 'last', prefix: 'At ', suffix: ' 🚢.' } });
  const alone = await commands.createTag({ name: 'on nothing', description: 'Kept for later' });
  await commands.recolourTag(alone.id, 7);
  await commands.addNote(articleId(2), 'Look at\nthe date');
  return library;
}

describe('an export that is imported', () => {
  it('into an empty library gives the same export', async () => {
    const before = await body(await marked());
    const other = await libraryWith();
    expect(await put(other, file(before))).toEqual({ warnings: [] });
    expect(await body(other)).toBe(before);
    expect(await other.reader.source(sourceId(1))).toMatchObject({ bytesMissing: true });
    expect(await other.reader.sourceBytes(sourceId(1))).toBeUndefined();
  });

  it('brings the corrections of its sources, and leaves those of a source that was read here', async () => {
    const library = await libraryWith(PAGES);
    const { parsed } = item(1, PAGES[0]);
    const corrections: Correction[] = [
      { bytes: [0, 3], class: 'furniture' },
      { bytes: [4, 9], class: 'article', kind: 'headline' },
    ];
    await library.commands.readAnew([{ parsed, corrections }]);
    const before = await body(library);
    expect(before).toContain('"corrections":[{"bytes":[0,3],"class":"furniture"},{"bytes":[4,9],"class":"article","kind":"headline"}]');
    const other = await libraryWith();
    await put(other, file(before));
    expect(await other.reader.corrections(sourceId(1))).toEqual(corrections);
    expect(await body(other)).toBe(before);
    const own = await libraryWith(PAGES);
    await put(own, file(before));
    expect(await own.reader.corrections(sourceId(1))).toEqual([]);
  });

  it('keeps what several captures of an article say, and what a quote and an answer point at', async () => {
    const library = await libraryWith();
    const one = item(1, PAGES[0]);
    const other = item(2);
    const [page] = one.parsed.pages;
    if (page === undefined) throw new Error('the made-up source has a page');
    const [first, second] = page.comments;
    if (first === undefined || second === undefined) throw new Error('the made-up page has two comments');
    const captures = [
      { id: articleId(1), source: sourceId(1), commentPage: { current: 1, of: 2 }, stated: { text: '3 May 2012', at: '2012-05-03' }, comments: 2 },
      { id: articleId(2), source: sourceId(2), stated: { text: '9 Minutes ago' }, comments: 1, statedComments: 7 },
    ];
    const seen = {
      ...first,
      quotes: first.quotes.map((quote) => ({ ...quote, of: { block: 1, chars: [0, 18] as const } })),
      replyTo: [{ author: 'Gull', method: 'author' as const, confidence: 0.5, candidates: [second.id] }],
      sightings: [{ evidence: { source: sourceId(2), bytes: [4, 9] as const }, text: 'A ferry is a bridge.', rating: -2 }],
    };
    const gone = { ...second, vanishedFrom: sourceId(2), sightings: [{ evidence: { source: sourceId(2), bytes: [1, 2] as const } }] };
    const article = { ...page.article, captures, changes: { edited: true as const, comments: 1, vanished: 1 } };
    await library.writer.beginImport({ id: 'i1', names: ['c'], roots: ['/c'], startedAt: NOW });
    await library.writer.writeBatch({
      importId: 'i1',
      seq: 0,
      items: [
        { ...one, parsed: { ...one.parsed, pages: [{ ...page, article, comments: [seen, gone] }] } },
        { ...other, parsed: { ...other.parsed, pages: [] } },
      ],
    });
    const before = await body(library);
    const back = await libraryWith();
    expect(await put(back, file(before))).toEqual({ warnings: [] });
    expect(await body(back)).toBe(before);
    expect((await back.reader.article(articleId(1)))?.captures).toEqual(captures);
    expect((await back.reader.article(articleId(1)))?.changes).toEqual({ edited: true, comments: 1, vanished: 1 });
    expect(await back.reader.comments(articleId(1))).toEqual([seen, gone]);
  });

  it('refuses a comment that was seen in a source that is not there', async () => {
    const text = (await body(await marked())).replace(/("id":"c[^"]*".*?"evidence":\{[^}]*\})/, `$1,"vanishedFrom":"${sourceId(99)}"`);
    expect(() => [...readCorpusFile(file(text))]).toThrow(expect.objectContaining({ message: expect.stringMatching(/seen in a source that is not there/) }));
  });

  it('a second time changes nothing', async () => {
    const before = await body(await marked());
    const other = await libraryWith();
    await put(other, file(before));
    await put(other, file(before), 'iagain');
    expect(await body(other)).toBe(before);
    expect((await other.reader.outcomes('iagain')).map((outcome) => outcome.result)).toEqual(['opened', 'known', 'known', 'known']);
  });

  it('into a library with the same pages and other tags puts both on them, tags of the same path being one', async () => {
    const other = await libraryWith(PAGES);
    await other.commands.ensureTag('Stance/dovish', { targets: [commentId(1, 12)] });
    await put(other, file(await body(await marked())));
    const tags = await other.reader.tags();
    expect(tags.map((tag) => tag.name).sort()).toEqual(['Stance', 'dovish', 'hawkish', 'mood', 'on nothing']);
    expect((await other.reader.taggings([commentId(1, 12)])).get(commentId(1, 12))).toHaveLength(2);
    expect(await other.reader.sourceBytes(sourceId(1))).toBeDefined();
  });

  it('gets the bytes of its sources when the files themselves are imported', async () => {
    const other = await libraryWith();
    const before = await body(await marked());
    await put(other, file(before));
    await other.writer.writeBatch({ importId: 'iback', seq: 1, items: [{ ...item(1, PAGES[0]), packed: new Uint8Array(gzipSync('page')) }] });
    expect(await other.reader.sourceBytes(sourceId(1))).toEqual(new TextEncoder().encode('page'));
    expect((await other.reader.source(sourceId(1)))?.bytesMissing).toBeUndefined();
    expect(await body(other)).toBe(before);
  });

  it('is imported as it is when it was changed, and says so', async () => {
    const other = await libraryWith();
    const changed = (await body(await marked())).replace('At last', 'No ever');
    expect((await put(other, file(changed, '0'.repeat(64)))).warnings).toEqual([expect.stringMatching(/changed after it was exported/)]);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40), /no JSON/],
    ['of a newer version', (text: string) => text.replace('"version":1', '"version":9'), /newer version/],
    ['with a record that lacks what it needs', (text: string) => text.replace('"position":0,', ''), /comments\.\d+\.position/],
    ['with a comment of no article', (text: string) => text.replace(`"id":"${articleId(2)}"`, `"id":"${articleId(7)}"`), /of an article that is not there/],
    ['with a record twice', (text: string) => text.replace(`"id":"${articleId(2)}"`, `"id":"${articleId(1)}"`), /is there twice/],
    ['with a tag that is nowhere', (text: string) => text.replace('"tags":["t', '"tags":["t9'), /has a tag that is not there/],
    [
      'of a source that is nowhere',
      (text: string) => text.replace(`"captures":[{"source":"${sourceId(2)}"`, `"captures":[{"source":"${sourceId(8)}"`),
      /of a source that is not there/,
    ],
  ])('is refused whole when it is %s, with the reason', async (_what, harm, why) => {
    const text = new TextDecoder().decode(file(await body(await marked())));
    expect(() => [...readCorpusFile(new TextEncoder().encode(harm(text)))]).toThrow(why);
  });
});
