import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Query, QueryError } from '../../corpus/query/query.ts';
import type { Analyses } from './analyses/analyses.ts';
import type { Gathered } from './analyses/concordance.ts';
import type { Pace } from './analyses/pause.ts';
import type { Answer, ListOrder } from './client.ts';
import type { Engine, Listed, SnapshotPart } from './engine/engine.ts';
import type { Listing } from './engine/orders.ts';
import type { FoundList } from './id-list.ts';
import { DamagedSegment } from './index/bytes.ts';
import type { Segment } from './index/segment.ts';
import type { Answered, FailureReply, PackedResult, Question, SearchRequest } from './protocol.ts';
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
  whole: 1,
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
}

/** What was searched for last. */
interface Searched {
  readonly id: number;
  readonly query: string;
  readonly order: ListOrder;
}

/** As one of `SearchReply`. */
export interface AnswerOf<Q extends Question> {
  readonly id: number;
  readonly kind: Q;
  readonly answer: Answered[Q];
}
export type Reply = <Q extends Question>(answer: AnswerOf<Q> | FailureReply, transfer: ArrayBuffer[]) => void;

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
  let searched: Searched | undefined;
  /** Somebody has heard of a change since the engine was told so. */
  let changed = false;
  let shown: { readonly id: number; readonly gathered: Gathered } | undefined;
  const packed = (query: string, { snapshot }: Listed, articles: FoundList, comments: FoundList, began: number, { engine, transfer }: Work): PackedResult => {
    const gaps = engine.gaps(snapshot);
    const named = names(snapshot.parts);
    // a segment keeps its names; what is handed over is gone from here
    transfer.push(...[articles, comments].flatMap(({ first, all }) => [first.buffer, ...(all === undefined ? [] : [all.buffer])]));
    transfer.push(...named.tables.flatMap(({ starts, ids }) => [starts.buffer, ids.buffer]));
    return { query, articles, comments, unindexed: snapshot.unindexed, gaps, ...named, took: performance.now() - began };
  };
  // the first request tells of a failure; until it comes nobody can hear of it
  opening?.catch(() => undefined);

  const answers: Answers = {
    async search({ id, asked: { query, order, asOf } }, work) {
      const { engine, pace } = work;
      const began = performance.now();
      const listed = await engine.search(query, order, { abandoned: pace.abandoned, asOf });
      if ('error' in listed) return { ok: false, error: listed.error };
      searched = { id, query, order };
      return { ok: true, value: packed(query, listed, firstOf(listed.articles), firstOf(listed.comments), began, work) };
    },
    async whole({ asked: { search } }, work) {
      const { engine, pace } = work;
      const began = performance.now();
      if (searched?.id !== search) throw superseded();
      const { query, order } = searched;
      // hits are kept: to find it all again takes less than to hold it, and what changed meanwhile is told too
      const listed = await engine.search(query, order, { abandoned: pace.abandoned, asOf: 'now' });
      // it could be read a moment ago
      if ('error' in listed) throw superseded();
      const [articles, comments] = [await inOrder(listed.articles, pace), await inOrder(listed.comments, pace)];
      return packed(query, listed, { count: articles.length, first: articles }, { count: comments.length, first: comments }, began, work);
    },
    facets: ({ asked: { query, asOf } }, { engine, pace }) => ofParsed(query, (parsed) => engine.facets(parsed, { abandoned: pace.abandoned, asOf })),
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
    // also where it is given up for a newer one, which does not ask so any more
    if ('asOf' in request.asked && request.asked.asOf === 'now') changed = true;
    // what another search has found is of no use to anybody
    const ofSearch = 'search' in request.asked ? request.asked.search : undefined;
    const abandoned = () => kind !== 'rows' && (newest.get(kind) !== id || (ofSearch !== undefined && newest.get('search') !== ofSearch));
    try {
      await turns.take(URGENCY[kind], async ({ pause }) => {
        const pace: Pace = { abandoned, pause };
        goOn(pace);
        opening ??= open();
        const sources = await opened(opening);
        if (changed) sources.engine.changed();
        changed = false;
        working += 1;
        try {
          await withoutDamaged(sources.engine, async () => {
            const work: Work = { ...sources, pace, transfer: [] };
            // an answer that is there is told, whether or not it is the newest: names that come with it come once
            reply({ id, kind, answer: await answers[kind](request, work) }, work.transfer);
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

/** What comes first of a list, to be handed over. */
function firstOf({ count, first, found }: Listing): FoundList {
  return first.length === count ? { count, first } : { count, first, all: found };
}

/** In steps; throws `CuttingsError` kind `superseded` once that is abandoned. */
async function inOrder(listing: Listing, pace: Pace): Promise<Uint32Array<ArrayBuffer>> {
  const steps = listing.sorting();
  for (;;) {
    await pace.pause();
    goOn(pace);
    const step = steps.next();
    if (step.done) return step.value;
  }
}
