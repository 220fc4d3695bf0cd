/** What a segment says of its documents besides their words: columns, ids, titles, files. */
import { ByteReader, ByteWriter, damaged } from './bytes.ts';
import { Section, type SegmentFile, type SegmentWriter } from './format.ts';
import { float64List, int32List, uint8List, uint32List } from './numbers.ts';
import { packColumn, unpackColumn, unpackedAt } from './packed-column.ts';
import type { ArticleColumns, Columns, PackedStrings } from './segment.ts';
import { NO_NAME } from './segment.ts';
import { type SourceName, SourceNames, SourceNamesWriter } from './source-names.ts';
import { readStrings, StringsWriter, stringAt } from './strings.ts';

export interface DocumentFacts {
  readonly flags: number;
  readonly day: number;
  /** NaN: not known. */
  readonly time: number;
  readonly words: number;
  readonly length: number;
  /** NaN: none. */
  readonly rating: number;
}

export interface ArticleFacts {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | undefined;
  readonly language: string | undefined;
  readonly layout: string | undefined;
  readonly importId: string | undefined;
  readonly comments: number;
  readonly unparsed: number;
  readonly added: number;
  readonly sources: readonly SourceName[];
}

/** What stands in a column for what is not known; see `packColumn`. */
const MISSING = {
  day: 0,
  time: Number.NaN,
  words: 0,
  length: 0,
  rating: Number.NaN,
  publisher: NO_NAME,
  language: NO_NAME,
  layout: NO_NAME,
  import: NO_NAME,
  comments: 0,
  unparsed: 0,
  added: Number.NaN,
} as const;

/** Names, each once, by the number it got when it was first met. */
class NameList {
  readonly #numbers = new Map<string, number>();

