import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query, QueryError } from '../../corpus/query/query.ts';
import type { Analyses } from './analyses/analyses.ts';
import type { Gathered } from './analyses/concordance.ts';
import type { Pace } from './analyses/pause.ts';
import type { Answer } from './client.ts';
import type { Engine, SnapshotPart } from './engine/engine.ts';
import type { Listing } from './engine/orders.ts';
import { sortingByKey, withFirst } from './engine/sorting.ts';
import { DamagedSegment } from './index/bytes.ts';
import type { Segment } from './index/segment.ts';
import type { Answered, FailureReply, PackedResult, Question, SearchRequest, WholeReply } from './protocol.ts';
import { createTurns } from './turns.ts';

/** What answers are made of. */
export interface Sources {
  readonly engine: Engine;
  readonly analyses: Analyses;
}

/** Who goes first where several wait. */
const URGENCY: { readonly [Q in Question]: number } = {
  search: 0,
  rows: 1,
  names: 2,
  facets: 2,
  timeline: 3,
  tagTimeline: 3,
  concordance: 4,
  wholeConcordance: 4,
  counts: 5,
  keywords: 6,
};

interface Work extends Sources {
  readonly pace: Pace;
  /** Memory that is handed over with the answer. */
  readonly transfer: ArrayBuffer[];
  /** Lists that are still to be put in order, once the answer has been told. */
  unfinished?: { readonly articles: Listing; readonly comments: Listing };
}

/** As one of `SearchReply`. */
export interface AnswerOf<Q extends Question> {
  readonly id: number;
  readonly kind: Q;
  readonly answer: Answered[Q];
}
export type Reply = <Q extends Question>(answer: AnswerOf<Q> | FailureReply | WholeReply, transfer: ArrayBuffer[]) => void;

type Answers = { readonly [Q in Question]: (request: SearchRequest<Q>, work: Work) => Promise<Answered[Q]> };

/**
 * Answers requests as they come; of each kind only the newest is worth finishing, and a search goes before everything else. The library is opened with
 * the first, unless it is being opened already, and again with the next where that failed.
 */
export function searchAnswerer(open: () => Promise<Sources>, reply: Reply, opening?: Promise<Sources>): (request: SearchRequest) => Promise<void> {
  const newest = new Map<Question, number>();
  const turns = createTurns();
  const names = segmentNames();
  /** Questions that have begun to be answered, those included that make way for another. */
  let working = 0;
  let shown: { readonly id: number; readonly gathered: Gathered } | undefined;
  // the first request tells of a failure; until it comes nobody can hear of it
  opening?.catch(() => undefined);

  const answers: Answers = {
    async search({ asked: { query, order } }, work) {
      const { engine, pace, transfer } = work;
      const began = performance.now();
      const listed = await engine.search(query, order, pace.abandoned);
      if ('error' in listed) return { ok: false, error: listed.error };
      const { snapshot } = listed;
      const [articles, comments] = [documentsNow(listed.articles), documentsNow(listed.comments)];
      const gaps = engine.gaps(snapshot);
      const named = names(snapshot.parts);
      const more = listed.articles.unsorted !== undefined || listed.comments.unsorted !== undefined;
      if (more) work.unfinished = listed;
      // a segment keeps its names; what is handed over is gone from here
      transfer.push(articles.buffer, comments.buffer, ...named.tables.flatMap(({ starts, ids }) => [starts.buffer, ids.buffer]));
      return { ok: true, value: { query, articles, comments, more, unindexed: snapshot.unindexed, gaps, ...named, took: performance.now() - began } };
    },
    facets: ({ asked }, { engine, pace }) => ofParsed(asked.query, (query) => engine.facets(query, pace.abandoned)),
    names: (_, { engine }) => engine.names(),
    async counts({ asked }, { engine, pace }) {
      const counts: Answered['counts'][number][] = [];
      for (const query of asked.queries) {
        await pace.pause();
        goOn(pace);
        const evaluated = await engine.evaluate(query, pace.abandoned);
        counts.push('error' in evaluated ? undefined : engine.counts(evaluated));
      }
      return counts;
    },
    timeline: ({ asked }, { engine, analyses, pace }) => ofParsed(asked.query, (query) => analyses.timeline(engine, query, asked.step, pace)),
    tagTimeline: ({ asked }, { engine, analyses, pace }) => ofParsed(asked.query, (query) => analyses.tagTimeline(engine, query, asked.step, pace)),
    keywords: ({ asked }, { engine, analyses, pace }) => ofParsed(asked.query, (query) => analyses.keywords(engine, query, asked.of, pace)),
    async concordance({ id, asked }, { engine, analyses, pace }) {
      shown = undefined;
      const answer = await ofParsed(asked.query, (query) => analyses.concordance(engine, query, asked, pace));
      if (!answer.ok) return answer;
      shown = { id, gathered: answer.value };
      return { ok: true, value: { length: answer.value.length, cut: answer.value.cut } };
    },
    async wholeConcordance({ asked }, { engine, analyses, pace }) {
      const answer = await ofParsed(asked.query, (query) => analyses.concordance(engine, query, asked, pace));
      if (!answer.ok) return answer;
      const { length, cut, rows } = answer.value;
      return { ok: true, value: { cut, rows: await rows(0, length) } };
    },
    async rows({ asked: { concordance, from, to } }) {
      if (shown?.id !== concordance) throw superseded();
      return shown.gathered.rows(from, to);
    },
  };

  const answer = async <Q extends Question>(request: SearchRequest<Q>): Promise<void> => {
    const { id } = request;
    const kind: Q = request.kind;
    newest.set(kind, id);
    const abandoned = () => kind !== 'rows' && newest.get(kind) !== id;
    try {
      await turns.take(URGENCY[kind], async ({ pause }) => {
        const pace: Pace = { abandoned, pause };
        goOn(pace);
        opening ??= open();
        const sources = await opened(opening);
        working += 1;
        try {
          await withoutDamaged(sources.engine, async () => {
            const work: Work = { ...sources, pace, transfer: [] };
            // an answer that is there is told, whether or not it is the newest: names that come with it come once
            reply({ id, kind, answer: await answers[kind](request, work) }, work.transfer);
            if (work.unfinished) await finish(id, work.unfinished, pace);
          });
        } finally {
          working -= 1;
          if (working === 0) sources.engine.rest();
        }
      });
    } catch (error) {
      reply({ id, kind, failure: toFailure(error) }, []);
    }
  };
  const finish = async (id: number, { articles, comments }: NonNullable<Work['unfinished']>, pace: Pace): Promise<void> => {
    const lists = {
      ...(articles.unsorted && { articles: await inOrder(articles.documents, articles.unsorted.keys, pace) }),
      ...(comments.unsorted && { comments: await inOrder(comments.documents, comments.unsorted.keys, pace) }),
    };
    reply(
      { id, kind: 'whole', lists },
      Object.values(lists).map(({ buffer }) => buffer),
    );
  };
  const opened = (sources: Promise<Sources>): Promise<Sources> =>
    sources.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });

  return answer;
}

