import { chosenIn, type FacetName, withoutFacet } from '../../../corpus/query/narrowing.ts';
import { parseQuery } from '../../../corpus/query/parser.ts';
import { printQuery } from '../../../corpus/query/printer.ts';
import type { Query } from '../../../corpus/query/query.ts';
import type { IndexReader } from '../../store/index-store.ts';
import type { LibraryReader, LibraryScan } from '../../store/reader.ts';
import type { AsOf, Facet, FacetValue } from '../client.ts';
import { buildSegment } from '../index/build.ts';
import type { IndexFiles } from '../index/files.ts';
import { openSegment } from '../index/open.ts';
import { DocumentFlag } from '../index/segment.ts';
import { breath } from '../slices.ts';
import { countBits, countBoth } from './bits.ts';
import { byFlag } from './columns.ts';
import type { Engine, Evaluated, Listed, Snapshot } from './engine.ts';
import { foundBy, goingOn } from './evaluate.ts';
import { FacetColumns } from './facet-columns.ts';
import { Chosen, type Counted, countFacet, countKnown, FACETS, isKnown } from './facets.ts';
import { HitsOfSnapshot } from './hits.ts';
import { type MarksAndNames, MarksOfLibrary } from './marks.ts';
import { type AtOnce, OrdersOfSnapshot } from './orders.ts';
import { ScoreMemory } from './scores.ts';
import { type Snapshots, snapshots } from './snapshot.ts';
import type { Tally } from './tally.ts';
import { TitleOrder } from './titles.ts';

export interface EngineOptions {
  readonly reader: LibraryReader & LibraryScan;
  readonly index: IndexReader;
  readonly files: IndexFiles;
  /** Told of a file that counts and is damaged, again and again as long as it counts. */
  readonly onDamaged?: (segment: string) => void;
  /** Articles that are indexed in memory at most; see `PENDING_AT_MOST`. */
  readonly pendingAtMost?: number;
  /** See `AtOnce`. */
  readonly atOnce?: AtOnce;
}

/** Milliseconds from an answer of lately to the next look at the library: who types is not held up by it. */
const LOOK = 200;

/** What is worked out once for a snapshot. */
interface Worked {
  readonly hits: HitsOfSnapshot;
  readonly orders: OrdersOfSnapshot;
  readonly columns: FacetColumns;
  gaps(): number;
}

