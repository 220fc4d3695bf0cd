import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CommentId, Tag, TargetId } from '../../corpus/records.ts';
import { openLibrary } from '../../renderer/store/open.ts';
import { articleId, commentId, libraryWith } from './library.ts';

const SPAN = { chars: [0, 3], exact: 'One', prefix: '', suffix: '.' } as const;
const names = (tags: readonly Tag[]): string[] => tags.map((tag) => tag.name).sort();

describe('tags', () => {
  it('are made with a trimmed name and the ink that is used least', async () => {
    const { commands, reader } = await libraryWith();
    const first = await commands.createTag({ name: '  Sea   wall ', description: ' of stone ' });
    expect(first).toMatchObject({ name: 'Sea wall', slot: 1, description: 'of stone' });
    expect((await commands.createTag({ name: 'tide' })).slot).toBe(2);
    expect((await commands.createTag({ name: 'red', slot: 3 })).slot).toBe(3);
    for (let n = 4; n <= 12; n++) await commands.createTag({ name: `tag ${n}` });
    expect((await commands.createTag({ name: 'once more' })).slot).toBe(1);
    expect(await reader.tags()).toHaveLength(13);
  });

  it('need a name, without a slash, that no tag beside them has', async () => {
    const { commands } = await libraryWith();
    const tide = await commands.createTag({ name: 'Tide' });
    await expect(commands.createTag({ name: '  ' })).rejects.toMatchObject({ kind: 'tag-name' });
    await expect(commands.createTag({ name: 'a/b' })).rejects.toMatchObject({ kind: 'tag-name' });
    await expect(commands.createTag({ name: 'TIDE' })).rejects.toMatchObject({ kind: 'tag-exists' });
    await expect(commands.createTag({ name: 'x', parent: 't404' })).rejects.toMatchObject({ kind: 'no-tag' });
    await expect(commands.createTag({ name: 'tide', parent: tide.id })).resolves.toMatchObject({ parent: tide.id });
    const wall = await commands.createTag({ name: 'wall' });
    await expect(commands.renameTag(wall.id, 'tide')).rejects.toMatchObject({ kind: 'tag-exists' });
    await expect(commands.renameTag(wall.id, '')).rejects.toMatchObject({ kind: 'tag-name' });
    await expect(commands.renameTag('t404', 'x')).rejects.toMatchObject({ kind: 'no-tag' });
    await expect(commands.renameTag(tide.id, 'tide')).resolves.toBeUndefined();
  });

  it('at a path are made with what is missing above them, as one step', async () => {
    const { commands, reader } = await libraryWith();
    const hawkish = await commands.ensureTag('stance/hawkish');
    expect(names(await reader.tags())).toEqual(['hawkish', 'stance']);
    expect((await commands.ensureTag('Stance / Hawkish')).id).toBe(hawkish.id);
    expect(commands.history()).toEqual({ undo: 'create tag ‘stance/hawkish’' });
    await commands.undo();
    expect(await reader.tags()).toEqual([]);
    await expect(commands.ensureTag('stance//x')).rejects.toMatchObject({ kind: 'tag-name' });
  });

  it('are renamed, recoloured and described', async () => {
    const { commands, reader } = await libraryWith();
    const { id } = await commands.createTag({ name: 'tide' });
    await commands.renameTag(id, 'ebb');
    await commands.recolourTag(id, 7);
    await commands.describeTag(id, 'going out');
    expect(await reader.tags()).toMatchObject([{ name: 'ebb', slot: 7, description: 'going out' }]);
    await commands.describeTag(id, '  ');
    expect((await reader.tags())[0]).not.toHaveProperty('description');
  });

  it('move below another and back to the top, never below themselves', async () => {
    const { commands, reader } = await libraryWith();
    const deep = await commands.ensureTag('a/b/c');
    const [a, b] = [await commands.ensureTag('a'), await commands.ensureTag('a/b')];
    await expect(commands.moveTag(a.id, deep.id)).rejects.toMatchObject({ kind: 'tag-cycle' });
    await expect(commands.moveTag(a.id, a.id)).rejects.toMatchObject({ kind: 'tag-cycle' });
    await commands.moveTag(deep.id, undefined);
    expect((await reader.tags()).find((tag) => tag.id === deep.id)).not.toHaveProperty('parent');
    await commands.createTag({ name: 'C', parent: b.id });
    await expect(commands.moveTag(deep.id, b.id)).rejects.toMatchObject({ kind: 'tag-exists' });
    await commands.moveTag(deep.id, a.id);
    expect((await reader.tags()).find((tag) => tag.id === deep.id)?.parent).toBe(a.id);
  });

  it('have a digit that one tag alone can have', async () => {
    const { commands, reader } = await libraryWith();
    const [tide, wall] = [await commands.createTag({ name: 'tide' }), await commands.createTag({ name: 'wall' })];
    await commands.setTagKey(tide.id, 3);
    await commands.setTagKey(wall.id, 3);
    const keys = async () => Object.fromEntries((await reader.tags()).map((tag) => [tag.name, tag.key]));
    expect(await keys()).toEqual({ tide: undefined, wall: 3 });
    await commands.undo();
    expect(await keys()).toEqual({ tide: 3, wall: 2 });
    await commands.setTagKey(tide.id, undefined);
    expect(await keys()).toEqual({ tide: undefined, wall: 2 });
  });

  it('get the first free digit when they are made, while there is one; headings made on the way get none', async () => {
    const { commands, reader } = await libraryWith();
    await commands.ensureTag('stance/hawkish');
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) await commands.createTag({ name });
    const keys = Object.fromEntries((await reader.tags()).map((tag) => [tag.name, tag.key]));
    expect(keys).toEqual({ stance: undefined, hawkish: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: undefined });
  });

  it('made for targets or for a passage are there and set in one step', async () => {
    const { commands, reader } = await libraryWith();
    const target = 'c0000000000000001.1';
    const span = { chars: [0, 4], exact: 'Tide', prefix: '', suffix: ' and' } as const;
    await commands.ensureTag('stance/hawkish', { targets: [target] });
    expect(commands.history().undo).toBe('tag 1 comment ‘hawkish’');
    await commands.ensureTag('dry', { target, span });
    expect((await reader.taggings([target])).get(target)).toHaveLength(2);
    await commands.undo();
    await commands.undo();
    expect(await reader.tags()).toEqual([]);
    expect((await reader.taggings([target])).get(target) ?? []).toEqual([]);
  });

  it('deleted take their taggings with them, and what lies below moves up', async () => {
    const { commands, reader } = await libraryWith([{}]);
    const deep = await commands.ensureTag('a/b/c');
    const b = await commands.ensureTag('a/b');
    await commands.tag([articleId(1)], b.id);
    await commands.tag([articleId(1)], deep.id);
    await commands.deleteTag(b.id);
    expect(names(await reader.tags())).toEqual(['a', 'c']);
    expect((await reader.tags()).find((tag) => tag.id === deep.id)?.parent).toBe(b.parent);
    expect((await reader.taggingsOfArticle(articleId(1))).map((tagging) => tagging.tag)).toEqual([deep.id]);
  });

  it('are not deleted where what lies below would meet its own name', async () => {
    const { commands } = await libraryWith();
    await commands.ensureTag('b/c');
    await commands.createTag({ name: 'C' });
    const b = await commands.ensureTag('b');
    await expect(commands.deleteTag(b.id)).rejects.toMatchObject({ kind: 'tag-exists' });
    const twin = await commands.ensureTag('d/d');
    await expect(commands.deleteTag((await commands.ensureTag('d')).id)).resolves.toBeUndefined();
    expect(await commands.ensureTag('d')).toMatchObject({ id: twin.id });
  });

  it('merge with their taggings, none twice, and with what lies below', async () => {
    const { commands, reader } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const [from, into] = [await commands.createTag({ name: 'hawk' }), await commands.createTag({ name: 'hawkish' })];
    const [only, twin, kept] = [await commands.ensureTag('hawk/only'), await commands.ensureTag('hawk/twin'), await commands.ensureTag('hawkish/TWIN')];
    await commands.tag([articleId(1), commentId(1, 1)], from.id);
    await commands.tag([articleId(1)], into.id);
    await commands.tagSpan(commentId(1, 1), SPAN, from.id);
    await commands.tag([articleId(1)], twin.id);

    await commands.mergeTags(from.id, into.id);
    const tags = await reader.tags();
    expect(names(tags)).toEqual(['TWIN', 'hawkish', 'only']);
    expect(tags.find((tag) => tag.id === only.id)?.parent).toBe(into.id);
    const taggings = await reader.taggingsOfArticle(articleId(1));
    expect(taggings.map(({ target, tag, span }) => [target, tag, span !== undefined])).toEqual(
      [
        [articleId(1), kept.id, false],
        [articleId(1), into.id, false],
        [commentId(1, 1), into.id, false],
        [commentId(1, 1), into.id, true],
      ].sort((a, b) => (`${a[0]}|${a[1]}|${a[2]}` < `${b[0]}|${b[1]}|${b[2]}` ? -1 : 1)),
    );
  });

  it('do not merge into themselves or what lies below them', async () => {
    const { commands } = await libraryWith();
    const below = await commands.ensureTag('a/b');
    const a = await commands.ensureTag('a');
    await expect(commands.mergeTags(a.id, below.id)).rejects.toMatchObject({ kind: 'tag-cycle' });
    await expect(commands.mergeTags(a.id, a.id)).rejects.toMatchObject({ kind: 'tag-cycle' });
    await expect(commands.mergeTags(a.id, 't404')).rejects.toMatchObject({ kind: 'no-tag' });
    await expect(commands.mergeTags(below.id, a.id)).resolves.toBeUndefined();
  });
});

