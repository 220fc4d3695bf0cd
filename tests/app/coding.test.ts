import { describe, expect, it } from 'vitest';
import type { ArticleId, CommentId, Tag, TagSlot } from '../../corpus/records.ts';
import { codeFromHere, leaveCoding, queueFor, showQuotes, skipComment, startCoding, stepCoding } from '../../renderer/app/features/coding/queue.ts';
import { barAt, tally } from '../../renderer/app/features/coding/strip.ts';
import { keyGroups, otherTags } from '../../renderer/app/features/coding/tag-keys.ts';
import { setShownComments } from '../../renderer/app/features/reading/shown-comments.ts';
import { runCommand } from '../../renderer/app/state/keyboard.ts';
import { commandById } from '../../renderer/app/state/registry.ts';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';
import type { Workspace } from '../../renderer/app/state/workspace.ts';
import { fakeServices } from './fake-services.ts';

const article = (n: number): ArticleId => `a${String(n).padStart(16, '0')}`;
const comment = (n: number, of = 1): CommentId => `c${String(of).padStart(16, '0')}.${n}`;
const QUEUE = [comment(3), comment(2), comment(1)];
const result = { query: '', articles: [article(1), article(2)], comments: [...QUEUE, comment(9, 2)], unindexed: 0, gaps: 0, took: 0 };

const workspace = (state: Partial<Workspace> = {}) =>
  createWorkspaceStore({ view: 'comments', draft: '', query: '', order: 'published', selected: new Set(), result, ...state });

describe('what is coded', () => {
  it('is the listed comments; the open article’s beside a list of articles', async () => {
    const store = workspace();
    expect(await queueFor(store.get(), [])).toEqual(result.comments);
    store.set({ view: 'articles' });
    expect(await queueFor(store.get(), [comment(7)])).toEqual([comment(7)]);
  });

  it('is what is marked, in list order, where anything is', async () => {
    expect(await queueFor(workspace({ selected: new Set([comment(1), comment(3)]) }).get(), [])).toEqual([comment(3), comment(1)]);
    expect(await queueFor(workspace({ view: 'articles', selected: new Set([article(2)]) }).get(), [])).toEqual([comment(9, 2)]);
  });

  it('begins at the comment that is looked at', async () => {
    const store = workspace({ focused: comment(2) });
    await codeFromHere({ workspace: store });
    expect(store.get()).toMatchObject({ view: 'coding', openComment: comment(2), coding: { at: 1, queue: result.comments } });
  });

  it('is refused with a reason where there is nothing', async () => {
    const store = workspace({ view: 'articles', open: article(1) });
    setShownComments(store, article(1), []);
    await codeFromHere({ workspace: store });
    expect(store.get()).toMatchObject({ view: 'articles', toast: { tone: 'bad' } });
  });
});

