/** Keeps the search index: what the library's transactions name is written to segments, and segments are merged. There is one at a time. */
import { CuttingsError } from '../../corpus/errors.ts';
import type { ArticleId } from '../../corpus/records.ts';
import { damaged } from '../search/index/bytes.ts';
import type { IndexFiles } from '../search/index/files.ts';
import { firstPublished } from '../search/index/first-published.ts';
import { mergeSegments } from '../search/index/merge.ts';
import { openSegment } from '../search/index/open.ts';
import { SEGMENT_VERSION, type Segment } from '../search/index/segment.ts';
import { stringAt } from '../search/index/strings.ts';
import type { IndexChangesRow, IndexManifestRow, IndexSegmentRow, IndexWriter } from '../store/index-store.ts';
import { Bell } from './bell.ts';
import { Draft, newName } from './draft.ts';
import { toMerge, withGone } from './plan.ts';

/** Milliseconds, but for `enough` (articles), `words` (words of a segment) and `chunk` (articles read at a time). */
export interface Pace {
  /** So many articles are taken in at once; fewer when nothing has changed for `quiet`. */
  readonly enough: number;
  readonly quiet: number;
  readonly words: number;
  readonly chunk: number;
  /** A segment is written after so long, however much changes still come in. */
  readonly age: number;
  /** Nothing has changed for so long: there is time to merge. */
  readonly rest: number;
  /** After a failure, and where a file could not be removed. */
  readonly retry: number;
  /** Given to others between steps of a merge while changes come in. */
  readonly give: number;
}

const PACE: Pace = { enough: 2_000, quiet: 2_000, words: 6_000_000, chunk: 100, age: 20_000, rest: 5_000, retry: 30_000, give: 50 };

/** Articles at the head of the list of everything that are remembered: more than a window shows at once. */
const FIRST = 50;

/** Changes that came in so recently say that others are at work. */
const BUSY = 1_000;

export interface IndexerParts {
  readonly store: IndexWriter;
  readonly files: IndexFiles;
  /** What went wrong and what is done about it, in words. */
  readonly log: (text: string) => void;
  readonly pace?: Partial<Pace>;
}

/** A failure that comes again and again is tried again after at most so many times the first pause. */
const LONGEST_PAUSE = 20;

interface Waiting {
  /** The last change it waits for, once that is known. */
  until?: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Indexer {
  readonly #store: IndexWriter;
  readonly #files: IndexFiles;
  readonly #log: (text: string) => void;
  readonly #pace: Pace;
  readonly #bell = new Bell();
  /** Rung by those who will not wait for a pause after a failure. */
  readonly #asking = new Bell();
  readonly #rows = new Map<number, IndexChangesRow>();
  #manifest: IndexManifestRow | undefined;
  #draft: { readonly made: Draft; readonly begun: number } | undefined;
  /** Articles of segments, by their index in it. */
  readonly #places = new Map<string, ReadonlyMap<ArticleId, number>>();
  #changed = Number.NEGATIVE_INFINITY;
  #repaired = false;
  #restart = false;
  /** Files that readers have told of. */
  readonly #reported = new Set<string>();
  #damages = 0;
  #failures = 0;
  #settling: Waiting[] = [];
  #rebuilding: Waiting[] = [];
  #closed = false;

  constructor({ store, files, log, pace }: IndexerParts) {
    this.#store = store;
    this.#files = files;
    this.#log = log;
    this.#pace = { ...PACE, ...pace };
  }

  /** The library has named articles, or it may have. */
  changed(): void {
    this.#changed = performance.now();
    this.#bell.ring();
  }

  /** A reader has found a file damaged: where it still counts, the index is begun anew. */
  damaged(segment: string): void {
    this.#reported.add(segment);
    this.#bell.ring();
  }

  /** Hurries, and resolves when the index knows of everything that was changed before. Rejects when it cannot be written. */
  settle(): Promise<void> {
    return this.#asked(this.#settling);
  }

  /** Begins the index anew; resolves when the old one does not count any more. Rejects when that fails. */
  rebuild(): Promise<void> {
    this.#restart = true;
    return this.#asked(this.#rebuilding);
  }

  #asked(list: Waiting[]): Promise<void> {
    return new Promise((resolve, reject) => {
      list.push({ resolve, reject });
      this.#bell.ring();
      this.#asking.ring();
    });
  }

  /** Ends after the step under way. */
  close(): void {
    this.#closed = true;
    this.#bell.ring();
    this.#asking.ring();
  }

