/** The library as the index has it: segments opened and kept, changes the index does not know yet indexed in memory. */
import { CuttingsError } from '../../../corpus/errors.ts';
import type { ArticleId } from '../../../corpus/records.ts';
import type { IndexReader, IndexSegmentRow, IndexState } from '../../store/index-store.ts';
import type { IndexedArticle } from '../index/document.ts';
import { SEGMENT_VERSION, type Segment } from '../index/segment.ts';
import type { Snapshot } from './engine.ts';
import { type MaskedPart, nextBase, snapshotOf } from './library.ts';
import { MEMORY_NAME } from './titles.ts';

/** Articles that are indexed in memory at most: more are left to the indexer, and told. */
const PENDING_AT_MOST = 2_000;

/** Parts in memory at most; beyond, all but the largest are made one. */
const MEMORY_PARTS = 6;

/** How often the state is read again because a merge took files away meanwhile. */
const ATTEMPTS = 5;

export interface SegmentSource {
  /** Throws `CuttingsError` kind `index-damaged` where the file is missing, short or damaged. */
  open(name: string): Promise<Segment>;
  /** In memory. */
  build(articles: readonly IndexedArticle[], name: string): Segment;
  /** Told of a file that counts and is damaged, again and again as long as it counts. */
  onDamaged?(name: string): void;
}

/** Articles indexed in memory, by their index in the segment. */
interface MemoryPart {
  readonly segment: Segment;
  readonly ids: readonly ArticleId[];
}

export interface Snapshots {
  /** The library as it is now. */
  current(): Promise<Snapshot>;
  /** The last snapshot, where it had stood unchanged when it was last asked for: it is likely to stand still. */
  steady(): Snapshot | undefined;
  /** A file turned out to be damaged: snapshots do without it, and count its articles as not indexed. */
  lose(name: string): void;
  /** Nobody is using any snapshot: what only an older one than the last has is let go of. */
  rest(): void;
  close(): void;
}

