import { commentIds } from './identity.ts';
import type { Reading } from './layouts/layout.ts';
import type { ArticleId, Block, Comment, CommentId, ReplyReference, Sighting } from './records.ts';
import { readReplies } from './replies.ts';
import { pairReworded, type Rewordable } from './reworded.ts';
import { foldText } from './text/fold.ts';
import { vanishedFrom } from './vanished.ts';

/** A comment as one reading shows it; `reading` is its place in the order of captures. */
interface Seen {
  readonly comment: Comment;
  readonly reading: number;
}

const squashed = (text: string): string => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
const folded = (text: string): string => foldText(squashed(text));

/** What is known of one comment while readings are gone through. */
class Thread {
  readonly seen: Seen[] = [];
  number: number | undefined;
  author: string | undefined;
  /** The page of the list that showed it last, where known. */
  page: number | undefined;

  add(comment: Comment, reading: number): void {
    this.seen.push({ comment, reading });
    this.number ??= comment.number;
    if (comment.author !== undefined) this.author ??= folded(comment.author);
  }

  get shownIn(): number {
    return this.seen.at(-1)?.reading ?? -1;
  }
}

/** Threads by number and by text. */
class Threads {
  readonly all: Thread[] = [];
  readonly #byNumber = new Map<number, Thread[]>();
  readonly #byText = new Map<string, Thread[]>();

  /** Adds the comments of one reading: each to the thread that has its number or its words, then those without a number to one of their author’s that was reworded. */
  addAll(comments: readonly Comment[], reading: number, page: number | undefined): void {
    const left = comments.filter((comment) => {
      const thread = this.#find(comment, folded(comment.text), reading);
      if (thread) this.#put(thread, comment, reading, page);
      return thread === undefined;
    });
    const reworded = this.#reworded(left, reading, page);
    for (const comment of left) this.#put(reworded.get(comment) ?? this.#open(), comment, reading, page);
  }

  #put(thread: Thread, comment: Comment, reading: number, page: number | undefined): void {
    thread.add(comment, reading);
    thread.page = page;
    keep(this.#byText, folded(comment.text), thread);
    if (comment.number !== undefined) keep(this.#byNumber, comment.number, thread);
  }

  #reworded(comments: readonly Comment[], reading: number, page: number | undefined): ReadonlyMap<Comment, Thread> {
    const unnumbered = comments.filter(({ number, author }) => number === undefined && author !== undefined);
    const authors = new Set(unnumbered.map(({ author = '' }) => folded(author)));
    const free = ({ number, author, shownIn }: Thread): boolean => number === undefined && author !== undefined && authors.has(author) && shownIn !== reading;
    const threads = authors.size === 0 ? [] : this.all.filter(free);
    const pairs = pairReworded(
      unnumbered.map((comment) => rewordable(comment, page)),
      threads.map((thread) => rewordable((thread.seen.at(-1) as Seen).comment, thread.page)),
    );
    const found = new Map<Comment, Thread>();
    for (const [one, other] of pairs) {
      const [comment, thread] = [unnumbered[one], threads[other]];
      if (comment && thread) found.set(comment, thread);
    }
    return found;
  }

  #open(): Thread {
    const thread = new Thread();
    this.all.push(thread);
    return thread;
  }

  #find(comment: Comment, text: string, reading: number): Thread | undefined {
    const author = comment.author === undefined ? undefined : folded(comment.author);
    // two comments of one page are never the same
    const free = (thread: Thread): boolean => thread.shownIn !== reading;
    const sameAuthor = (thread: Thread): boolean => author === undefined || thread.author === undefined || author === thread.author;
    if (comment.number !== undefined) {
      const numbered = (this.#byNumber.get(comment.number) ?? []).filter(free);
      const found = numbered.find(sameAuthor) ?? numbered.find((thread) => thread.seen.some((seen) => alike(folded(seen.comment.text), text)));
      if (found) return found;
    }
    const said = (this.#byText.get(text) ?? []).filter((thread) => free(thread) && sameAuthor(thread));
    return said.find((thread) => thread.number === undefined || comment.number === undefined);
  }
}

function rewordable({ author = '', text, posted }: Comment, page: number | undefined): Rewordable {
  return { author: folded(author), text: folded(text), posted, page };
}

function keep<K>(map: Map<K, Thread[]>, key: K, thread: Thread): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [thread]);
  else if (!known.includes(thread)) known.push(thread);
}

/** Whether most words of the shorter text stand in the other. */
function alike(a: string, b: string): boolean {
  const [one, other] = [new Set(a.split(' ')), new Set(b.split(' '))];
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared * 2 > Math.min(one.size, other.size);
}

