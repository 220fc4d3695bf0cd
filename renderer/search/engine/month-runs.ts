/** Which documents of a segment are of which month: those that follow each other mostly are of one. */
import type { Segment } from '../index/segment.ts';

export interface MonthRuns {
  /** As yyyymm, in no order; yyyy00: a date without month; 0: no date. */
  readonly months: readonly number[];
  /** By run: the document after its last, and the place of its month in `months`. Runs begin where the last ended. */
  readonly ends: Uint32Array;
  readonly ofRun: Uint32Array;
  /** By article: the place of its own month. */
  readonly ofArticle: Uint32Array;
}

const known = new WeakMap<Segment, MonthRuns>();

/** Worked out once: a segment never changes. */
export function monthRunsOf(segment: Segment): MonthRuns {
  const before = known.get(segment);
  if (before !== undefined) return before;
  const made = runsIn(segment);
  known.set(segment, made);
  return made;
}

function runsIn({ documents, articles, starts, columns: { day: days } }: Segment): MonthRuns {
  const places = new Map<number, number>();
  const placeOf = (day: number): number => {
    const month = Math.floor(day / 100);
    const known = places.get(month);
    if (known !== undefined) return known;
    places.set(month, places.size);
    return places.size - 1;
  };
  let ends = new Uint32Array(articles + 1);
  let ofRun = new Uint32Array(articles + 1);
  let run = -1;
  let before = Number.NaN;
  for (let document = 0; document < documents; document++) {
    const day = days[document] as number;
    if (day !== before) {
      before = day;
      const place = placeOf(day);
      if (run < 0 || place !== ofRun[run]) {
        if (run >= 0) ends[run] = document;
        run += 1;
        if (run === ends.length) [ends, ofRun] = [longer(ends), longer(ofRun)];
        ofRun[run] = place;
      }
    }
  }
  if (run >= 0) ends[run] = documents;
  const ofArticle = Uint32Array.from({ length: articles }, (_, article) => placeOf(days[starts[article] as number] as number));
  return { months: [...places.keys()], ends: ends.slice(0, run + 1), ofRun: ofRun.slice(0, run + 1), ofArticle };
}

function longer(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(list.length * 2);
  made.set(list);
  return made;
}
