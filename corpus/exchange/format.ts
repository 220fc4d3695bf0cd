/**
 * What an export format is. A format only formats: it draws records from an `ExportSource` and gives text. Files, progress, hashing,
 * abort and renaming live in `main/exporting/runner.ts`; finding the records lives in `renderer/search/export-source.ts`.
 */
import type { Reading } from '../layouts/layout.ts';
import type { Article, ArticleId, ArticleText, Comment, Correction, Note, Source, SourceId, Tag, Tagging } from '../records.ts';

/** An article that is exported. */
export interface ChosenArticle {
  readonly id: ArticleId;
  /** It is there only because one of its comments matched. */
  readonly context: boolean;
  /** How many of its comments are exported. */
  readonly comments: number;
}

/** What will be exported, known before the first record is read. */
export interface ExportSelection {
  /** The query that chose the records, as the analyst wrote it; empty for everything. */
  readonly filter: string;
  /** In the order of `order.ts`: by time published, then id. */
  readonly articles: readonly ChosenArticle[];
  /** By id. */
  readonly sources: readonly SourceId[];
  /** The sum of `comments` over the articles. */
  readonly comments: number;
}

export interface ExportedSource extends Source {
  /** What the analyst said that ranges of it are; absent where nothing was. */
  readonly corrections?: readonly Correction[];
}

export interface ExportedArticle {
  readonly article: Article;
  readonly text: ArticleText;
  readonly context: boolean;
  /** What each of its captures says, in their order, with the comments that are exported; empty where it has one capture. */
  readonly readings: readonly Reading[];
  /** Captures that the analyst said are not of this article, by id. */
  readonly partedFrom: readonly ArticleId[];
  /** Those on the article itself, spans included; not those on its comments. In any order. */
  readonly taggings: readonly Tagging[];
  readonly notes: readonly Note[];
}

export interface ExportedComment {
  readonly comment: Comment;
  readonly taggings: readonly Tagging[];
  readonly notes: readonly Note[];
}

/** Where a format draws records from. Everything is read in small parts, so that an export's memory does not grow with the library. */
export interface ExportSource {
  readonly selection: ExportSelection;
  /** The whole codebook, in any order. */
  tags(): Promise<readonly Tag[]>;
  /** In the order of `ids`. Throws `CuttingsError` kind `changed` where one has gone since the selection was made. */
  sources(ids: readonly SourceId[]): Promise<readonly ExportedSource[]>;
  /** In the order of `chosen`. Throws `CuttingsError` kind `changed` as above. */
  articles(chosen: readonly ChosenArticle[]): Promise<readonly ExportedArticle[]>;
  /** The exported comments of one article, in any order. */
  comments(article: ArticleId): Promise<readonly ExportedComment[]>;
}

/** A part of the file's body; `done` records have been written once it is. */
export interface ExportPart {
  readonly text: string;
  readonly done: number;
}

/** What has been written; a format that opens with a manifest needs it for its head. */
export interface ExportSummary {
  readonly filter: string;
  readonly tags: number;
  readonly sources: number;
  readonly articles: number;
  /** How many of the articles are context only. */
  readonly context: number;
  readonly comments: number;
  readonly taggings: number;
  readonly notes: number;
  /** Versions of the parser that read the sources, sorted. */
  readonly parsers: readonly string[];
}

/** What a head states besides the summary. */
export interface ExportSeal {
  /** Name and version of the app: `cuttings 0.1.0`. */
  readonly app: string;
  /** SHA-256 of the canonical text, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface ExportPreview {
  /** The first records, each as it will be written, without the comma or line end that follows it. */
  readonly records: readonly string[];
  /** Whether they are comments, or articles because no comment is exported. */
  readonly kind: 'articles' | 'comments';
  /** Bytes the whole file will have, estimated from a sample. */
  readonly bytes: number;
}

export interface ExportFormat {
  readonly id: string;
  /** For people: “Tagged JSON”. */
  readonly name: string;
  /** One clause for the export dialog. */
  readonly description: string;
  /** Without the dot. */
  readonly extension: string;
  /** Gives the body in parts of some tens of kilobytes; returns what was written. */
  write(source: ExportSource): AsyncGenerator<ExportPart, ExportSummary, void>;
  /** The text that goes before the body. */
  head(summary: ExportSummary, seal: ExportSeal): string;
  /** What is hashed for the seal: this, then `canonical` of every part in turn. */
  readonly canonicalStart: string;
  canonical(text: string): string;
  preview(source: ExportSource, count: number): Promise<ExportPreview>;
}

/** How many records a selection holds, for progress; the codebook is not counted. */
export function recordsOf(selection: ExportSelection): number {
  return selection.sources.length + selection.articles.length + selection.comments;
}
