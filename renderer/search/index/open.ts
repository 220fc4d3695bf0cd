/** Reading segments. */
import type { ArticleId } from '../../../corpus/records.ts';
import { ByteReader, damaged } from './bytes.ts';
import { Dictionary, type DictionaryEntry } from './dictionary.ts';
import { readArticleColumns, readColumns, SourceLists } from './facts.ts';
import type { IndexFiles, ReadableFile } from './files.ts';
import { Section, SegmentFile } from './format.ts';
import { ListCursor, readList } from './postings.ts';
import type { IndexField, PackedStrings, PositionCursor, PostingList, Segment, SegmentIds, TermEntry } from './segment.ts';
import { readStrings, stringAt } from './strings.ts';

/**
 * Opens a segment: its dictionary and columns are read, all else when it is asked for.
 * Throws `CuttingsError` kind `index-damaged` where the file is missing, damaged or of another version.
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
  readonly columns;
  readonly articleColumns;
  readonly #file: SegmentFile;
  readonly #dictionary: Dictionary;
  readonly #lists: ListMemory;
  #ids: SegmentIds | undefined;
  #titles: PackedStrings | undefined;
  #titleOrder: Uint32Array | undefined;
  #idOrder: Uint32Array | undefined;
  #sources: SourceLists | undefined;

  constructor(file: SegmentFile) {
    this.#file = file;
    this.name = file.name;
    this.articles = file.articles;
    this.documents = file.documents;
    this.bytes = file.file.size;
    this.starts = new Uint32Array(file.section(Section.Starts).buffer);
    this.columns = readColumns(file);
    this.articleColumns = readArticleColumns(file);
    this.#dictionary = new Dictionary(file.section(Section.Words), new Uint32Array(file.section(Section.WordBlocks).buffer));
    this.#lists = new ListMemory(file);
  }

  ids(): SegmentIds {
    if (this.#ids === undefined) {
      const reader = new ByteReader(this.#file.section(Section.Ids));
      const articles = readStrings(reader, this.name);
      this.#ids = { articles, keys: readStrings(reader, this.name) };
    }
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

  sources(article: number): readonly { readonly id: string; readonly name: string }[] {
    this.#sources ??= new SourceLists(this.#file);
    return this.#sources.of(article);
  }

  indexOf(id: ArticleId): number {
    this.#idOrder ??= new Uint32Array(this.#file.section(Section.IdOrder).buffer);
    const { articles } = this.ids();
    let low = 0;
    let high = this.#idOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const index = this.#idOrder[middle] as number;
      const here = stringAt(articles, index);
      if (here === id) return index;
      if (here < id) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  term(field: IndexField, word: string): StoredTerm | undefined {
    const entry = this.#dictionary.find(field, word);
    return entry && new StoredTerm(entry, this.#lists);
  }

  *terms(field: IndexField, prefix: string): Generator<StoredTerm> {
    for (const entry of this.#dictionary.from(field, prefix)) yield new StoredTerm(entry, this.#lists);
  }

  close(): void {
    this.#file.file.close();
  }
}

/** Reads lists into memory that is used again. */
class ListMemory {
  #bytes = new Uint8Array(0);
  #documents = new Uint32Array(0);
  #counts = new Uint32Array(0);

  constructor(readonly file: SegmentFile) {}

  /** Bytes `from` to `to` of the lists, in new memory. */
  read(from: number, bytes: number, into = new Uint8Array(bytes)): Uint8Array {
    const { lists } = this.file;
    if (from + bytes > lists.bytes) throw damaged(this.file.name, 'a list reaches beyond all lists');
    const part = into.subarray(0, bytes);
    if (bytes > 0) this.file.file.read(part, lists.from + from);
    return part;
  }

  list({ from, listBytes, documents, occurrences }: DictionaryEntry): PostingList {
    if (this.#bytes.length < listBytes) this.#bytes = new Uint8Array(listBytes * 2);
    if (this.#documents.length < documents) {
      this.#documents = new Uint32Array(documents * 2);
      this.#counts = new Uint32Array(documents * 2);
    }
    const bytes = this.read(from, listBytes, this.#bytes);
    readList({ bytes, documents, occurrences }, this.file.documents, this.#documents, this.#counts, this.file.name);
    return { documents: this.#documents.subarray(0, documents), counts: this.#counts.subarray(0, documents) };
  }

  positions({ from, listBytes, positionBytes, documents, occurrences }: DictionaryEntry): PositionCursor {
    const list = { bytes: this.read(from, listBytes), documents, occurrences };
    let memory = new Uint8Array(0);
    const read = (begin: number, end: number): Uint8Array => {
      if (memory.length < end - begin) memory = new Uint8Array((end - begin) * 2);
      return this.read(from + listBytes + begin, end - begin, memory);
    };
    return new ListCursor(list, positionBytes, read, this.file.name);
  }
}

export class StoredTerm implements TermEntry {
  readonly #entry: DictionaryEntry;
  readonly #lists: ListMemory;

  constructor(entry: DictionaryEntry, lists: ListMemory) {
    this.#entry = entry;
    this.#lists = lists;
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
    return this.#lists.list(this.#entry);
  }

  positions(): PositionCursor {
    return this.#lists.positions(this.#entry);
  }
}
