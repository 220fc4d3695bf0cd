/** Reading the lists of a segment's words. */
import { damaged } from './bytes.ts';
import type { DictionaryEntry, DictionaryRange } from './dictionary.ts';
import { Section, type SegmentFile } from './format.ts';
import type { Lengths } from './lengths.ts';
import { BLOCK } from './packing.ts';
import { ListCursor, readList, readShortList } from './postings.ts';
import type { IndexField, PositionCursor, PostingList, TermEntry } from './segment.ts';
import type { Tally } from './tally.ts';
import { readTextLengths } from './text-lengths.ts';
import { WordWalk } from './word-walk.ts';

/** Bytes that are read at once where words are gone through in order. */
const WINDOW = 1 << 18;

/** Bytes that take no longer to read along than to begin reading once more. */
const READ_ALONG = 1 << 16;

/** Bytes of lists that are read at once for a tally, unless one list has more. */
const TALLIED = 1 << 20;

type ListPlace = Pick<DictionaryEntry, 'from' | 'listBytes' | 'documents' | 'occurrences'>;

/** Bytes of the lists, read ahead. */
interface Window {
  readonly memory: Uint8Array;
  from: number;
  length: number;
}

/** Reads lists into memory that is used again. */
export class ListMemory {
  #bytes = new Uint8Array(0);
  #lists: PostingList = { documents: new Uint32Array(0), counts: new Uint32Array(0) };
  /** By field: the words of several are gone through side by side, and their lists lie far apart. */
  readonly #windows = new Map<IndexField, Window>();
  #texts: readonly Lengths[] | undefined;

  constructor(readonly file: SegmentFile) {}

  texts(field: IndexField): Lengths {
    this.#texts ??= readTextLengths(this.file.section(Section.TextLengths));
    return this.#texts[field] as Lengths;
  }

