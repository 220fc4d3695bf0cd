/**
 * The records of a library. Every record is readonly data: it crosses process borders by structured clone and is stored as it is.
 * An absent field is `undefined` or missing, never `null` or an empty string: a field is either read from the page or not there.
 */

/** SHA-256 of the source's bytes. */
export type SourceId = `sha256:${string}`;
/** `a` and 16 hexadecimal digits; see `identity.ts`. */
export type ArticleId = `a${string}`;
/** `c`, the digits of the article's id, a point, and the comment's key within the article: its number, or `x` and a hash; see `identity.ts`. */
export type CommentId = `c${string}`;
export type TagId = `t${string}`;
export type NoteId = `n${string}`;
export type FilterId = `f${string}`;
export type ImportId = `i${string}`;

/** What a tag or a note can sit on. */
export type TargetId = ArticleId | CommentId;

/** Half-open range of bytes of the source file as it was handed in, whatever its encoding. */
export type ByteRange = readonly [from: number, to: number];
/** Half-open range of Unicode code points of a record's `text`. */
export type CharRange = readonly [from: number, to: number];

/** The source text a record was read from. */
export interface Evidence {
  readonly source: SourceId;
  readonly bytes: ByteRange;
}

export type CoverageClass = 'article' | 'comment' | 'furniture' | 'unparsed' | 'blank';

/** Bytes of a source by class; the five sum to the source's length. `blank` is whitespace outside every range. */
export type CoverageTotals = Readonly<Record<CoverageClass, number>>;

