import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { articleWords, commentWords } from '../../corpus/query/documents.ts';
import { matcherOf } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Tag, TagId, TargetId } from '../../corpus/records.ts';
import { tagTimelineOf } from '../../renderer/search/analyses/tag-timeline.ts';
import { timelineOf } from '../../renderer/search/analyses/timeline.ts';
import type { FoundCounts, TimeStep } from '../../renderer/search/client.ts';
import type { TaggedDocument } from '../../renderer/search/engine/marks.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import { between, pick, type Random, seeded } from '../bench/words.ts';
import { analysed, type Live, segmentsOf } from './analysed.ts';
import { inventedArticle } from './invented.ts';

const STEPS: readonly TimeStep[] = ['day', 'week', 'month', 'year'];

const two = (value: number): string => String(value).padStart(2, '0');

/** A date as exactly stated as it happens, around a turn of the year; undefined where none is. */
function inventedDate(random: Random): string | undefined {
  const [year, month] = pick(random, [
    ['2012', '02'],
    ['2011', '12'],
    ['2012', '01'],
  ] as const);
  const day = two(between(random, 1, 29));
  return (
    pick(random, ['', year, `${year}-${month}`, `${year}-${month}-${day}`, `${year}-${month}-${day}`, `${year}-${month}-${day}T23:30:00-05:00`]) || undefined
  );
}

/** The article with dates of its own. */
function dated({ article, comments, ...rest }: IndexedArticle, random: Random): IndexedArticle {
  const { published: _, updated: __, ...undated } = article;
  const at = inventedDate(random);
  return {
    ...rest,
    article: { ...undated, ...(at !== undefined && { [pick(random, ['published', 'updated'])]: { text: 'then', at } }) },
    comments: comments.map(({ posted: ___, ...comment }) => {
      const when = inventedDate(random);
      return when === undefined ? comment : { ...comment, posted: { text: 'then', at: when } };
    }),
  };
}

function dateOf({ indexed: { article }, comment }: Omit<Live, 'found'>): string | undefined {
  return comment ? comment.posted?.at : (article.published ?? article.updated)?.at;
}

/** Whether a query finds a document, by the reference. */
function finds(query: string): (one: Live) => boolean {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const matcher = matcherOf(parsed.query, []);
  return (one) => {
    const { indexed, comment, id } = one;
    const shared = { tags: new Set<TagId>(), span: false, noted: false, sources: [], reply: false, answered: false, quote: false };
    const { importId, layout } = indexed.article;
    const flags = { unparsed: false, gaps: false, changed: false };
    const view = { ...shared, ...flags, id, importId, layout, kind: comment ? ('comment' as const) : ('article' as const), date: dateOf(one) };
    return matcher.full(view, comment ? commentWords(comment, []) : articleWords(indexed.article, indexed.text, []));
  };
}

function countsOf(live: readonly Live[]): FoundCounts {
  const comments = live.filter(({ comment }) => comment !== undefined).length;
  return { articles: live.length - comments, comments };
}

function library(seed: number) {
  const random = seeded(seed);
  const articles = Array.from({ length: between(random, 1, 40) }, (_, number) => dated(inventedArticle(random, number), random));
  return analysed(segmentsOf(random, articles), () => random() < 0.4, { gone: () => random() < 0.2 });
}

/** A document of each kind, dated so. */
function oneDated(at: string): IndexedArticle {
  const random = seeded(1);
  const { article, ...rest } = inventedArticle(random, 1, 0);
  return { ...rest, article: { ...article, published: { text: at, at } } };
}

