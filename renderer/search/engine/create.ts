import { parseQuery } from '../../../corpus/query/parser.ts';
import type { Query } from '../../../corpus/query/query.ts';
import type { IndexReader } from '../../store/index-store.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import { buildSegment } from '../index/build.ts';
import type { IndexFiles } from '../index/files.ts';
import { openSegment } from '../index/open.ts';
import { DocumentFlag } from '../index/segment.ts';
import { countBits, countBoth } from './bits.ts';
import { byFlag } from './columns.ts';
import type { Engine, Evaluated, Snapshot } from './engine.ts';
import { foundBy, goingOn } from './evaluate.ts';
import { HitsOfSnapshot } from './hits.ts';
import { MarksOfLibrary } from './marks.ts';
import { OrdersOfSnapshot } from './orders.ts';
import { snapshots } from './snapshot.ts';
import { TitleOrder } from './titles.ts';

export interface EngineOptions {
  readonly reader: LibraryReader & LibraryScan;
  readonly index: IndexReader;
  readonly files: IndexFiles;
  /** Articles that are indexed in memory at most; see `PENDING_AT_MOST`. */
  readonly pendingAtMost?: number;
}

/** What is worked out once for a snapshot. */
interface Worked {
  readonly hits: HitsOfSnapshot;
  readonly orders: OrdersOfSnapshot;
}

/** Answers queries from the segments of the index, and what it does not know yet from the library. */
export function createEngine({ reader, index, files, pendingAtMost }: EngineOptions): Engine {
  const library = snapshots(index, { open: (name) => openSegment(files, name), build: buildSegment }, pendingAtMost);
  const marks = new MarksOfLibrary(reader);
  const titles = new TitleOrder();
  const worked = new WeakMap<Snapshot, Worked>();
  const of = (snapshot: Snapshot): Worked => {
    const known = worked.get(snapshot);
    if (known !== undefined) return known;
    const made = { hits: new HitsOfSnapshot(snapshot), orders: new OrdersOfSnapshot(snapshot, titles) };
    worked.set(snapshot, made);
    return made;
  };
  const evaluateParsed = async (query: Query, abandoned?: () => boolean): Promise<Evaluated> => {
    const goOn = goingOn(abandoned);
    const snapshot = await library.current();
    const found = await foundBy({ reader, snapshot, hits: of(snapshot).hits, marks: () => marks.of(snapshot), goOn }, query);
    await goOn();
    return { snapshot, query, found };
  };

  return {
    snapshot: () => library.current(),
    async evaluate(query, abandoned) {
      const parsed = parseQuery(query);
      return parsed.ok ? evaluateParsed(parsed.query, abandoned) : { error: parsed.error };
    },
    evaluateParsed,
    ordered({ snapshot, query, found }, order) {
      const { hits, orders } = of(snapshot);
      return orders.ordered(query, found, order, hits, () => marks.of(snapshot));
    },
    counts({ snapshot, found }) {
      const articles = countBoth(found, snapshot.articles);
      return { articles, comments: countBits(found) - articles };
    },
    facets: () => Promise.reject(new Error('not yet')),
    gaps: (snapshot) => countBoth(byFlag(snapshot, DocumentFlag.Gaps), snapshot.articles),
    close: () => library.close(),
  };
}
