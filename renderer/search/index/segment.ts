/**
 * A segment: some articles with their comments, indexed, in one file that never changes. Its documents are numbered from 0; each article is followed by its
 * comments in list order. What has been changed or deleted since is masked from outside (see `IndexSegmentRow.gone`).
 */
import type { ArticleId } from '../../../corpus/records.ts';
import type { Lengths } from './lengths.ts';
import type { Tally } from './tally.ts';
import type { WordWalk } from './word-walk.ts';

/** The format of segment files; an index of another version is built anew. */
export const SEGMENT_VERSION = 3;

/**
 * Where a document's words stand. A field is a list of texts; no phrase reaches from one text into the next.
 * What is searched where no field is named: `Headline`, `Heading` and `Body` of an article, `Body` of a comment.
 */
export const IndexField = {
  /** Of an article: its headline. */
  Headline: 0,
  /** Of an article: a title that is not its headline, and headings in its text that say something else than the headline. */
  Heading: 1,
  /** An article's words below the headline; a comment's own words. */
  Body: 2,
  /** Of a comment: the words of its whole text that are not its own, each where it stands in it; all of them where `DocumentFlag.Whole` is set. See `own-runs.ts`. */
  Whole: 3,
  /** Of a comment: what it quotes, each quotation a text. */
  Quoted: 4,
  /** Of a comment: its author; of an article: its byline. One without any word in it, as “***”, has the word `NO_WORD`. */
  Author: 5,
} as const;
export type IndexField = (typeof IndexField)[keyof typeof IndexField];

/** Stands for what is written and has no word in it: no text has this word, and no query asks for it. */
export const NO_WORD = '';

/** Bits of `Columns.flags`. */
export const DocumentFlag = {
  /** Of comments, as `CommentMark` has them. */
  Reply: 1,
  Answered: 2,
  Quote: 4,
  /** Of a comment: its whole text is in `Whole`, for its own words are not among it in their order. */
  Whole: 8,
  /** Of articles. */
  Article: 16,
  Gaps: 32,
  Changed: 64,
  /** The kind of some block is guessed. */
  Guessed: 128,
} as const;

/** What is known of each document, one entry a document. */
export interface Columns {
  /** Bits of `DocumentFlag`. */
  readonly flags: Uint8Array;
  /** The day an article was published, else last changed, or a comment posted, as it is stated: yyyymmdd with zeros for what is not stated (20130900, 20130000); 0 where nothing is. */
  readonly day: Int32Array;
  /** The same as milliseconds since 1970, a time without offset read as UTC; NaN where it is not known. */
  readonly time: Float64Array;
  /** Words of an article's body (`Article.words`), own words of a comment (`DocumentWords.words`). */
  readonly words: Uint32Array;
  /** Words of the fields that are searched by default, by `wordsOf`: what BM25 calls the length. */
  readonly length: Uint32Array;
  /** NaN where there is none. */
  readonly rating: Float64Array;
}

/** What is known of each article beside that, one entry an article. */
export interface ArticleColumns {
  /** Indexes into the lists of names below; `NO_NAME` where there is none. */
  readonly publisher: Uint32Array;
  readonly language: Uint32Array;
  readonly layout: Uint32Array;
  readonly importId: Uint32Array;
  /** Captured comments. */
  readonly comments: Uint32Array;
  /** Bytes of its sources that nothing claimed. */
  readonly unparsed: Float64Array;
  /** When it was added: milliseconds since 1970. */
  readonly added: Float64Array;
  readonly publishers: readonly string[];
  readonly languages: readonly string[];
  readonly layouts: readonly string[];
  readonly imports: readonly string[];
}

export const NO_NAME = 0xffffffff;