describe('a timeline', () => {
  it.each(STEPS)('by %s has in each bar what its condition finds, without holes, and all else undated', (step) => {
    for (let seed = 1; seed <= 6; seed++) {
      const { evaluated, live } = library(seed);
      const { bars, undated, step: taken } = timelineOf(evaluated, step);
      expect(taken).toBe(step);
      const found = live.filter((one) => one.found);
      for (const { condition, found: here, all } of bars) {
        const inBar = finds(condition);
        expect(here, `${seed} ${condition}`).toEqual(countsOf(found.filter(inBar)));
        expect(all, `${seed} ${condition}`).toEqual(countsOf(live.filter(inBar)));
      }
      const length = { year: 4, month: 7, week: 10, day: 10 }[step];
      expect(undated, `${seed}`).toEqual(countsOf(found.filter((one) => (dateOf(one) ?? '').slice(0, length).length < length)));
      for (const [index, bar] of bars.entries()) {
        const next = bars[index + 1];
        if (next) expect(Date.parse(next.from) - Date.parse(bar.to), bar.to).toBe(86_400_000);
      }
      for (const bar of [bars[0], bars.at(-1)]) if (bar) expect(bar.found.articles + bar.found.comments).toBeGreaterThan(0);
    }
  });

  it.each<[TimeStep, string, string, string, string]>([
    ['week', '2013-12-31', '2013-12-30', '2014-01-05', 'date:2013-12-30..2014-01-05'],
    ['week', '2013-09-02', '2013-09-02', '2013-09-08', 'date:2013-09-02..2013-09-08'],
    ['week', '2013-09-08', '2013-09-02', '2013-09-08', 'date:2013-09-02..2013-09-08'],
    ['week', '1969-12-28', '1969-12-22', '1969-12-28', 'date:1969-12-22..1969-12-28'],
    ['month', '2012-02-10', '2012-02-01', '2012-02-29', 'date:2012-02'],
    ['month', '0099-02', '0099-02-01', '0099-02-28', 'date:0099-02'],
    ['day', '2012-02-29T23:59:59-11:00', '2012-02-29', '2012-02-29', 'date:2012-02-29'],
    ['year', '2012', '2012-01-01', '2012-12-31', 'date:2012'],
  ])('by %s puts %s into %s to %s', (step, at, from, to, condition) => {
    const { evaluated } = analysed([[oneDated(at)]], () => true);
    expect(timelineOf(evaluated, step).bars).toEqual([{ from, to, condition, found: { articles: 1, comments: 0 }, all: { articles: 1, comments: 0 } }]);
  });

  it('takes a coarser step where there were too many bars', () => {
    const articles = [oneDated('0090-01-01'), { ...oneDated('2013-01-01'), article: { ...oneDated('2013-01-01').article, id: 'a0000000000000002' as const } }];
    const { evaluated } = analysed([articles], () => true);
    const { step, bars } = timelineOf(evaluated, 'day');
    expect([step, bars.length]).toEqual(['year', 1924]);
  });

  it('costs memory for years with something in them, not for those between', () => {
    const { evaluated } = analysed([[oneDated('0001-01-01'), oneDated('2026-12-31')]], () => true);
    let cells = 0;
    // what a segment reads when it is first asked is not the timeline's
    for (const { segment } of evaluated.snapshot.parts) expect(segment.columns.day.length).toBeGreaterThan(0);
    vi.stubGlobal(
      'Uint32Array',
      new Proxy(Uint32Array, {
        construct(target, given, by) {
          const made: Uint32Array = Reflect.construct(target, given, by);
          cells += made.length;
          return made;
        },
      }),
    );
    onTestFinished(() => void vi.unstubAllGlobals());
    const { bars } = timelineOf(evaluated, 'year');
    expect(bars.filter(({ found }) => found.articles > 0).map(({ from }) => from)).toEqual(['0001-01-01', '2026-01-01']);
    // two counts for each of 2026 bars twice, and two years of days
    expect(cells).toBe(2 * 2 * 2_026 + 2 * 13 * 32 * 4);
  });

  it('has no bars where nothing is found, or nothing dated', () => {
    expect(timelineOf(analysed([[oneDated('2013-01-01')]], () => false).evaluated, 'day')).toEqual({
      step: 'day',
      bars: [],
      undated: { articles: 0, comments: 0 },
    });
    expect(timelineOf(analysed([[oneDated('2013')]], () => true).evaluated, 'month')).toEqual({
      step: 'month',
      bars: [],
      undated: { articles: 1, comments: 0 },
    });
    expect(timelineOf(analysed([], () => true).evaluated, 'month').bars).toEqual([]);
  });
});

describe('a timeline of tags', () => {
  const tag = (id: TagId, name: string, parent?: TagId): Tag => ({ id, name, slot: 1, createdAt: '', ...(parent && { parent }) });
  const TAGS = [tag('t1', 'stance'), tag('t2', 'hawk ish', 't1'), tag('t3', 'dovish', 't1'), tag('t4', 'never'), tag('t5', 'source')];

  const on = (document: number, tags: readonly TagId[]): TaggedDocument => ({ document, tags, span: false, latest: 0 });

  it.each(STEPS)('by %s counts what is found with each tag or one below it', (step) => {
    for (let seed = 1; seed <= 4; seed++) {
      const { evaluated, live } = library(seed);
      const random = seeded(seed + 100);
      const tagged = new Map<TargetId, Set<TagId>>();
      for (const { id } of live) if (random() < 0.5) tagged.set(id, new Set(['t1', 't2', 't3', 't5'].filter(() => random() < 0.4) as TagId[]));
      const timeline = tagTimelineOf(
        evaluated,
        step,
        TAGS,
        live.map(({ document, id }) => on(document, [...(tagged.get(id) ?? [])])),
      );
      const whole = timelineOf(evaluated, step);
      expect(timeline.bars).toEqual(whole.bars.map(({ from, to, condition }) => ({ from, to, condition })));
      const below = new Map<TagId, TagId[]>([
        ['t1', ['t1', 't2', 't3']],
        ['t2', ['t2']],
        ['t3', ['t3']],
        ['t5', ['t5']],
      ]);
      const withTag = (wanted: TagId): Live[] => live.filter(({ found, id }) => found && below.get(wanted)?.some((one) => tagged.get(id)?.has(one)));
      for (const { tag: id, counts, undated } of timeline.tags) {
        expect(counts, `${seed} ${id}`).toEqual(timeline.bars.map(({ condition }) => withTag(id).filter(finds(condition)).length));
        expect(undated + counts.reduce((sum, count) => sum + count, 0)).toBe(withTag(id).length);
      }
      const totals = timeline.tags.map(({ tag: id }) => withTag(id).length);
      expect(totals).toEqual([...totals].sort((a, b) => b - a));
      expect(timeline.tags.map(({ tag: id }) => id).sort()).toEqual([...below.keys()].filter((id) => withTag(id).length > 0).sort());
    }
  });

  it('names a tag by its whole path, in quotes where it has a blank', () => {
    const article = oneDated('2013-01-01');
    const { evaluated } = analysed([[article]], () => true);
    const { tags } = tagTimelineOf(evaluated, 'year', TAGS, [on(evaluated.snapshot.documentOf(article.article.id), ['t2'])]);
    expect(tags).toEqual([
      { tag: 't1', condition: 'tag:stance', counts: [1], undated: 0 },
      { tag: 't2', condition: 'tag:"stance/hawk ish"', counts: [1], undated: 0 },
    ]);
  });
});
