/** What is reckoned from what a query finds. */
import { CuttingsError } from '../../../corpus/errors.ts';
import { printQuery } from '../../../corpus/query/printer.ts';
import type { Query } from '../../../corpus/query/query.ts';
import type { LibraryReader } from '../../store/reader.ts';
import type { ConcordanceRequest, Keywords, TagTimeline, Timeline, TimeStep } from '../client.ts';
import type { Bits, Engine, Evaluated } from '../engine/engine.ts';
import { concordanceOf, type Gathered, type GatheredHits, gatherHits } from './concordance.ts';
import { keywordsOf } from './keywords.ts';
import { type Pace, type Stretches, stretches } from './pause.ts';
import type { DocumentReader } from './reading.ts';
import { tagTimelineOf } from './tag-timeline.ts';
import { timelineOf } from './timeline.ts';

export type AnalysesReader = DocumentReader & Pick<LibraryReader, 'tags'>;

/** Each throws `CuttingsError` kind `superseded` once it is abandoned. */
export interface Analyses {
  timeline(engine: Engine, query: Query, step: TimeStep, pace: Pace): Promise<Timeline>;
  tagTimeline(engine: Engine, query: Query, step: TimeStep, pace: Pace): Promise<TagTimeline>;
  keywords(engine: Engine, query: Query, of: Keywords['of'], pace: Pace): Promise<Keywords>;
  concordance(engine: Engine, query: Query, request: ConcordanceRequest, pace: Pace): Promise<Gathered>;
}

export function createAnalyses(reader: AnalysesReader): Analyses {
  // sorting a concordance another way is not to read it all again
  let last: LastGathered | undefined;
  return {
    timeline: async (engine, query, step, { abandoned }) => timelineOf(await engine.evaluateParsed(query, abandoned), step),
    async tagTimeline(engine, query, step, { abandoned }) {
      const evaluated = await engine.evaluateParsed(query, abandoned);
      const [tags, { tagged }] = await Promise.all([reader.tags(), engine.marks(evaluated.snapshot)]);
      return tagTimelineOf(evaluated, step, tags, tagged);
    },
    keywords: (engine, query, of, pace) => ofOneState(engine, query, pace, (evaluated, steps) => keywordsOf(evaluated, of, reader, steps)),
    concordance: (engine, query, request, pace) =>
      ofOneState(engine, query, pace, async (evaluated, steps) => {
        if (last === undefined || !isSame(last, evaluated, request)) {
          last = undefined;
          const gathered = await gatherHits(engine, evaluated, request, reader, steps);
          last = { ...stateOf(evaluated), order: request.order, words: request.words, gathered };
        }
        return concordanceOf(last.gathered, request.sort);
      }),
  };
}

/** What a query found in which state of the library; the snapshot itself, which is large, is not held. */
interface FoundState {
  readonly generation: number;
  readonly query: string;
  readonly found: Bits;
}

interface LastGathered extends FoundState, Pick<ConcordanceRequest, 'order' | 'words'> {
  readonly gathered: GatheredHits;
}

function stateOf({ snapshot, query, found }: Evaluated): FoundState {
  return { generation: snapshot.generation, query: printQuery(query), found };
}

/** The order by tagging changes with taggings, whatever is found. */
function isSame(last: LastGathered, evaluated: Evaluated, request: ConcordanceRequest): boolean {
  const now = stateOf(evaluated);
  return (
    last.order === request.order &&
    last.order !== 'tagged' &&
    last.words === request.words &&
    last.generation === now.generation &&
    last.query === now.query &&
    last.found.every((bits, at) => bits === now.found[at])
  );
}

/** How often long work is begun anew, because the segments it reads were merged and closed meanwhile. */
const ATTEMPTS = 3;

async function ofOneState<T>(engine: Engine, query: Query, pace: Pace, work: (evaluated: Evaluated, steps: Stretches) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const evaluated = await engine.evaluateParsed(query, pace.abandoned);
    try {
      return await work(evaluated, stretches(pace));
    } catch (error) {
      const superseded = error instanceof CuttingsError && error.kind === 'superseded';
      if (superseded || attempt === ATTEMPTS || (await engine.snapshot()).generation === evaluated.snapshot.generation) throw error;
    }
  }
}
