/** Reading sources anew in the store: what did not change is as it was, what the analyst put on it stays, and one source undoes. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { ArticleId, CommentId, Correction } from '../../corpus/records.ts';
import type { Library } from '../../renderer/store/open.ts';
import { dump } from './library.ts';
import { commentPage, importPage, libraryOf, type Page, page, seeds, textPage } from './pages.ts';

const ANEW = { ...page('anew.txt', textPage('anew')) };
const SET = [
  page('first', commentPage(1, [9, 8, 7])),
  page('second', commentPage(2, [7, 6, 5])),
  page('third', commentPage(3, [3, 2, 1], '4 May 2013 Last updated at 09:00 GMT')),
];

function readingOf(of: Page): Reading {
  const [reading] = parseSource(of).pages;
  if (reading === undefined) throw new Error(`nothing is read in ${of.name}`);
  return reading;
}

/** The page as another parser would read it: of an article by another name, its comments too. */
function renamed(of: Page): Reading {
  const text = JSON.stringify(readingOf(of));
  const { id } = readingOf(of).article;
  return JSON.parse(text.replaceAll(id.slice(1), `${id.slice(1, -4)}beef`));
}

async function only({ reader }: Library) {
  const found: ArticleId[] = [];
  await reader.eachArticle((rows) => void found.push(...rows.map(({ id }) => id)));
  const article = await reader.article(found[0] ?? 'a0');
  if (found.length !== 1 || article === undefined) throw new Error(`${found.length} articles`);
  return article;
}

async function numbered({ reader }: Library, article: ArticleId, number: number): Promise<CommentId> {
  const comment = (await reader.comments(article)).find((one) => one.number === number);
  if (comment === undefined) throw new Error(`no comment ${number}`);
  return comment.id;
}

const correct = (library: Library, of: Page, corrections: readonly Correction[]): Promise<void> =>
  library.commands.readAnew([{ parsed: parseSource(of, { corrections }), corrections }]);

describe('reading anew with the same parser', () => {
  it('changes nothing at all, one by one or together', async () => {
    const library = await libraryOf(seeds);
    expect(seeds).toHaveLength(8);
    const before = await dump(library.name);
    for (const seed of seeds) await library.commands.readAnew([{ parsed: parseSource(seed) }]);
    expect(await dump(library.name)).toEqual(before);
    await library.commands.readAnew(seeds.map((seed) => ({ parsed: parseSource(seed) })));
    expect(await dump(library.name)).toEqual(before);
  });

  it('changes nothing in an article of several captures with tags, spans, notes and partings', async () => {
    const library = await libraryOf(SET);
    const { commands } = library;
    const article = await only(library);
    const tag = await commands.createTag({ name: 'tide' });
    const seven = await numbered(library, article.id, 7);
    await commands.tag([article.id, seven, await numbered(library, article.id, 2)], tag.id);
    await commands.tagSpan(seven, { chars: [0, 5], exact: 'These', prefix: '', suffix: ' are' }, tag.id);
    await commands.addNote(seven, 'Look here.');
    await commands.partCapture(readingOf(SET[2] as Page).article.id);
    const before = await dump(library.name);
    for (const one of SET) await commands.readAnew([{ parsed: parseSource(one) }]);
    await commands.readAnew(SET.map((one) => ({ parsed: parseSource(one) })));
    expect(await dump(library.name)).toEqual(before);
  });
});