describe('going through the queue', () => {
  it('makes the comment the one that keys act on, and stops at both ends', () => {
    const store = workspace();
    startCoding(store, QUEUE);
    stepCoding(store, -1);
    expect(store.get()).toMatchObject({ openComment: comment(3), focused: comment(3), open: article(1) });
    stepCoding(store, 1);
    expect(store.get().openComment).toBe(comment(2));
    stepCoding(store, 1);
    stepCoding(store, 1);
    stepCoding(store, 1);
    expect(store.get().coding?.at).toBe(3);
    // a digit at the end must not reach the comment that was last
    expect(store.get().openComment).toBeUndefined();
    stepCoding(store, -1);
    expect(store.get().openComment).toBe(comment(1));
  });

  it('keeps its comments when a search finds others, and tags by what is shown, not by what was marked', async () => {
    const store = workspace({ selected: new Set(QUEUE) });
    await codeFromHere({ workspace: store });
    store.set({ result: { ...result, comments: [] } });
    stepCoding(store, 1);
    expect(store.get()).toMatchObject({ openComment: comment(2), coding: { queue: QUEUE } });
    expect(store.get().selected.size).toBe(0);
  });

  it('remembers what was left for later', () => {
    const store = workspace();
    startCoding(store, QUEUE);
    skipComment(store);
    expect(store.get().coding).toMatchObject({ at: 1, skipped: new Set([comment(3)]) });
  });

  it('unfolds quoted words for all comments at once', () => {
    const store = workspace();
    startCoding(store, QUEUE);
    showQuotes(store);
    stepCoding(store, 1);
    expect(store.get().coding?.quotes).toBe(true);
  });

  it('ends on the comment coded last, in the list it began in', () => {
    const store = workspace({ view: 'articles' });
    startCoding(store, QUEUE);
    stepCoding(store, 1);
    leaveCoding(store);
    expect(store.get()).toMatchObject({ view: 'articles', focused: article(1), open: article(1), openComment: comment(2) });
    expect(store.get().coding).toBeUndefined();
  });

  it('has the keys of the lists', async () => {
    const store = workspace();
    const services = fakeServices({ workspace: store });
    await runCommand(commandById('code-comments'), services);
    await runCommand(commandById('next'), services);
    expect(store.get().coding?.at).toBe(1);
    await runCommand(commandById('previous'), services);
    expect(store.get().coding?.at).toBe(0);
    await runCommand(commandById('select-none'), services);
    expect(store.get().view).toBe('comments');
  });
});

describe('the progress strip', () => {
  const coding = { queue: QUEUE, at: 1, skipped: new Set([comment(2)]) };

  it('shows each comment of a short queue', async () => {
    expect(await tally(coding, new Set([comment(3)]))).toMatchObject({ bars: ['tagged', 'skipped', 'open'] });
    expect([0, 1, 2].map((at) => barAt(at, 3))).toEqual([0, 1, 2]);
  });

  it('shows a long queue in no more bars than a window can hold, each comment in one of them', async () => {
    const queue = Array.from({ length: 54_321 }, (_, n) => comment(n));
    const counted = await tally({ queue, skipped: new Set() }, new Set(queue.slice(0, 30_000)));
    expect(counted?.bars).toHaveLength(160);
    expect(counted?.bars[0]).toBe('tagged');
    expect(counted?.bars[159]).toBe('open');
    expect(counted?.tagged).toBe(30_000);
    const places = queue.map((_, at) => barAt(at, queue.length));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(160);
    expect([places[0], places.at(-1)]).toEqual([0, 159]);
  });

  it('counts as left for later only what still has no tag', async () => {
    expect(await tally(coding, new Set())).toMatchObject({ tagged: 0, skipped: 1 });
    expect(await tally(coding, new Set([comment(2)]))).toMatchObject({ tagged: 1, skipped: 0 });
  });

  it('is not counted to the end when another count has begun', async () => {
    const queue = Array.from({ length: 400_000 }, (_, n) => comment(n));
    expect(await tally({ queue, skipped: new Set() }, new Set(), () => false)).toBeUndefined();
  });
});

describe('the tags beside the sheet', () => {
  const tag = (id: string, more: Partial<Tag> = {}): Tag => ({ id: `t${id}`, name: id, slot: 1 satisfies TagSlot, createdAt: '2024-01-01T00:00:00Z', ...more });
  const tags = [
    tag('stance'),
    tag('for', { parent: 'tstance', key: 2 }),
    tag('tolls', { key: 1 }),
    tag('against', { parent: 'tstance', key: 3 }),
    tag('odd'),
    tag('rare'),
  ];

  it('stand under their branch in the order of their digits', () => {
    expect(keyGroups(tags).map(({ name, nodes }) => [name, nodes.map((node) => node.tag.name)])).toEqual([
      [undefined, ['tolls']],
      ['stance', ['for', 'against']],
    ]);
  });

  it('without a digit show what is on the comment, then what was used lately', () => {
    expect(otherTags(tags, new Set(['trare', 'tfor']), ['todd', 'ttolls', 'tgone']).map((node) => node.tag.name)).toEqual(['rare', 'odd']);
  });
});
