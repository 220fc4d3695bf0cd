import type { StatedTime } from '../../records.ts';
import { isoOf } from '../../text/times.ts';
import { type Line, textOf } from '../lines.ts';
import type { PageBuilder } from '../page-builder.ts';
import * as phrase from './phrases.ts';

/** What the comments' part says about itself. */
export interface CommentsHead {
  readonly closed: boolean;
  readonly stated?: number;
  readonly page?: { readonly current: number; readonly of: number };
}

/** A record being read. */
interface Draft {
  readonly head: Line;
  /** First line of its evidence: the rating above it, where there is one. */
  readonly first: Line;
  readonly number: number;
  readonly indent: number;
  readonly rating?: number;
  readonly author?: string;
  readonly posted?: StatedTime;
  /** Author and time lines. */
  readonly meta: readonly Line[];
  readonly text: Line[];
}

const numberOf = (digits: string): number => Number(digits.replace(/,/g, ''));
const ratingOf = (text: string): number => Number(text.replace(/[−–]/, '-'));
const isTime = (text: string): boolean => text.length < 60 && (phrase.POSTED.test(text) || phrase.AGO.test(text));

function statedTime(text: string): StatedTime {
  const at = isoOf(text);
  return at === undefined ? { text } : { text, at };
}

/**
 * Where the comments begin, or `lines.length`: at the comments head, the closing notice, or the first record. A bare `Comments` counts only when
 * something of the kind follows soon.
 */
export function findCommentsStart(lines: readonly Line[]): number {
  for (const [i, { text }] of lines.entries()) {
    if (text.length > phrase.PHRASE) continue;
    if (phrase.COMMENTS_START.test(text) || phrase.RATE_THIS.test(text) || isRecordHead(lines, i)) {
      const rated = i > 0 && phrase.RATING.test(lines[i - 1]?.text ?? '') && lines[i]?.gap === 0;
      const before = rated ? i - 1 : i;
      return phrase.COMMENTS_HEAD.test(lines[before - 1]?.text ?? '') ? before - 1 : before;
    }
    const next = lines.slice(i + 1, i + 6).map((line) => line.text);
    if (phrase.COMMENTS_SHOWN.test(text) && next.some((line) => phrase.COMMENT_NUMBER.test(line) || phrase.RATE_THIS.test(line))) return i;
    if (phrase.COMMENTS_HEAD.test(text) && next.some((line) => isCommentsPart(line))) return i;
  }
  return lines.length;
}

function isCommentsPart(text: string): boolean {
  return (
    phrase.ALL_COMMENTS.test(text) ||
    phrase.EDITORS_PICKS.test(text) ||
    phrase.COMMENTS_SHOWN.test(text) ||
    phrase.COMMENT_PAGE.test(text) ||
    /^(?:Add your comment|Sign in (?:with|to|or) .*|Jump to comments pagination|This entry is now closed for comments.*)$/.test(text)
  );
}

/** `Comment number 12.`, `Comment number 12. Ann` over a time, or `12. Ann` over a time. */
function isRecordHead(lines: readonly Line[], i: number): boolean {
  const text = lines[i]?.text ?? '';
  if (text.length > 120) return false;
  const numbered = phrase.COMMENT_NUMBER.exec(text);
  if (numbered) return numbered[2] === undefined || isTimeBelow(lines, i);
  return phrase.BARE_NUMBER.test(text) && isTimeBelow(lines, i);
}

function isTimeBelow(lines: readonly Line[], i: number): boolean {
  const below = lines[i + 1];
  return below !== undefined && below.gap === 0 && phrase.POSTED.test(below.text);
}

/** Reads the comments' part of a page, all of whose lines it claims; lines after the last record are furniture. */
export function readComments(lines: readonly Line[], builder: PageBuilder): CommentsHead {
  return new CommentsReader(lines, builder).read();
}

