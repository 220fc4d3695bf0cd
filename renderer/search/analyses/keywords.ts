import type { Keywords } from '../client.ts';
import { countBits, listOf } from '../engine/bits.ts';
import type { Evaluated } from '../engine/engine.ts';
import { candidates, countPair, PairTexts } from './pair-counts.ts';
import type { Stretches } from './pause.ts';
import { Ranking } from './ranking.ts';
import { type DocumentReader, eachDocument } from './reading.ts';
import { rankByPostings, rankByTexts, Tally, TextCounts, totalsOf } from './word-counts.ts';

/** How what is found is read. */
export interface KeywordLimits {
  /** What is found is read where it has no more words than this; else all postings are gone through. */
  readonly words: number;
  /** Documents that are read for pairs at most. */
  readonly pairs: number;
}

const LIMITS: KeywordLimits = { words: 200_000, pairs: 20_000 };

/** Words, or pairs of them, that tell what is found from the rest of the library. No rows where there is no rest, or nothing is found. */
export async function keywordsOf(
  evaluated: Evaluated,
  of: Keywords['of'],
  reader: DocumentReader,
  steps: Stretches,
  limits: KeywordLimits = LIMITS,
): Promise<Keywords> {
  const totals = totalsOf(evaluated);
  const ranking = new Ranking(totals);
  const documents = countBits(evaluated.found);
  const comparable = totals.found > 0 && totals.rest > 0;
  const read = comparable ? await (of === 'words' ? rankWords : rankPairs)(evaluated, ranking, reader, steps, limits) : documents;
  return { of, rows: ranking.rows(), foundWords: totals.found, allWords: totals.found + totals.rest, read, documents };
}

type Rank = (evaluated: Evaluated, ranking: Ranking, reader: DocumentReader, steps: Stretches, limits: KeywordLimits) => Promise<number>;

const rankWords: Rank = async (evaluated, ranking, reader, steps, limits) => {
  if (ranking.totals.found > limits.words) {
    await rankByPostings(evaluated, ranking, steps);
    return countBits(evaluated.found);
  }
  const counts = new TextCounts();
  let read = 0;
  await eachDocument(reader, evaluated.snapshot, listOf(evaluated.found), steps, (document) => {
    counts.add(document);
    read++;
  });
  await rankByTexts(evaluated, counts, ranking, steps);
  return read;
};

/** The pairs come from what is read; what is told of them is counted in all that is found, and in the whole library. */
const rankPairs: Rank = async (evaluated, ranking, reader, steps, limits) => {
  const texts = new PairTexts();
  let read = 0;
  await eachDocument(reader, evaluated.snapshot, spread(listOf(evaluated.found), limits.pairs), steps, (document) => {
    texts.add(document);
    read++;
  });
  const tally = new Tally(evaluated);
  for (const pair of await candidates(evaluated, texts, ranking.totals, steps)) ranking.add(await countPair(evaluated, tally, pair, steps));
  return read;
};

/** Documents that lie together are stored together. */
const TOGETHER = 100;

/** At most so many documents, in stretches that lie as evenly as can be. */
function spread(documents: Uint32Array, most: number): Uint32Array {
  if (documents.length <= most) return documents;
  const together = Math.min(TOGETHER, most);
  const stretches = Math.floor(most / together);
  const chosen = new Uint32Array(stretches * together);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * (documents.length - together)) / Math.max(1, stretches - 1));
    chosen.set(documents.subarray(from, from + together), stretch * together);
  }
  return chosen;
}
