import { plainWords } from './quotes.ts';
import type { CommentId } from './records.ts';
import { foldText } from './text/fold.ts';

/** A comment before its replies are read. */
export interface UnreadComment {
  readonly id: CommentId;
  readonly position: number;
  readonly number?: number | undefined;
  readonly author?: string | undefined;
  readonly text: string;
  /** The comment it answers, where the page shows that by where it stands. */
  readonly parent?: CommentId | undefined;
  /** Who it answers, where the page's form says so. */
  readonly answers?: FormParent | undefined;
}

/** A comment that another one answers, as the page's form says; `position` is its place among the comments of the page. */
export interface FormParent {
  readonly number?: number;
  readonly author?: string;
  readonly position?: number;
  /** The page names only the author: that this comment of theirs is meant follows from where it stands. */
  readonly guessed?: true;
}

/** How much of a parent replies are compared with, in UTF-16 units: thousands may answer one comment of megabytes. */
const COMPARED = 20_000;

/** So many comments of one author are told apart; thousands may answer somebody who wrote thousands. */
const CANDIDATES = 50;

/** The comments of a page by number and author. */
export class KnownComments {
  readonly highest: number;
  readonly authors: ReadonlySet<string>;
  readonly #byId = new Map<CommentId, UnreadComment>();
  readonly #byNumber = new Map<number, UnreadComment>();
  readonly #byAuthor = new Map<string, UnreadComment[]>();
  readonly #said = new Map<UnreadComment, string>();

  constructor(readonly comments: readonly UnreadComment[]) {
    let highest = 0;
    for (const comment of comments) {
      this.#byId.set(comment.id, comment);
      if (comment.number !== undefined) {
        highest = Math.max(highest, comment.number);
        if (!this.#byNumber.has(comment.number)) this.#byNumber.set(comment.number, comment);
      }
      if (comment.author === undefined) continue;
      const author = foldText(comment.author.trim());
      const others = this.#byAuthor.get(author);
      if (others) others.push(comment);
      else this.#byAuthor.set(author, [comment]);
    }
    this.highest = highest;
    this.authors = new Set(this.#byAuthor.keys());
  }

  withId(id: CommentId | undefined): UnreadComment | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  numbered(number: number): UnreadComment | undefined {
    return this.#byNumber.get(number);
  }

  /** The comments of an author, in the order of the page, other than the one that asks; of very many, those nearest before it. */
  by(author: string, asking: UnreadComment): readonly UnreadComment[] {
    const all = this.#byAuthor.get(foldText(author.trim())) ?? [];
    if (all.length <= CANDIDATES) return all.filter((comment) => comment !== asking);
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.position ?? asking.position) < asking.position) low = middle + 1;
      else high = middle;
    }
    const end = Math.max(low, CANDIDATES);
    return all.slice(end - CANDIDATES, end).filter((comment) => comment !== asking);
  }

  /** The words of a comment that replies are compared with: many may answer one, so they are made once; see `plainWords`. */
  saidBy(comment: UnreadComment): string {
    const known = this.#said.get(comment);
    if (known !== undefined) return known;
    const said = plainWords(comment.text.slice(0, COMPARED));
    this.#said.set(comment, said);
    return said;
  }
}

/** Whether a comment stands before another by number, or may: where numbers are unknown, every other one may. */
export function isEarlier(candidate: UnreadComment, than: UnreadComment): boolean {
  if (candidate === than) return false;
  return candidate.number === undefined || than.number === undefined || candidate.number < than.number;
}
