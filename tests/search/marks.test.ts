import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Tagging, TagId } from '../../corpus/records.ts';
import { taggingId } from '../../corpus/targets.ts';
import { createEngine } from '../../renderer/search/engine/create.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { openDatabase } from '../../renderer/store/database.ts';
import { openReader } from '../../renderer/store/open.ts';
import type { MarkChanges } from '../../renderer/store/reader.ts';
import { articleId, commentId, libraryWith } from '../store/library.ts';

async function made(articles = 3) {
  const library = await libraryWith(
    Array.from({ length: articles }, (_, index) => ({
      headline: `Tide ${index + 1}`,
      comments: [
        { number: 1, own: 'One.' },
        { number: 2, own: 'Two.' },
      ],
    })),
  );
  const { reader, index, close } = await openReader({ name: library.name });
  const told: MarkChanges[] = [];
  const watched: typeof reader = {
    ...reader,
    async marks(since) {
      const changes = await reader.marks(since);
      told.push(changes);
      return changes;
    },
  };
  const engine = createEngine({ reader: watched, index, files: new MemoryFiles() });
  onTestFinished(() => {
    engine.close();
    close();
  });
  const found = async (query: string): Promise<string[]> => {
    const answer = await engine.evaluate(query);
    if ('error' in answer) throw new Error(answer.error.message);
    const { articles, comments } = await engine.ordered(answer, 'published');
    return [...articles, ...comments].map((document) => answer.snapshot.idOf(document));
  };
  return { library, reader, engine, found, told };
}

describe('marks', () => {
  it('are seen by the next search, and so are those that were taken back, brought again and renamed', async () => {
    const { library, found } = await made();
    const { commands } = library;
    const { id } = await commands.createTag({ name: 'stance' });
    expect(await found('tag:stance')).toEqual([]);
    await commands.tag([articleId(1), commentId(2, 1)], id);
    expect(await found('tag:stance')).toEqual([articleId(1), commentId(2, 1)]);
    expect(await found('is:untagged in:articles')).toEqual([articleId(2), articleId(3)]);
    await commands.undo();
    expect(await found('tag:stance')).toEqual([]);
    await commands.redo();
    expect(await found('is:tagged')).toEqual([articleId(1), commentId(2, 1)]);
    await commands.untag([articleId(1)], id);
    expect(await found('tag:stance')).toEqual([commentId(2, 1)]);
    await commands.renameTag(id, 'view');
    expect(await found('tag:stance')).toEqual([]);
    expect(await found('tag:view')).toEqual([commentId(2, 1)]);
    await commands.deleteTag(id);
    expect(await found('is:tagged')).toEqual([]);
  });

  it('are counted by the next facets, with names as they stand now', async () => {
    const { library, engine } = await made();
    const { commands, writer } = library;
    const counted = async (facet: 'tag' | 'import') =>
      (await engine.facets({})).find(({ name }) => name === facet)?.values.map(({ label, articles, comments }) => [label, articles, comments]);
    expect(await counted('tag')).toEqual([['untagged', 3, 6]]);
    expect(await counted('import')).toEqual([['corpus', 3, 6]]);
    const { id } = await commands.createTag({ name: 'stance' });
    const below = await commands.createTag({ name: 'hawkish', parent: id });
    await commands.tag([articleId(1), commentId(2, 1)], id);
    await commands.tag([commentId(2, 1), commentId(3, 1)], below.id);
    expect(await counted('tag')).toEqual([
      ['untagged', 2, 4],
      ['stance', 1, 2],
      ['stance/hawkish', 0, 2],
    ]);
    await commands.undo();
    await commands.renameTag(id, 'view');
    expect(await counted('tag')).toEqual([
      ['untagged', 2, 5],
      ['view', 1, 1],
    ]);
    await writer.beginImport({ id: 'i9', names: ['later'], roots: ['/later'], startedAt: '2024-06-01T00:00:00Z' });
    expect(await counted('import')).toEqual([['corpus', 3, 6]]);
    await commands.deleteTag(id);
    expect(await counted('tag')).toEqual([['untagged', 3, 6]]);
  });

  it('that are notes are found by their words as these stand now', async () => {
    const { library, found } = await made();
    const note = await library.commands.addNote(commentId(1, 2), 'Low water');
    expect(await found('note:water')).toEqual([commentId(1, 2)]);
    await library.commands.editNote(note, 'High');
    expect(await found('note:water')).toEqual([]);
    expect(await found('note:high has:notes')).toEqual([commentId(1, 2)]);
    await library.commands.deleteNote(note);
    expect(await found('has:notes')).toEqual([]);
  });

  it('are read once; afterwards only what has changed of them', async () => {
    const { library, found, told } = await made(40);
    const { id } = await library.commands.createTag({ name: 'stance' });
    await library.commands.tag(
      Array.from({ length: 40 }, (_, index) => articleId(index + 1)),
      id,
    );
    await found('tag:stance');
    await found('tag:stance');
    await library.commands.tag([commentId(1, 1)], id);
    await library.commands.untag([articleId(7)], id);
    expect(await found('tag:stance')).toHaveLength(40);
    expect(told.map(({ whole, taggings, goneTaggings }) => [whole, taggings.length, goneTaggings.length])).toEqual([
      [true, 40, 0],
      [false, 0, 0],
      [false, 1, 1],
    ]);
  });

  it('are read anew by who has not asked for very long, and where too many changed at once', async () => {
    const { library, found, told } = await made(1);
    const tag: { readonly id: TagId } = await library.commands.createTag({ name: 'stance' });
    await found('is:tagged');
    for (let count = 0; count < 400; count++) {
      if (count % 2 === 0) await library.commands.tag([articleId(1)], tag.id);
      else await library.commands.untag([articleId(1)], tag.id);
    }
    expect(await found('is:tagged')).toEqual([]);
    const db = await openDatabase(library.name);
    onTestFinished(() => db.close());
    const many = Array.from({ length: 2_001 }, (_, index): Tagging => {
      const target = commentId(1, index + 1);
      return { id: taggingId(target, tag.id), target, article: articleId(1), tag: tag.id, at: '2024-05-01T12:00:00.000Z' };
    });
    await db.taggings.bulkPut(many);
    expect(await found('is:tagged')).toEqual([commentId(1, 2), commentId(1, 1)]);
    await db.taggings.clear();
    expect(await found('is:tagged')).toEqual([]);
    expect(told.map(({ whole }) => whole)).toEqual([true, true, true, true]);
  });
});
