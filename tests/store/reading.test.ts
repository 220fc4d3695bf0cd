import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Article, Source, Tag, TagId, TargetId } from '../../corpus/records.ts';
import { taggingId } from '../../corpus/targets.ts';
import type { LibraryReader } from '../../renderer/store/reader.ts';
import { countTags } from '../../renderer/store/tag-counts.ts';
import { articleId, commentId, IMPORT, item, libraryWith, NOW, sourceId } from './library.ts';

describe('the reader', () => {
  it('of an empty library counts nothing', async () => {
    const { reader } = await libraryWith();
    expect(await reader.totals()).toEqual({ sources: 0, bytes: 0, articles: 0, comments: 0, unparsedSources: 0 });
    expect(await reader.article(articleId(1))).toBeUndefined();
    expect(await reader.comment(commentId(1, 1))).toBeUndefined();
    expect(await reader.sourceBytes(sourceId(1))).toBeUndefined();
    expect(await reader.readings(articleId(1))).toEqual([]);
  });

  it('gives articles, sources and comments in the order asked for, leaving out what is missing', async () => {
    const comments = Array.from({ length: 130 }, (_, index) => ({ number: index + 1, own: `Word ${index + 1}.` }));
    const { reader } = await libraryWith([{ comments }, { comments: [{ number: 5, own: 'Other.' }] }, {}]);
    expect((await reader.articles([articleId(3), articleId(9), articleId(1)])).map((article) => article.id)).toEqual([articleId(3), articleId(1)]);
    expect((await reader.sources([sourceId(2), sourceId(9), sourceId(1)])).map((source) => source.id)).toEqual([sourceId(2), sourceId(1)]);
    const ids = [commentId(1, 3), commentId(2, 5), commentId(1, 999), commentId(1, 130), commentId(9, 1)];
    expect((await reader.commentsById(ids)).map((comment) => comment.id)).toEqual([commentId(1, 3), commentId(2, 5), commentId(1, 130)]);
  });

  it('puts comments in list order: highest number first, then those without by position', async () => {
    const { reader } = await libraryWith([{ comments: [{ own: 'A' }, { number: 2, own: 'B' }, { own: 'C' }, { number: 10, own: 'D' }] }]);
    expect((await reader.comments(articleId(1))).map((comment) => comment.own)).toEqual(['D', 'B', 'A', 'C']);
    expect((await reader.commentListsBetween(articleId(1), articleId(1))).get(articleId(1))?.keys).toEqual(['10', '2', 'x0', 'x2']);
  });

  it('goes through more articles than fit in a chunk, each once, in id order', async () => {
    const { reader } = await libraryWith(Array.from({ length: 2_000 }, () => ({})));
    const seen: Article[] = [];
    const sources: Source[] = [];
    const sizes: number[] = [];
    await reader.eachArticle((articles) => {
      sizes.push(articles.length);
      seen.push(...articles);
    });
    await reader.eachSource((chunk) => {
      sources.push(...chunk);
    });
    expect(sizes).toEqual([1_000, 1_000]);
    expect(seen.map((article) => article.id)).toEqual(Array.from({ length: 2_000 }, (_, index) => articleId(index + 1)));
    expect(sources).toHaveLength(2_000);
    let chunks = 0;
    await reader.scanArticles(async () => {
      chunks += 1;
      return false;
    });
    expect(chunks).toBe(1);
  });

  it('lists sources with unparsed bytes, most first', async () => {
    const { reader } = await libraryWith([{ unparsed: 3 }, {}, { unparsed: 7 }]);
    expect((await reader.unparsedSources()).map((source) => source.id)).toEqual([sourceId(3), sourceId(1)]);
    expect((await reader.totals()).unparsedSources).toBe(2);
  });

  it('says that stored bytes are damaged instead of showing half of them', async () => {
    const { reader, writer } = await libraryWith([{}]);
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [{ ...item(2), packed: Uint8Array.from([1, 2, 3]) }] });
    await expect(reader.sourceBytes(sourceId(2))).rejects.toMatchObject({ kind: 'damaged-source' });
  });

  it('lists imports latest first', async () => {
    const { reader, writer } = await libraryWith([{}]);
    await writer.beginImport({ id: 'i2', names: [], roots: [], startedAt: '2024-06-01T00:00:00Z' });
    expect((await reader.imports()).map((run) => run.id)).toEqual(['i2', IMPORT]);
  });

  it('gives tags by target and by article, and the targets of notes', async () => {
    const { reader, commands } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }, {}]);
    const tag = await commands.createTag({ name: 'tide' });
    await commands.tag([articleId(1), commentId(1, 1), articleId(2)], tag.id);
    await commands.tagSpan(commentId(1, 1), { chars: [0, 3], exact: 'One', prefix: '', suffix: '.' }, tag.id);
    await commands.addNote(articleId(2), 'Look again.');

    const taggings = await reader.taggings([commentId(1, 1), articleId(9)]);
    expect([...taggings].map(([target, rows]) => [target, rows.length])).toEqual([
      [commentId(1, 1), 2],
      [articleId(9), 0],
    ]);
    expect((await reader.taggingsOfArticle(articleId(1))).map((tagging) => tagging.target).sort()).toEqual([articleId(1), commentId(1, 1), commentId(1, 1)]);
    expect(await reader.taggedTargets()).toEqual(new Set([articleId(1), articleId(2), commentId(1, 1)]));
    const { tags, spans } = await reader.tagsByTarget();
    expect([tags.get(commentId(1, 1)), spans]).toEqual([new Set([tag.id]), new Set([commentId(1, 1)])]);
    expect(await reader.taggingCount()).toBe(4);
    expect(await reader.notedTargets()).toEqual(new Set([articleId(2)]));
    expect((await reader.notes([articleId(1), articleId(2)])).map((note) => note.text)).toEqual(['Look again.']);
  });
});