/** One run of the ledger. Runs are sorted, disjoint and never blank; the gaps between them are whitespace. */
export interface LedgerRun {
  readonly bytes: ByteRange;
  readonly class: Exclude<CoverageClass, 'blank'>;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Parts a container's path from the place of a member in it. */
export const WITHIN = ' › ';

/** Where a source came out of: a ZIP archive, a web archive, a page saved as one file. */
export interface ContainerPlace {
  /** File name of the container, without folders. */
  readonly name: string;
  /** Path or record within it, for people: `2019/page.html`, `record 12 https://news.example/a`; a container within parts its own with ` › `. */
  readonly member: string;
  /** SHA-256 of the container, where it was small enough to be read twice. */
  readonly containerId?: SourceId;
}

/** What is known of a capture from outside its bytes: from the record or message that held it. */
export interface CaptureContext {
  readonly url?: string;
  /** ISO 8601, UTC. */
  readonly capturedAt?: string;
  /** As the server stated it; a hint, because servers are often wrong. */
  readonly contentType?: string;
}

export interface Source {
  readonly id: SourceId;
  /** File name, without folders; for a member of a container, the member's. */
  readonly name: string;
  /** The container it came out of; its `path` is the container's then. */
  readonly container?: ContainerPlace;
  readonly context?: CaptureContext;
  /** It came by an export, without its bytes and without its ledger. */
  readonly bytesMissing?: true;
  /** Where the file lay when it was imported, as a path of that machine. */
  readonly path?: string;
  /** Length in bytes. */
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Id of the layout that read it, and why that one was chosen. */
  readonly layout: string;
  readonly layoutReason: string;
  /** Version of the parser that read it. */
  readonly parser: string;
  readonly coverage: CoverageTotals;
  readonly ledger: readonly LedgerRun[];
  readonly warnings: readonly Warning[];
  readonly importId: ImportId;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
}

/** Something the analyst should look at; the record itself is kept. */
export interface Warning {
  readonly kind:
    | 'no-headline'
    | 'generic-layout'
    | 'unparsed'
    | 'mojibake'
    | 'undecodable'
    | 'count-differs'
    | 'duplicate-number'
    | 'comments-without-number'
    | 'no-article'
    | 'not-read'
    | 'cut-off'
    | 'left-out'
    | 'bad-row'
    | 'needs-mapping'
    | 'changed';
  readonly message: string;
  readonly bytes?: ByteRange;
}

/** A time as the page states it. `at` is ISO 8601 with the offset the page gave, local time without one where it gave none; absent when it cannot be known (“9 Minutes ago”). */
export interface StatedTime {
  readonly text: string;
  readonly at?: string;
}

export type BlockKind = 'headline' | 'dateline' | 'byline' | 'standfirst' | 'paragraph' | 'crosshead' | 'caption' | 'pullquote' | 'listitem' | 'box';

/** One ordered part of an article. */
export interface Block {
  readonly kind: BlockKind;
  readonly text: string;
  /** The kind was guessed, not stated by the page. */
  readonly guessed?: true;
  /** For `listitem` inside a box: the index of the `box` block that heads it. */
  readonly box?: number;
  /** For a pull quote: who is quoted, where the page says so. */
  readonly attribution?: string;
  /** The text with mojibake undone (`protestersâ€™` → `protesters’`); `text` stays as read. */
  readonly repaired?: string;
  readonly evidence: Evidence;
}

export interface CommentPage {
  readonly current: number;
  readonly of: number;
}

/** One page capture inside a source: what one reading of the article rests on. */
export interface Capture {
  /** The id the article would have if this were its only capture; every id an article has ever had is that of one of its captures. */
  readonly id?: ArticleId;
  readonly source: SourceId;
  readonly commentPage?: CommentPage;
  readonly commentsClosed?: true;
  /** When the page says it was last changed, else published; else when it was captured. Captures are kept in this order. */
  readonly stated?: StatedTime;
  /** How many comments it shows. */
  readonly comments?: number;
  /** Of comments: what the page says there are in all. */
  readonly statedComments?: number;
}

/** The light part of an article: what lists, facets and counts need. Its words are in `ArticleText`. */
export interface Article {
  readonly id: ArticleId;
  /** What the page says the article is, normalised: URL, or headline and opening. */
  readonly identity: string;
  /** What its captures find each other by: address, headline and opening, likeness of the body; see `identity.ts`. */
  readonly keys?: readonly string[];
  readonly headline?: string;
  /** What lists show: the headline, or where there is none a title made from the first sentence. */
  readonly title: string;
  readonly titleMade?: true;
  readonly publisher?: string;
  readonly published?: StatedTime;
  readonly updated?: StatedTime;
  readonly byline?: string;
  readonly url?: string;
  /** BCP 47, where it could be told. */
  readonly language?: string;
  readonly layout: string;
  /** In the order of `stated`, then of comment pages, then of ids; the first one's id is the article's. */
  readonly captures: readonly Capture[];
  readonly commentCount: CommentCount;
  /** What its captures disagree about; absent where they do not. */
  readonly changes?: ArticleChanges;
  /** Number of words in paragraphs, headings and lists. */
  readonly words: number;
  /** Bytes of its sources that nothing claimed. */
  readonly unparsed: number;
  readonly importId: ImportId;
  readonly addedAt: string;
}

export interface CommentCount {
  readonly captured: number;
  /** What the page says there are in all. */
  readonly stated?: number;
  /** Inclusive runs of comment numbers below the highest known one that were not captured. */
  readonly gaps: readonly (readonly [from: number, to: number])[];
}

export interface ArticleChanges {
  /** The words of the article are not the same in all captures. */
  readonly edited?: true;
  /** Comments whose words differ between captures. */
  readonly comments: number;
  /** Comments that a later capture of the same part of the list no longer shows. */
  readonly vanished: number;
}

export interface ArticleText {
  readonly id: ArticleId;
  readonly blocks: readonly Block[];
}

/** Words a comment quotes; `chars` are code points of the comment's `text`. */
export interface Quote {
  readonly text: string;
  readonly chars: CharRange;
  /** Where the quoted words stand: in another comment, or in a block of the article. */
  readonly of?: { readonly comment: CommentId; readonly chars: CharRange } | { readonly block: number; readonly chars: CharRange };
}

export type ReplyMethod = 'number+author' | 'number' | 'author' | 'quoted-text' | 'markup' | 'mention';

/** An edge of the reply graph. */
export interface ReplyReference {
  /** As the comment states it. */
  readonly number?: number;
  readonly author?: string;
  /** The parent, where it is in the library. */
  readonly comment?: CommentId;
  readonly method: ReplyMethod;
  /** 0 to 1. */
  readonly confidence: number;
  /** Where several comments could be meant and nothing tells which: all of them, and `comment` is absent. */
  readonly candidates?: readonly CommentId[];
  /**
   * Code points of the comment's text where the reference stands: its head (“12.Ann wrote:”) or, for `mention`, the words that name the other comment;
   * absent where no words of the comment say whom it answers (`markup`, `quoted-text`).
   */
  readonly chars?: CharRange;
}

export interface Comment {
  readonly id: CommentId;
  readonly article: ArticleId;
  readonly number?: number;
  /** Position on its page, from 0. */
  readonly position: number;
  readonly author?: string;
  readonly posted?: StatedTime;
  readonly rating?: number;
  /** All words as read, quoted and own. */
  readonly text: string;
  /** Own words only: `text` without quotes and reply references, runs of space folded at the cuts. */
  readonly own: string;
  readonly quotes: readonly Quote[];
  readonly replyTo: readonly ReplyReference[];
  readonly editorsPick?: true;
  readonly repaired?: string;
  /** The capture that says most of it. */
  readonly evidence: Evidence;
  /** Where else it was seen, in the order of the captures. */
  readonly sightings?: readonly Sighting[];
  /** A later capture of the same part of the list, which no longer shows it. */
  readonly vanishedFrom?: SourceId;
}

/** A comment as another capture shows it; a field stands here only where it differs. */
export interface Sighting {
  readonly evidence: Evidence;
  readonly text?: string;
  readonly rating?: number;
}

/** At most this many comments are packed into one stored row. */
export const COMMENTS_PER_PAGE = 100;

/** One stored row of comments: a page of an article's comment list, highest number (or first position) first. */
export interface CommentRow {
  readonly article: ArticleId;
  /** From 0. */
  readonly page: number;
  readonly comments: readonly Comment[];
}

/** One of the twelve tag inks of the design; each slot has its own shape. */
export type TagSlot = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** An analyst's code. */
export interface Tag {
  readonly id: TagId;
  readonly name: string;
  readonly parent?: TagId;
  readonly slot: TagSlot;
  readonly description?: string;
  /** The digit that sets it. */
  readonly key?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  readonly createdAt: string;
}

/** A stretch of a target's text. `exact`, `prefix` and `suffix` find it again when the text moves. */
export interface Span {
  /** Index of the block, for articles; absent for comments, whose `text` is meant. */
  readonly block?: number;
  readonly chars: CharRange;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A tag on a target, or on a span of it. */
export interface Tagging {
  /** `target|tag`, or `target|tag|block:from-to` for a span (block empty for comments): unique, and enough to count by. */
  readonly id: string;
  readonly target: TargetId;
  /** The article the target is, or belongs to. */
  readonly article: ArticleId;
  readonly tag: TagId;
  readonly span?: Span;
  readonly at: string;
}

export interface Note {
  readonly id: NoteId;
  readonly target: TargetId;
  readonly article: ArticleId;
  readonly text: string;
  readonly at: string;
}

export interface SavedFilter {
  readonly id: FilterId;
  readonly name: string;
  readonly query: string;
  readonly createdAt: string;
}

export type ImportState = 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';

export interface ImportTotals {
  readonly files: number;
  /** New ones. */
  readonly articles: number;
  /** Captures that joined an article; absent in imports of before there was merging. */
  readonly merged?: number;
  readonly comments: number;
  /** Sources that were in the library already. */
  readonly known: number;
  readonly failed: number;
  /** Tables that were kept and wait to hear what their columns mean; absent where there are none. */
  readonly waiting?: number;
  readonly bytes: number;
}

export interface ImportRun {
  readonly id: ImportId;
  /** What was dropped, for a title: names, not paths. */
  readonly names: readonly string[];
  readonly roots: readonly string[];
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly state: ImportState;
  /** Files the walk found; absent until it has ended. */
  readonly planned?: number;
  readonly totals: ImportTotals;
  /** Why it ended, for `failed`. */
  readonly reason?: string;
}

export type FileErrorKind =
  | 'empty'
  | 'binary'
  | 'gone'
  | 'permission'
  | 'too-large'
  | 'not-a-file'
  | 'unreadable'
  | 'not-stored'
  | 'encrypted'
  | 'damaged'
  | 'bomb'
  | 'unsupported';

export interface FileError {
  readonly kind: FileErrorKind;
  /** A short heading: “Empty”. */
  readonly title: string;
  /** What happened, and what the analyst can do. */
  readonly message: string;
}

/** What one file of an import came to, or one member of a container. */
export interface FileOutcome {
  /** Of a member: the container's path, ` › `, and the member's place in it. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** `merged`: new, and a capture of an article that is there already. `opened`: a container, read to its end; its members have outcomes of their own and came before it. `needs-mapping`: a table, kept and not read. */
  readonly result: 'new' | 'merged' | 'known' | 'failed' | 'opened' | 'needs-mapping';
  /** For a container: how many members have an outcome. */
  readonly members?: number;
  /** For a table: its shape, which a mapping is remembered by, and its columns. */
  readonly table?: { readonly shape: string; readonly columns: readonly string[] };
  readonly source?: SourceId;
  /** The captures' own ids; see `Capture.id`. */
  readonly articles: readonly ArticleId[];
  readonly comments: number;
  /** How many of its articles were there already, and got another capture by it. */
  readonly knownArticles?: number;
  /** Those of its comments that other captures had shown already. */
  readonly knownComments?: number;
  readonly layout?: string;
  readonly layoutReason?: string;
  readonly encoding?: Encoding;
  readonly coverage?: CoverageTotals;
  readonly warnings: readonly Warning[];
  readonly error?: FileError;
}

/** The analyst's word that two captures are not of the same article; `id` is their ids in order, parted by a blank. */
export interface Parting {
  readonly id: string;
  readonly captures: readonly [ArticleId, ArticleId];
  readonly at: string;
}

/** The analyst's word on what a range of a source is, against the parser's; it survives reading the source anew. Later ones win where they overlap. */
export interface Correction {
  readonly bytes: ByteRange;
  readonly class: Exclude<CoverageClass, 'blank'>;
  /** For `article`: what kind of block; `paragraph` where absent. */
  readonly kind?: BlockKind;
}