  number(name: string | undefined): number {
    if (name === undefined) return NO_NAME;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  packed(): Uint8Array {
    const strings = new StringsWriter();
    for (const name of this.#numbers.keys()) strings.add(name);
    return strings.finish();
  }
}

/** Gathers facts of documents in their order: of each article, then of itself as a document, then of its comments. */
export class FactsWriter {
  readonly #starts = uint32List();
  readonly #flags = uint8List();
  readonly #day = int32List();
  readonly #time = float64List();
  readonly #words = uint32List();
  readonly #length = uint32List();
  readonly #rating = float64List();
  readonly #publisher = uint32List();
  readonly #language = uint32List();
  readonly #layout = uint32List();
  readonly #import = uint32List();
  readonly #comments = uint32List();
  readonly #unparsed = float64List();
  readonly #added = float64List();
  readonly #names = { publishers: new NameList(), languages: new NameList(), layouts: new NameList(), imports: new NameList() };
  readonly #articleIds: string[] = [];
  readonly #articlesPacked = new StringsWriter();
  readonly #keys = new StringsWriter();
  readonly #titles = new StringsWriter();
  readonly #files = new SourceNamesWriter();
  readonly #fileLists = new StringsWriter();
  readonly #list = new ByteWriter();

  get articles(): number {
    return this.#starts.length;
  }

  get documents(): number {
    return this.#flags.length;
  }

  article(facts: ArticleFacts): void {
    this.#starts.push(this.documents);
    this.#publisher.push(this.#names.publishers.number(facts.publisher));
    this.#language.push(this.#names.languages.number(facts.language));
    this.#layout.push(this.#names.layouts.number(facts.layout));
    this.#import.push(this.#names.imports.number(facts.importId));
    this.#comments.push(facts.comments);
    this.#unparsed.push(facts.unparsed);
    this.#added.push(facts.added);
    this.#articleIds.push(facts.id);
    this.#articlesPacked.add(facts.id);
    this.#titles.add(facts.title);
    this.#list.clear();
    for (const source of facts.sources) this.#list.varint(this.#files.number(source));
    this.#fileLists.addBytes(this.#list.written());
  }

  document({ flags, day, time, words, length, rating }: DocumentFacts): void {
    this.#flags.push(flags);
    this.#day.push(day);
    this.#time.push(time);
    this.#words.push(words);
    this.#length.push(length);
    this.#rating.push(rating);
  }

  /** Of a comment. */
  key(key: Uint8Array | string): void {
    if (typeof key === 'string') this.#keys.add(key);
    else this.#keys.addBytes(key);
  }

  /** `titleOrder`: see `Segment.titleOrder`. */
  write(writer: SegmentWriter, titleOrder: Uint32Array): void {
    const starts = new Uint32Array(this.articles + 1);
    starts.set(this.#starts.all);
    starts[this.articles] = this.documents;
    writer.section(Section.Starts, starts);
    writer.section(Section.Flags, this.#flags.all);
    writer.section(Section.Day, packColumn(this.#day.all, MISSING.day));
    writer.section(Section.Time, packColumn(this.#time.all, MISSING.time));
    writer.section(Section.OwnWords, packColumn(this.#words.all, MISSING.words));
    writer.section(Section.Length, packColumn(this.#length.all, MISSING.length));
    writer.section(Section.Rating, packColumn(this.#rating.all, MISSING.rating));
    writer.section(Section.Publisher, packColumn(this.#publisher.all, MISSING.publisher));
    writer.section(Section.Language, packColumn(this.#language.all, MISSING.language));
    writer.section(Section.Layout, packColumn(this.#layout.all, MISSING.layout));
    writer.section(Section.Import, packColumn(this.#import.all, MISSING.import));
    writer.section(Section.Comments, packColumn(this.#comments.all, MISSING.comments));
    writer.section(Section.Unparsed, packColumn(this.#unparsed.all, MISSING.unparsed));
    writer.section(Section.Added, packColumn(this.#added.all, MISSING.added));
    const { publishers, languages, layouts, imports } = this.#names;
    writer.section(Section.Names, together(publishers.packed(), languages.packed(), layouts.packed(), imports.packed()));
    writer.section(Section.Ids, together(this.#articlesPacked.finish(), this.#keys.finish()));
    writer.section(Section.IdOrder, this.#idOrder());
    writer.section(Section.Titles, this.#titles.finish());
    writer.section(Section.TitleOrder, titleOrder);
    writer.section(Section.Sources, together(this.#files.finish(), this.#fileLists.finish()));
  }

  #idOrder(): Uint32Array {
    const ids = this.#articleIds;
    return Uint32Array.from(ids.keys()).sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
  }
}

function together(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new ByteWriter();
  for (const part of parts) bytes.raw(part);
  return bytes.taken();
}

type ColumnSection = (typeof Section)[
  | 'Day'
  | 'Time'
  | 'OwnWords'
  | 'Length'
  | 'Rating'
  | 'Publisher'
  | 'Language'
  | 'Layout'
  | 'Import'
  | 'Comments'
  | 'Unparsed'
  | 'Added'];

/** Fills a column from its section. */
function read<T extends Int32Array | Uint32Array | Float64Array>(file: SegmentFile, section: ColumnSection, missing: number, column: T): T {
  if (!unpackColumn(file.section(section), column, missing)) throw damaged(file.name, 'a column is not as long as the others');
  return column;
}

/** Columns of documents in a file, each read when it is first asked for. */
export class StoredColumns implements Columns {
  readonly #file: SegmentFile;
  #flags: Columns['flags'] | undefined;
  #day: Columns['day'] | undefined;
  #time: Columns['time'] | undefined;
  #words: Columns['words'] | undefined;
  #length: Columns['length'] | undefined;
  #rating: Columns['rating'] | undefined;

  constructor(file: SegmentFile) {
    this.#file = file;
  }

  get flags(): Columns['flags'] {
    if (this.#flags === undefined) {
      const flags = this.#file.section(Section.Flags);
      if (flags.length !== this.#file.documents) throw damaged(this.#file.name, 'a column is not as long as the others');
      this.#flags = flags;
    }
    return this.#flags;
  }

  get day(): Columns['day'] {
    this.#day ??= read(this.#file, Section.Day, MISSING.day, new Int32Array(this.#file.documents));
    return this.#day;
  }

  get time(): Columns['time'] {
    this.#time ??= read(this.#file, Section.Time, MISSING.time, new Float64Array(this.#file.documents));
    return this.#time;
  }

  get words(): Columns['words'] {
    this.#words ??= read(this.#file, Section.OwnWords, MISSING.words, new Uint32Array(this.#file.documents));
    return this.#words;
  }

  get length(): Columns['length'] {
    this.#length ??= read(this.#file, Section.Length, MISSING.length, new Uint32Array(this.#file.documents));
    return this.#length;
  }

  get rating(): Columns['rating'] {
    this.#rating ??= read(this.#file, Section.Rating, MISSING.rating, new Float64Array(this.#file.documents));
    return this.#rating;
  }
}

/** Times of some documents, without reading those of all. */
export function readTimesOf(file: SegmentFile, documents: Uint32Array): Float64Array {
  const times = unpackedAt(file.section(Section.Time), file.documents, documents, MISSING.time);
  if (times === undefined) throw damaged(file.name, 'a column is not as long as the others');
  return times;
}

export function readArticleColumns(file: SegmentFile): ArticleColumns {
  const count = file.articles;
  const names = new ByteReader(file.section(Section.Names));
  const nextNames = (): string[] => allStrings(readStrings(names, file.name));
  return {
    publisher: read(file, Section.Publisher, MISSING.publisher, new Uint32Array(count)),
    language: read(file, Section.Language, MISSING.language, new Uint32Array(count)),
    layout: read(file, Section.Layout, MISSING.layout, new Uint32Array(count)),
    importId: read(file, Section.Import, MISSING.import, new Uint32Array(count)),
    comments: read(file, Section.Comments, MISSING.comments, new Uint32Array(count)),
    unparsed: read(file, Section.Unparsed, MISSING.unparsed, new Float64Array(count)),
    added: read(file, Section.Added, MISSING.added, new Float64Array(count)),
    publishers: nextNames(),
    languages: nextNames(),
    layouts: nextNames(),
    imports: nextNames(),
  };
}

function allStrings(strings: PackedStrings): string[] {
  return Array.from({ length: strings.offsets.length - 1 }, (_, index) => stringAt(strings, index));
}

/** The files of each article. */
export class SourceLists {
  readonly #files: SourceNames;
  readonly #lists: PackedStrings;

  constructor(file: SegmentFile) {
    const reader = new ByteReader(file.section(Section.Sources));
    this.#files = new SourceNames(reader, file.name);
    this.#lists = readStrings(reader, file.name);
  }

  of(article: number): SourceName[] {
    const { bytes, offsets } = this.#lists;
    const end = offsets[article + 1] ?? 0;
    const reader = new ByteReader(bytes, offsets[article] ?? 0);
    const found = [];
    while (reader.at < end) found.push(this.#files.at(reader.varint()));
    return found;
  }
}
