/** What a segment says of its documents besides their words: columns, ids, titles, files. */
import { ByteReader, ByteWriter, damaged } from './bytes.ts';
import { Section, type SegmentFile, type SegmentWriter } from './format.ts';
import { float64List, int32List, uint8List, uint32List } from './numbers.ts';
import type { ArticleColumns, Columns, PackedStrings } from './segment.ts';
import { NO_NAME } from './segment.ts';
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
  readonly sources: readonly { readonly id: string; readonly name: string }[];
}

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
  readonly #files = new NameList();
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
    for (const { id, name } of facts.sources) this.#list.varint(this.#files.number(`${id}\0${name}`));
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
    writer.section(Section.Day, this.#day.all);
    writer.section(Section.Time, this.#time.all);
    writer.section(Section.OwnWords, this.#words.all);
    writer.section(Section.Length, this.#length.all);
    writer.section(Section.Rating, this.#rating.all);
    writer.section(Section.Publisher, this.#publisher.all);
    writer.section(Section.Language, this.#language.all);
    writer.section(Section.Layout, this.#layout.all);
    writer.section(Section.Import, this.#import.all);
    writer.section(Section.Comments, this.#comments.all);
    writer.section(Section.Unparsed, this.#unparsed.all);
    writer.section(Section.Added, this.#added.all);
    const { publishers, languages, layouts, imports } = this.#names;
    writer.section(Section.Names, together(publishers.packed(), languages.packed(), layouts.packed(), imports.packed()));
    writer.section(Section.Ids, together(this.#articlesPacked.finish(), this.#keys.finish()));
    writer.section(Section.IdOrder, this.#idOrder());
    writer.section(Section.Titles, this.#titles.finish());
    writer.section(Section.TitleOrder, titleOrder);
    writer.section(Section.Sources, together(this.#files.packed(), this.#fileLists.finish()));
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

export function readColumns(file: SegmentFile): Columns {
  const columns = {
    flags: file.section(Section.Flags),
    day: new Int32Array(file.section(Section.Day).buffer),
    time: new Float64Array(file.section(Section.Time).buffer),
    words: new Uint32Array(file.section(Section.OwnWords).buffer),
    length: new Uint32Array(file.section(Section.Length).buffer),
    rating: new Float64Array(file.section(Section.Rating).buffer),
  };
  if (Object.values(columns).some(({ length }) => length !== file.documents)) throw damaged(file.name, 'a column is not as long as the others');
  return columns;
}

export function readArticleColumns(file: SegmentFile): ArticleColumns {
  const numbers = (section: (typeof Section)['Publisher' | 'Language' | 'Layout' | 'Import' | 'Comments']) => new Uint32Array(file.section(section).buffer);
  const names = new ByteReader(file.section(Section.Names));
  const nextNames = (): string[] => allStrings(readStrings(names, file.name));
  const columns = {
    publisher: numbers(Section.Publisher),
    language: numbers(Section.Language),
    layout: numbers(Section.Layout),
    importId: numbers(Section.Import),
    comments: numbers(Section.Comments),
    unparsed: new Float64Array(file.section(Section.Unparsed).buffer),
    added: new Float64Array(file.section(Section.Added).buffer),
  };
  if (Object.values(columns).some(({ length }) => length !== file.articles)) throw damaged(file.name, 'a column is not as long as the others');
  return { ...columns, publishers: nextNames(), languages: nextNames(), layouts: nextNames(), imports: nextNames() };
}

function allStrings(strings: PackedStrings): string[] {
  return Array.from({ length: strings.offsets.length - 1 }, (_, index) => stringAt(strings, index));
}

/** The files of each article. */
export class SourceLists {
  readonly #files: PackedStrings;
  readonly #lists: PackedStrings;

  constructor(file: SegmentFile) {
    const reader = new ByteReader(file.section(Section.Sources));
    this.#files = readStrings(reader, file.name);
    this.#lists = readStrings(reader, file.name);
  }

  of(article: number): { readonly id: string; readonly name: string }[] {
    const { bytes, offsets } = this.#lists;
    const end = offsets[article + 1] ?? 0;
    const reader = new ByteReader(bytes, offsets[article] ?? 0);
    const found = [];
    while (reader.at < end) {
      const [id = '', ...name] = stringAt(this.#files, reader.varint()).split('\0');
      found.push({ id, name: name.join('\0') });
    }
    return found;
  }
}
