/**
 * Rows of many words as they are stored. As records, a comment says its article, its source and the names of all its fields, its own words once more beside
 * all its words, and a text takes two bytes a character for a single curly quote in it. Here a record is a list of values in a fixed order without what others
 * of its row say, all in JSON, in UTF-8. It comes back as it was, but for the order of its fields.
 */
import type { ArticleId, ArticleText, Block, Comment, CommentId, Quote, ReplyReference, SourceId } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import type { CommentRow, PackedCommentRow, PackedTextRow } from './schema.ts';

const UTF8 = new TextEncoder();
const AS_TEXT = new TextDecoder();

/** The comment of an article by its key with the point before it (`.12`), any other id whole. */
type ShortId = string;

type Stored<T extends { readonly comment?: CommentId }> = Omit<T, 'comment' | 'candidates'> & {
  readonly comment?: ShortId;
  readonly candidates?: readonly ShortId[];
};
type StoredReply = Stored<ReplyReference>;
/** Without its text where the characters it names are that. */
interface StoredQuote {
  readonly text?: string;
  readonly chars: Quote['chars'];
  readonly of?: { readonly comment: ShortId; readonly chars: Quote['chars'] } | { readonly block: number; readonly chars: Quote['chars'] };
}

/** Fields that most comments lack; also those of a later day. */
type RareCommentFields = Omit<
  Comment,
  'id' | 'article' | 'number' | 'position' | 'author' | 'posted' | 'rating' | 'text' | 'own' | 'quotes' | 'replyTo' | 'evidence'
>;
type RareBlockFields = Omit<Block, 'kind' | 'text' | 'evidence'>;

/** What is absent is null, or cut off at the end. */
type StoredComment = readonly [
  number: number | null,
  position: number,
  from: number,
  size: number,
  rating: number | null,
  author: string | null,
  posted: string | null,
  at: string | null,
  text: string,
  /** Null where all words are its own; a number: so many UTF-16 units at the end of the text. */
  own?: string | number | null,
  replyTo?: readonly StoredReply[] | null,
  quotes?: readonly StoredQuote[] | null,
  /** Absent where the number is the key. */
  id?: ShortId | null,
  /** Index among the row's sources; absent for the first. */
  source?: number | null,
  rare?: RareCommentFields | null,
];

type StoredBlock = readonly [kind: Block['kind'], from: number, size: number, text: string, source?: number | null, rare?: RareBlockFields | null];

type StoredRow<T> = readonly [sources: readonly SourceId[], records: readonly T[]];

/** A row of comments as it is stored. */
export function packCommentRow({ article, page, comments }: CommentRow): PackedCommentRow {
  const sources = new Sources();
  const prefix = commentIdOf(article, '').slice(0, -1);
  const short = (id: CommentId): ShortId => (id.startsWith(`${prefix}.`) ? id.slice(prefix.length) : id);
  const records = comments.map((comment): readonly unknown[] => {
    const { id, article: _article, number, position, author, posted, rating, text, own, quotes, replyTo, evidence, ...rare } = comment;
    const [from, to] = evidence.bytes;
    return withoutEnd([
      number,
      position,
      from,
      to - from,
      rating,
      author,
      posted?.text,
      posted?.at,
      text,
      own === text ? undefined : text.endsWith(own) ? own.length : own,
      filled(replyTo.map((reply) => storedReply(reply, short))),
      filled(quotes.map((quote) => storedQuote(quote, text, short))),
      number !== undefined && id === commentIdOf(article, String(number)) ? undefined : short(id),
      sources.place(evidence.source),
      Object.keys(rare).length === 0 ? undefined : rare,
    ]);
  });
  return { article, page, packed: inBytes([sources.all, records]) };
}

