/** Reading segments. */
import type { ArticleId } from '../../../corpus/records.ts';
import { ByteReader, compareBytes } from './bytes.ts';
import { Dictionary } from './dictionary.ts';
import { readArticleColumns, readTimesOf, SourceLists, StoredColumns } from './facts.ts';
import type { IndexFiles, ReadableFile } from './files.ts';
import { Section, SegmentFile } from './format.ts';
import { Ids } from './ids.ts';
import { type Lengths, readLengths } from './lengths.ts';
import { ListMemory, StoredTerm } from './list-memory.ts';
import type { ArticleColumns, Columns, IndexField, PackedStrings, Segment, SegmentIds } from './segment.ts';
import { readStrings } from './strings.ts';
import type { Tally } from './tally.ts';

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

  tally(field: IndexField, prefix: string, tally: Tally): void {
    this.#lists.tally(this.#words().range(field, prefix), tally);
  }

  textLengths(field: IndexField): Lengths {
    return this.#lists.texts(field);
  }

  close(): void {
    this.#file.file.close();
  }
}
