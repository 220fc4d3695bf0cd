import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import type { Article, Tag, Tagging } from '../../corpus/records.ts';
import { chooseContext, contextChoices } from '../../renderer/app/features/context/choices.ts';
import { commands } from '../../renderer/app/features/context/commands.ts';
import { exampleWord } from '../../renderer/app/features/context/example.ts';
import { focusedRow, focusRow, openHit, stepContext } from '../../renderer/app/features/context/moving.ts';
import { readContextRows, targetsOf } from '../../renderer/app/features/context/row-data.ts';
import { RowPages } from '../../renderer/app/features/context/row-pages.ts';
import { saveContext } from '../../renderer/app/features/context/saving.ts';
import { openConcordance } from '../../renderer/app/features/context/session.ts';
import { barsWithin, spanBetween, yearLabels } from '../../renderer/app/features/context/strip.ts';
import { activeTargets } from '../../renderer/app/features/tagging/targets.ts';
import { commandFor } from '../../renderer/app/state/keyboard.ts';
import { commands as allCommands } from '../../renderer/app/state/registry.ts';
import { createWorkspaceStore, initialWorkspace } from '../../renderer/app/state/store.ts';
import type { Concordance, ConcordanceRequest, ConcordanceRow } from '../../renderer/search/client.ts';
import type { LibraryReader } from '../../renderer/store/reader.ts';
import { fakeServices } from './fake-services.ts';

const request: ConcordanceRequest = { query: 'toll', order: 'published', words: 'own', sort: 'list' };

/** Row 2 is a block of an article, the others are comments; two rows each. */
const row = (index: number): ConcordanceRow => ({
  target: index === 2 ? 'a0000000000000001' : `c0000000000000001.${Math.floor(index / 2)}`,
  ...(index === 2 ? { block: 4 } : { number: index }),
  at: [0, 4],
  left: `left ${index} `,
  hit: 'toll',
  right: ' right',
});

interface Held {
  readonly concordance: Concordance;
  readonly asked: [number, number][];
}

function concordanceOf(length: number, answer: (from: number, to: number) => Promise<readonly ConcordanceRow[]> | undefined = () => undefined): Held {
  const asked: [number, number][] = [];
  const rows = (from: number, to: number): Promise<readonly ConcordanceRow[]> => {
    asked.push([from, to]);
    return answer(from, to) ?? Promise.resolve(Array.from({ length: to - from }, (_, at) => row(from + at)));
  };
  return { asked, concordance: { length, cut: false, rows } };
}

const inContext = (rows: RowPages) => createWorkspaceStore({ ...initialWorkspace, view: 'context', context: { request, rows } });

describe('rows of a concordance', () => {
  it('are read page by page, each page once', async () => {
    const { concordance, asked } = concordanceOf(250);
    const rows = new RowPages(concordance);
    let heard = 0;
    rows.subscribe(() => {
      heard += 1;
    });
    await Promise.all([rows.load(95, 110), rows.load(0, 50)]);
    await rows.load(0, 200);
    expect(asked).toEqual([
      [0, 100],
      [100, 200],
    ]);
    expect(heard).toBe(2);
    expect(rows.at(199)?.left).toBe('left 199 ');
    expect(rows.at(200)).toBeUndefined();
    await rows.load(240, 900);
    expect(asked.at(-1)).toEqual([200, 250]);
  });

  it('that could not be read are asked for again', async () => {
    let fails = true;
    const { concordance, asked } = concordanceOf(10, () => (fails ? Promise.reject(new Error('the disk is gone')) : undefined));
    const rows = new RowPages(concordance);
    await expect(rows.load(0, 5)).rejects.toThrow('the disk is gone');
    fails = false;
    await rows.load(0, 5);
    expect(asked).toHaveLength(2);
    expect(rows.at(9)?.left).toBe('left 9 ');
  });

  it('are a list of records as far as they are read', async () => {
    const rows = new RowPages(concordanceOf(150).concordance);
    const targets = targetsOf(rows);
    expect([targets.length, targets.at(0), [...targets]]).toEqual([150, undefined, []]);
    await rows.load(0, 1);
    expect(targets.slice(0, 3)).toEqual(['c0000000000000001.0', 'c0000000000000001.0', 'a0000000000000001']);
    expect(targets.indexOf('a0000000000000001')).toBe(2);
    expect(targets.at(-1)).toBeUndefined();
  });
});

