import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { chooseCounts, countsChoices } from '../../renderer/app/features/counts/choices.ts';
import { commands } from '../../renderer/app/features/counts/commands.ts';
import { compares, perTenThousand, shownKeywords } from '../../renderer/app/features/counts/keywords.ts';
import { longerList, openCounted } from '../../renderer/app/features/counts/opening.ts';
import { resolvedPalette, SCREEN } from '../../renderer/app/features/counts/palette.ts';
import { keywordPlot, MARK, type PlotFrame, svgFile, tagPlot, timelinePlot } from '../../renderer/app/features/counts/plots.ts';
import { saveView, viewName } from '../../renderer/app/features/counts/saving.ts';
import { barWords, spanWords, statedDay, sumOf } from '../../renderer/app/features/counts/time-words.ts';
import { activeTargets } from '../../renderer/app/features/tagging/targets.ts';
import { settled } from '../../renderer/app/state/asked.ts';
import { createWorkspaceStore, initialWorkspace } from '../../renderer/app/state/store.ts';
import { listed } from '../../renderer/app/state/targets.ts';
import type { Keyword, TimeBar } from '../../renderer/search/client.ts';
import { fakeServices } from './fake-services.ts';

const bar = (month: string, found: number, all: number): TimeBar => ({
  from: `${month}-01`,
  to: `${month}-28`,
  condition: `date:${month}`,
  found: { articles: 1, comments: found },
  all: { articles: 2, comments: all },
});
const BARS = [bar('2019-01', 3, 10), bar('2019-02', 0, 4), bar('2019-03', 8, 8)];

/** Enough of a document for the plots to be drawn in. */
const document = (): Document => parseHTML('<html><body></body></html>').document as unknown as Document;
const frame = (more: Partial<PlotFrame> = {}): PlotFrame => ({ width: 600, palette: SCREEN, linked: true, document: document(), ...more });
const LIGHT = resolvedPalette({ getPropertyValue: (token) => ` ${{ '--accent': '#1d4db8', '--page': '#fafaf7', '--tag-7': '#0d558f' }[token] ?? '#123456'}` });