/** Answers queries from the segments of the index, and what it does not know yet from the library. */
export function createEngine({ reader, index, files, onDamaged, pendingAtMost, atOnce }: EngineOptions): Engine {
  const library = snapshots(index, { open: (name) => openSegment(files, name), build: buildSegment, ...(onDamaged && { onDamaged }) }, pendingAtMost);
  const marks = new MarksOfLibrary(reader);
  const titles = new TitleOrder();
  const memory = new ScoreMemory();
  const worked = new WeakMap<Snapshot, Worked>();
  const of = (snapshot: Snapshot): Worked => {
    const known = worked.get(snapshot);
    if (known !== undefined) return known;
    let gaps: number | undefined;
    const made: Worked = {
      hits: new HitsOfSnapshot(snapshot),
      orders: new OrdersOfSnapshot(snapshot, titles, memory, atOnce),
      columns: new FacetColumns(snapshot),
      gaps: () => {
        gaps ??= countBoth(byFlag(snapshot, DocumentFlag.Gaps), snapshot.articles);
        return gaps;
      },
    };
    worked.set(snapshot, made);
    return made;
  };
  const needsOf = (snapshot: Snapshot, goOn: () => Promise<void>) => ({ reader, snapshot, hits: of(snapshot).hits, marks: () => marks.of(snapshot), goOn });
  const evaluated = async (snapshot: Snapshot, query: Query, goOn: () => Promise<void>): Promise<Evaluated> => {
    const found = await foundBy(needsOf(snapshot, goOn), query);
    await goOn();
    return { snapshot, query, found };
  };
  const evaluateParsed = (query: Query, abandoned?: () => boolean): Promise<Evaluated> => {
    const goOn = goingOn(abandoned);
    return onCurrent(library, (snapshot) => evaluated(snapshot, query, goOn));
  };

  let looking: ReturnType<typeof setTimeout> | undefined;
  /** Works on the library as it was when it was last looked at, where it stood still then; soon after, it is looked at anew, for whoever asks next. */
  const onLast = <T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> => {
    const before = library.steady();
    if (before === undefined) return onCurrent(library, work);
    looking ??= setTimeout(() => {
      looking = undefined;
      // whoever asks next is told why that failed
      library.current().catch(() => undefined);
    }, LOOK);
    return work(before);
  };

  /** A chosen value that the library has nothing of, or that is no value a facet would tell. */
  const other = async ({ snapshot, found }: Evaluated, condition: string, goOn: () => Promise<void>): Promise<FacetValue | undefined> => {
    const parsed = parseQuery(condition);
    if (!parsed.ok) return undefined;
    const own = await foundBy(needsOf(snapshot, goOn), parsed.query);
    return { condition, label: condition, ...of(snapshot).columns.counts(found, own) };
  };

  /** What the library said when it was last asked, for a snapshot. */
  let lately: { readonly snapshot: Snapshot; readonly known: MarksAndNames } | undefined;
  /** How often somebody heard of one. */
  let changes = 0;
  const known = async (snapshot: Snapshot, asOf: AsOf): Promise<MarksAndNames> => {
    if (asOf === 'lately' && lately?.snapshot === snapshot) return lately.known;
    const before = changes;
    const now = await marks.withNames(snapshot);
    if (before === changes) lately = { snapshot, known: now };
    return now;
  };

  const facets = async (snapshot: Snapshot, query: Query, asOf: AsOf, goOn: () => Promise<void>): Promise<readonly Facet[]> => {
    // what the index has is counted while the library is read
    const reading = known(snapshot, asOf);
    // told where it is waited for, unless nobody waits any more
    reading.catch(() => undefined);
    // requests leave in tasks of their own promises: counting would hold them up
    await breath();
    const { columns } = of(snapshot);
    const needs = { ...needsOf(snapshot, goOn), marks: async () => (await reading).marks };
    const tallies = new Map<string, Tally>();
    const countedFor = async (name: FacetName): Promise<Counted & { readonly evaluated: Evaluated }> => {
      const rest = withoutFacet(query, name);
      const key = printQuery(rest);
      let tally = tallies.get(key);
      if (tally === undefined) {
        tally = columns.tally(await foundBy(needs, rest));
        tallies.set(key, tally);
      }
      return { columns, tally, chosen: new Chosen(chosenIn(query, name)), evaluated: { snapshot, query: rest, found: tally.found } };
    };
    const whole = async (facet: Facet, { chosen, evaluated }: Counted & { readonly evaluated: Evaluated }): Promise<Facet> => {
      const others = await Promise.all(chosen.missing(facet.values).map(({ condition }) => other(evaluated, condition, goOn)));
      await goOn();
      return { ...facet, values: [...facet.values, ...others.filter((value) => value !== undefined)] };
    };

    const facets = new Map<FacetName, Facet>();
    for (const name of FACETS) {
      if (isKnown(name)) continue;
      const counted = await countedFor(name);
      facets.set(name, await whole(countFacet(name, counted), counted));
    }
    const names = await reading;
    for (const name of FACETS.filter(isKnown)) {
      const counted = await countedFor(name);
      facets.set(name, await whole(countKnown(name, counted, names), counted));
    }
    return FACETS.flatMap((name) => facets.get(name) ?? []);
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
    async search(text, order, { abandoned, asOf } = {}) {
      const parsed = parseQuery(text);
      if (!parsed.ok) return { error: parsed.error };
      const { query } = parsed;
      const goOn = goingOn(abandoned);
      const list = async (snapshot: Snapshot): Promise<Listed> => {
        const { found } = await evaluated(snapshot, query, goOn);
        const { hits, orders } = of(snapshot);
        return { snapshot, ...(await orders.listed(query, found, order, hits, () => marks.of(snapshot))) };
      };
      return asOf === 'lately' ? onLast(list) : onCurrent(library, list);
    },
    counts({ snapshot, found }) {
      const articles = countBoth(found, snapshot.articles);
      return { articles, comments: countBits(found) - articles };
    },
    marks: (snapshot) => marks.of(snapshot),
    facets(query, { abandoned, asOf = 'now' } = {}) {
      const goOn = goingOn(abandoned);
      const count = (snapshot: Snapshot): Promise<readonly Facet[]> => facets(snapshot, query, asOf, goOn);
      return asOf === 'lately' ? onLast(count) : onCurrent(library, count);
    },
    changed() {
      changes += 1;
      lately = undefined;
    },
    async names() {
      const { columns } = of(await library.current());
      return { publisher: columns.known('publisher'), layout: columns.known('layout'), lang: columns.known('language') };
    },
    gaps: (snapshot) => of(snapshot).gaps(),
    lose: (segment) => library.lose(segment),
    rest: () => library.rest(),
    close() {
      clearTimeout(looking);
      library.close();
    },
  };
}

/**
 * Works on the library as it is now. While it is read whether anything has changed, which takes longer than most questions, the work is done on what was
 * there before, and holds where nothing has.
 */
async function onCurrent<T>(library: Snapshots, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const before = library.steady();
  const reading = library.current();
  if (before === undefined) return work(await reading);
  const [now, [early]] = await Promise.all([reading, Promise.allSettled([work(before)])]);
  if (now !== before) return work(now);
  if (early.status === 'rejected') throw early.reason;
  return early.value;
}