interface MergedComments {
  readonly comments: readonly Comment[];
  /** Every id a reading gave, and the id its comment has now. */
  readonly targets: ReadonlyMap<CommentId, CommentId>;
  /** Comments whose words differ between captures, and those that a later capture no longer shows. */
  readonly changes: { readonly comments: number; readonly vanished: number };
}

/** The comments of readings that are in the order of captures, as those of one article. */
export function mergeComments(readings: readonly Reading[], article: ArticleId, blocks: readonly Block[]): MergedComments {
  const threads = new Threads();
  for (const [at, reading] of readings.entries()) threads.addAll(reading.comments, at, reading.article.capture.commentPage?.current);
  const idOf = commentIds(article);
  const targets = new Map<CommentId, CommentId>();
  const merged = threads.all.map((thread) => {
    const [fullest, ...others] = [...thread.seen].sort((a, b) => fuller(a, b, readings)) as [Seen, ...Seen[]];
    const id = idOf({ ...fullest.comment, number: thread.number });
    for (const { comment } of thread.seen) targets.set(comment.id, id);
    return { thread, fullest, others: others.sort((a, b) => a.reading - b.reading), id };
  });
  merged.sort((a, b) => byPlace(a.thread.seen[0] as Seen, b.thread.seen[0] as Seen, readings));
  const places = new Map(merged.map(({ id }, position) => [id, position]));
  const lost = vanishedFrom(
    readings,
    merged.map(({ thread }) => thread.seen),
  );
  const records = merged.map(({ thread, fullest, others, id }, position): Comment => {
    const sightings = others.map(({ comment }) => sightingOf(comment, fullest.comment));
    const gone = lost[position];
    const number = thread.number === undefined ? {} : { number: thread.number };
    const { sightings: _sightings, vanishedFrom: _vanished, ...record } = fullest.comment;
    const known = [...(fullest.comment.sightings ?? []), ...sightings];
    return { ...record, id, article, ...number, position, ...(known.length > 0 && { sightings: known }), ...(gone && { vanishedFrom: gone }) };
  });
  const unread = records.map((comment, at) => ({ ...comment, ...markedParent(merged[at]?.thread.seen ?? [], targets, places) }));
  const read = readReplies(unread, blocks);
  const comments = records.map((comment, at): Comment => ({ ...comment, ...read[at]?.reading }));
  return {
    comments,
    targets,
    changes: {
      comments: comments.filter(({ sightings }) => sightings?.some(({ text }) => text !== undefined)).length,
      vanished: comments.filter((comment) => comment.vanishedFrom !== undefined).length,
    },
  };
}

/** The sighting that says most first: author, time, rating, longest text; then plain text before a web page, then the order of captures. */
function fuller(a: Seen, b: Seen, readings: readonly Reading[]): number {
  const rank = ({ comment, reading }: Seen): number[] => [
    Number(comment.author !== undefined),
    Number(comment.posted !== undefined),
    Number(comment.rating !== undefined),
    squashed(comment.text).length,
    Number(readings[reading]?.article.layout !== 'web-page'),
    -reading,
  ];
  const [left, right] = [rank(a), rank(b)];
  const at = left.findIndex((value, i) => value !== right[i]);
  return (right[at] ?? 0) - (left[at] ?? 0);
}

/** By comment page, then by capture, then by place on the page. */
function byPlace(a: Seen, b: Seen, readings: readonly Reading[]): number {
  const page = ({ reading }: Seen): number => readings[reading]?.article.capture.commentPage?.current ?? 0;
  return page(a) - page(b) || a.reading - b.reading || a.comment.position - b.comment.position;
}

function sightingOf(comment: Comment, record: Comment): Sighting {
  return {
    evidence: comment.evidence,
    ...(squashed(comment.text) !== squashed(record.text) && { text: comment.text }),
    ...(comment.rating !== undefined && comment.rating !== record.rating && { rating: comment.rating }),
  };
}

/** What the form of a page says of a comment's parent, in the words `readReplies` takes. */
function markedParent(seen: readonly Seen[], targets: ReadonlyMap<CommentId, CommentId>, places: ReadonlyMap<CommentId, number>) {
  const edge = seen.flatMap(({ comment }) => comment.replyTo).find(({ method }): boolean => method === 'markup');
  if (edge === undefined) return {};
  const parent = edge.comment && targets.get(edge.comment);
  return parent !== undefined && edge.confidence < 1 ? { parent } : { answers: { ...namedBy(edge), ...placeOf(parent, places) } };
}

function namedBy({ number, author }: ReplyReference) {
  return { ...(number !== undefined && { number }), ...(author !== undefined && { author }) };
}

function placeOf(parent: CommentId | undefined, places: ReadonlyMap<CommentId, number>) {
  const position = parent === undefined ? undefined : places.get(parent);
  return position === undefined ? {} : { position };
}