class CommentsReader {
  #draft: Draft | undefined;
  /** A rating met since the last record began, and whether `rate this` was. */
  #rating: Line | undefined;
  #announced = false;
  #closed = false;
  #all: number | undefined;
  #shown: readonly [number, number] | undefined;
  #page: CommentsHead['page'];
  #picks = false;
  #ordered = false;
  readonly #seen = new Map<number, string>();
  /** Records on this page follow `rate this`, so that a `Comment number 12.` without it is somebody's words. */
  readonly #allAnnounced: boolean;

  constructor(
    readonly lines: readonly Line[],
    readonly builder: PageBuilder,
  ) {
    let rated = 0;
    let numbered = 0;
    for (const [i, { text }] of lines.entries()) {
      if (text.length > phrase.PHRASE) continue;
      if (phrase.RATE_THIS.test(text) && !phrase.RATE_THIS.test(lines[i - 1]?.text ?? '')) rated++;
      if (phrase.COMMENT_NUMBER.test(text)) numbered++;
    }
    this.#allAnnounced = numbered > 0 && rated >= numbered * 0.8;
  }

  read(): CommentsHead {
    for (let i = 0; i < this.lines.length; ) i += this.#line(i);
    this.#finish();
    this.#checkShown();
    const stated = this.#all ?? this.#shown?.[1];
    return { closed: this.#closed, ...(stated === undefined ? {} : { stated }), ...(this.#page ? { page: this.#page } : {}) };
  }

  /** Takes the line at `i` and gives how many lines it took. */
  #line(i: number): number {
    const line = this.lines[i];
    if (!line) return 1;
    const short = line.text.length <= phrase.PHRASE;
    const inside = this.#draft !== undefined && line.indent >= this.#draft.indent;
    if (short && isRecordHead(this.lines, i) && (!this.#allAnnounced || this.#announced)) return this.#start(i);
    if (short && this.#isBoundary(line, inside)) {
      this.#finish();
      this.#note(line);
      return 1;
    }
    if (this.#draft && inside) {
      this.#draft.text.push(line);
      return 1;
    }
    this.#finish();
    this.#note(line);
    return 1;
  }

  /** Whether a line ends the record before it. Inside an indented record only its own buttons do: anything may stand in a comment. */
  #isBoundary(line: Line, inside: boolean): boolean {
    const { text } = line;
    if (phrase.RATE_THIS.test(text) || phrase.REPORT_OR_LINK.test(text)) return true;
    if (inside && (this.#draft?.indent ?? 0) > 0) return false;
    const apart = line.gap > 0;
    return (
      apart &&
      (phrase.COMMENT_PAGE.test(text) ||
        phrase.COMMENTS_SHOWN.test(text) ||
        phrase.TAIL.test(text) ||
        phrase.WEAK_TAIL.test(text) ||
        phrase.COMMENTS_START.test(text))
    );
  }

  /** A line that belongs to no record: furniture, and what it tells is kept. */
  #note(line: Line): void {
    const { text } = line;
    if (text.length > phrase.PHRASE) {
      this.builder.furniture(line);
      return;
    }
    const rated = phrase.RATE_THIS.exec(text);
    const all = phrase.ALL_COMMENTS.exec(text);
    const shown = phrase.COMMENTS_SHOWN.exec(text);
    const page = phrase.COMMENT_PAGE.exec(text);
    if (rated) {
      this.#announced = true;
      if (this.#rating) this.builder.furniture(this.#rating); // full text has it twice
      this.#rating = rated[1] === undefined ? undefined : line;
      if (this.#rating) return;
    } else if (phrase.RATING.test(text) && this.#announced) {
      if (this.#rating) this.builder.furniture(this.#rating);
      this.#rating = line;
      return;
    } else if (phrase.COMMENTS_CLOSED.test(text)) this.#closed = true;
    else if (phrase.EDITORS_PICKS.test(text)) this.#picks = true;
    else if (phrase.ORDER_BY.test(text)) this.#ordered = true;
    else if (all) this.#all = numberOf(all[1] ?? '');
    else if (shown) this.#shown = [numberOf(shown[1] ?? ''), numberOf(shown[2] ?? '')];
    else if (page && !this.#page) this.#page = { current: Number(page[1]), of: Number(page[2]) };
    this.builder.furniture(line);
  }

  #start(i: number): number {
    const head = this.lines[i];
    if (!head) return 1;
    const flat = !this.#announced;
    // Hand-cleaned: the rating stands on the line above the head, where the text of the record before it would go on.
    const above = flat && head.gap === 0 ? this.#takeRatingAbove() : undefined;
    const match = phrase.COMMENT_NUMBER.exec(head.text) ?? phrase.BARE_NUMBER.exec(head.text);
    this.#finish();
    const ratingLine = above ?? this.#rating;
    // Evidence reaches up to the rating only when nothing else stands between.
    const reachesUp = ratingLine !== undefined && ratingLine === this.lines[i - 1];
    if (ratingLine && !reachesUp) this.builder.furniture(ratingLine);
    const rating = ratingLine && (phrase.RATE_THIS.exec(ratingLine.text)?.[1] ?? ratingLine.text);
    const { author, time, meta } = this.#authorAndTime(i, match?.[2]);
    this.#draft = {
      head,
      first: reachesUp && ratingLine ? ratingLine : head,
      number: Number(match?.[1]),
      indent: head.indent,
      ...(rating === undefined ? {} : { rating: ratingOf(rating) }),
      ...(author === undefined ? {} : { author }),
      ...(time === undefined ? {} : { posted: statedTime(time) }),
      meta,
      text: [],
    };
    this.#rating = undefined;
    this.#announced = false;
    return 1 + meta.length;
  }

  #takeRatingAbove(): Line | undefined {
    const text = this.#draft?.text;
    const last = text?.at(-1);
    if (text && last && last.gap > 0 && /^[+\-−–]\d|^0$/.test(last.text) && phrase.RATING.test(last.text)) return text.pop();
    const pending = this.#rating;
    if (pending || this.#draft) return pending;
    return undefined;
  }

  /** In full text the author and the time follow the number, the time right under the author; a time on its own is somebody's words unless it is a full date. */
  #authorAndTime(i: number, named: string | undefined): { author?: string; time?: string; meta: Line[] } {
    const first = this.lines[i + 1];
    const second = this.lines[i + 2];
    const author = named?.trim();
    if (first && first.gap === 0 && isTime(first.text)) return { ...(author ? { author } : {}), time: first.text, meta: [first] };
    if (author !== undefined) return { author, meta: [] };
    if (first && second && second.gap === 0 && isTime(second.text) && first.text.length <= 80 && !phrase.RATE_THIS.test(first.text)) {
      return { author: first.text, time: second.text, meta: [first, second] };
    }
    return { meta: [] };
  }

  #finish(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (!draft) return;
    const text = textOf(draft.text);
    const last = draft.text.at(-1) ?? draft.meta.at(-1) ?? draft.head;
    const before = this.#seen.get(draft.number);
    if (before !== undefined) {
      this.builder.warn('duplicate-number', `Comment ${draft.number} is on the page twice.`, { from: draft.first.from, to: last.to });
      if (before === text) {
        this.builder.furniture({ ...draft.first, to: last.to });
        return;
      }
    }
    this.#seen.set(draft.number, text);
    const { number, author, posted, rating } = draft;
    const editorsPick = this.#picks && !this.#ordered ? (true as const) : undefined;
    this.builder.comment({ from: draft.first.from, to: last.to, text, number, author, posted, rating, editorsPick });
  }

  /** `Comments 5 of 11` says how many are shown: fewer read than that is worth a look. */
  #checkShown(): void {
    const read = this.builder.commentsFound.length;
    if (this.#rating) this.builder.furniture(this.#rating);
    if (this.#shown && this.#shown[0] !== read) this.builder.warn('count-differs', `The page says it shows ${this.#shown[0]} comments; ${read} were read.`);
    if (this.#shown && this.#all !== undefined && this.#shown[1] !== this.#all) {
      this.builder.warn('count-differs', `The page states ${this.#all} comments in all, and also ${this.#shown[1]}.`);
    }
  }
}
