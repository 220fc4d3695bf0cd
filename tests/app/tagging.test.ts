import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tag, Tagging, TagId, TargetId } from '../../corpus/records.ts';
import { freeName, setTag, tagWithKey, toggleTag, undo } from '../../renderer/app/features/tagging/actions.ts';
import { commands as taggingCommands } from '../../renderer/app/features/tagging/commands.ts';
import { carriedTag, dropTargets } from '../../renderer/app/features/tagging/drag.ts';
import { cleanPath, markStates, recentFirst } from '../../renderer/app/features/tagging/picker-model.ts';
import { recentTags, rememberTag } from '../../renderer/app/features/tagging/recent.ts';
import { possibleParents, slotLetters, tagPaths, tagTree, visibleNodes } from '../../renderer/app/features/tagging/tag-tree.ts';
import { activeTarget, activeTargets, targetWords } from '../../renderer/app/features/tagging/targets.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import type { Workspace } from '../../renderer/app/state/workspace.ts';
import type { LibraryCommands } from '../../renderer/store/commands.ts';
import { fakeServices } from './fake-services.ts';

const tag = (id: TagId, name: string, parent?: TagId): Tag => ({ id, name, slot: 1, createdAt: '2026-01-01T00:00:00Z', ...(parent ? { parent } : {}) });

const codebook = [
  tag('t1', 'stance'),
  tag('t2', 'hawkish', 't1'),
  tag('t3', 'dovish', 't1'),
  tag('t4', 'tone'),
  tag('t5', 'very hawkish', 't2'),
  tag('t6', 'Überdruss', 't4'),
];

const tagging = (target: TargetId, id: TagId, span?: Tagging['span']): Tagging => ({
  id: `${target}|${id}`,
  target,
  article: 'a1',
  tag: id,
  at: '2026-01-01T00:00:00Z',
  ...(span ? { span } : {}),
});

const workspace = (change: Partial<Workspace>): Workspace => ({
  view: 'articles',
  draft: '',
  query: '',
  order: 'published',
  selected: new Set(),
  ...change,
});

describe('the codebook as a tree', () => {
  it('nests tags and orders each level by name', () => {
    expect(visibleNodes(tagTree(codebook)).map((node) => `${node.depth} ${node.path}`)).toEqual([
      '0 stance',
      '1 stance/dovish',
      '1 stance/hawkish',
      '2 stance/hawkish/very hawkish',
      '0 tone',
      '1 tone/Überdruss',
    ]);
  });

  it('leaves out what is below a folded tag', () => {
    expect(visibleNodes(tagTree(codebook), new Set<TagId>(['t1'])).map((node) => node.tag.name)).toEqual(['stance', 'tone', 'Überdruss']);
  });

  it('shows a tag at the top when its parent is missing or below itself', () => {
    const broken = [tag('t1', 'lost', 't9'), tag('t2', 'round', 't3'), tag('t3', 'about', 't2')];
    expect(tagPaths(broken)).toEqual(
      new Map([
        ['t3', 'about'],
        ['t1', 'lost'],
        ['t2', 'round'],
      ]),
    );
  });

  it('offers as parents only tags that are not the tag itself or below it', () => {
    expect(possibleParents(codebook, 't2').map((node) => node.tag.id)).toEqual(['t1', 't3', 't4', 't6']);
  });

  it('gives the second tag on a slot its letter, the oldest none', () => {
    const early = { ...tag('t8', 'zeal'), createdAt: '2025-01-01T00:00:00Z' };
    expect([...slotLetters([tag('t1', 'anger'), early, { ...tag('t2', 'hope'), slot: 2 }])]).toEqual([['t1', 'A']]);
  });
});

describe('the tag picker', () => {
  it('shows recently used tags first, then the others in the codebook’s order', () => {
    expect(recentFirst(codebook, ['t6', 't3']).map((node) => node.path)).toEqual([
      'tone/Überdruss',
      'stance/dovish',
      'stance',
      'stance/hawkish',
      'stance/hawkish/very hawkish',
      'tone',
    ]);
  });

  it('makes a path of what was typed', () => {
    expect(cleanPath('  tone / half  ironic /')).toBe('tone/half ironic');
    expect(cleanPath(' / ')).toBe('');
  });

  it('says which tags are on all, and which on some of the marked rows; tags on spans do not count', () => {
    const span = { chars: [0, 4], exact: 'some', prefix: '', suffix: '' } as const;
    const states = markStates(
      ['a1', 'c1.1'],
      new Map<TargetId, readonly Tagging[]>([
        ['a1', [tagging('a1', 't1'), tagging('a1', 't2')]],
        ['c1.1', [tagging('c1.1', 't1'), tagging('c1.1', 't3', span)]],
      ]),
    );
    expect([...states]).toEqual([
      ['t1', 'all'],
      ['t2', 'some'],
    ]);
  });

  it('remembers the last used tags without repeating one', () => {
    const kept = new Map<string, string>();
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    rememberTag('t1', store);
    rememberTag('t2', store);
    rememberTag('t1', store);
    expect(recentTags(store)).toEqual(['t1', 't2']);
    kept.set('cuttings.recent-tags', '{broken');
    expect(recentTags(store)).toEqual([]);
  });
});

