/** Rows that are stored differently from how the domain speaks of them, and the names of the tables. */

import type { Reading } from '../../corpus/layouts/layout.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { Article, ArticleId, CommentRow, Correction, FileOutcome, ImportId, Source, SourceId } from '../../corpus/records.ts';

/** The version of the database this app writes; `database.ts` refuses a newer one. */
export const SCHEMA_VERSION = 6;
export const DATABASE_NAME = 'cuttings';

/** What is known of an article's comments without their words, in the order of the rows; the comment at index `i` lies on page `⌊i / 100⌋`. */
export interface CommentListRow {
  readonly article: ArticleId;
  /** The comments' ids after the point; see `commentIdOf`. */
  readonly keys: readonly string[];
  /** One byte a comment: bits of `CommentMark`. */
  readonly marks: Uint8Array<ArrayBuffer>;
}

/** A row of comments as it lies in the database; see `words-codec.ts`. Rows of before version 6 lie there as `CommentRow`. */
export interface PackedCommentRow {
  readonly article: ArticleId;
  readonly page: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** An article's text as it lies in the database; see `words-codec.ts`. Rows of before version 6 lie there as `ArticleText`. */
export interface PackedTextRow {
  readonly id: ArticleId;
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** Bits of a comment's mark. */
export const CommentMark = {
  /** It answers something. */
  Reply: 1,
  /** Another comment of the article answers it. */
  Answered: 2,
  /** It quotes. */
  Quote: 4,
} as const;

/** An article as it is stored: with the ids of its captures, which it is found by. */
export interface ArticleRow extends Article {
  readonly captureIds: readonly ArticleId[];
}

/** What one capture of an article with several reads as; of a lone one the article itself says it. */
export interface ReadingRow {
  /** The capture's. */
  readonly id: ArticleId;
  readonly article: ArticleId;
  readonly reading: Reading;
}

/** A source as it is stored: with the ids of the captures that were read in it. */
export interface SourceRow extends Source {
  readonly captureIds: readonly ArticleId[];
}

/** What the analyst said that ranges of a source are; a source nobody corrected has no row. */
export interface CorrectionsRow {
  readonly source: SourceId;
  readonly corrections: readonly Correction[];
}

export interface SourceBytesRow {
  readonly id: SourceId;
  /** gzip of the file's bytes. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** Outcomes of one batch; key `[importId+seq]`. */
export interface ImportOutcomeRow {
  readonly importId: ImportId;
  readonly seq: number;
  readonly outcomes: readonly FileOutcome[];
}

/** Planned paths, at most 1,000 a row; key `[importId+seq]`. */
export interface ImportPlanRow {
  readonly importId: ImportId;
  readonly seq: number;
  readonly paths: readonly string[];
}

/** What the columns of tables of one shape mean. */
export interface MappingRow {
  readonly shape: string;
  readonly mapping: Mapping;
  /** ISO 8601, UTC: when it was last given. */
  readonly at: string;
}

/** Running totals, kept in the same transaction as what they count. */
export interface TotalsRow {
  readonly key: 'totals';
  readonly sources: number;
  readonly bytes: number;
  readonly articles: number;
  readonly comments: number;
  /** Sources with unparsed bytes. */
  readonly unparsedSources: number;
}

export type { CommentRow };
