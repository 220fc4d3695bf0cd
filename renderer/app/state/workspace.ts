/** What the window shows: view state only. The data itself comes from live queries; what the analyst changes goes through `LibraryCommands`. */

import type { Failure } from '../../../corpus/errors.ts';
import type { QueryError } from '../../../corpus/query/query.ts';
import type { ArticleId, BlockKind, CommentId, Evidence, ImportId, SourceId, Span, Tag, TagId, TargetId } from '../../../corpus/records.ts';
import type { AnewRequest } from '../../anew/contract.ts';
import type { IdList, ListOrder, SearchResult } from '../../search/client.ts';
import type { ContextChoices } from '../features/context/choices.ts';
import type { ContextRows } from '../features/context/row-pages.ts';
import type { CountsChoices } from '../features/counts/choices.ts';
import type { WaitingTable } from '../features/importing/waiting.ts';
import type { Gap } from './targets.ts';

/** Ways to look at what a query finds: lists beside the reader, its words in their context, and what can be counted. */
export const RESULT_VIEWS = ['articles', 'comments', 'context', 'counts'] as const;
export type ResultView = (typeof RESULT_VIEWS)[number];

/** The middle and right of the window. `articles` and `comments` are the list beside the reader; the others take the whole width, `coding` the sidebar's too. */
export type View = ResultView | 'imports' | 'codebook' | 'ledger' | 'coding';

/** Comments coded one by one. */
export interface Coding {
  /** Frozen when the coding began. */
  readonly queue: IdList<CommentId>;
  /** Index of the comment that is coded; the queue's length once its end is passed. */
  readonly at: number;
  /** Left for later. */
  readonly skipped: ReadonlySet<CommentId>;
  /** Quoted words are unfolded. */
  readonly quotes: boolean;
  /** The list to go back to, and the query it had. */
  readonly from: 'articles' | 'comments';
  readonly draft: string;
}

export type LedgerList = 'unparsed' | 'all' | 'corrected';

type Dialog =
  | { readonly kind: 'export' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  /** The query language. */
  | { readonly kind: 'query-help' }
  | { readonly kind: 'settings' }
  /** Find or create a tag for these targets, or for a span of the only one. */
  | { readonly kind: 'tag'; readonly targets: readonly TargetId[]; readonly span?: Span }
  | { readonly kind: 'note'; readonly target: TargetId }
  /** The captures an article is made of. */
  | { readonly kind: 'captures'; readonly article: ArticleId }
  | { readonly kind: 'map-columns'; readonly table: WaitingTable }
  /** Reads sources anew and shows what would change; without a request it asks which. */
  | { readonly kind: 'anew'; readonly request?: AnewRequest }
  | { readonly kind: 'save-filter' }
  | { readonly kind: 'delete-tag'; readonly tag: Tag };

interface Toast {
  readonly text: string;
  readonly tone: 'done' | 'bad';
  /** Offers “Undo”. */
  readonly undo?: boolean;
}

export interface Workspace {
  readonly view: View;
  /** The query as typed. */
  readonly draft: string;
  /** The query the lists show: the last good one. */
  readonly query: string;
  readonly queryError?: QueryError;
  /** The search itself failed; the last good result stays. */
  readonly searchFailure?: Failure;
  readonly order: ListOrder;
  readonly result?: SearchResult;
  /** What the last search that found something answered: `result` is this, or the same once its lists are in order. Another one is another query, or another state of the library. */
  readonly answered?: SearchResult;
  /** The row the keyboard is on; what the reader shows. */
  readonly focused?: TargetId;
  /** Where that stood, once a change of the library took it off the list. */
  readonly gap?: Gap;
  /** Rows marked for bulk commands; empty means the focused one. */
  readonly selected: ReadonlySet<TargetId>;
  /** Rows that are being marked, because they are many. */
  readonly marking?: { readonly done: number; readonly of: number };
  /** The article in the reader. */
  readonly open?: ArticleId;
  /** Index of a block of the open article that the reader is still to bring into view. */
  readonly openBlock?: number;
  /** The comment in the reader that keys act on. */
  readonly openComment?: CommentId;
  /** The evidence drawer, open on a record. */
  readonly evidence?: Evidence & { readonly label: string };
  /** The import whose report is shown; absent: the latest. */
  readonly importShown?: ImportId;
  /** The source the ledger view shows; absent or gone: the one with most unparsed bytes. */
  readonly ledgerSource?: SourceId;
  /** Which sources the ledger view lists; absent: those with unparsed text. */
  readonly ledgerList?: LedgerList;
  /** The text that is selected in the ledger view's source; never empty. */
  readonly ledgerSelection?: Evidence;
  /** The kind of block that selected text becomes as article; absent: a paragraph. */
  readonly ledgerKind?: BlockKind;
  readonly codebookTag?: TagId;
  /** The query's words in their context, as last asked for, and the row the keyboard is on. */
  readonly context?: ContextRows;
  readonly contextRow?: number;
  /** How they are listed; absent: as the analyst had it last. */
  readonly contextChoices?: ContextChoices;
  readonly countsChoices?: CountsChoices;
  /** While the view is `coding`. */
  readonly coding?: Coding;
  readonly dialog?: Dialog;
  readonly toast?: Toast;
  /** The library cannot be opened, or its store has gone. */
  readonly storeFailure?: Failure;
}
