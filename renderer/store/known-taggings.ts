/**
 * Which targets have tags, and how many each tag has: known to a window, and kept in step by what is noted of every change, so that a tagging costs what it
 * changes and not what there is. Whatever there is to go through is read in pages; between two of them the window answers.
 */
import type { Tag, TagId, TargetId } from '../../corpus/records.ts';
import { isComment, readTaggingId } from '../../corpus/targets.ts';
import type { MarkChangesRow } from './mark-changes.ts';
import type { TagCount, TaggedTargets } from './reader.ts';
import type { Read } from './zone.ts';

/** Ids of taggings, and rows of changes, that are read at a time: some milliseconds of work. */
const IDS = 1_000;
const ROWS = 4;

const NO_IDS: readonly string[] = [];

/** One for a window: whoever asks brings what is known up to date, and has noted what he depends on. */
export class KnownTaggings {
  #taggings: Taggings | undefined;
  #targets: { readonly of: Taggings; readonly version: number; readonly value: TaggedTargets } | undefined;
  #running: Promise<unknown> = Promise.resolve();

  /** As `LibraryReader.tagCounts`. */
  async counts(read: Read): Promise<ReadonlyMap<TagId, TagCount>> {
    return (await this.#renewed(read)).counts();
  }

  /** As `LibraryReader.taggedTargets`; another object whenever it is another answer. `has` always answers for now. */
  async targets(read: Read): Promise<TaggedTargets> {
    const taggings = await this.#renewed(read);
    const { version } = taggings;
    if (this.#targets?.of !== taggings || this.#targets.version !== version) this.#targets = { of: taggings, version, value: taggings.targets() };
    return this.#targets.value;
  }

  /** One after the other: each reads on from where the one before has come. */
  #renewed(read: Read): Promise<Taggings> {
    const next = this.#running.then(
      () => this.#renew(read),
      () => this.#renew(read),
    );
    this.#running = next;
    return next;
  }

  async #renew(read: Read): Promise<Taggings> {
    let taggings = this.#taggings ?? (await allTaggings(read));
    if (!taggings.takeTags(await read((db) => db.tags.toArray()))) taggings = await allTaggings(read);
    for (;;) {
      const { stamp } = taggings;
      const rows = await read((db) => db.markChanges.where('seq').above(stamp).limit(ROWS).toArray());
      const [first] = rows;
      if (first === undefined) break;
      // what was noted before them is gone, or it was too much to name
      if (first.seq !== stamp + 1 || rows.some(({ all }) => all === true)) taggings = await allTaggings(read);
      else taggings.takeChanges(rows);
    }
    this.#taggings = taggings;
    return taggings;
  }
}

/** The stamp first: what changes while the rest is read is told again. */
async function allTaggings(read: Read): Promise<Taggings> {
  const [stamp = 0] = await read((db) => db.markChanges.orderBy(':id').reverse().limit(1).primaryKeys());
  const taggings = new Taggings(stamp, await read((db) => db.tags.toArray()));
  let last = '';
  for (;;) {
    const ids = await read((db) => db.taggings.where(':id').above(last).limit(IDS).primaryKeys());
    for (const id of ids) taggings.set(id);
    const end = ids.at(-1);
    if (end === undefined || ids.length < IDS) return taggings;
    last = end;
  }
}

type Count = { -readonly [K in keyof TagCount]: TagCount[K] };

/** All taggings by their ids, with what they come to. */
class Taggings {
  /** Of each target with a tag. */
  readonly #ids = new Map<TargetId, readonly string[]>();
  readonly #counts = new Map<TagId, Count>();
  readonly #parents: Map<TagId, TagId | undefined>;
  /** Tags that were counted while nobody knew what is above them. */
  readonly #guessed = new Set<TagId>();
  #stamp: number;
  #version = 0;

  constructor(stamp: number, tags: readonly Tag[]) {
    this.#stamp = stamp;
    this.#parents = new Map(tags.map(({ id, parent }) => [id, parent]));
  }

  /** The last change that is in it. */
  get stamp(): number {
    return this.#stamp;
  }

  /** Another whenever a tagging was set or taken away. */
  get version(): number {
    return this.#version;
  }

  /** Takes in the tags there are. `false` where one has moved or is gone, or was counted as if it had none above it: all is to be counted anew. */
  takeTags(tags: readonly Tag[]): boolean {
    const parents = new Map(tags.map(({ id, parent }) => [id, parent]));
    for (const [id, parent] of this.#parents) if (!parents.has(id) || parents.get(id) !== parent) return false;
    for (const [id, parent] of parents) {
      if (this.#guessed.has(id)) return false;
      this.#parents.set(id, parent);
    }
    return true;
  }

  takeChanges(rows: readonly MarkChangesRow[]): void {
    for (const { seq, taggings, gone } of rows) {
      for (const id of taggings) {
        if (gone) this.#remove(id);
        else this.set(id);
      }
      this.#stamp = seq;
    }
  }

  /** One that is there already changes nothing. */
  set(id: string): void {
    const { target } = readTaggingId(id);
    const before = this.#ids.get(target) ?? NO_IDS;
    if (!before.includes(id)) this.#replace(target, before, [...before, id]);
  }

  #remove(id: string): void {
    const { target } = readTaggingId(id);
    const before = this.#ids.get(target) ?? NO_IDS;
    if (before.includes(id))
      this.#replace(
        target,
        before,
        before.filter((other) => other !== id),
      );
  }

  #replace(target: TargetId, before: readonly string[], after: readonly string[]): void {
    this.#version++;
    this.#count(target, before, -1);
    this.#count(target, after, 1);
    if (after.length === 0) this.#ids.delete(target);
    else this.#ids.set(target, after);
  }

  /** Adds what the taggings of a target come to, or takes it away. */
  #count(target: TargetId, ids: readonly string[], by: 1 | -1): void {
    const comment = isComment(target);
    const own = new Set<TagId>();
    for (const id of ids) {
      const { tag, span } = readTaggingId(id);
      own.add(tag);
      if (span) this.#countOf(tag).spans += by;
    }
    const reached = new Set<TagId>();
    for (const tag of own) {
      this.#countOf(tag)[comment ? 'comments' : 'articles'] += by;
      if (!this.#parents.has(tag)) this.#guessed.add(tag);
      for (let at: TagId | undefined = tag; at !== undefined && !reached.has(at); at = this.#parents.get(at)) reached.add(at);
    }
    for (const tag of reached) {
      const count = this.#countOf(tag);
      count.withBelow += by;
      if (comment) count.commentsWithBelow += by;
    }
  }

  #countOf(tag: TagId): Count {
    let count = this.#counts.get(tag);
    if (count === undefined) {
      count = { articles: 0, comments: 0, spans: 0, withBelow: 0, commentsWithBelow: 0 };
      this.#counts.set(tag, count);
    }
    return count;
  }

  /** Of every tag there is; stays as it is when taggings change. */
  counts(): ReadonlyMap<TagId, TagCount> {
    return new Map([...this.#parents.keys()].map((id) => [id, { ...this.#countOf(id) }]));
  }

  targets(): TaggedTargets {
    const ids = this.#ids;
    return { size: ids.size, has: (target) => ids.has(target) };
  }
}