/** Undoes `packCommentRow`. */
export function unpackCommentRow({ article, page, packed }: PackedCommentRow): CommentRow {
  const [sources, records]: StoredRow<StoredComment> = JSON.parse(AS_TEXT.decode(packed));
  const comments = records.map((record): Comment => {
    const [number, position, from, size, rating, author, posted, at, text, own, replyTo, quotes, id, source, rare] = record;
    return {
      id: typeof id === 'string' ? longId(id, article) : commentIdOf(article, String(number)),
      article,
      ...(number !== null && { number }),
      position,
      ...(author !== null && { author }),
      ...(posted !== null && { posted: { text: posted, ...(at !== null && { at }) } }),
      ...(rating !== null && { rating }),
      text,
      own: typeof own === 'string' ? own : typeof own === 'number' ? text.slice(text.length - own) : text,
      quotes: quotes?.map((quote) => quoteOf(quote, text, article)) ?? [],
      replyTo: replyTo?.map((reply) => replyOf(reply, article)) ?? [],
      ...rare,
      evidence: { source: sourceAt(sources, source), bytes: [from, from + size] },
    };
  });
  return { article, page, comments };
}

/** The text of an article as it is stored. */
export function packTextRow({ id, blocks }: ArticleText): PackedTextRow {
  const sources = new Sources();
  const records = blocks.map(({ kind, text, evidence, ...rare }): readonly unknown[] => {
    const [from, to] = evidence.bytes;
    return withoutEnd([kind, from, to - from, text, sources.place(evidence.source), Object.keys(rare).length === 0 ? undefined : rare]);
  });
  return { id, packed: inBytes([sources.all, records]) };
}

/** Undoes `packTextRow`. */
export function unpackTextRow({ id, packed }: PackedTextRow): ArticleText {
  const [sources, records]: StoredRow<StoredBlock> = JSON.parse(AS_TEXT.decode(packed));
  const blocks = records.map(
    ([kind, from, size, text, source, rare]): Block => ({
      kind,
      text,
      ...rare,
      evidence: { source: sourceAt(sources, source), bytes: [from, from + size] },
    }),
  );
  return { id, blocks };
}

/** The sources of a row, in the order they are met. */
class Sources {
  readonly all: SourceId[] = [];

  /** Undefined for the first. */
  place(source: SourceId): number | undefined {
    const known = this.all.indexOf(source);
    const place = known < 0 ? this.all.push(source) - 1 : known;
    return place === 0 ? undefined : place;
  }
}

function sourceAt(sources: readonly SourceId[], place: number | null | undefined): SourceId {
  const source = sources[place ?? 0];
  if (source === undefined) throw new Error('a stored record names a source that its row does not have');
  return source;
}

function storedReply({ comment, candidates, ...reply }: ReplyReference, short: (id: CommentId) => ShortId): StoredReply {
  return { ...reply, ...(comment !== undefined && { comment: short(comment) }), ...(candidates && { candidates: candidates.map(short) }) };
}

function replyOf({ comment, candidates, ...reply }: StoredReply, article: ArticleId): ReplyReference {
  return {
    ...reply,
    ...(comment !== undefined && { comment: longId(comment, article) }),
    ...(candidates && { candidates: candidates.map((id) => longId(id, article)) }),
  };
}

function storedQuote({ text, chars, of, ...quote }: Quote, whole: string, short: (id: CommentId) => ShortId): StoredQuote {
  return {
    ...quote,
    // code points are units where none of them takes two: most texts
    ...(text !== whole.slice(chars[0], chars[1]) && { text }),
    chars,
    ...(of && { of: 'comment' in of ? { ...of, comment: short(of.comment) } : of }),
  };
}

function quoteOf({ text, chars, of, ...quote }: StoredQuote, whole: string, article: ArticleId): Quote {
  return {
    ...quote,
    text: text ?? whole.slice(chars[0], chars[1]),
    chars,
    ...(of && { of: 'comment' in of ? { ...of, comment: longId(of.comment, article) } : of }),
  };
}

function longId(id: ShortId, article: ArticleId): CommentId {
  return id.startsWith('.') ? commentIdOf(article, id.slice(1)) : `c${id.slice(1)}`;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Without what is absent at the end. */
function withoutEnd(values: unknown[]): readonly unknown[] {
  while (values.length > 0 && values[values.length - 1] === undefined) values.pop();
  return values;
}

function inBytes(row: StoredRow<readonly unknown[]>): Uint8Array<ArrayBuffer> {
  return UTF8.encode(JSON.stringify(row));
}
