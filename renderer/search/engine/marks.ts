/** What the analyst put on documents: tags, spans and notes, kept between searches. */
import type { NoteId, TagId, TargetId } from '../../../corpus/records.ts';
import { readTaggingId } from '../../../corpus/targets.ts';
import type { MarkReader, NoteMark } from '../../store/reader.ts';
import { noBits, setBit } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';

/** Tags on a document. */
export interface TaggedDocument {
  readonly document: number;
  /** Each once, those of spans included. */
  readonly tags: readonly TagId[];
  readonly span: boolean;
  /** When it was last tagged: milliseconds since 1970. */
  readonly latest: number;
}

/** Marks on the documents of a snapshot; those of what is not in it are left out. */
export interface Marks {
  /** In no order, each document once. */
  readonly tagged: readonly TaggedDocument[];
  /** Texts of notes by document. */
  readonly notes: ReadonlyMap<number, readonly string[]>;
}

export function taggedBits({ documents }: Snapshot, { tagged }: Marks, test: (tagged: TaggedDocument) => boolean): Bits {
  const bits = noBits(documents);
  for (const one of tagged) if (test(one)) setBit(bits, one.document);
  return bits;
}

/** Reads what has changed since it was last asked. */
export class MarksOfLibrary {
  readonly #taggings = new Map<TargetId, Map<string, number>>();
  readonly #notes = new Map<NoteId, NoteMark>();
  #stamp: number | undefined;
  /** Of the targets that were found in a snapshot. */
  readonly #placed = new Map<TargetId, TaggedDocument>();
  #generation: number | undefined;
  #marks: Marks | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(readonly reader: MarkReader) {}

  /** As they are now. */
  of(snapshot: Snapshot): Promise<Marks> {
    const next = this.#running.then(
      () => this.#renewed(snapshot),
      () => this.#renewed(snapshot),
    );
    this.#running = next;
    return next;
  }

  async #renewed(snapshot: Snapshot): Promise<Marks> {
    const changes = await this.reader.marks(this.#stamp);
    const touched = new Set<TargetId>();
    const sameDocuments = this.#generation === snapshot.generation;
    if (this.#marks !== undefined && sameDocuments && changes.stamp === this.#stamp) return this.#marks;
    if (changes.whole) {
      this.#taggings.clear();
      this.#notes.clear();
      this.#placed.clear();
    }
    for (const id of changes.goneTaggings) {
      const { target } = readTaggingId(id);
      this.#taggings.get(target)?.delete(id);
      touched.add(target);
    }
    for (const { id, at } of changes.taggings) {
      const { target } = readTaggingId(id);
      const there = this.#taggings.get(target);
      if (there) there.set(id, Date.parse(at));
      else this.#taggings.set(target, new Map([[id, Date.parse(at)]]));
      touched.add(target);
    }
    for (const id of changes.goneNotes) this.#notes.delete(id);
    for (const note of changes.notes) this.#notes.set(note.id, note);

    if (!sameDocuments) this.#placed.clear();
    for (const target of sameDocuments && !changes.whole ? touched : this.#taggings.keys()) this.#place(snapshot, target);
    this.#stamp = changes.stamp;
    this.#generation = snapshot.generation;
    this.#marks = { tagged: [...this.#placed.values()], notes: this.#notesOf(snapshot) };
    return this.#marks;
  }

  #place(snapshot: Snapshot, target: TargetId): void {
    this.#placed.delete(target);
    const taggings = this.#taggings.get(target);
    if (taggings === undefined) return;
    if (taggings.size === 0) {
      this.#taggings.delete(target);
      return;
    }
    const document = snapshot.documentOf(target);
    if (document < 0) return;
    const tags = new Set<TagId>();
    let span = false;
    let latest = Number.NEGATIVE_INFINITY;
    for (const [id, at] of taggings) {
      const said = readTaggingId(id);
      tags.add(said.tag);
      span ||= said.span;
      if (at > latest) latest = at;
    }
    this.#placed.set(target, { document, tags: [...tags], span, latest });
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
