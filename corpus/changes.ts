/** What reading a source anew would change, before anyone accepts it. */
import type { ByteRange, CoverageTotals, SourceId } from './records.ts';

/** How many records of a kind are what they were, and how many are not. */
export interface RecordCounts {
  readonly same: number;
  readonly added: number;
  readonly gone: number;
  /** Stand where they stood, and say or are something else: other words, another author, number, time or kind. */
  readonly changed: number;
}

/** One record that is not what it was. */
export interface RecordChange {
  readonly kind: 'headline' | 'block' | 'comment';
  /** Absent where it is added. */
  readonly before?: { readonly text: string; readonly bytes?: ByteRange };
  /** Absent where it is gone. */
  readonly after?: { readonly text: string; readonly bytes?: ByteRange };
  /** Other fields that differ, in words for the analyst: “author: Ann → Anne”. */
  readonly fields: readonly string[];
}

/** What reading one source anew would change. */
export interface SourceChange {
  readonly source: SourceId;
  readonly name: string;
  readonly coverage: { readonly before: CoverageTotals; readonly after: CoverageTotals };
  readonly layout: { readonly before?: string; readonly after?: string };
  /** Captures read in it. */
  readonly articles: { readonly before: number; readonly after: number };
  readonly blocks: RecordCounts;
  readonly comments: RecordCounts;
  /** At most 100, in the order of the source. */
  readonly examples: readonly RecordChange[];
  /** Tags and notes on what it holds: those that stay or follow their words, and those whose words or record would be gone and that are kept on the whole. */
  readonly marks: { readonly kept: number; readonly homeless: number };
}
