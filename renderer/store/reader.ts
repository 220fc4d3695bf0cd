/** Reading the library. Every function may run inside a live query; none writes. */
import type { Reading } from '../../corpus/layouts/layout.ts';
import type {
  Article,
  ArticleId,
  ArticleText,
  Comment,
  CommentId,
  Correction,
  FileOutcome,
  ImportId,
  ImportRun,
  Note,
  SavedFilter,
  Source,
  SourceId,
  Tag,
  Tagging,
  TagId,
  TargetId,
} from '../../corpus/records.ts';
import type { CommentListRow, MappingRow, TotalsRow } from './schema.ts';

/** How many targets a tag sits on, itself and with everything below it; a target counts once. */
export interface TagCount {
  /** `articles`, `comments` and `spans` are those of the tag itself. */
  readonly articles: number;
  readonly comments: number;
  readonly spans: number;
  /** Distinct articles and comments with the tag or one below it. */
  readonly withBelow: number;
  /** Those of them that are comments. */
  readonly commentsWithBelow: number;
}

/** As much of a set as can be told, however many there are, without copying it at each change. */
export type TaggedTargets = Pick<ReadonlySet<TargetId>, 'size' | 'has'>;

export interface ArticleReadings {
  readonly article: Article;
  /** In the order of the captures. */
  readonly readings: readonly Reading[];
}

/** What the list of everything begins with in the order `published`. */
export interface Opening {
  /** At most fifty. */
  readonly first: readonly ArticleId[];
  /** Articles of the library. */
  readonly articles: number;
}

export interface LibraryReader {
  /** As of this moment; undefined where it is not known, as after a change that the index has not taken in yet. */
  opening(): Promise<Opening | undefined>;
  totals(): Promise<Omit<TotalsRow, 'key'>>;
  /** By its id, or that of any of its captures. */
  article(id: ArticleId): Promise<Article | undefined>;
  /** In the order of `ids`; a missing one is left out. */
  articles(ids: readonly ArticleId[]): Promise<Article[]>;
  /** Light rows in id order, in chunks; for scans and lists. */
  eachArticle(visit: (articles: readonly Article[]) => void | Promise<void>): Promise<void>;
  articleText(id: ArticleId): Promise<ArticleText | undefined>;
  /** Of many at once; one without is left out. */
  articleTexts(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleText>>;
  /** Every comment of an article, highest number (or first position) first. */
  comments(article: ArticleId): Promise<Comment[]>;
  comment(id: CommentId): Promise<Comment | undefined>;
  commentsById(ids: readonly CommentId[]): Promise<Comment[]>;
  /** What each capture of an article says, on its own, in the order of the captures. */
  readings(article: ArticleId): Promise<Reading[]>;
  /** The captures the analyst said are not of an article, by the article; one without any is left out. */
  partedFrom(articles: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, readonly ArticleId[]>>;
  source(id: SourceId): Promise<Source | undefined>;
  sources(ids: readonly SourceId[]): Promise<Source[]>;
  /** Sources with unparsed bytes, most first. */
  unparsedSources(): Promise<Source[]>;
  /** The file's bytes as they were handed in. */
  sourceBytes(id: SourceId): Promise<Uint8Array | undefined>;
  /** gzip of them, as they are stored. */
  packedBytes(id: SourceId): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The articles that captures of a source are part of, each as the readings of all its captures. */
  articlesIn(source: SourceId): Promise<readonly ArticleReadings[]>;
  /** What the analyst said that ranges of a source are, in the order it was said. */
  corrections(source: SourceId): Promise<readonly Correction[]>;
  /** Sources of which the analyst corrected something. */
  correctedSources(): Promise<SourceId[]>;
  tags(): Promise<Tag[]>;
  tagCounts(): Promise<ReadonlyMap<TagId, TagCount>>;
  /** Distinct articles and comments with any tag. */
  taggedTargets(): Promise<TaggedTargets>;
  taggings(targets: readonly TargetId[]): Promise<ReadonlyMap<TargetId, readonly Tagging[]>>;
  taggingsOfArticle(article: ArticleId): Promise<Tagging[]>;
  notes(targets: readonly TargetId[]): Promise<Note[]>;
  savedFilters(): Promise<SavedFilter[]>;
  /** What the columns of tables mean, as far as it is remembered; latest first. */
  mappings(): Promise<MappingRow[]>;
  /** Latest first. */
  imports(): Promise<ImportRun[]>;
  importRun(id: ImportId): Promise<ImportRun | undefined>;
  outcomes(id: ImportId): Promise<FileOutcome[]>;
  /** Some hundred of them, in order: the first, or those after the part whose `next` is given. `next` is absent in the last part. */
  someOutcomes(id: ImportId, after?: number): Promise<{ readonly outcomes: readonly FileOutcome[]; readonly next?: number }>;
  /** Paths planned and not come to an outcome. */
  missingPaths(id: ImportId): Promise<string[]>;
}

/** A tag where it sits, and since when. */
export type TagMark = Pick<Tagging, 'id' | 'at'>;
export type NoteMark = Pick<Note, 'id' | 'target' | 'text'>;

/** Tags and notes that were set, changed or taken away since another time. */
export interface MarkChanges {
  /** What to ask with next time. */
  readonly stamp: number;
  /** They are all there are: whatever is known from before is to be forgotten. */
  readonly whole: boolean;
  /** Those of spans included. */
  readonly taggings: readonly TagMark[];
  readonly goneTaggings: readonly Tagging['id'][];
  readonly notes: readonly NoteMark[];
  readonly goneNotes: readonly Note['id'][];
}

export interface MarkReader {
  /** What has changed since a stamp; everything where there is none, or where that is too long ago. The same may be told again the next time. */
  marks(since?: number): Promise<MarkChanges>;
  /** The same with all tags and imports, in no order: in one go, as each reading takes its time. */
  marksAndNames(since?: number): Promise<{ readonly marks: MarkChanges; readonly tags: readonly Tag[]; readonly imports: readonly ImportRun[] }>;
}

/** Reading in bulk, for searches, exports and statistics that go through the whole library; like `LibraryReader` it only reads. */
export interface LibraryScan extends MarkReader {
  /** Light rows in id order, in chunks. Stops early when `visit` gives `false`. */
  scanArticles(visit: (articles: readonly Article[]) => Promise<boolean>): Promise<void>;
  /** Every source, in id order, in chunks. */
  eachSource(visit: (sources: readonly Source[]) => void | Promise<void>): Promise<void>;
  /** Words of articles; one without is left out. */
  textsOf(articles: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleText>>;
  /** The comments of articles in list order, with their words; an article without any is left out. */
  commentsOf(articles: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, readonly Comment[]>>;
  /** Keys and marks of the comments of every article from `first` to `last`, both included: what stands together is read in one go. */
  commentListsBetween(first: ArticleId, last: ArticleId): Promise<ReadonlyMap<ArticleId, CommentListRow>>;
  /** How many taggings there are, those of spans included. */
  taggingCount(): Promise<number>;
  /** Every tag in use by target, spans included, and the targets that have a tag on a span. */
  tagsByTarget(): Promise<{ readonly tags: ReadonlyMap<TargetId, ReadonlySet<TagId>>; readonly spans: ReadonlySet<TargetId> }>;
  /** Targets with a note. */
  notedTargets(): Promise<ReadonlySet<TargetId>>;
}
