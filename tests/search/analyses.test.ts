import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query } from '../../corpus/query/query.ts';
import { createAnalyses } from '../../renderer/search/analyses/analyses.ts';
import type { ConcordanceRequest, ConcordanceRow, FoundCounts, TimeStep } from '../../renderer/search/client.ts';
import { createEngine } from '../../renderer/search/engine/create.ts';
import type { Engine } from '../../renderer/search/engine/engine.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { openReader } from '../../renderer/store/open.ts';
import { between, seeded, sentence } from '../bench/words.ts';
import { articleId, commentId, item, libraryWith, type MadeSource } from '../store/library.ts';

const PACE = { abandoned: () => false, pause: async () => {} };

function parsed(query: string): Query {
  const outcome = parseQuery(query);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.query;
}

/** A library with an engine over it, and a reader that notes how often texts are read. */
async function opened(sources: readonly MadeSource[]) {
  const library = await libraryWith(sources);
  const { reader, index, close } = await openReader({ name: library.name });
  const engine = createEngine({ reader, index, files: new MemoryFiles() });
  onTestFinished(() => {
    engine.close();
    close();
  });
  const read = { times: 0 };
  const watched: typeof reader = {
    ...reader,
    textsOf: (ids) => {
      read.times++;
      return reader.textsOf(ids);
    },
  };
  return { library, engine, analyses: createAnalyses(watched), read };
}

async function countsOf(engine: Engine, query: string): Promise<FoundCounts> {
  return engine.counts(await engine.evaluateParsed(parsed(query)));
}

function harbourStories(): MadeSource[] {
  const random = seeded(7);
  return Array.from({ length: 40 }, (_, index) => ({
    headline: sentence(random, 4),
    published: `2013-0${between(random, 1, 9)}-1${index % 10}`,
    paragraphs: [`${sentence(random, 12)} ${index % 2 === 0 ? 'The harbour wall is high.' : 'The school bus is late.'}`],
    comments: Array.from({ length: index % 5 }, (__, number) => ({
      number: number + 1,
      own: `${sentence(random, 9)} ${index % 2 === 0 ? 'harbour' : 'school'}`,
    })),
  }));
}

const request = (query: string, changes: Partial<ConcordanceRequest> = {}): ConcordanceRequest => ({
  query,
  order: 'published',
  words: 'own',
  sort: 'list',
  ...changes,
});
const line = ({ left, hit, right }: ConcordanceRow): string => `${left}[${hit}]${right}`;

describe('analyses over the engine', () => {
  it.each<TimeStep>(['day', 'week', 'month', 'year'])('give bars by %s whose conditions find, with the query, just what they count', async (step) => {
    const { engine, analyses } = await opened(harbourStories());
    const { bars } = await analyses.timeline(engine, parsed('harbour'), step, PACE);
    expect(bars.length).toBeGreaterThan(0);
    for (const { condition, found, all } of bars.slice(0, 60)) {
      expect([condition, await countsOf(engine, `harbour ${condition}`)]).toEqual([condition, found]);
      expect([condition, await countsOf(engine, condition)]).toEqual([condition, all]);
    }
  });

  it.each(['words', 'pairs'] as const)('give key %s whose conditions find as many documents among the found', async (of) => {
    const { engine, analyses } = await opened(harbourStories());
    const { rows } = await analyses.keywords(engine, parsed('harbour'), of, PACE);
    expect(rows.slice(0, 4).map(({ words }) => words)).toContain(of === 'words' ? 'harbour' : 'harbour wall');
    for (const { condition, documents } of rows) {
      const { articles, comments } = await countsOf(engine, `harbour ${condition}`);
      expect([condition, articles + comments]).toEqual([condition, documents]);
    }
  });

  it('give tags by time, those above included, as their conditions find them', async () => {
    const { library, engine, analyses } = await opened(harbourStories());
    const top = await library.commands.createTag({ name: 'stance' });
    const below = await library.commands.createTag({ name: 'for it', parent: top.id });
    await library.commands.tag([articleId(1), articleId(2), commentId(3, 1)], below.id);
    const { tags, bars } = await analyses.tagTimeline(engine, parsed('harbour'), 'month', PACE);
    expect(tags.map(({ tag, condition }) => [tag, condition])).toEqual([
      [top.id, 'tag:stance'],
      [below.id, 'tag:"stance/for it"'],
    ]);
    for (const { condition, counts, undated } of tags) {
      for (const [at, bar] of bars.entries()) {
        const { articles, comments } = await countsOf(engine, `harbour ${condition} ${bar.condition}`);
        expect(counts[at]).toBe(articles + comments);
      }
      const { articles, comments } = await countsOf(engine, `harbour ${condition}`);
      expect(undated + counts.reduce((sum, count) => sum + count, 0)).toBe(articles + comments);
    }
  });

  it('sort a concordance another way without reading it again, and read it again once the library has changed', async () => {
    const { library, engine, analyses, read } = await opened([{ paragraphs: ['The harbour wall'] }, { paragraphs: ['A harbour bar'] }]);
    const rows = async (changes?: Partial<ConcordanceRequest>): Promise<string[]> => {
      const gathered = await analyses.concordance(engine, parsed('harbour'), request('harbour', changes), PACE);
      return (await gathered.rows(0, 100)).map(line);
    };
    const heads = ['[Harbour] story 1', '[Harbour] story 2'];
    expect((await rows()).sort()).toEqual(['A [harbour] bar', 'The [harbour] wall', ...heads].sort());
    const once = read.times;
    expect(await rows({ sort: 'right' })).toEqual(['A [harbour] bar', ...heads, 'The [harbour] wall']);
    expect(await rows({ sort: 'left' })).toEqual([...heads, 'A [harbour] bar', 'The [harbour] wall']);
    expect(read.times).toBe(once);
    await rows({ order: 'title' });
    expect(read.times).toBeGreaterThan(once);
    const { writer } = library;
    await writer.writeBatch({ importId: 'i1', seq: 1, items: [item(3, { paragraphs: ['Another harbour'] })] });
    expect(await rows({ sort: 'right' })).toContain('Another [harbour]');
  });

  it('are begun anew where the segments they read are gone meanwhile, and fail where that is not why', async () => {
    const { library, engine, analyses } = await opened(harbourStories());
    let broken = 0;
    const changing: Engine = {
      ...engine,
      async evaluateParsed(query, abandoned) {
        const evaluated = await engine.evaluateParsed(query, abandoned);
        if (broken++ > 0) return evaluated;
        await library.commands.addNote(articleId(1), 'seen');
        await library.writer.writeBatch({ importId: 'i1', seq: 1, items: [item(90, { paragraphs: ['A new harbour'] })] });
        return { ...evaluated, snapshot: { ...evaluated.snapshot, idOf: () => gone() } };
      },
    };
    const { rows } = await analyses.keywords(changing, parsed('harbour'), 'words', PACE);
    expect(rows[0]?.words).toBe('harbour');
    expect(broken).toBe(2);
    const damaged: Engine = {
      ...engine,
      async evaluateParsed(query, abandoned) {
        const evaluated = await engine.evaluateParsed(query, abandoned);
        return { ...evaluated, snapshot: { ...evaluated.snapshot, idOf: () => gone() } };
      },
    };
    await expect(analyses.keywords(damaged, parsed('harbour'), 'words', PACE)).rejects.toThrow('the file is closed');
  });
});

function gone(): never {
  throw new Error('the file is closed');
}