  /** Reads bytes of the lists, from byte `from`. `ahead`: what follows of this field will be read next. */
  #read(into: Uint8Array, from: number, ahead: IndexField | undefined): void {
    const { lists } = this.file;
    if (from + into.length > lists.bytes) throw damaged(this.file.name, 'a list reaches beyond all lists');
    if (into.length === 0) return;
    if (ahead === undefined || into.length > WINDOW) {
      this.file.file.read(into, lists.from + from);
      return;
    }
    const { memory, from: first } = this.#windowAt(from, into.length, ahead);
    into.set(memory.subarray(from - first, from - first + into.length));
  }

  /** The window of a field with these bytes in it: no more than `WINDOW`. */
  #windowAt(from: number, bytes: number, field: IndexField): Window {
    const { lists } = this.file;
    if (from + bytes > lists.bytes) throw damaged(this.file.name, 'a list reaches beyond all lists');
    let window = this.#windows.get(field);
    if (window === undefined) {
      window = { memory: new Uint8Array(WINDOW), from: 0, length: 0 };
      this.#windows.set(field, window);
    }
    if (from < window.from || from + bytes > window.from + window.length) {
      window.length = 0;
      const length = Math.min(WINDOW, lists.bytes - from);
      this.file.file.read(window.memory.subarray(0, length), lists.from + from);
      window.from = from;
      window.length = length;
    }
    return window;
  }

  /** As `TermEntry.decoded` has it. */
  decoded(entry: DictionaryEntry, ahead: IndexField | undefined): PostingList {
    const { from, listBytes, documents, occurrences } = entry;
    if (this.#bytes.length < listBytes) this.#bytes = new Uint8Array(listBytes * 2);
    if (this.#lists.documents.length < documents) this.#lists = { documents: new Uint32Array(documents * 2), counts: new Uint32Array(documents * 2) };
    const window = ahead === undefined || listBytes > WINDOW ? undefined : this.#windowAt(from, listBytes, ahead);
    // of short lists there are many, and a view takes longer than their bytes
    if (window !== undefined && documents < BLOCK) {
      const at = from - window.from;
      readShortList(window.memory, at, at + listBytes, entry, this.file.documents, this.#lists, this.file.name);
      return this.#lists;
    }
    const bytes = this.#bytes.subarray(0, listBytes);
    this.#read(bytes, from, ahead);
    readList({ bytes, documents, occurrences }, this.file.documents, this.#lists, this.file.name);
    return this.#lists;
  }

  /** As `TermEntry.listInto` has it. */
  listInto({ from, listBytes, documents, occurrences }: DictionaryEntry, into: PostingList, to: number, base: number): void {
    if (this.#bytes.length < listBytes) this.#bytes = new Uint8Array(listBytes * 2);
    const bytes = this.#bytes.subarray(0, listBytes);
    this.#read(bytes, from, undefined);
    readList({ bytes, documents, occurrences }, this.file.documents, into, this.file.name, to, base);
  }

  /** As `TermEntry.walk` has it. */
  walk({ from, listBytes, positionBytes, documents, occurrences }: DictionaryEntry): WordWalk {
    // what takes no longer to read than to ask for again is read at once
    const ahead = Math.min(positionBytes, READ_ALONG);
    const memory = new Uint8Array(listBytes + ahead);
    this.#read(memory, from, undefined);
    const bytes = memory.subarray(0, listBytes);
    const read = (into: Uint8Array, at: number): void => this.#read(into, from + listBytes + at, undefined);
    return new WordWalk({ bytes, documents, occurrences }, memory.subarray(listBytes), positionBytes, this.file.documents, read, this.file.name);
  }

  /** Takes the lists of all words of a range into a tally. Lists that lie near each other are read in one go. */
  tally(range: DictionaryRange, tally: Tally): void {
    const { entry } = range;
    let entries: ListPlace[] = [];
    let end = 0;
    while (range.next()) {
      const { from, listBytes, documents, occurrences } = entry;
      const first = entries[0];
      if (first !== undefined && (from - end > READ_ALONG || from + listBytes - first.from > TALLIED)) {
        this.#tallyAll(entries, first.from, end, tally);
        entries = [];
      }
      entries.push({ from, listBytes, documents, occurrences });
      end = from + listBytes;
    }
    const [first] = entries;
    if (first !== undefined) this.#tallyAll(entries, first.from, end, tally);
  }

  #tallyAll(entries: readonly ListPlace[], from: number, end: number, tally: Tally): void {
    if (this.#bytes.length < end - from) this.#bytes = new Uint8Array((end - from) * 2);
    const memory = this.#bytes;
    this.#read(memory.subarray(0, end - from), from, undefined);
    for (const { from: place, listBytes, documents, occurrences } of entries) {
      const at = place - from;
      if (documents < BLOCK) {
        tally.short(memory, at, at + listBytes, documents, occurrences, this.file.name);
        continue;
      }
      // to where a list may begin, over bytes that have been taken in
      const first = at & ~3;
      memory.copyWithin(first, at, at + listBytes);
      tally.list({ bytes: memory.subarray(first, first + listBytes), documents, occurrences }, this.file.name);
    }
  }

  list(entry: DictionaryEntry, ahead: IndexField | undefined): PostingList {
    const { documents, counts } = this.decoded(entry, ahead);
    return { documents: documents.subarray(0, entry.documents), counts: counts.subarray(0, entry.documents) };
  }

  /** All positions of a word as they were written, in memory that is used again by `list`. */
  positionBytes({ from, listBytes, positionBytes }: DictionaryEntry, field: IndexField): Uint8Array {
    if (this.#bytes.length < positionBytes) this.#bytes = new Uint8Array(positionBytes * 2);
    const bytes = this.#bytes.subarray(0, positionBytes);
    this.#read(bytes, from + listBytes, field);
    return bytes;
  }

  /** Of a list that is decoded already. */
  cursor(entry: DictionaryEntry, list: PostingList, field: IndexField, isAhead: boolean): PositionCursor {
    const ahead = isAhead ? field : undefined;
    const { from, listBytes, positionBytes, documents, occurrences } = entry;
    const bytes = new Uint8Array(listBytes);
    this.#read(bytes, from, ahead);
    const read = (into: Uint8Array, at: number): void => this.#read(into, from + listBytes + at, ahead);
    return new ListCursor({ bytes, documents, occurrences }, list, positionBytes, read, this.texts(field), this.file.name);
  }
}

/** A list that stays as it is. */
export function copyOf({ documents, counts }: PostingList): PostingList {
  return { documents: documents.slice(), counts: counts.slice() };
}

/** A word of a segment in a file. */
export class StoredTerm implements TermEntry {
  readonly #entry: DictionaryEntry;
  readonly #field: IndexField;
  readonly #lists: ListMemory;
  readonly #ahead: boolean;

  constructor(entry: DictionaryEntry, field: IndexField, lists: ListMemory, ahead: boolean) {
    this.#entry = entry;
    this.#field = field;
    this.#lists = lists;
    this.#ahead = ahead;
  }

  get term(): string {
    return this.#entry.word;
  }

  get documents(): number {
    return this.#entry.documents;
  }

  get occurrences(): number {
    return this.#entry.occurrences;
  }

  list(): PostingList {
    return this.#lists.list(this.#entry, this.#ahead ? this.#field : undefined);
  }

  decoded(): PostingList {
    return this.#lists.decoded(this.#entry, this.#ahead ? this.#field : undefined);
  }

  positions(list = copyOf(this.list())): PositionCursor {
    return this.#lists.cursor(this.#entry, list, this.#field, this.#ahead);
  }

  listInto(into: PostingList, to: number, base: number): void {
    this.#lists.listInto(this.#entry, into, to, base);
  }

  walk(): WordWalk {
    return this.#lists.walk(this.#entry);
  }

  /** Its positions as they were written; valid until the segment's next call. */
  positionBytes(): Uint8Array {
    return this.#lists.positionBytes(this.#entry, this.#field);
  }
}
