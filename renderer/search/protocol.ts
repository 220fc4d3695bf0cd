/** What the window and its search worker say to each other. */
import type { Failure } from '../../corpus/errors.ts';
import type {
  Answer,
  AsOf,
  Concordance,
  ConcordanceRequest,
  ConcordanceRow,
  Facet,
  FoundCounts,
  Keywords,
  KnownNames,
  ListOrder,
  SearchResult,
  TagTimeline,
  Timeline,
  TimeStep,
  WholeConcordance,
} from './client.ts';
import { articleList, commentList, type FoundList, type IdTable } from './id-list.ts';
import { Ids } from './index/ids.ts';

/** What is asked, by kind of question. */
interface Asked {
  readonly search: { readonly query: string; readonly order: ListOrder; readonly asOf: AsOf };
  /** All of what was found, in order, by the number of the search. */
  readonly whole: { readonly search: number };
  readonly facets: { readonly query: string; readonly asOf: AsOf };
  readonly names: Readonly<Record<never, never>>;
  readonly counts: { readonly queries: readonly string[] };
  readonly timeline: { readonly query: string; readonly step: TimeStep };
  readonly tagTimeline: { readonly query: string; readonly step: TimeStep };
  readonly keywords: { readonly query: string; readonly of: Keywords['of'] };
  readonly concordance: ConcordanceRequest;
  readonly wholeConcordance: ConcordanceRequest;
  /** Rows of the concordance that was asked for with the request of this number. */
  readonly rows: { readonly concordance: number; readonly from: number; readonly to: number };
}

/** What answers it. */
export interface Answered {
  readonly search: Answer<PackedResult>;
  readonly whole: PackedResult;
  readonly facets: Answer<readonly Facet[]>;
  readonly names: KnownNames;
  readonly counts: readonly (FoundCounts | undefined)[];
  readonly timeline: Answer<Timeline>;
  readonly tagTimeline: Answer<TagTimeline>;
  readonly keywords: Answer<Keywords>;
  readonly concordance: Answer<Pick<Concordance, 'length' | 'cut'>>;
  readonly wholeConcordance: Answer<WholeConcordance>;
  readonly rows: readonly ConcordanceRow[];
}

export type Question = keyof Asked;

/** A newer request of a kind makes the worker give up the older; only rows stand beside each other. */
export type SearchRequest<Q extends Question = Question> = { readonly [K in Q]: { readonly id: number; readonly kind: K; readonly asked: Asked[K] } }[Q];

export type AnswerReply<Q extends Question = Question> = { readonly [K in Q]: { readonly id: number; readonly kind: K; readonly answer: Answered[K] } }[Q];
export type FailureReply = { readonly id: number; readonly kind: Question; readonly failure: Failure };
/** The worker hears what it is asked; with the number of the ping. */
export interface PongReply {
  readonly id: number;
  readonly kind: 'pong';
}
export type SearchReply = AnswerReply | FailureReply | PongReply;

/** Answered at once, whatever else is going on: whoever does not is no longer there. */
export interface Ping {
  readonly id: number;
  readonly kind: 'ping';
}

/** Names of a segment. */
export interface PackedTable {
  readonly segment: number;
  readonly starts: Uint32Array<ArrayBuffer>;
  /** See `Ids`. */
  readonly ids: Uint8Array<ArrayBuffer>;
}

/**
 * What was found, as numbers of documents. Their names come once a segment: the window keeps those it has for as long as `parts` names
 * their segment, in every answer that comes, whether anybody waits for it or not.
 */
export interface PackedResult extends Omit<SearchResult, 'articles' | 'comments' | 'whole'> {
  readonly articles: FoundList;
  readonly comments: FoundList;
  /** The segments of the snapshot, by a number of the worker's; ascending by base. */
  readonly parts: readonly { readonly segment: number; readonly base: number }[];
  /** Names of those the window does not have yet. */
  readonly tables: readonly PackedTable[];
}

/** The segments' names as one window has them. */
export type IdTables = Map<number, IdTable>;

/** Takes in the names that come with an answer, and lets those go that it has no more use for. */
export function takeTables(known: IdTables, { parts, tables }: PackedResult): void {
  for (const { segment, starts, ids } of tables) known.set(segment, { starts, ids: new Ids(ids, `segment ${segment}`) });
  const used = new Set(parts.map(({ segment }) => segment));
  for (const segment of [...known.keys()]) if (!used.has(segment)) known.delete(segment);
}

/** Makes the result as the window has it; ids are made when somebody asks for them. Throws RangeError where the names of a segment never came. */
export function unpacked(packed: PackedResult, known: IdTables): Omit<SearchResult, 'whole'> {
  const { articles, comments, parts, tables: _, ...rest } = packed;
  const named = parts.map(({ segment, base }) => {
    const table = known.get(segment);
    if (table === undefined) throw new RangeError(`the names of segment ${segment} have not come`);
    return { base, table };
  });
  return { ...rest, articles: articleList(articles, named), comments: commentList(comments, named) };
}

/** Whether some of it is not in order yet. */
export function isPartial({ articles, comments }: PackedResult): boolean {
  return articles.all !== undefined || comments.all !== undefined;
}

/** The part of a `Worker` the client needs. */
export interface SearchPort {
  postMessage(request: SearchRequest | Ping): void;
  addEventListener(type: 'message', listener: (event: { readonly data: SearchReply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message: string }) => void): void;
  terminate(): void;
}