describe('the keyboard on words in context', () => {
  it('moves row by row, held at both ends, and commands act on the record of the row', async () => {
    const rows = new RowPages(concordanceOf(4).concordance);
    await rows.load(0, 4);
    const workspace = inContext(rows);
    stepContext(workspace, 1);
    expect([workspace.get().contextRow, activeTargets(workspace.get())]).toEqual([0, ['c0000000000000001.0']]);
    stepContext(workspace, 2);
    expect(workspace.get()).toMatchObject({ contextRow: 2, focused: 'a0000000000000001', open: 'a0000000000000001' });
    expect(workspace.get().openComment).toBeUndefined();
    stepContext(workspace, 20);
    expect(workspace.get().contextRow).toBe(3);
    stepContext(workspace, -20);
    expect(workspace.get().contextRow).toBe(0);
  });

  it('acts on nothing while the row is not read, then on that row, unless the keyboard has gone on', async () => {
    const answers: (() => void)[] = [];
    const { concordance } = concordanceOf(300, (from, to) =>
      from === 0 ? undefined : new Promise((resolve) => answers.push(() => resolve(Array.from({ length: to - from }, (_, at) => row(from + at))))),
    );
    const rows = new RowPages(concordance);
    await rows.load(0, 1);
    const workspace = inContext(rows);
    await focusRow(workspace, 0);
    const far = focusRow(workspace, 250);
    expect(activeTargets(workspace.get())).toEqual([]);
    answers.shift()?.();
    await far;
    expect(activeTargets(workspace.get())).toEqual(['c0000000000000001.125']);
    const left = focusRow(workspace, 150);
    await focusRow(workspace, 1);
    answers.shift()?.();
    await left;
    expect(activeTargets(workspace.get())).toEqual(['c0000000000000001.0']);
  });

  it('says what kept a row from being read, but not that a newer search took its place', async () => {
    let kind = 'superseded';
    const rows = new RowPages(concordanceOf(5, () => Promise.reject(new CuttingsError(kind, 'made to fail'))).concordance);
    const workspace = inContext(rows);
    await focusRow(workspace, 1);
    expect(workspace.get().toast).toBeUndefined();
    kind = 'search-failed';
    await focusRow(workspace, 1);
    expect(workspace.get().toast).toEqual({ text: 'made to fail', tone: 'bad' });
  });

  it('is on no row where there are none', async () => {
    const workspace = inContext(new RowPages(concordanceOf(0).concordance));
    workspace.set({ focused: 'a1', open: 'a1' });
    await focusRow(workspace, 0);
    expect(workspace.get().contextRow).toBeUndefined();
    expect(activeTargets(workspace.get())).toEqual([]);
    stepContext(workspace, 1);
    expect(focusedRow(workspace.get())).toBeUndefined();
  });

  it('opens a comment among comments and an article among articles', async () => {
    const rows = new RowPages(concordanceOf(3).concordance);
    await rows.load(0, 3);
    const workspace = inContext(rows);
    await focusRow(workspace, 1);
    openHit({ workspace });
    expect(workspace.get()).toMatchObject({ view: 'comments', focused: 'c0000000000000001.0', openComment: 'c0000000000000001.0', open: 'a0000000000000001' });
    workspace.set({ view: 'context' });
    await focusRow(workspace, 2);
    const { block } = rows.at(2) ?? {};
    expect(block).toBeTypeOf('number');
    openHit({ workspace });
    expect(workspace.get()).toMatchObject({ view: 'articles', focused: 'a0000000000000001', openBlock: block });
  });
});

describe('keys in the view of words in context', () => {
  const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false });
  it('open with Enter and show the source with e; elsewhere e is what it was', () => {
    expect(commandFor(allCommands, key('Enter'), 'page', false, 'context')?.id).toBe('context-open');
    expect(commandFor(allCommands, key('Enter'), 'page', false, 'articles')).toBeUndefined();
    expect(commandFor(allCommands, key('e'), 'page', false, 'articles')?.id).toBe('toggle-evidence');
    expect(commandFor(allCommands, { ...key('3'), ctrlKey: true }, 'page', false, 'articles')?.id).toBe('view-context');
  });

  it('show the source of the very block, or of the comment', async () => {
    const rows = new RowPages(concordanceOf(3).concordance);
    await rows.load(0, 3);
    const workspace = inContext(rows);
    const block = { kind: 'paragraph', text: 'toll', evidence: { source: 'sha256:1', bytes: [10, 20] } } as const;
    const services = fakeServices({
      workspace,
      reader: {
        articleText: async () =>
          ({
            id: 'a0000000000000001',
            blocks: [block, block, block, block, { ...block, evidence: { source: 'sha256:1', bytes: [40, 50] } }],
            furniture: [],
          }) as never,
        comment: async () => ({ number: 7, evidence: { source: 'sha256:1', bytes: [60, 70] } }) as never,
      },
    });
    const source = commands.find(({ id }) => id === 'context-evidence');
    await focusRow(workspace, 2);
    await source?.run(services);
    expect(workspace.get().evidence?.bytes).toEqual([40, 50]);
    await source?.run(services);
    expect(workspace.get().evidence).toBeUndefined();
    await focusRow(workspace, 0);
    await source?.run(services);
    expect(workspace.get().evidence).toMatchObject({ bytes: [60, 70], label: 'comment 7' });
  });
});