/** Many short strings one after the other: UTF-8, string `i` from `offsets[i]` to `offsets[i + 1]`. */
export interface PackedStrings {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** What documents are called. */
export interface SegmentIds {
  /** All of them as they lie in the file; see `Ids`. */
  readonly packed: Uint8Array;
  /** By article. */
  readonly articles: PackedStrings;
  /** Keys of comments, as `commentKeyOf` gives them, one after the other: the comment that is document `d` of article `a` (both from 0) is key `d - a - 1`. */
  readonly keys: PackedStrings;
}

/** Documents with a term, ascending, and how often each has it. Arrays may be views of memory the segment uses again at its next call: copy what is to stay. */
export interface PostingList {
  readonly documents: Uint32Array;
  readonly counts: Uint32Array;
}

/** Reads positions of one term, document after document. */
export interface PositionCursor {
  /** Moves to the document at `index` of the posting list; gives how many positions it has: the first so many of `values`. `index` never falls from call to call. */
  move(index: number): number;
  readonly values: Uint32Array;
  /**
   * Positions in the document at `index` of the posting list, ascending: the words of a field counted from 0 through all its texts, with a gap of
   * `TEXT_GAP` between two texts. `index` never falls from call to call. A view of memory that is used again at the next call.
   */
  at(index: number): Uint32Array;
}

/** Between the last word of a text and the first of the next: more than `NEAR` can ask for. */
export const TEXT_GAP = 10_001;

/** A word of a field in a segment. */
export interface TermEntry {
  readonly term: string;
  /** Documents with it, those that are masked included. */
  readonly documents: number;
  /** Its occurrences in them. */
  readonly occurrences: number;
  list(): PostingList;
  /** The same in arrays that may be longer, for going through many: only their first `documents` entries are the list's. */
  decoded(): PostingList;
  /** Puts the list into arrays from index `to` on, its documents numbered from `base`. There must be room for `documents`. */
  listInto(into: PostingList, to: number, base: number): void;
  /** Goes through its documents and positions, unpacking no more than is asked for. It stays of use. */
  walk(): WordWalk;
  /** `list`: a copy of its list, which must stay as it is, for one that has it anyway. */
  positions(list?: PostingList): PositionCursor;
}

export interface Segment {
  readonly name: string;
  readonly articles: number;
  readonly documents: number;
  /** Of the file; of a segment in memory, about as much as it takes. */
  readonly bytes: number;
  /** Document of each article; one more entry says where the last one's comments end. */
  readonly starts: Uint32Array;
  /** Each read when first asked for: take it before a loop, not in it. */
  readonly columns: Columns;
  readonly articleColumns: ArticleColumns;
  /** What `columns.time` says of each article: read without the times of comments, of which there are many more. */
  articleTimes(): Float64Array;
  /** Read when first asked for. */
  ids(): SegmentIds;
  /** Titles by article, as lists show them; read when first asked for. */
  titles(): PackedStrings;
  /** Articles in the order of their titles, A to Z, as `Intl.Collator('en', { numeric: true, sensitivity: 'base' })` has it; read when first asked for. */
  titleOrder(): Uint32Array;
  /** Articles in the order of their ids; read when first asked for. */
  idOrder(): Uint32Array;
  /** Of comments: where their own words stand in the whole text; see `own-runs.ts`. Read when first asked for. */
  ownRuns(): Lengths;
  /** Of an article: its files, each as id and name; read when first asked for. */
  sources(article: number): readonly { readonly id: string; readonly name: string }[];
  /** Index of an article by its id; -1 where it is not in the segment. */
  indexOf(id: ArticleId): number;
  /** A word as `wordsOf` folds it. */
  term(field: IndexField, word: string): TermEntry | undefined;
  /** Words that begin so, in order; all of a field for the empty prefix. An entry is of use until the next is taken. */
  terms(field: IndexField, prefix: string): Iterable<TermEntry>;
  /** Counts the documents that have words that begin so. Throws `CuttingsError` kind `index-damaged`. */
  tally(field: IndexField, prefix: string, tally: Tally): void;
  /** Lengths of the texts of documents that have several in a field; read when first asked for. */
  textLengths(field: IndexField): Lengths;
  close(): void;
}