describe('what a tagging command acts on', () => {
  it('is the marked rows, else the comment in the reader, else the focused row, else the open article', () => {
    expect(activeTargets(workspace({ selected: new Set<TargetId>(['a1', 'a2']), focused: 'a3' }))).toEqual(['a1', 'a2']);
    expect(activeTargets(workspace({ openComment: 'c1.2', focused: 'a3', open: 'a3' }))).toEqual(['c1.2']);
    expect(activeTargets(workspace({ focused: 'a3' }))).toEqual(['a3']);
    expect(activeTargets(workspace({ open: 'a4' }))).toEqual(['a4']);
    expect(activeTargets(workspace({ open: 'a4', view: 'comments' }))).toEqual([]);
    expect(activeTargets(workspace({ open: 'a4', focused: 'c4.1', view: 'comments' }))).toEqual(['c4.1']);
    expect(activeTargets(workspace({ open: 'a4', focused: 'a4', view: 'comments' }))).toEqual([]);
    expect(activeTargets(workspace({}))).toEqual([]);
  });

  it('is for a note the one record that is looked at, even where many are marked', () => {
    expect(activeTarget(workspace({ selected: new Set<TargetId>(['a1', 'a2']), focused: 'a3' }))).toBe('a3');
    expect(activeTarget(workspace({ selected: new Set<TargetId>(['a1', 'a2']) }))).toBe('a1');
  });

  it('is spoken of by kind and number', () => {
    expect(targetWords(['a1'])).toBe('1 article');
    expect(targetWords(['c1.1', 'c1.2'])).toBe('2 comments');
    expect(targetWords(['a1', 'c1.1'])).toBe('1 article and 1 comment');
  });
});

/** Commands that only note what they were asked. */
function recording(answers: { readonly on?: boolean; readonly changed?: number } = {}) {
  const asked: string[] = [];
  const workspace = createWorkspaceStore();
  const commands = {
    toggleTag: async (targets: readonly TargetId[], id: TagId) => {
      asked.push(`toggle ${targets.join(' ')} ${id}`);
      return { on: answers.on ?? true, changed: targets.length };
    },
    tag: async (targets: readonly TargetId[]) => answers.changed ?? targets.length,
    undo: async () => undefined,
  };
  return { asked, workspace, services: { commands: commands as unknown as LibraryCommands, workspace } };
}

describe('tagging from the window', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('says in words what happened to many records, and offers to undo it', async () => {
    const { services, workspace } = recording();
    await toggleTag(services, ['c1.1', 'c1.2'], { id: 't1', name: 'hawkish' });
    expect(workspace.get().toast).toEqual({ text: '2 comments tagged ‘hawkish’', tone: 'done', undo: true });
  });

  it('says that a tag was taken from many records', async () => {
    const { services, workspace } = recording({ on: false });
    await toggleTag(services, ['c1.1', 'c1.2'], { id: 't1', name: 'hawkish' });
    expect(workspace.get().toast?.text).toBe('‘hawkish’ taken from 2 comments');
  });

  it('says nothing for one record, where the slip shows it, and asks nothing without a record', async () => {
    const { services, workspace, asked } = recording();
    await toggleTag(services, ['a1'], { id: 't1', name: 'hawkish' });
    await toggleTag(services, [], { id: 't1', name: 'hawkish' });
    expect(workspace.get().toast).toBeUndefined();
    expect(asked).toEqual(['toggle a1 t1']);
  });

  it('says of a dragged tag that it was there already', async () => {
    const { services, workspace } = recording({ changed: 0 });
    await setTag(services, ['a1'], { id: 't1', name: 'hawkish' });
    expect(workspace.get().toast?.text).toBe('‘hawkish’ was on 1 article already');
  });

  it('says that there is nothing to undo', async () => {
    const { services, workspace } = recording();
    await undo(services);
    expect(workspace.get().toast?.text).toBe('Nothing to undo');
  });

  it('refuses a digit that no tag has, and says where to give one', () => {
    expect(() => tagWithKey(codebook, 4)).toThrow('No tag has the key 4. Give it one in the codebook.');
  });

  it('sets the tag of a digit on what was focused when it was pressed, however fast one moves on', async () => {
    const store = createWorkspaceStore();
    const tagged: (readonly TargetId[])[] = [];
    const looked: (() => void)[] = [];
    const services = fakeServices({
      workspace: store,
      reader: { tags: () => new Promise((resolve) => looked.push(() => resolve([{ ...tag('t1', 'stance'), key: 1 }]))) },
      commands: {
        toggleTag: async (targets) => {
          tagged.push(targets);
          return { on: true, changed: targets.length };
        },
      },
    });
    const digit = taggingCommands.find(({ id }) => id === 'tag-1');
    const pressed: unknown[] = [];
    for (const focused of ['c1.1', 'c1.2', 'c1.3'] as const) {
      store.set({ view: 'comments', focused });
      pressed.push(digit?.run(services));
    }
    for (const answer of looked) answer();
    await Promise.all(pressed);
    expect(tagged).toEqual([['c1.1'], ['c1.2'], ['c1.3']]);
  });

  it('names a new tag as none beside it is named', () => {
    expect(freeName(codebook, undefined)).toBe('new tag');
    expect(freeName([tag('t7', 'new tag'), tag('t8', 'new tag 2', 't1')], undefined)).toBe('new tag 2');
  });
});

describe('a tag dragged onto rows', () => {
  it('acts on the row, or on all marked rows where the row is one of them', () => {
    const [a, b, c] = ['a0000000000000001', 'a0000000000000002', 'c0000000000000001.7'] as const;
    expect(dropTargets(a, new Set([b]))).toEqual([a]);
    expect(dropTargets(c, new Set<TargetId>([b, c]))).toEqual([b, c]);
    expect(dropTargets(undefined, new Set([b]))).toEqual([]);
    expect(dropTargets('something else', new Set([b]))).toEqual([]);
  });

  it('is known from other drags', () => {
    const drag = (text: string) => ({ getData: () => text });
    expect(carriedTag(drag('{"id":"t1","name":"hawkish"}'))).toEqual({ id: 't1', name: 'hawkish' });
    expect(carriedTag(drag(''))).toBeUndefined();
    expect(carriedTag(drag('{"id":7}'))).toBeUndefined();
  });
});