describe('tagging', () => {
  it('says how many targets changed, and passes over those that have the tag', async () => {
    const { commands, reader } = await libraryWith([{}, {}]);
    const { id } = await commands.createTag({ name: 'tide' });
    expect(await commands.tag([articleId(1), articleId(1)], id)).toBe(1);
    expect(await commands.tag([articleId(1), articleId(2)], id)).toBe(1);
    expect(await commands.untag([articleId(1), commentId(1, 1)], id)).toBe(1);
    expect(await reader.taggedTargets()).toEqual(new Set([articleId(2)]));
    await expect(commands.tag([articleId(1)], 't404')).rejects.toMatchObject({ kind: 'no-tag' });
    await expect(commands.tag(['c1' as TargetId], id)).rejects.toMatchObject({ kind: 'no-target' });
  });

  it('toggles on for all unless all have it', async () => {
    const { commands, reader } = await libraryWith([{}, {}]);
    const { id } = await commands.createTag({ name: 'tide' });
    const both = [articleId(1), articleId(2)];
    await commands.tag([articleId(1)], id);
    expect(await commands.toggleTag(both, id)).toEqual({ on: true, changed: 1 });
    expect(await commands.toggleTag(both, id)).toEqual({ on: false, changed: 2 });
    expect((await reader.taggedTargets()).size).toBe(0);
  });

  it('of a passage stands apart from the tag of the whole', async () => {
    const { commands, reader } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const { id } = await commands.createTag({ name: 'tide' });
    const target = commentId(1, 1);
    await commands.tagSpan(target, SPAN, id);
    await commands.tagSpan(target, SPAN, id);
    await commands.tag([target], id);
    await commands.untag([target], id);
    const left = (await reader.taggings([target])).get(target) ?? [];
    expect(left.map((tagging) => tagging.span)).toEqual([SPAN]);
    await commands.removeTagging(left[0]?.id ?? '');
    expect((await reader.taggings([target])).get(target)).toEqual([]);
  });

  it('of 10,000 targets is one quick step, there and back', async () => {
    const { commands, reader } = await libraryWith();
    const { id } = await commands.createTag({ name: 'tide' });
    const targets = Array.from({ length: 10_000 }, (_, index) => commentId(1, index + 1));
    expect(await commands.tag(targets, id)).toBe(10_000);
    expect(commands.history().undo).toBe('tag 10,000 comments ‘tide’');
    expect((await reader.taggedTargets()).size).toBe(10_000);
    const read = await reader.taggings([...targets, commentId(2, 1)]);
    expect(read.size).toBe(10_001);
    expect(targets.every((target) => read.get(target)?.length === 1)).toBe(true);
    expect(read.get(commentId(2, 1))).toEqual([]);
    await commands.undo();
    expect((await reader.taggedTargets()).size).toBe(0);
  });
});

