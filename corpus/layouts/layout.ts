import type { MappingBook, SourceTable } from '../mapping/mapping.ts';
import type {
  Article,
  Block,
  ByteRange,
  Capture,
  CaptureContext,
  Comment,
  ContainerPlace,
  CoverageTotals,
  Encoding,
  LedgerRun,
  SourceId,
  Warning,
} from '../records.ts';
import type { DecodedText } from '../text/decode.ts';

/** Everything a layout may look at: the decoded text and the way back to bytes. */
export interface PageText {
  readonly source: SourceId;
  readonly name: string;
  readonly decoded: DecodedText;
  /** What is known of the capture from outside its bytes. */
  readonly context?: CaptureContext;
  /** What the columns of tables mean, as far as somebody has said. */
  readonly mappings?: MappingBook;
}

/** How well a layout fits a page. `score` 0 to 1; the highest wins, the reason is shown in the import report. */
export interface Fit {
  readonly score: number;
  readonly reason: string;
}

/** What a layout makes of a page: the article without what only the library knows, and the ranges of furniture. */
export interface ParsedPage {
  readonly article: ParsedArticle;
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  readonly furniture: readonly ByteRange[];
  readonly warnings: readonly Warning[];
  /** How its parts were found, where there is more than one way, in plain words: follows the reason of the fit in the import report. */
  readonly how?: string;
}

export type ParsedArticle = Omit<Article, 'importId' | 'addedAt' | 'unparsed' | 'captures'> & {
  readonly capture: Capture;
  /** Of an article that came by an export: all its captures, `capture` the first. */
  readonly captures?: readonly Capture[];
};

/** What a layout makes of a source that holds several articles: rows of a table, items of a feed. Blocks and comments of one row share its range. */
export interface ParsedPages {
  readonly pages: readonly Omit<ParsedPage, 'furniture' | 'warnings' | 'how'>[];
  readonly furniture: readonly ByteRange[];
  readonly warnings: readonly Warning[];
  /** For a table. */
  readonly table?: SourceTable;
}

/** A page whose form is known and not read: the source is kept, all of its text unparsed. `unread` says so, and what the analyst can do. */
export interface UnreadPage {
  readonly unread: string;
  /** `not-read` unless told. */
  readonly kind?: 'needs-mapping';
  readonly table?: SourceTable;
}

/** The words in a half-open range of UTF-16 units, in pieces with their places: paragraphs, lines. None where the range holds no text of the page. */
export type Words = (from: number, to: number) => readonly { readonly text: string; readonly from: number; readonly to: number }[];

/** A parser for a family of pages. */
export interface Layout {
  readonly id: string;
  /** For people: “BBC News, 2010-15”. */
  readonly name: string;
  detect(page: PageText): Fit;
  parse(page: PageText): ParsedPage | ParsedPages | UnreadPage;
  /** For pages whose words are not their text as it stands, but stand in markup. */
  words?(page: PageText): Words;
}

/** A source, read: what one file becomes. */
export interface ParsedSource {
  readonly id: SourceId;
  readonly name: string;
  readonly container?: ContainerPlace;
  readonly context?: CaptureContext;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly layout: string;
  readonly layoutReason: string;
  readonly parser: string;
  readonly coverage: CoverageTotals;
  readonly ledger: readonly LedgerRun[];
  readonly warnings: readonly Warning[];
  /** For a table: its columns, and how they were read. */
  readonly table?: SourceTable;
  /** One page per capture in the source; text sources have exactly one, or none where the file holds only furniture; tables and feeds have many. */
  readonly pages: readonly Omit<ParsedPage, 'furniture' | 'warnings' | 'how'>[];
}

/** What a layout made of one capture. */
export type Reading = ParsedSource['pages'][number];
