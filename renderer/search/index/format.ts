/**
 * A segment's file: eight bytes that say what it is, the lists of all words, then the other sections, each at a multiple of eight bytes, and at the end where
 * they are, with their checksums. Numbers are little-endian. Lists have no checksum, for they are never read all at once.
 */
import { ByteWriter, checksum, damaged } from './bytes.ts';
import { DictionaryWriter } from './dictionary.ts';
import type { ReadableFile } from './files.ts';
import type { ListWriter } from './postings.ts';
import { type IndexField, SEGMENT_VERSION } from './segment.ts';

export const Section = {
  Lists: 0,
  Words: 1,
  WordBlocks: 2,
  Starts: 3,
  Flags: 4,
  Day: 5,
  Time: 6,
  OwnWords: 7,
  Length: 8,
  Rating: 9,
  Publisher: 10,
  Language: 11,
  Layout: 12,
  Import: 13,
  Comments: 14,
  Unparsed: 15,
  Added: 16,
  Names: 17,
  Ids: 18,
  IdOrder: 19,
  Titles: 20,
  TitleOrder: 21,
  Sources: 22,
  TextLengths: 23,
  OwnRuns: 24,
} as const;
export type Section = (typeof Section)[keyof typeof Section];

const SECTIONS = 25;
const MAGIC = Uint8Array.from('cuttings', (letter) => letter.charCodeAt(0));
/** Numbers of 64 bits at the end: the version, articles, documents, the file's bytes; of each section its place, its bytes, its checksum; and the sum of these. */
const HEAD = 4;
export const FOOTER = HEAD + SECTIONS * 3 + 1;
/** Documents are numbered in 31 bits, so that no sum of two overflows. */
const MOST_DOCUMENTS = 0x7fffffff;
const PIECE = 1 << 20;

/** Writes a segment from beginning to end. */
export class SegmentWriter {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #dictionary = new DictionaryWriter();
  readonly #waiting = new ByteWriter();
  readonly #table = new Float64Array(FOOTER);
  #at = 0;

  /** `sink` is given the file's bytes in order, in pieces it may keep. */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.#sink = sink;
    this.#put(MAGIC.slice());
    this.#table[HEAD] = this.#at;
  }

  #put(bytes: Uint8Array): void {
    this.#sink(bytes);
    this.#at += bytes.length;
  }

  /** The list of a word, which it takes out of `list`. Words ascend by field and word. */
  list(field: IndexField, word: string, list: ListWriter): void {
    list.finish();
    const [listBytes, positionBytes] = [list.lists.length, list.positions.length];
    this.#dictionary.add(field, word, { documents: list.documents, occurrences: list.occurrences, listBytes, positionBytes });
    this.#waiting.raw(list.lists.written());
    this.#waiting.raw(list.positions.written());
    list.clear();
    if (this.#waiting.length >= PIECE) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length > 0) this.#put(this.#waiting.taken());
    this.#waiting.clear();
  }

  /** After the last list, before any other section. */
  endLists(): void {
    this.#flush();
    this.#table[HEAD + 1] = this.#at - MAGIC.length;
    this.section(Section.Words, this.#dictionary.words());
    this.section(Section.WordBlocks, this.#dictionary.blocks());
  }

  section(section: Exclude<Section, 0>, content: Uint8Array | Uint32Array | Int32Array | Float64Array): void {
    if (this.#at % 8 !== 0) this.#put(new Uint8Array(8 - (this.#at % 8)));
    const bytes = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
    this.#table.set([this.#at, bytes.length, checksum(bytes)], HEAD + section * 3);
    this.#put(bytes);
  }

  /** Gives the file's bytes. */
  finish(articles: number, documents: number): number {
    if (documents > MOST_DOCUMENTS) throw new RangeError(`${documents} documents in one segment`);
    if (this.#at % 8 !== 0) this.#put(new Uint8Array(8 - (this.#at % 8)));
    this.#table.set([SEGMENT_VERSION, articles, documents, this.#at + FOOTER * 8]);
    this.#table[FOOTER - 1] = checksum(new Uint8Array(this.#table.buffer, 0, (FOOTER - 1) * 8));
    this.#put(new Uint8Array(this.#table.buffer));
    return this.#at;
  }
}

/** Reads the sections of a segment's file. */
export class SegmentFile {
  readonly articles: number;
  readonly documents: number;
  readonly #table = new Float64Array(FOOTER);

  /** Throws `CuttingsError` kind `index-damaged` where this is no segment of this version, or its end is missing. */
  constructor(
    readonly file: ReadableFile,
    readonly name: string,
  ) {
    const magic = new Uint8Array(MAGIC.length);
    if (file.size < MAGIC.length + FOOTER * 8) throw damaged(name, 'it is too short');
    file.read(magic, 0);
    if (magic.some((byte, index) => byte !== MAGIC[index])) throw damaged(name, 'it is no segment');
    const footer = new Uint8Array(this.#table.buffer);
    file.read(footer, file.size - footer.length);
    if (checksum(footer.subarray(0, footer.length - 8)) !== this.#table[FOOTER - 1]) throw damaged(name, 'its end is missing');
    const [version, articles, documents, bytes] = this.#table;
    if (version !== SEGMENT_VERSION || bytes !== file.size) throw damaged(name, 'it has another version or length');
    this.articles = articles ?? 0;
    this.documents = documents ?? 0;
  }

  /** Bytes of all lists. */
  get lists(): { readonly from: number; readonly bytes: number } {
    return { from: this.#table[HEAD] ?? 0, bytes: this.#table[HEAD + 1] ?? 0 };
  }

  /** A section in memory of its own. Throws `CuttingsError` kind `index-damaged` where it is not as it was written. */
  section(section: Exclude<Section, 0>): Uint8Array<ArrayBuffer> {
    const [from = 0, length = 0, sum] = this.#table.subarray(HEAD + section * 3);
    const bytes = new Uint8Array(length);
    if (length > 0) this.file.read(bytes, from);
    if (checksum(bytes) !== sum) throw damaged(this.name, 'its checksum is another');
    return bytes;
  }
}