describe('tags of a few targets', () => {
  it('are found whole, however many others lie between them', async () => {
    const { reader, commands } = await libraryWith();
    const [tide, wind] = [await commands.createTag({ name: 'tide' }), await commands.createTag({ name: 'wind' })];
    const between = Array.from({ length: 300 }, (_, index) => commentId(1, index + 1));
    await commands.tag([...between, articleId(1), commentId(2, 7)], tide.id);
    await commands.tag(between.slice(0, 3), wind.id);
    const asked = [commentId(1, 1), commentId(1, 300), commentId(1, 999), commentId(1, 2), commentId(1, 45), articleId(1), commentId(2, 7), commentId(2, 8)];
    const found = await reader.taggings(asked);
    expect(
      asked.map((target) =>
        found
          .get(target)
          ?.map(({ tag }) => tag)
          .sort(),
      ),
    ).toEqual([[tide, wind], [tide], [], [tide, wind], [tide], [tide], [tide], []].map((tags) => tags.map(({ id }) => id).sort()));
    expect(await reader.taggings([])).toEqual(new Map());
  });
});

describe('counts of tags', () => {
  it('count a target once for a parent, however many tags below it sit on it, and spans apart', async () => {
    const { reader, commands } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const [left, right] = [await commands.ensureTag('stance/left'), await commands.ensureTag('stance/right')];
    const stance = left.parent as TagId;
    await commands.tag([articleId(1), commentId(1, 1)], left.id);
    await commands.tag([articleId(1)], right.id);
    await commands.tagSpan(commentId(1, 1), { chars: [0, 3], exact: 'One', prefix: '', suffix: '.' }, left.id);
    const counts = await reader.tagCounts();
    expect(counts.get(left.id)).toEqual({ articles: 1, comments: 1, spans: 1, withBelow: 2, commentsWithBelow: 1 });
    expect(counts.get(right.id)).toEqual({ articles: 1, comments: 0, spans: 0, withBelow: 1, commentsWithBelow: 0 });
    expect(counts.get(stance)).toEqual({ articles: 0, comments: 0, spans: 0, withBelow: 2, commentsWithBelow: 1 });
  });

  it('equal a count by hand for any tree and any taggings', () => {
    const ids: TagId[] = ['t0', 't1', 't2', 't3', 't4'];
    const targets: TargetId[] = ['a1', 'a2', 'c1.1', 'c1.12', 'c1.1~2'];
    const tree = fc.tuple(...ids.map((_, index) => fc.option(fc.nat({ max: Math.max(0, index - 1) }), { nil: undefined })));
    const taggings = fc.uniqueArray(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.boolean()), { selector: (row) => row.join() });
    fc.assert(
      fc.property(tree, taggings, (parents, rows) => {
        const tags = ids.map((id, index): Tag => {
          const parent = index === 0 ? undefined : parents[index];
          return { id, name: id, slot: 1, createdAt: NOW, ...(parent === undefined ? {} : { parent: ids[parent] as TagId }) };
        });
        const all = rows.map(([target, tag, span]) => ({ target: targets[target] as TargetId, tag: ids[tag] as TagId, span }));
        const counts = countTags(tags, all.map(({ target, tag, span }) => taggingId(target, tag, span ? { chars: [1, 2] } : undefined)).sort());
        for (const { id } of tags) {
          const below = (tag: TagId | undefined): boolean => tag !== undefined && (tag === id || below(tags.find((other) => other.id === tag)?.parent));
          const own = new Set(all.filter(({ tag }) => tag === id).map(({ target }) => target));
          const reached = new Set(all.filter(({ tag }) => below(tag)).map(({ target }) => target));
          expect(counts.get(id)).toEqual({
            articles: [...own].filter((target) => target.startsWith('a')).length,
            comments: [...own].filter((target) => target.startsWith('c')).length,
            spans: all.filter(({ tag, span }) => tag === id && span).length,
            withBelow: reached.size,
            commentsWithBelow: [...reached].filter((target) => target.startsWith('c')).length,
          });
        }
      }),
    );
  });
});