describe('a tag on many targets', () => {
  const many = (count: number, from = 1): CommentId[] => Array.from({ length: count }, (_, index) => commentId(1, from + index));

  it('is set on those that lack it and taken from those that have it, however many have it already', async () => {
    const { commands, reader } = await libraryWith();
    const { id } = await commands.createTag({ name: 'tide' });
    // so many that they are listed at once, and so many that they are not
    for (const count of [1_500, 3_000]) {
      await commands.tag(many(count), id);
      await commands.tagSpan(commentId(1, 5_000), SPAN, id);
      expect(await commands.tag([...many(count), ...many(300, 5_000)], id)).toBe(300);
      expect(await commands.toggleTag(many(count), id)).toEqual({ on: false, changed: count });
      expect((await reader.taggedTargets()).size).toBe(300);
      expect(await commands.untag([...many(count), ...many(300, 5_000)], id)).toBe(300);
      expect((await reader.taggings([commentId(1, 5_000)])).get(commentId(1, 5_000))?.map(({ span }) => span)).toEqual([SPAN]);
    }
  });

  it('is set on all or on none, and one step to undo', async () => {
    const { commands, reader } = await libraryWith();
    const { id } = await commands.createTag({ name: 'tide' });
    const before = commands.history().undo;
    // the last part fails, when the ones before have been written
    await expect(commands.tag([...many(2_600), 'nothing' as CommentId], id)).rejects.toMatchObject({ kind: 'no-target' });
    expect((await reader.taggedTargets()).size).toBe(0);
    expect(commands.history().undo).toBe(before);
    await commands.tag(many(2_600), id);
    await commands.undo();
    expect((await reader.taggedTargets()).size).toBe(0);
    expect(commands.history().undo).toBe(before);
    await commands.redo();
    expect((await reader.taggedTargets()).size).toBe(2_600);
  });
});