describe('a correction', () => {
  /** The bytes of one comment of a page. */
  const bytesOf = (of: Page, number: number) => readingOf(of).comments.find((one) => one.number === number)?.evidence.bytes ?? ([0, 0] as const);

  it('that makes a comment of furniture is undone exactly, and is remembered when the source comes again', async () => {
    const [first] = SET as [Page];
    const text = new TextDecoder().decode(first.bytes);
    const closed = 'This entry is now closed for comments';
    const at = new TextEncoder().encode(text.slice(0, text.indexOf(closed))).length;
    for (const pages of [[first], SET]) {
      const library = await libraryOf(pages);
      const before = await dump(library.name);
      const article = await only(library);
      const corrections: Correction[] = [{ bytes: [at, at + closed.length], class: 'comment' }];
      await correct(library, first, corrections);
      expect((await library.reader.comments((await only(library)).id)).map((one) => one.text)).toContain(closed);
      expect((await library.reader.totals()).comments).toBe(article.commentCount.captured + 1);
      const after = await dump(library.name);
      expect(library.commands.history().undo).toBe('correction of ‘first’');

      await library.commands.undo();
      expect(await dump(library.name)).toEqual(before);
      await library.commands.redo();
      expect(await dump(library.name)).toEqual(after);

      await importPage(library, first, 9);
      const { imports: _imports, importOutcomes: _outcomes, ...now } = await dump(library.name);
      expect(after).toMatchObject(now);
      await correct(library, first, []);
      expect((await dump(library.name)).corrections).toEqual([]);
      expect((await library.reader.totals()).comments).toBe(article.commentCount.captured);
    }
  });

  it('that takes a comment away leaves its marks on the article, with notes of what they sat on, until it is undone', async () => {
    const library = await libraryOf(SET);
    const { commands, reader } = library;
    const article = await only(library);
    const tag = await commands.createTag({ name: 'tide' });
    const eight = await numbered(library, article.id, 8);
    await commands.tagSpan(eight, { chars: [0, 5], exact: 'These', prefix: '', suffix: ' are' }, tag.id);
    await commands.addNote(eight, 'Look here.');
    const before = await dump(library.name);
    const [first] = SET as [Page];
    await correct(library, first, [{ bytes: bytesOf(first, 8), class: 'furniture' }]);
    expect((await reader.comments(article.id)).map(({ number }) => number)).not.toContain(8);
    expect(await reader.taggingsOfArticle(article.id)).toEqual([expect.objectContaining({ id: `${article.id}|${tag.id}`, target: article.id })]);
    const notes = (await reader.notes([article.id])).map(({ text }) => text);
    expect(notes).toHaveLength(3);
    expect(notes).toContain('Look here.');
    expect(notes.join()).toMatch(/sat on the words “These”/);
    expect(notes.join()).toMatch(/The comment said: “.*words of comment 8/s);
    await commands.undo();
    expect(await dump(library.name)).toEqual(before);
  });

  it('leaves marks on a comment where another capture shows it too', async () => {
    const library = await libraryOf(SET);
    const article = await only(library);
    const tag = await library.commands.createTag({ name: 'tide' });
    await library.commands.tag([await numbered(library, article.id, 7)], tag.id);
    const [first] = SET as [Page];
    await correct(library, first, [{ bytes: bytesOf(first, 7), class: 'furniture' }]);
    const seven = await numbered(library, article.id, 7);
    expect((await library.reader.taggingsOfArticle(article.id)).map(({ target }) => target)).toEqual([seven]);
  });

  it('moves the tags of words with them, and keeps those of words that are gone on the article', async () => {
    const library = await libraryOf([ANEW]);
    const { article, blocks } = readingOf(ANEW);
    const tag = await library.commands.createTag({ name: 'tide' });
    const other = await library.commands.createTag({ name: 'boats' });
    const at = blocks.findIndex(({ text }) => text.startsWith('A report'));
    const gone = blocks.findIndex(({ text }) => text.startsWith('Fishermen'));
    expect(at).toBeGreaterThan(gone);
    await library.commands.tagSpan(article.id, { block: at, chars: [2, 8], exact: 'report', prefix: 'A ', suffix: ' on' }, tag.id);
    await library.commands.tagSpan(article.id, { block: gone, chars: [0, 9], exact: 'Fishermen', prefix: '', suffix: ' who' }, other.id);
    await correct(library, ANEW, [{ bytes: blocks[gone]?.evidence.bytes ?? [0, 0], class: 'furniture' }]);
    const taggings = await library.reader.taggingsOfArticle(article.id);
    expect(taggings.map(({ span, tag: id }) => [id, span?.block, span?.chars]).sort()).toEqual(
      [
        [tag.id, at - 1, [2, 8]],
        [other.id, undefined, undefined],
      ].sort(),
    );
    expect((await library.reader.notes([article.id])).map(({ text }) => text)).toEqual([expect.stringContaining('“Fishermen”')]);
  });

  it('that would leave marks without an article is refused, and changes nothing', async () => {
    const library = await libraryOf([ANEW]);
    const all: Correction[] = [{ bytes: [0, ANEW.bytes.length], class: 'furniture' }];
    await library.commands.addNote(readingOf(ANEW).article.id, 'Look here.');
    const before = await dump(library.name);
    await expect(correct(library, ANEW, all)).rejects.toMatchObject({ kind: 'marks-lost' });
    expect(await dump(library.name)).toEqual(before);
    await library.commands.undo();
    await correct(library, ANEW, all);
    expect(await library.reader.totals()).toMatchObject({ sources: 1, articles: 0, comments: 0 });
    await library.commands.undo();
    expect(await library.reader.totals()).toMatchObject({ articles: 1 });
  });

  it('cannot be undone where something else has been put on it since, from elsewhere', async () => {
    const library = await libraryOf(SET.slice(0, 1));
    const [first, second] = SET as [Page, Page];
    const tag = await library.commands.createTag({ name: 'tide' });
    const corrections: Correction[] = [{ bytes: bytesOf(first, 8), class: 'furniture' }];
    await correct(library, first, corrections);
    await importPage(library, second, 5);
    const before = await dump(library.name);
    await expect(library.commands.undo()).rejects.toMatchObject({ kind: 'changed-since' });
    expect(await dump(library.name)).toEqual(before);
    expect(library.commands.history().undo).toContain(tag.name);
  });
});