describe('a live read', () => {
  it('is one read for all who follow the same function, and starts anew after the last has left', async () => {
    const { commands, live } = await libraryWith([{}]);
    let reads = 0;
    const tagged = async (reader: LibraryReader) => {
      reads += 1;
      return (await reader.taggedTargets()).size;
    };
    const failed = vi.fn();
    const seen: number[][] = [[], []];
    const ends = seen.map((sizes) => live(tagged).subscribe((size) => sizes.push(size), failed));
    await vi.waitFor(() => expect(seen).toEqual([[0], [0]]));
    expect(reads).toBe(1);
    await commands.tag([articleId(1)], (await commands.createTag({ name: 'tide' })).id);
    await vi.waitFor(() => expect(seen.map((sizes) => sizes.at(-1))).toEqual([1, 1]));
    const late = vi.fn();
    const before = reads;
    ends.push(live(tagged).subscribe(late, failed));
    expect(late).toHaveBeenCalledWith(1);
    expect(reads).toBe(before);
    for (const end of ends) end();
    const again = vi.fn();
    const end = live(tagged).subscribe(again, failed);
    expect(again).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(again).toHaveBeenCalledWith(1));
    end();
    expect(failed).not.toHaveBeenCalled();
  });

  it('tells all who follow it that it failed, and is tried again by the next', async () => {
    const { live } = await libraryWith([{}]);
    let broken = true;
    const read = async () => {
      if (broken) throw new Error('no');
      return 'fine';
    };
    const failures = [vi.fn(), vi.fn()];
    for (const failed of failures) live(read).subscribe(() => undefined, failed);
    await vi.waitFor(() => {
      for (const failed of failures) expect(failed).toHaveBeenCalledOnce();
    });
    broken = false;
    const next = vi.fn();
    live(read).subscribe(next, vi.fn());
    await vi.waitFor(() => expect(next).toHaveBeenCalledWith('fine'));
  });

  const failed = (error: unknown): never => expect.fail(String(error));

  it('tells the first answer and each newer one, until it is ended', async () => {
    const { reader, commands, live } = await libraryWith([{}]);
    const tag = await commands.createTag({ name: 'tide' });
    const seen: number[] = [];
    const end = live(() => reader.taggedTargets()).subscribe((targets) => seen.push(targets.size), failed);
    await vi.waitFor(() => expect(seen).toEqual([0]));
    await commands.tag([articleId(1)], tag.id);
    await vi.waitFor(() => expect(seen).toEqual([0, 1]));
    await commands.undo();
    await vi.waitFor(() => expect(seen).toEqual([0, 1, 0]));
    end();
    await commands.redo();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen).toEqual([0, 1, 0]);
  });

  it('sees what an import writes', async () => {
    const { writer, live } = await libraryWith([{}]);
    const seen: number[] = [];
    const end = live(async (reader) => (await reader.totals()).articles).subscribe((articles) => seen.push(articles), failed);
    await vi.waitFor(() => expect(seen).toEqual([1]));
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(2), item(3)] });
    await vi.waitFor(() => expect(seen.at(-1)).toBe(3));
    end();
  });

  it('is not made again for a batch of an import that does not touch what it read, however large', async () => {
    const { writer, live } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    let reads = 0;
    const one = async (reader: LibraryReader) => {
      reads += 1;
      const found = await reader.article(articleId(1));
      await Promise.all([reader.articleText(articleId(1)), reader.comments(articleId(1)), reader.readings(articleId(1)), reader.sources([sourceId(1)])]);
      return found?.title;
    };
    const next = vi.fn();
    const articles: number[] = [];
    const ends = [
      live(one).subscribe(next, failed),
      live(async (reader) => (await reader.totals()).articles).subscribe((count) => articles.push(count), failed),
    ];
    await vi.waitFor(() => expect(next).toHaveBeenCalledOnce());
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: Array.from({ length: 120 }, (_, n) => item(n + 2)) });
    await vi.waitFor(() => expect(articles.at(-1)).toBe(121));
    expect(reads).toBe(1);
    for (const end of ends) end();
  });

  it('of own edits is made at once, though an import has just been read', async () => {
    const { writer, commands, live } = await libraryWith([{}]);
    const tag = await commands.createTag({ name: 'tide' });
    const seen: string[] = [];
    const end = live(async (reader) => `${(await reader.totals()).articles} ${(await reader.taggedTargets()).size}`).subscribe(
      (words) => seen.push(words),
      failed,
    );
    await vi.waitFor(() => expect(seen).toEqual(['1 0']));
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [item(2)] });
    const before = performance.now();
    await commands.tag([articleId(1)], tag.id);
    await vi.waitFor(() => expect(seen.at(-1)).toBe('2 1'), { interval: 5 });
    // the pause is half a second
    expect(performance.now() - before).toBeLessThan(400);
    end();
  });

  it('notices changes of what was read late, after many reads one within another', async () => {
    const { commands, live } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const note = await commands.addNote(articleId(1), 'Before.');
    const seen: string[] = [];
    const end = live(async (reader) => {
      const deep = async (depth: number): Promise<void> => {
        await reader.commentsById([commentId(1, 1)]);
        await reader.tagCounts();
        await reader.readings(articleId(1));
        if (depth > 0) await deep(depth - 1);
        await reader.taggedTargets();
        await reader.outcomes(IMPORT);
      };
      await deep(4);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return (await reader.notes([articleId(1)])).map((found) => found.text).join();
    }).subscribe((text) => seen.push(text), failed);
    await vi.waitFor(() => expect(seen).toEqual(['Before.']));
    await commands.editNote(note, 'After.');
    await vi.waitFor(() => expect(seen).toEqual(['Before.', 'After.']));
    end();
  });

  it('may unpack bytes, and hands on what fails', async () => {
    const { writer, live } = await libraryWith([{}]);
    await writer.writeBatch({ importId: IMPORT, seq: 1, items: [{ ...item(2), packed: Uint8Array.from([1, 2, 3]) }] });
    const bytesOf = (n: number): Promise<Uint8Array | undefined> =>
      new Promise((resolve, reject) => {
        live((reader) => reader.sourceBytes(sourceId(n))).subscribe(resolve, reject);
      });
    expect(new TextDecoder().decode(await bytesOf(1))).toContain('The harbour was quiet.');
    await expect(bytesOf(2)).rejects.toMatchObject({ kind: 'damaged-source' });
  });
});