describe('notes and saved filters', () => {
  it('are added, changed and deleted', async () => {
    const { commands, reader } = await libraryWith([{}]);
    const note = await commands.addNote(articleId(1), ' Look again. ');
    await commands.editNote(note, 'Looked.');
    expect(await reader.notes([articleId(1)])).toMatchObject([{ id: note, text: 'Looked.', article: articleId(1) }]);
    await expect(commands.addNote(articleId(1), '  ')).rejects.toMatchObject({ kind: 'note-empty' });
    await commands.deleteNote(note);
    expect(await reader.notes([articleId(1)])).toEqual([]);
    await expect(commands.editNote(note, 'x')).rejects.toMatchObject({ kind: 'no-note' });

    const filter = await commands.saveFilter(' Tides ', 'tide -wall');
    expect(filter).toMatchObject({ name: 'Tides', query: 'tide -wall' });
    await expect(commands.saveFilter('tides', 'wall')).rejects.toMatchObject({ kind: 'filter-exists' });
    await expect(commands.saveFilter('', 'wall')).rejects.toMatchObject({ kind: 'filter-name' });
    await expect(commands.saveFilter('bad', 'is:')).rejects.toMatchObject({ kind: 'filter-query' });
    await commands.renameFilter(filter.id, 'Ebb');
    expect(await reader.savedFilters()).toMatchObject([{ name: 'Ebb' }]);
    await commands.deleteFilter(filter.id);
    expect(await reader.savedFilters()).toEqual([]);
    await expect(commands.renameFilter(filter.id, 'x')).rejects.toMatchObject({ kind: 'no-filter' });
  });
});

describe('the history', () => {
  it('says in words what undo and redo will do, and tells listeners', async () => {
    const { commands } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const heard: unknown[] = [];
    const end = commands.onHistory((state) => heard.push(state));
    const { id } = await commands.createTag({ name: 'tide' });
    await commands.tag([articleId(1), commentId(1, 1)], id);
    expect(await commands.undo()).toBe('tag 1 article and 1 comment ‘tide’');
    expect(commands.history()).toEqual({ undo: 'create tag ‘tide’', redo: 'tag 1 article and 1 comment ‘tide’' });
    end();
    await commands.redo();
    expect(heard).toEqual([
      { undo: 'create tag ‘tide’' },
      { undo: 'tag 1 article and 1 comment ‘tide’' },
      { undo: 'create tag ‘tide’', redo: 'tag 1 article and 1 comment ‘tide’' },
    ]);
  });

  it('has no step for what changed nothing, nor for what was refused', async () => {
    const { commands } = await libraryWith([{}]);
    expect(await commands.undo()).toBeUndefined();
    expect(await commands.redo()).toBeUndefined();
    const { id } = await commands.createTag({ name: 'tide' });
    await commands.renameTag(id, 'tide');
    await commands.untag([articleId(1)], id);
    await commands.tag([], id);
    await expect(commands.createTag({ name: 'tide' })).rejects.toThrow();
    expect(commands.history()).toEqual({ undo: 'create tag ‘tide’' });
  });

  it('keeps commands that come at once in their order', async () => {
    const { commands, reader } = await libraryWith([{}]);
    const { id } = await commands.createTag({ name: 'tide' });
    await Promise.all([commands.tag([articleId(1)], id), commands.untag([articleId(1)], id), commands.tag([articleId(1)], id)]);
    expect((await reader.taggedTargets()).size).toBe(1);
    await Promise.all([commands.undo(), commands.undo()]);
    expect((await reader.taggedTargets()).size).toBe(1);
    expect(commands.history().undo).toBe('tag 1 article ‘tide’');
  });

  it('gives up a step that another window has overtaken, and changes nothing then', async () => {
    const { commands, reader, name } = await libraryWith([{}]);
    const other = await openLibrary({ name });
    const tag = await commands.createTag({ name: 'tide' });
    await other.commands.tag([articleId(1)], tag.id);
    await expect(commands.undo()).rejects.toMatchObject({ kind: 'changed-since', message: expect.stringContaining('another window') });
    expect(await reader.tags()).toEqual([tag]);
    expect(commands.history()).toEqual({});

    await commands.renameTag(tag.id, 'ebb');
    await other.commands.renameTag(tag.id, 'flood');
    await expect(commands.undo()).rejects.toMatchObject({ kind: 'changed-since' });
    expect((await reader.tags())[0]?.name).toBe('flood');

    await commands.tag([articleId(1)], (await commands.createTag({ name: 'wall' })).id);
    await commands.undo();
    await other.commands.deleteTag((await reader.tags()).find(({ name }) => name === 'wall')?.id ?? 't404');
    await expect(commands.redo()).rejects.toMatchObject({ kind: 'changed-since' });
    other.close();
  });
});
