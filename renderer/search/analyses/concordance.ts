import type { ConcordanceRequest, ConcordanceRow } from '../client.ts';
import type { Engine, Evaluated } from '../engine/engine.ts';
import { documentHits, type FoundHit } from './hits.ts';
import { KeptHits } from './kept-hits.ts';
import type { Stretches } from './pause.ts';
import { type DocumentReader, eachDocument } from './reading.ts';

/** Hits that are gathered at most. */
const MOST_HITS = 50_000;
/** Documents of the list whose hits are found together: they are read by article, whatever the order of the list. */
const BATCH = 2_000;

export interface GatheredHits {
  readonly hits: KeptHits;
  readonly cut: boolean;
}

/** A concordance; its rows are made when they are asked for. */
export interface Gathered {
  readonly length: number;
  readonly cut: boolean;
  /** Half-open, held within the length. */
  rows(from: number, to: number): Promise<readonly ConcordanceRow[]>;
}

/** The hits in what is found, by the list: those of its articles, then those of its comments. Throws as `rest` does. */
export async function gatherHits(
  engine: Pick<Engine, 'ordered'>,
  evaluated: Evaluated,
  { order, words }: Pick<ConcordanceRequest, 'order' | 'words'>,
  reader: DocumentReader,
  steps: Stretches,
  most: number = MOST_HITS,
): Promise<GatheredHits> {
  const hits = new KeptHits();
  const find = documentHits(evaluated.query, words);
  if (find === undefined) return { hits, cut: false };
  const { snapshot } = evaluated;
  const { articles, comments } = await engine.ordered(evaluated, order);
  for (const list of words === 'quoted' ? [comments] : [articles, comments]) {
    for (let from = 0; from < list.length; from += BATCH) {
      const batch = list.subarray(from, from + BATCH);
      const found = new Map<number, readonly FoundHit[]>();
      await eachDocument(reader, snapshot, batch.slice().sort(), steps, (read) => {
        const here = find(read);
        if (here.length > 0) found.set(read.document, here);
      });
      for (const document of batch) {
        const here = found.get(document);
        if (here === undefined) continue;
        const target = snapshot.idOf(document);
        for (const hit of here) {
          if (hits.length === most) return { hits, cut: true };
          hits.add(target, hit);
        }
      }
    }
  }
  return { hits, cut: false };
}

/** The rows of gathered hits, sorted. */
export function concordanceOf({ hits, cut }: GatheredHits, sort: ConcordanceRequest['sort']): Gathered {
  const order = hits.sorted(sort);
  return {
    length: order.length,
    cut,
    rows: async (from, to) => Array.from(order.subarray(Math.max(0, from), Math.max(0, to)), (hit) => hits.row(hit)),
  };
}
