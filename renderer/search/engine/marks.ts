/** What the analyst put on documents: tags, spans and notes, kept between searches. */
import type { ImportRun, NoteId, Tag, TagId, TargetId } from '../../../corpus/records.ts';
import { readTaggingId } from '../../../corpus/targets.ts';
import type { MarkChanges, MarkReader, NoteMark } from '../../store/reader.ts';
import { noBits, setBit } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';

/** Tags on an article or a comment. */
interface Tagged {
  /** Each once, those of spans included. */
  readonly tags: readonly TagId[];
  readonly span: boolean;
  /** When it was last tagged: milliseconds since 1970. */
  readonly latest: number;
}

export interface TaggedDocument extends Tagged {
  readonly document: number;
}

/** Marks on the documents of a snapshot; those of what is not in it are left out. */
export interface Marks {
  /** In no order, each document once. */
  readonly tagged: readonly TaggedDocument[];
  /** Texts of notes by document. */
  readonly notes: ReadonlyMap<number, readonly string[]>;
}

/** What the library knows beside what is indexed. */
export interface MarksAndNames {
  readonly marks: Marks;
  readonly tags: readonly Tag[];
  readonly imports: readonly ImportRun[];
}

export function taggedBits({ documents }: Snapshot, { tagged }: Marks, test: (tagged: TaggedDocument) => boolean): Bits {
  const bits = noBits(documents);
  for (const one of tagged) if (test(one)) setBit(bits, one.document);
  return bits;
}

/** Something with tags on it. */
interface Target {
  /** By their ids, when they were set. */
  readonly taggings: Map<string, number>;
  /** What these come to, whatever the snapshot. */
  tagged: Tagged;
  /** The same in the last snapshot; undefined where that does not have it. */
  placed: TaggedDocument | undefined;
}

const UNTAGGED: Tagged = { tags: [], span: false, latest: Number.NEGATIVE_INFINITY };

/** Reads what has changed since it was last asked. */
export class MarksOfLibrary {
  readonly #targets = new Map<TargetId, Target>();
  readonly #notes = new Map<NoteId, NoteMark>();
  #stamp: number | undefined;
  #generation: number | undefined;
  #marks: Marks | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(readonly reader: MarkReader) {}

  /** As they are now. */
  of(snapshot: Snapshot): Promise<Marks> {
    return this.#next(async () => this.#renewed(snapshot, await this.reader.marks(this.#stamp)));
  }

  /** The same with the tags and imports there are. */
  withNames(snapshot: Snapshot): Promise<MarksAndNames> {
    return this.#next(async () => {
      const { marks, tags, imports } = await this.reader.marksAndNames(this.#stamp);
      return { marks: this.#renewed(snapshot, marks), tags, imports };
    });
  }

  /** One after the other: two would take in the same changes. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#running.then(work, work);
    this.#running = next;
    return next;
  }

  #renewed(snapshot: Snapshot, changes: MarkChanges): Marks {
    const touched = new Set<TargetId>();
    const sameDocuments = this.#generation === snapshot.generation;
    if (this.#marks !== undefined && sameDocuments && changes.stamp === this.#stamp) return this.#marks;
    if (changes.whole) {
      this.#targets.clear();
      this.#notes.clear();
    }
    for (const id of changes.goneTaggings) {
      const { target } = readTaggingId(id);
      this.#targets.get(target)?.taggings.delete(id);
      touched.add(target);
    }
    for (const { id, at } of changes.taggings) {
      const { target } = readTaggingId(id);
      const there = this.#targets.get(target);
      if (there) there.taggings.set(id, Date.parse(at));
      else this.#targets.set(target, { taggings: new Map([[id, Date.parse(at)]]), tagged: UNTAGGED, placed: undefined });
      touched.add(target);
    }
    for (const id of changes.goneNotes) this.#notes.delete(id);
    for (const note of changes.notes) this.#notes.set(note.id, note);

    for (const id of touched) {
      const target = this.#targets.get(id);
      if (target === undefined) continue;
      target.tagged = tagged(target.taggings.entries());
      if (target.taggings.size === 0) this.#targets.delete(id);
      else if (sameDocuments) target.placed = placed(snapshot, id, target.tagged);
    }
    if (!sameDocuments) for (const [id, target] of this.#targets) target.placed = placed(snapshot, id, target.tagged);
    this.#stamp = changes.stamp;
    this.#generation = snapshot.generation;
    this.#marks = { tagged: [...this.#targets.values()].flatMap((target) => target.placed ?? []), notes: this.#notesOf(snapshot) };
    return this.#marks;
  }

  #notesOf(snapshot: Snapshot): ReadonlyMap<number, readonly string[]> {
    const byDocument = new Map<number, string[]>();
    for (const { target, text } of this.#notes.values()) {
      const document = snapshot.documentOf(target);
      if (document < 0) continue;
      const there = byDocument.get(document);
      if (there) there.push(text);
      else byDocument.set(document, [text]);
    }
    return byDocument;
  }
}

function tagged(taggings: Iterable<readonly [id: string, at: number]>): Tagged {
  const tags = new Set<TagId>();
  let span = false;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [id, at] of taggings) {
    const said = readTaggingId(id);
    tags.add(said.tag);
    span ||= said.span;
    if (at > latest) latest = at;
  }
  return { tags: [...tags], span, latest };
}

function placed(snapshot: Snapshot, id: TargetId, { tags, span, latest }: Tagged): TaggedDocument | undefined {
  const document = snapshot.documentOf(id);
  return document < 0 ? undefined : { document, tags, span, latest };
}