export function snapshots(index: IndexReader, source: SegmentSource, pendingAtMost = PENDING_AT_MOST): Snapshots {
  const opened = new Map<string, Segment>();
  const lost = new Set<string>();
  const pending = new Map<number, readonly ArticleId[]>();
  /** Of pending articles that were read since their last change: the part that has them; undefined where they are in the library no more. */
  const read = new Map<ArticleId, MemoryPart | undefined>();
  /** Articles of a segment that a change names, by their index: of many changes only new ones are looked for. */
  const named = new WeakMap<Segment, Map<number, readonly number[]>>();
  let memory: readonly MemoryPart[] = [];
  let last: { readonly key: string; readonly snapshot: Snapshot } | undefined;
  let before: Snapshot | undefined;
  let stood = false;
  let names = 0;
  let generation = 0;
  let running: Promise<unknown> = Promise.resolve();

  const noteChanges = (state: IndexState): void => {
    const counts = new Set(state.pending);
    for (const seq of [...pending.keys()]) if (!counts.has(seq)) pending.delete(seq);
    for (const { seq, articles } of state.fresh) {
      pending.set(seq, articles);
      for (const id of articles) read.delete(id);
    }
    const changed = new Set([...pending.values()].flat());
    for (const id of [...read.keys()]) if (!changed.has(id)) read.delete(id);
  };

  /** Articles of a segment that are not as it says any more. */
  const changedIn = (segment: Segment): number[] => {
    const before = named.get(segment);
    const now = new Map<number, readonly number[]>();
    for (const [seq, articles] of pending) {
      const known = before?.get(seq);
      now.set(seq, known ?? articles.map((id) => segment.indexOf(id)).filter((article) => article >= 0));
    }
    named.set(segment, now);
    return [...now.values()].flat();
  };

  const intoMemory = async (ids: readonly ArticleId[]): Promise<void> => {
    const articles = await index.storedArticles(ids);
    for (const id of ids) read.set(id, undefined);
    if (articles.length === 0) return;
    names += 1;
    const part: MemoryPart = { segment: source.build(articles, `${MEMORY_NAME}${names}`), ids: articles.map(({ article }) => article.id) };
    for (const id of part.ids) read.set(id, part);
    memory = [...memory, part];
  };

  /** Reads what is pending and not read, where that is not too much; gives how many are not read. */
  const readPending = async (): Promise<number> => {
    const wanted = new Set([...pending.values()].flat());
    const unread = [...wanted].filter((id) => !read.has(id));
    if (wanted.size > pendingAtMost) return unread.length;
    if (unread.length > 0) await intoMemory(unread);
    const held = (part: MemoryPart): number => part.ids.reduce((count, id) => count + Number(read.get(id) === part), 0);
    memory = memory.filter((part) => held(part) > 0);
    if (memory.length <= MEMORY_PARTS) return 0;
    const largest = memory.reduce((most, part) => (held(part) > held(most) ? part : most));
    await intoMemory([...read].flatMap(([id, part]) => (part === undefined || part === largest ? [] : [id])));
    memory = memory.filter((part) => held(part) > 0);
    return 0;
  };

  /** Opens what the manifest names and gives what is damaged of it; undefined where a file is gone because the manifest is another by now. */
  const openAll = async (rows: readonly IndexSegmentRow[]): Promise<ReadonlySet<string> | undefined> => {
    const damaged = new Set<string>();
    for (const name of lost) if (!rows.some((row) => row.name === name)) lost.delete(name);
    for (const { name } of rows) if (lost.has(name)) damaged.add(name);
    const wanted = rows.map(({ name }) => name).filter((name) => !opened.has(name) && !lost.has(name));
    const openings = await Promise.allSettled(wanted.map(async (name) => void opened.set(name, await source.open(name))));
    for (const [at, name] of wanted.entries()) {
      const opening = openings[at];
      if (opening?.status !== 'rejected') continue;
      const error: unknown = opening.reason;
      if (!(error instanceof CuttingsError) || error.kind !== 'index-damaged') throw error;
      const { manifest } = await index.indexState(new Set(pending.keys()));
      if (!manifest?.segments.some((row) => row.name === name)) return undefined;
      damaged.add(name);
    }
    return damaged;
  };

  const make = (rows: readonly IndexSegmentRow[], left: ReadonlySet<string>, unread: number): Snapshot => {
    const parts: MaskedPart[] = [];
    let base = 0;
    let unindexed = unread;
    const add = (segment: Segment, masked: Iterable<number>): void => {
      parts.push({ segment, base, masked });
      base = nextBase(base + segment.documents);
    };
    for (const row of rows) {
      const segment = left.has(row.name) ? undefined : opened.get(row.name);
      if (segment === undefined) {
        unindexed += row.articles - row.gone.length;
        continue;
      }
      add(segment, new Set([...row.gone, ...changedIn(segment)]));
    }
    for (const part of memory) {
      const gone = part.ids.flatMap((id, article) => (read.get(id) === part ? [] : [article]));
      add(part.segment, gone);
    }
    generation += 1;
    return snapshotOf(generation, parts, unindexed);
  };

  /** Closes what no snapshot that may still be in use has. */
  const tidy = (): void => {
    const used = new Set([last?.snapshot, before].flatMap((snapshot) => snapshot?.parts.map(({ segment }) => segment) ?? []));
    for (const [name, segment] of opened) {
      if (used.has(segment)) continue;
      opened.delete(name);
      segment.close();
    }
  };

  const current = async (): Promise<Snapshot> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const state = await index.indexState(new Set(pending.keys()));
      noteChanges(state);
      const { manifest } = state;
      const rows = manifest?.segments ?? [];
      // what another version wrote cannot be read; the indexer knows, and begins anew
      const unreadable = manifest !== undefined && manifest.version !== SEGMENT_VERSION;
      const damaged = unreadable ? new Set(rows.map(({ name }) => name)) : await openAll(rows);
      if (damaged === undefined) continue;
      if (!unreadable) for (const name of damaged) source.onDamaged?.(name);
      const unread = await readPending();
      const key = JSON.stringify([rows.map(({ name, gone }) => [name, gone.length]), [...damaged], [...pending.keys()], unread]);
      stood = last?.key === key;
      if (last?.key === key) return last.snapshot;
      before = last?.snapshot;
      last = { key, snapshot: make(rows, damaged, unread) };
      tidy();
      return last.snapshot;
    }
    throw new CuttingsError('index-damaged', 'The files of the search index change faster than they can be opened. Search again.');
  };

  return {
    current() {
      // one at a time: two would read the same changes
      const next = running.then(current, current);
      running = next;
      return next;
    },
    steady: () => (stood ? last?.snapshot : undefined),
    lose(name) {
      lost.add(name);
      stood = false;
    },
    rest() {
      if (before === undefined) return;
      before = undefined;
      tidy();
    },
    close() {
      for (const segment of opened.values()) segment.close();
      opened.clear();
      memory = [];
    },
  };
}