describe('captures that have other ids when they are read anew', () => {
  const anew = (of: Page) => ({ parsed: { ...parseSource(of), pages: [renamed(of)] } });

  it('take tags, notes and partings with them, and undoing gives all of it back', async () => {
    const library = await libraryOf(SET);
    const { commands, reader } = library;
    const article = await only(library);
    const tag = await commands.createTag({ name: 'tide' });
    const [eight, two] = [await numbered(library, article.id, 8), await numbered(library, article.id, 2)];
    await commands.tagSpan(eight, { chars: [0, 5], exact: 'These', prefix: '', suffix: ' are' }, tag.id);
    await commands.tag([article.id, two], tag.id);
    await commands.addNote(two, 'Look here.');
    const [, second, third] = SET as [Page, Page, Page];
    await commands.partCapture(readingOf(second).article.id);
    const before = await dump(library.name);
    for (const one of [third, second]) await commands.readAnew([anew(one)]);

    const now = await reader.article(renamed(third).article.id);
    expect(now?.id).toBe(renamed(third).article.id);
    expect(now?.captures).toHaveLength(2);
    expect((await reader.article(renamed(second).article.id))?.captures).toHaveLength(1);
    const id = now?.id ?? 'a0';
    const marks = (await reader.taggingsOfArticle(id)).map(({ target, span }) => [target, span?.exact]);
    expect(marks.sort()).toEqual(
      [[id], [await numbered(library, id, 8), 'These'], [await numbered(library, id, 2)]].map(([target, exact]) => [target, exact]).sort(),
    );
    expect((await reader.notes([await numbered(library, id, 2)])).map(({ text }) => text)).toEqual(['Look here.']);
    expect(await reader.totals()).toMatchObject({ articles: 2, comments: 9 });

    await commands.undo();
    await commands.undo();
    expect(await dump(library.name)).toEqual(before);
  });

  it('are refused where the source is not what it was, or is not there', async () => {
    const library = await libraryOf([ANEW]);
    const read = await library.reader.source(ANEW.id);
    if (read === undefined) throw new Error('no source');
    const before = await dump(library.name);
    await expect(library.commands.readAnew([{ ...anew(ANEW), read: { ...read, parser: '0' } }])).rejects.toMatchObject({ kind: 'changed-since' });
    await expect(library.commands.readAnew([{ parsed: parseSource(page('elsewhere', textPage('x'))) }])).rejects.toMatchObject({ kind: 'no-source' });
    expect(await dump(library.name)).toEqual(before);
  });
});

describe('articles of before there was putting together', () => {
  /** The library as version 1 left it and the migrations found it: each capture an article of its own, known by its identity alone. */
  async function ungrouped(pages: readonly Page[]): Promise<Library & { readonly name: string }> {
    return libraryOf(pages, (of) => {
      const parsed = parseSource(of);
      return {
        ...parsed,
        parser: '0',
        pages: parsed.pages.map((reading): Reading => {
          const identity = `${reading.article.identity} ${of.name}`;
          return { ...reading, article: { ...reading.article, identity, keys: [identity] } };
        }),
      };
    });
  }

  it('are put together when they are read anew, and their marks with them', async () => {
    const library = await ungrouped(SET);
    const { commands, reader } = library;
    expect(await reader.totals()).toMatchObject({ articles: 3, comments: 9 });
    const tag = await commands.createTag({ name: 'tide' });
    const second = readingOf(SET[1] as Page).article.id;
    await commands.tag([second, await numbered(library, second, 6)], tag.id);
    await commands.readAnew(SET.map((one) => ({ parsed: parseSource(one) })));
    const article = await only(library);
    expect(article.captures).toHaveLength(3);
    expect((await reader.taggingsOfArticle(article.id)).map(({ target }) => target).sort()).toEqual(
      [article.id, await numbered(library, article.id, 6)].sort(),
    );

    const tables = async (of: Library & { readonly name: string }) => {
      const { articles, articleTexts, commentRows, commentLists, readings, sources, totals } = await dump(of.name);
      return { articles, articleTexts, commentRows, commentLists, readings, sources, totals };
    };
    expect(await tables(library)).toEqual(await tables(await libraryOf(SET)));
  });

  it('come back as they were when the reading of one that joined them is undone', async () => {
    const library = await ungrouped(SET);
    const before = await dump(library.name);
    for (const one of SET) await library.commands.readAnew([{ parsed: parseSource(one) }]);
    expect(await library.reader.totals()).toMatchObject({ articles: 1, comments: 8 });
    for (const _ of SET) await library.commands.undo();
    expect(await dump(library.name)).toEqual(before);
  });
});

describe('a source whose article an export brought as one with other captures', () => {
  it('is refused, and nothing changes', async () => {
    const merged = SET.map(readingOf);
    const captures = merged.map(({ article }) => article.capture);
    const library = await libraryOf(SET.slice(0, 1), (of) => {
      const [reading] = merged as [Reading];
      return { ...parseSource(of), pages: [{ ...reading, article: { ...reading.article, captures } }] };
    });
    const before = await dump(library.name);
    await expect(library.commands.readAnew([{ parsed: parseSource(SET[0] as Page) }])).rejects.toMatchObject({ kind: 'came-merged' });
    expect(await dump(library.name)).toEqual(before);
  });
});