describe('asking for words in context', () => {
  const asking = (search: (asked: ConcordanceRequest) => ReturnType<ReturnType<typeof fakeServices>['search']['concordance']>) =>
    fakeServices({ workspace: createWorkspaceStore({ ...initialWorkspace, view: 'context' }), search: { concordance: search } });

  it('shows the rows with the keyboard on the first; after a change of the library the keyboard stays', async () => {
    const services = asking(async () => ({ ok: true, value: concordanceOf(120).concordance }));
    await openConcordance(services, request, () => true);
    expect(services.workspace.get()).toMatchObject({ contextRow: 0, focused: 'c0000000000000001.0' });
    await focusRow(services.workspace, 110);
    await openConcordance(services, request, () => true);
    expect(services.workspace.get()).toMatchObject({ contextRow: 110, focused: 'c0000000000000001.55' });
    await openConcordance(services, { ...request, sort: 'left' }, () => true);
    expect(services.workspace.get().contextRow).toBe(0);
  });

  it('keeps the rows that are shown until the new ones are there, and where the answer came too late', async () => {
    let current = true;
    const services = asking(async () => ({ ok: true, value: concordanceOf(3).concordance }));
    await openConcordance(services, request, () => current);
    const before = services.workspace.get().context;
    current = false;
    await openConcordance(services, { ...request, query: 'ferry' }, () => current);
    expect(services.workspace.get().context).toBe(before);
  });

  it('throws what the search throws, and what is wrong with the query', async () => {
    await expect(
      openConcordance(
        asking(() => Promise.reject(new CuttingsError('search-failed', 'broke off'))),
        request,
        () => true,
      ),
    ).rejects.toThrow('broke off');
    const unread = asking(async () => ({ ok: false, error: { at: { from: 0, to: 1 }, message: 'A bracket is open.', expected: [] } }));
    await expect(openConcordance(unread, request, () => true)).rejects.toThrow('A bracket is open.');
  });
});

describe('what stands beside the words', () => {
  const article: Article = {
    id: 'a0000000000000001',
    identity: 'toll',
    title: 'Toll, and wall',
    publisher: 'Courier',
    published: { text: '14 May', at: '2019-05-14' },
    layout: 'generic',
    captures: [],
    commentCount: { captured: 0, gaps: [] },
    words: 3,
    unparsed: 0,
    importId: 'i1',
    addedAt: '2026-01-01T00:00:00Z',
  };
  const target = 'c0000000000000001.0';
  const tagging: Tagging = { id: `${target}|t1`, target, article: article.id, tag: 't1', at: '2026-01-01T00:00:00Z' };
  const tag: Tag = { id: 't1', name: 'for', slot: 7, createdAt: '2026-01-01T00:00:00Z' };
  const reader: Pick<LibraryReader, 'articles' | 'taggings' | 'tags'> = {
    articles: async (ids) => (ids.includes(article.id) ? [article] : []),
    taggings: async () => new Map([[tagging.target, [tagging, { ...tagging, id: `${target}|t1|:0-4` }]]]),
    tags: async () => [tag],
  };

  it('is read once for each record', async () => {
    const data = await readContextRows(reader, ['c0000000000000001.0', 'c0000000000000001.0', 'c0000000000000009.1']);
    expect([...data.keys()]).toEqual(['c0000000000000001.0', 'c0000000000000009.1']);
    expect(data.get('c0000000000000001.0')?.article).toBe(article);
    expect(data.get('c0000000000000009.1')).toEqual({ article: undefined, taggings: [] });
  });

  const everyRow = (length: number): readonly ConcordanceRow[] => Array.from({ length }, (_, at) => row(at));

  /** Services that save `gatherings` in turn, while the rows on screen are those of a search that a newer one has taken the place of. */
  function saving(gatherings: readonly (() => Promise<readonly ConcordanceRow[]>)[], { articles }: Pick<typeof reader, 'articles'> = reader) {
    const saved: [string, string][] = [];
    const asked: ConcordanceRequest[] = [];
    const shown = new RowPages(
      concordanceOf(120, () => Promise.reject(new CuttingsError('superseded', 'A newer question has taken the place of this one.'))).concordance,
    );
    const services = fakeServices({
      workspace: inContext(shown),
      reader: { ...reader, articles },
      search: {
        wholeConcordance: async (wanted) => {
          const gathered = gatherings[asked.length];
          asked.push(wanted);
          if (gathered === undefined) throw new Error('gathered once too often');
          return { ok: true, value: { cut: false, rows: await gathered() } };
        },
      },
      bridge: {
        call: (async (_channel: string, name: string, text: string) => {
          saved.push([name, text]);
          return { ok: true, value: { path: '/tmp/x.csv', bytes: 1200 } };
        }) as never,
      },
    });
    return { services, saved, asked };
  }

  it('is saved with every row of one gathering, whatever has become of the rows on screen', async () => {
    const { services, saved, asked } = saving([async () => everyRow(1_201)]);
    await saveContext(services);
    const [name = '', text = ''] = saved[0] ?? [];
    expect(asked).toEqual([request]);
    expect(name).toBe('toll, words in context.csv');
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(1_203);
    expect(lines[1]).toBe('left 0,toll,right,c0000000000000001.0,a0000000000000001,,0,Courier,2019-05-14,"Toll, and wall",for');
    expect(lines[1_201]).toContain('left 1200,');
    expect(services.workspace.get().toast?.text).toContain('/tmp/x.csv');
  });

  it('is gathered anew where an article has left the library meanwhile', async () => {
    const gone: ConcordanceRow = { ...row(0), target: 'c0000000000000009.1' };
    const { services, saved, asked } = saving([async () => [row(0), gone], async () => [row(0)]]);
    await saveContext(services);
    expect(asked).toHaveLength(2);
    expect(saved[0]?.[1].split('\r\n')).toHaveLength(3);
  });

  it('is not saved in part: where the library goes on changing a sentence says so, and it can be saved again', async () => {
    let calm = false;
    const { services, saved, asked } = saving(
      Array.from({ length: 4 }, () => async () => everyRow(2)),
      { articles: async (ids) => (calm ? reader.articles(ids) : []) },
    );
    await expect(saveContext(services)).rejects.toThrow('Nothing was saved: articles with these words are being replaced');
    expect([saved.length, asked.length]).toEqual([0, 3]);
    calm = true;
    await saveContext(services);
    expect(saved).toHaveLength(1);
  });

  it('is saved once where it is asked for twice; what else fails is told', async () => {
    let kind = 'superseded';
    const { services, saved } = saving(Array.from({ length: 2 }, () => () => Promise.reject(new CuttingsError(kind, 'made to fail'))));
    await saveContext(services);
    kind = 'search-failed';
    await expect(saveContext(services)).rejects.toThrow('made to fail');
    expect(saved).toEqual([]);
  });
});

