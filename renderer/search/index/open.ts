/** Reading segments. */
import type { ArticleId } from '../../../corpus/records.ts';
import { ByteReader, compareBytes, damaged } from './bytes.ts';
import { Dictionary, type DictionaryEntry } from './dictionary.ts';
import { readArticleColumns, readTimesOf, SourceLists, StoredColumns } from './facts.ts';
import type { IndexFiles, ReadableFile } from './files.ts';
import { Section, SegmentFile } from './format.ts';
import { Ids } from './ids.ts';
import { type Lengths, readLengths } from './lengths.ts';
import { BLOCK } from './packing.ts';
import { ListCursor, readList, readShortList } from './postings.ts';
import type { ArticleColumns, Columns, IndexField, PackedStrings, PositionCursor, PostingList, Segment, SegmentIds, TermEntry } from './segment.ts';
import { readStrings } from './strings.ts';
import { readTextLengths } from './text-lengths.ts';

const encoder = new TextEncoder();

/**
 * Opens a segment; what is in it is read when it is asked for, and that throws `CuttingsError` kind `index-damaged` where it is not as it was written.
 * Throws the same where the file is missing, is not as long as it was, or of another version.
 */
export async function openSegment(files: IndexFiles, name: string): Promise<Segment> {
  const file = await files.open(name);
  try {
    return segmentOf(file, name);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The segment in an open file, which it closes when it is closed itself. Throws as `openSegment` does. */
export function segmentOf(file: ReadableFile, name: string): StoredSegment {
  return new StoredSegment(new SegmentFile(file, name));
}

/** A segment in a file. */
export class StoredSegment implements Segment {
  readonly name: string;
  readonly articles: number;
  readonly documents: number;
  readonly bytes: number;
  readonly starts: Uint32Array;
  readonly columns: Columns;
  readonly #file: SegmentFile;
  #dictionary: Dictionary | undefined;
  #articleColumns: ArticleColumns | undefined;
  #articleTimes: Float64Array | undefined;
  readonly #lists: ListMemory;
  #ids: SegmentIds | undefined;
  #titles: PackedStrings | undefined;
  #titleOrder: Uint32Array | undefined;
  #idOrder: Uint32Array | undefined;
  #sources: SourceLists | undefined;
  #ownRuns: Lengths | undefined;

  constructor(file: SegmentFile) {
    this.#file = file;
    this.name = file.name;
    this.articles = file.articles;
    this.documents = file.documents;
    this.bytes = file.file.size;
    this.starts = new Uint32Array(file.section(Section.Starts).buffer);
    this.columns = new StoredColumns(file);
    this.#lists = new ListMemory(file);
  }

  get articleColumns(): ArticleColumns {
    this.#articleColumns ??= readArticleColumns(this.#file);
    return this.#articleColumns;
  }

  articleTimes(): Float64Array {
    this.#articleTimes ??= readTimesOf(this.#file, this.starts.subarray(0, this.articles));
    return this.#articleTimes;
  }

  #words(): Dictionary {
    this.#dictionary ??= new Dictionary(this.#file.section(Section.Words), new Uint32Array(this.#file.section(Section.WordBlocks).buffer));
    return this.#dictionary;
  }

  ids(): SegmentIds {
    this.#ids ??= new Ids(this.#file.section(Section.Ids), this.name);
    return this.#ids;
  }

  titles(): PackedStrings {
    this.#titles ??= readStrings(new ByteReader(this.#file.section(Section.Titles)), this.name);
    return this.#titles;
  }

  titleOrder(): Uint32Array {
    this.#titleOrder ??= new Uint32Array(this.#file.section(Section.TitleOrder).buffer);
    return this.#titleOrder;
  }

  idOrder(): Uint32Array {
    this.#idOrder ??= new Uint32Array(this.#file.section(Section.IdOrder).buffer);
    return this.#idOrder;
  }

  sources(article: number): readonly { readonly id: string; readonly name: string }[] {
    this.#sources ??= new SourceLists(this.#file);
    return this.#sources.of(article);
  }

  ownRuns(): Lengths {
    this.#ownRuns ??= readLengths(new ByteReader(this.#file.section(Section.OwnRuns)));
    return this.#ownRuns;
  }

  indexOf(id: ArticleId): number {
    const order = this.idOrder();
    const { bytes, offsets } = this.ids().articles;
    // of many marks each is looked for: strings are not made, ids are ASCII
    const wanted = encoder.encode(id);
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const index = order[middle] as number;
      const difference = compareBytes(bytes, offsets[index] as number, offsets[index + 1] as number, wanted);
      if (difference === 0) return index;
      if (difference < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  term(field: IndexField, word: string): StoredTerm | undefined {
    const entry = this.#words().find(field, word);
    return entry && new StoredTerm(entry, field, this.#lists, false);
  }

  *terms(field: IndexField, prefix: string): Generator<StoredTerm> {
    for (const entry of this.#words().from(field, prefix)) yield new StoredTerm(entry, field, this.#lists, true);
  }

  /** Lengths of the texts of documents that have several in a field. */
  textLengths(field: IndexField): Lengths {
    return this.#lists.texts(field);
  }

  close(): void {
    this.#file.file.close();
  }
}

/** Bytes that are read at once where words are gone through in order. */
const WINDOW = 1 << 18;

/** Bytes of the lists, read ahead. */
interface Window {
  readonly memory: Uint8Array;
  from: number;
  length: number;
}

/** Reads lists into memory that is used again. */
class ListMemory {
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
    readList({ bytes, documents, occurrences }, this.file.documents, this.#lists.documents, this.#lists.counts, this.file.name);
    return this.#lists;
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

  /** Its positions as they were written; valid until the segment's next call. */
  positionBytes(): Uint8Array {
    return this.#lists.positionBytes(this.#entry, this.#field);
  }
}