describe('the plot by time', () => {
  it('has a link for each bar that says in words what it counts, and one stop of the Tab key', () => {
    const svg = timelinePlot(BARS, 'month', 'comments', frame());
    const links = [...svg.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute(MARK))).toEqual(['0', '1', '2']);
    expect(links[2]?.getAttribute('aria-label')).toBe(barWords(BARS[2] as TimeBar, 'month'));
    expect(links.map((link) => link.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
    expect(svg.getAttribute('aria-label')).toBe('Comments found, by month');
  });

  it('draws a bar of what was found before one of all', () => {
    const heights = (fill: string): readonly number[] =>
      [...timelinePlot(BARS, 'month', 'comments', frame()).querySelectorAll('rect')]
        .filter((rect) => (rect.getAttribute('fill') ?? rect.parentElement?.getAttribute('fill')) === fill)
        .map((rect) => Number(rect.getAttribute('height')));
    const [all, found] = [heights(SCREEN.all), heights(SCREEN.found)];
    expect(all[0]).toBeGreaterThan(0);
    expect((found[0] ?? 0) / (all[0] ?? 1)).toBeCloseTo(0.3, 1);
    // nothing found, no height; all found, the whole height
    expect(found[1] ?? 0).toBe(0);
    expect(found.at(-1)).toBe(all[2]);
  });

  it('has no style of its own, which the policy would refuse, and its colours follow the theme', () => {
    const text = timelinePlot(BARS, 'month', 'comments', frame()).outerHTML;
    expect(text).not.toMatch(/<style|style="/u);
    expect(text).toContain('var(--accent)');
  });

  it('is a file that needs nothing beside it: colours, no links, a title and a ground', () => {
    const asFile = frame({ palette: LIGHT, linked: false });
    const file = svgFile(timelinePlot(BARS, 'month', 'articles', asFile), asFile);
    expect(file).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(file).toContain('#1d4db8');
    expect(file).toContain('fill="#fafaf7"');
    expect(file).toMatch(/<title>Articles found, by month<\/title>/u);
    expect(file).not.toMatch(/var\(|<a[ >]|<style|href=/u);
  });

  it('is drawn of nothing, too', () => {
    expect(timelinePlot([], 'month', 'comments', frame()).querySelectorAll('a')).toHaveLength(0);
  });
});

describe('the plot of tags', () => {
  const tags = [
    { name: 'for', colour: SCREEN.tag(7), counts: [2, 0, 1] },
    { name: 'a name that is longer than there is room for', colour: SCREEN.tag(1), counts: [0, 5, 0] },
  ];

  it('has a row for each tag with its name and its sum, and a link where there is something', () => {
    const svg = tagPlot(BARS, 'month', tags, frame());
    const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words).toContain('for');
    expect(words).toContain('a name that is longer…');
    expect(words).toEqual(expect.arrayContaining(['3', '5']));
    const links = [...svg.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute(MARK)).toSorted()).toEqual(['0', '2', '4']);
    expect(links.find((link) => link.getAttribute(MARK) === '4')?.getAttribute('aria-label')).toBe(
      `a name that is longer than there is room for, ${spanWords('2019-02-01', '2019-02-28', 'month')}: 5 times`,
    );
  });

  it('is saved in the inks of the tags', () => {
    const asFile = frame({ palette: LIGHT, linked: false });
    expect(svgFile(tagPlot(BARS, 'month', [{ name: 'for', colour: LIGHT.tag(7), counts: [1, 1, 1] }], asFile), asFile)).toContain('#0d558f');
  });
});

describe('the plot of words', () => {
  const of = { of: 'words', foundWords: 1_000, allWords: 10_000 } as const;
  const rows: readonly Keyword[] = [
    { words: 'toll', likelihood: 40, found: 8, all: 10, documents: 3, condition: 'toll' },
    { words: 'a word that is longer than there is room for', likelihood: -10, found: 1, all: 40, documents: 1, condition: 'longer' },
  ];
  const bars = (svg: SVGSVGElement, fill: string) =>
    [...svg.querySelectorAll('rect')].filter((rect) => (rect.getAttribute('fill') ?? rect.parentElement?.getAttribute('fill')) === fill);

  it('has a link for each word from top to bottom, which says what it opens', () => {
    const links = [...keywordPlot(rows, of, true, frame()).querySelectorAll('a')];
    expect(links.map((link) => [link.getAttribute(MARK), link.getAttribute('tabindex')])).toEqual([
      ['0', '0'],
      ['1', '-1'],
    ]);
    expect(links[0]?.getAttribute('aria-label')).toBe('toll: 3 articles and comments, open the list');
    const [first, second] = links.map((link) => Number(link.querySelector('rect')?.getAttribute('y')));
    expect(first).toBeLessThan(second ?? 0);
    // the word is a part of what is clicked
    expect(Number(links[0]?.querySelector('rect')?.getAttribute('x'))).toBeLessThanOrEqual(0);
    expect(Number(links[0]?.querySelector('rect')?.getAttribute('width'))).toBeGreaterThanOrEqual(600);
  });

  it('draws how far each differs, rarer ones in a colour of their own, and tells score and rates in numbers', () => {
    const svg = keywordPlot(rows, of, true, frame());
    const [over, under] = [bars(svg, SCREEN.found), bars(svg, SCREEN.under)].map((found) => Number(found[0]?.getAttribute('width')));
    expect((under ?? 0) / (over ?? 1)).toBeCloseTo(0.25, 1);
    const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words).toEqual(expect.arrayContaining(['G²', 'toll', 'a word that is longer…', '+40.0', '−10.0', '80 to 10', '10 to 40']));
  });

  it('draws how often each comes where nothing is compared', () => {
    const svg = keywordPlot(rows, { ...of, of: 'pairs' }, false, frame());
    expect(svg.getAttribute('aria-label')).toBe('Most frequent pairs of words');
    expect([...svg.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual(expect.arrayContaining(['times', '8', '80']));
  });

  it('is a file that needs nothing beside it, and is drawn of nothing, too', () => {
    const asFile = frame({ palette: LIGHT, linked: false });
    const file = svgFile(keywordPlot(rows, of, true, asFile), asFile);
    expect(file).toContain('toll');
    expect(file).not.toMatch(/var\(|<a[ >]|<style|href=/u);
    expect(keywordPlot([], of, true, frame()).querySelectorAll('a')).toHaveLength(0);
  });
});

describe('words compared with the library', () => {
  const word = (words: string, likelihood: number, found = 1): Keyword => ({ words, likelihood, found, all: 10, documents: 1, condition: words });
  const rows = [word('toll', 40), word('bridge', 2), word('the', 0), word('ferry', -3), word('harbour', -30)];

  it('are the more frequent or the less frequent ones, strongest first', () => {
    expect(shownKeywords({ rows }, 'over').map(({ words }) => words)).toEqual(['toll', 'bridge']);
    expect(shownKeywords({ rows }, 'under').map(({ words }) => words)).toEqual(['harbour', 'ferry']);
  });

  it('are the most frequent ones where all of the library was found', () => {
    const all = [word('toll', 0, 4), word('the', 0, 90)];
    expect(compares({ rows: all })).toBe(false);
    expect(shownKeywords({ rows: all }, 'over').map(({ words }) => words)).toEqual(['the', 'toll']);
    expect(shownKeywords({ rows: all }, 'under')).toEqual([]);
  });

  it('are told in 10,000 words', () => {
    expect(perTenThousand(3, 60_000)).toBe(0.5);
    expect(perTenThousand(0, 0)).toBe(0);
  });
});

describe('a number', () => {
  it('opens the list of what it counts, within what was found', () => {
    const workspace = createWorkspaceStore({ ...initialWorkspace, view: 'counts', query: 'toll OR ferry', draft: 'toll OR ferry' });
    openCounted(workspace, ['date:2019-03', 'tag:for'], 'comments');
    expect(workspace.get()).toMatchObject({ draft: '(toll OR ferry) date:2019-03 tag:for', view: 'comments' });
    expect(longerList({ articles: 2, comments: 1 })).toBe('articles');
    expect(longerList({ articles: 0, comments: 0 })).toBe('comments');
  });

  it('is no record: tags and keys for rows act on nothing there', () => {
    const state = { ...initialWorkspace, view: 'counts', focused: 'a1', open: 'a1' } as const;
    expect(activeTargets(state)).toEqual([]);
    expect(listed({ ...state, result: { query: '', articles: ['a1'], comments: [], gaps: 0, took: 1, unindexed: 0 } }).length).toBe(0);
  });
});

describe('spans of time in words', () => {
  it('are as exact as the step', () => {
    expect(statedDay('2019-03-14', 'year')).toBe('2019');
    expect(statedDay('2019-03-14', 'month')).toBe('2019-03');
    expect(statedDay('2019-03-14', 'week')).toBe('2019-03-14');
    expect(spanWords('2019-01-01', '2019-12-31', 'year')).toBe('2019');
    expect(spanWords('2019-03-01', '2019-03-31', 'month')).toContain('2019');
    expect(sumOf(BARS.map(({ found }) => found))).toEqual({ articles: 3, comments: 11 });
  });
});

describe('a question of a view', () => {
  it('comes to an answer, to what failed, or to nothing where a newer one took its place', async () => {
    expect(await settled(Promise.resolve({ ok: true, value: 7 }))).toEqual({ value: 7 });
    expect(await settled(Promise.resolve({ ok: false, error: { at: { from: 0, to: 1 }, message: 'A bracket is open.', expected: [] } }))).toMatchObject({
      failure: { message: 'A bracket is open.' },
    });
    expect(await settled(Promise.reject(new CuttingsError('search-failed', 'broke off')))).toMatchObject({ failure: { kind: 'search-failed' } });
    expect(await settled(Promise.reject(new CuttingsError('superseded', 'newer')))).toBeUndefined();
  });
});

describe('saving what is shown', () => {
  const bridged = (answer: unknown) => fakeServices({ bridge: { call: (async () => answer) as never } });

  it('suggests a name that file systems take', () => {
    expect(viewName('toll "bridge" date:2019..', 'words', 'csv')).toBe('toll bridge date 2019.., words.csv');
    expect(viewName('  ', 'comments by month', 'svg')).toBe('library, comments by month.svg');
    expect(viewName('../../etc', 'words', 'csv')).toBe('etc, words.csv');
    expect(viewName('x'.repeat(500), 'words', 'csv').length).toBeLessThan(80);
  });

  it('says where the file is, nothing where the analyst cancelled, and what failed', async () => {
    const saved = bridged({ ok: true, value: { path: '/tmp/words.csv', bytes: 4100 } });
    await saveView(saved, 'words.csv', 'text');
    expect(saved.workspace.get().toast).toMatchObject({ text: 'Saved, 4.1 kB: /tmp/words.csv' });
    const cancelled = bridged({ ok: true, value: undefined });
    await saveView(cancelled, 'words.csv', 'text');
    expect(cancelled.workspace.get().toast).toBeUndefined();
    await expect(saveView(bridged({ ok: false, error: { kind: 'disk-full', message: 'The disk is full.' } }), 'words.csv', 'text')).rejects.toThrow(
      'The disk is full.',
    );
  });
});

describe('how counts are shown', () => {
  it('is remembered for the next start, and a command turns plots to tables and back', () => {
    const kept = new Map<string, string>();
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    const workspace = createWorkspaceStore({ ...initialWorkspace, view: 'counts' });
    chooseCounts(workspace, { step: 'week', timeline: 'table' }, store);
    expect(countsChoices({}, store)).toMatchObject({
      step: 'week',
      timeline: 'table',
      tags: 'plot',
      side: 'over',
      of: 'words',
      keywords: 'plot',
      kind: 'comments',
    });
    for (const { id, enabled } of commands) if (id !== 'view-counts') expect(enabled?.({ ...initialWorkspace, view: 'articles' })).toBe(false);
  });
});