  /** Works until it is closed. */
  async run(): Promise<void> {
    while (!this.#closed) {
      try {
        const pause = await this.#turn();
        if (pause !== undefined && !this.#closed) await this.#bell.wait(pause);
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  /** Does what is to be done next; gives how long there is nothing to do unless something changes, undefined where there may be more. */
  async #turn(): Promise<number | undefined> {
    if (this.#restart) await this.#begin();
    await this.#look();
    if (!this.#repaired) {
      await this.#repair();
      this.#repaired = true;
      if (this.#restart) return undefined;
    }
    this.#believe();
    const now = performance.now();
    const { enough, quiet, age } = this.#pace;
    this.#settle();
    const still = this.#changed + quiet - now;
    const fresh = [...this.#rows.values()].filter(({ seq }) => !this.#draft?.made.done.has(seq));
    const due = this.#settling.length > 0 || still <= 0;
    if (fresh.length > 0) {
      if (!due && count(fresh) < enough) return still;
      await this.#take(fresh);
      return undefined;
    }
    if (this.#draft) {
      const left = this.#draft.begun + age - now;
      if (!due && left > 0) return Math.min(left, still);
      await this.#finish();
      return undefined;
    }
    // who asked during the look need not wait for a merge
    if (this.#settling.length > 0) return undefined;
    const rest = this.#changed + this.#pace.rest - now;
    if (rest > 0) return rest;
    if (await this.#merge(true)) return undefined;
    await this.#rememberFirst();
    return (await this.#sweep()) ? Number.POSITIVE_INFINITY : this.#pace.retry;
  }

  /** Throws where readers have told of a file that counts. */
  #believe(): void {
    const found = this.#manifest?.segments.find(({ name }) => this.#reported.has(name));
    this.#reported.clear();
    if (found) throw damaged(found.name, 'it cannot be read');
  }

  async #failed(error: unknown): Promise<void> {
    this.#draft = undefined;
    if (error instanceof CuttingsError && error.kind === 'index-damaged') {
      this.#damages += 1;
      this.#restart = true;
      this.#log(`${error.message} It is built anew from the library.`);
      if (this.#damages === 1) return;
    } else this.#log(`The search index could not be brought up to date: ${wordsOf(error)} This is tried again later; nothing of the library is lost.`);
    for (const { reject } of [...this.#settling.splice(0), ...this.#rebuilding.splice(0)]) reject(error);
    this.#failures += 1;
    await this.#asking.wait(this.#pace.retry * Math.min(2 ** (this.#failures - 1), LONGEST_PAUSE));
  }

  /** Tells those who wait for no change any more that is still to be written. */
  #settle(): void {
    // ascending; of no changes, everything is done
    const [first = Number.POSITIVE_INFINITY] = this.#rows.keys();
    for (const waiting of this.#settling.splice(0)) {
      if (waiting.until !== undefined && waiting.until < first) waiting.resolve();
      else this.#settling.push(waiting);
    }
  }

  /** Reads what has changed since the last look. Who asks while it reads may know of a change that it does not, and waits for the next. */
  async #look(): Promise<void> {
    const asking = this.#settling.filter(({ until }) => until === undefined);
    const { manifest, pending, fresh } = await this.#store.indexState(new Set(this.#rows.keys()));
    this.#manifest = manifest;
    const still = new Set(pending);
    for (const seq of this.#rows.keys()) if (!still.has(seq)) this.#rows.delete(seq);
    for (const row of fresh) this.#rows.set(row.seq, row);
    const last = [...this.#rows.keys()].at(-1) ?? Number.NEGATIVE_INFINITY;
    for (const waiting of asking) waiting.until = last;
  }

  async #begin(): Promise<void> {
    const rebuilding = this.#rebuilding.length;
    this.#draft = undefined;
    await this.#store.restartIndex();
    this.#restart = false;
    this.#places.clear();
    this.#repaired = false;
    // what they waited for is named by other changes now
    for (const waiting of this.#settling) delete waiting.until;
    for (const { resolve } of this.#rebuilding.splice(0, rebuilding)) resolve();
  }

  /** What a crash or somebody else has left: files that do not count are removed; where one that counts is not as it was written, all is begun anew. */
  async #repair(): Promise<void> {
    const manifest = this.#manifest;
    if (manifest !== undefined && manifest.version !== SEGMENT_VERSION) {
      this.#log(`The search index is of version ${manifest.version}, this app writes ${SEGMENT_VERSION}. It is built anew from the library.`);
      this.#restart = true;
      return;
    }
    for (const row of manifest?.segments ?? []) {
      await this.#opened(row, ({ articles, documents, bytes }) => {
        if (articles === row.articles && documents === row.documents && bytes === row.bytes) return;
        throw new CuttingsError('index-damaged', `The search index is damaged: “${row.name}” is another file than was written.`);
      });
    }
    await this.#sweep();
  }

  async #opened<T>({ name }: IndexSegmentRow, work: (segment: Segment) => T): Promise<T> {
    const segment = await openSegment(this.#files, name);
    try {
      return work(segment);
    } finally {
      segment.close();
    }
  }

  async #take(rows: readonly IndexChangesRow[]): Promise<void> {
    // one that was changed after it was taken in: a segment has an article once
    if (rows.some(({ articles }) => articles.some((id) => this.#draft?.made.ids.has(id)))) await this.#finish();
    this.#draft ??= { made: new Draft(this.#pace), begun: performance.now() };
    const { made } = this.#draft;
    await made.take(rows, this.#store, this.#files);
    if (made.full) await this.#finish();
  }

  /** Writes the segment that is being made and lets it count. */
  async #finish(): Promise<void> {
    const draft = this.#draft?.made;
    if (draft === undefined) return;
    const written = await draft.finish(this.#files);
    this.#draft = undefined;
    const kept: IndexSegmentRow[] = [];
    for (const row of this.#manifest?.segments ?? []) {
      const places = await this.#placesIn(row);
      const gone = withGone(
        row.gone,
        [...draft.ids].flatMap((id) => places.get(id) ?? []),
      );
      if (gone.length < row.articles) kept.push({ ...row, gone });
    }
    await this.#commit([...kept, ...written.map(({ row }) => row)], draft.done);
    for (const { row, articles } of written) this.#places.set(row.name, placesOf(articles));
    for (const seq of draft.done) this.#rows.delete(seq);
    while (await this.#merge(false));
    await this.#sweep();
  }

  async #placesIn(row: IndexSegmentRow): Promise<ReadonlyMap<ArticleId, number>> {
    const known = this.#places.get(row.name);
    if (known) return known;
    const places = await this.#opened(row, (segment) => {
      const { articles } = segment.ids();
      return placesOf(Array.from({ length: segment.articles }, (_, at) => stringAt(articles, at) as ArticleId));
    });
    this.#places.set(row.name, places);
    return places;
  }

  async #commit(segments: readonly IndexSegmentRow[], done: ReadonlySet<number>): Promise<void> {
    const manifest: IndexManifestRow = { key: 'manifest', version: SEGMENT_VERSION, segments };
    await this.#store.commitIndex({ manifest, done: [...done] });
    this.#manifest = manifest;
    this.#failures = 0;
    const names = new Set(segments.map(({ name }) => name));
    for (const name of this.#places.keys()) if (!names.has(name)) this.#places.delete(name);
  }

  /** Merges some segments, where there is need; gives whether there was. */
  async #merge(resting: boolean): Promise<boolean> {
    const segments = this.#manifest?.segments ?? [];
    const chosen = toMerge(segments, resting);
    const [first] = chosen;
    if (first === undefined) return false;
    const opened: Segment[] = [];
    try {
      for (const { name } of chosen) opened.push(await openSegment(this.#files, name));
      const name = newName();
      const parts = chosen.map(({ gone }, at) => ({ segment: opened[at] as Segment, gone }));
      const bytes = await mergeSegments(parts, this.#files, name, () => this.#giveWay());
      const merged = await this.#opened({ ...first, name }, ({ articles, documents }) => ({ name, articles, documents, bytes, gone: new Uint32Array(0) }));
      await this.#commit(
        segments.flatMap((row) => (row === first ? [merged] : chosen.includes(row) ? [] : [row])),
        new Set(),
      );
    } finally {
      for (const segment of opened) segment.close();
    }
    return true;
  }

  /** What the list of everything opens with is remembered, so that a window can show it before it has searched. */
  async #rememberFirst(): Promise<void> {
    const manifest = this.#manifest;
    if (manifest === undefined || manifest.first !== undefined) return;
    const parts: { readonly segment: Segment; readonly gone: Uint32Array }[] = [];
    try {
      for (const { name, gone } of manifest.segments) parts.push({ segment: await openSegment(this.#files, name), gone });
      const known = { ...manifest, first: firstPublished(parts, FIRST) };
      await this.#store.commitIndex({ manifest: known, done: [] });
      this.#manifest = known;
    } finally {
      for (const { segment } of parts) segment.close();
    }
  }

  async #giveWay(): Promise<void> {
    if (performance.now() - this.#changed > BUSY || this.#settling.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, this.#pace.give));
  }

  /** Removes files that do not count; gives whether none is left. */
  async #sweep(): Promise<boolean> {
    const counting = new Set(this.#manifest?.segments.map(({ name }) => name));
    const left = (await this.#files.names()).filter((name) => !counting.has(name));
    const removed: boolean[] = [];
    for (const name of left) removed.push(await this.#files.remove(name));
    return !removed.includes(false);
  }
}

function count(rows: readonly IndexChangesRow[]): number {
  return rows.reduce((sum, { articles }) => sum + articles.length, 0);
}

function placesOf(articles: readonly ArticleId[]): ReadonlyMap<ArticleId, number> {
  return new Map(articles.map((id, at) => [id, at]));
}

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