describe('the time above the words', () => {
  const bars = ['2018-11', '2018-12', '2019-01', '2019-02'].map((month) => ({ from: `${month}-01`, to: `${month}-28` }));

  it('has the bars of a span lit, however exact it is', () => {
    expect(barsWithin(bars, { from: '2018-12', to: '2019-01' })).toEqual([1, 3]);
    expect(barsWithin(bars, { from: '2019' })).toEqual([2, 4]);
    expect(barsWithin(bars, { to: '2018' })).toEqual([0, 2]);
    expect(barsWithin(bars, { from: '2018-12-05', to: '2018-12-06' })).toEqual([1, 2]);
    expect(barsWithin(bars, { from: '2020' })).toBeUndefined();
  });

  it('makes a span of the bars that are drawn over, in either direction', () => {
    expect(spanBetween(bars, 2, 1, 'month')).toEqual({ from: '2018-12', to: '2019-01' });
    expect(spanBetween(bars, 1, 1, 'day')).toEqual({ from: '2018-12-01', to: '2018-12-28' });
    expect(spanBetween(bars, 0, 3, 'year')).toEqual({ from: '2018', to: '2019' });
    expect(spanBetween([], 0, 0, 'month')).toBeUndefined();
  });

  it('names as many years as there is room for', () => {
    expect(yearLabels(bars, 10)).toEqual([
      { at: 0, year: '2018' },
      { at: 2, year: '2019' },
    ]);
    expect(yearLabels(bars, 1)).toEqual([{ at: 0, year: '2018' }]);
  });
});

describe('how words in context are listed', () => {
  it('is remembered for the next start; what cannot be read is as at first', () => {
    const kept = new Map<string, string>();
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    const workspace = createWorkspaceStore();
    expect(contextChoices({}, store)).toEqual({ sort: 'list', words: 'own', step: 'month' });
    chooseContext(workspace, { sort: 'left' }, store);
    chooseContext(workspace, { step: 'year' }, store);
    expect(contextChoices({}, store)).toEqual({ sort: 'left', words: 'own', step: 'year' });
    expect(workspace.get().contextChoices).toEqual({ sort: 'left', words: 'own', step: 'year' });
    for (const broken of ['{', '7', 'null', '{"sort":"sideways","step":3}']) {
      for (const name of kept.keys()) kept.set(name, broken);
      expect(contextChoices({}, store)).toEqual({ sort: 'list', words: 'own', step: 'month' });
    }
  });

  it('begins with a word of a title as an example', () => {
    expect(exampleWord('Mayor met the company')).toBe('company');
    expect(exampleWord('a to b')).toBeUndefined();
  });
});