/** More files than an index has. */
const MOST_DAMAGED = 20;

/** Where a file turns out to be damaged, answers again without it: its articles count as not indexed, until the index is built anew. */
async function withoutDamaged(engine: Engine, answer: () => Promise<void>): Promise<void> {
  for (let lost = 0; ; lost++) {
    try {
      await answer();
      return;
    } catch (error) {
      if (!(error instanceof DamagedSegment) || lost === MOST_DAMAGED) throw error;
      engine.lose(error.segment);
    }
  }
}

function superseded(): CuttingsError {
  return new CuttingsError('superseded', 'A newer question has taken the place of this one.');
}

function goOn(pace: Pace): void {
  if (pace.abandoned()) throw superseded();
}

async function ofParsed<T>(query: string, answer: (query: Query) => Promise<T>): Promise<Answer<T>> {
  const parsed: { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError } = parseQuery(query);
  return parsed.ok ? { ok: true, value: await answer(parsed.query) } : parsed;
}

/** Numbers the segments, and gives the names of those that were not asked about before; a segment that is gone is forgotten. */
function segmentNames(): (parts: readonly SnapshotPart[]) => Pick<PackedResult, 'parts' | 'tables'> {
  let known = new Map<Segment, number>();
  let last = 0;
  return (parts) => {
    const now = new Map<Segment, number>();
    const tables: PackedResult['tables'][number][] = [];
    const numbered = parts.map(({ segment, base }) => {
      let number = known.get(segment);
      if (number === undefined) {
        last += 1;
        number = last;
        tables.push({ segment: number, starts: segment.starts.slice(), ids: segment.ids().packed.slice() });
      }
      now.set(segment, number);
      return { segment: number, base };
    });
    known = now;
    return { parts: numbered, tables };
  };
}

function documentsNow({ documents, unsorted }: Listing): Uint32Array<ArrayBuffer> {
  return unsorted === undefined ? documents : withFirst(documents, unsorted.first);
}

/** Sorts in steps; throws `CuttingsError` kind `superseded` once that is abandoned. */
async function inOrder(documents: Uint32Array, keys: Float64Array, pace: Pace): Promise<Uint32Array<ArrayBuffer>> {
  const steps = sortingByKey(documents, keys);
  for (;;) {
    await pace.pause();
    goOn(pace);
    const step = steps.next();
    if (step.done) return step.value;
  }
}
