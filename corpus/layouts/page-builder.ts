import { type Claim, trimRange } from '../coverage.ts';
import { articleIdOf, commentIds, gapsBelow, identityOf, keysOf } from '../identity.ts';
import type { FormParent } from '../known-comments.ts';
import type { Block, BlockKind, Capture, Comment, CommentCount, StatedTime, Warning } from '../records.ts';
import { readReplies } from '../replies.ts';
import { guessLanguage } from '../text/language.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { resolveTime } from '../text/times.ts';
import { countWords } from '../text/words.ts';
import type { PageText, ParsedPage } from './layout.ts';
import { type Line, textOf } from './lines.ts';
import { parentsByIndent } from './nesting.ts';

/** A comment as a layout finds it, before replies and ids. */
export interface FoundComment {
  /** UTF-16 range, half-open. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly number?: number | undefined;
  readonly author?: string | undefined;
  readonly posted?: StatedTime | undefined;
  readonly rating?: number | undefined;
  readonly editorsPick?: true | undefined;
  /** Columns of blanks before it, where the page may show by them what answers what; see `parentsByIndent`. */
  readonly indent?: number | undefined;
  /** Who it answers, where the page's form says so. */
  readonly answers?: FormParent | undefined;
}

/** What a layout read of the page as a whole. */
export interface FoundArticle {
  readonly headline?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: StatedTime | undefined;
  readonly updated?: StatedTime | undefined;
  readonly byline?: string | undefined;
  readonly url?: string | undefined;
  /** BCP 47, where the page states it; else it is told from the words. */
  readonly language?: string | undefined;
  readonly commentPage?: Capture['commentPage'] | undefined;
  readonly commentsClosed?: true | undefined;
  readonly statedComments?: number | undefined;
  /** A title for lists where there is no headline; otherwise one is made from the first sentence. */
  readonly made?: string | undefined;
  /** What the source calls the article, where it says neither address nor opening. */
  readonly key?: string | undefined;
}

export interface BlockExtras {
  readonly guessed?: boolean | undefined;
  readonly box?: number | undefined;
  readonly attribution?: string | undefined;
}

/** Without the keys that are undefined: an absent field is absent. */
function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Gathers what a layout finds on a page and makes the records of it. Ranges are UTF-16 offsets of the page's text. */
export class PageBuilder {
  readonly blocks: Block[] = [];
  readonly warnings: Warning[] = [];
  readonly #claims: Claim[] = [];
  readonly #found: FoundComment[] = [];

  constructor(readonly page: PageText) {}

  /** Adds a block and gives its index. Blanks at the ends of its range are left out, those of other scripts and no-break spaces too. */
  block(kind: BlockKind, start: number, end: number, text: string, extras: BlockExtras = {}): number {
    const [from, to] = trimRange(this.page.decoded.text, start, end);
    this.#claims.push({ from, to, class: 'article' });
    const { guessed, box, attribution } = extras;
    const evidence = { source: this.page.source, bytes: this.page.decoded.bytesOf(from, to) };
    this.blocks.push(
      present({ kind, text, guessed: guessed ? (true as const) : undefined, box, attribution, repaired: repairMojibake(text), evidence }) as Block,
    );
    return this.blocks.length - 1;
  }

  /** Adds some lines as one block. */
  lines(kind: BlockKind, lines: readonly Line[], extras: BlockExtras = {}): number | undefined {
    const [first] = lines;
    const last = lines.at(-1);
    return first && last ? this.block(kind, first.from, last.to, textOf(lines), extras) : undefined;
  }

  furniture(...lines: readonly Line[]): void {
    for (const { from, to } of lines) this.#claims.push({ from, to, class: 'furniture' });
  }

  /** Claims a UTF-16 range as furniture, the blanks at its ends left out; nothing where it is all blank. */
  furnitureRange(from: number, to: number): void {
    const [start, end] = trimRange(this.page.decoded.text, from, to);
    if (start < end) this.#claims.push({ from: start, to: end, class: 'furniture' });
  }

  comment(found: FoundComment): void {
    const [from, to] = trimRange(this.page.decoded.text, found.from, found.to);
    this.#claims.push({ from, to, class: 'comment' });
    this.#found.push({ ...found, from, to });
  }

  get commentsFound(): readonly FoundComment[] {
    return this.#found;
  }

  warn(kind: Warning['kind'], message: string, at?: { from: number; to: number }): void {
    this.warnings.push(at ? { kind, message, bytes: this.page.decoded.bytesOf(at.from, at.to) } : { kind, message });
  }

  /** The page as records. `met` counts the identities of a source that holds several articles, so that twins get ids of their own. */
  build(layout: string, found: FoundArticle, met?: Map<string, number>): ParsedPage {
    const { source, decoded, context } = this.page;
    const url = found.url ?? context?.url;
    const body = this.blocks.filter((block) => block.kind === 'paragraph' || block.kind === 'standfirst' || block.kind === 'listitem');
    const opening = body.find((block) => block.text.length >= 40) ?? body[0];
    const stated = found.updated?.text ?? found.published?.text ?? found.key;
    const identity = identityOf({ url, headline: found.headline, opening: opening?.text, stated });
    const nth = (met?.get(identity) ?? 0) + 1;
    met?.set(identity, nth);
    const id = articleIdOf(nth === 1 ? identity : `${identity}\n~${nth}`, source);
    const comments = this.#comments(id);
    const numbers = comments.flatMap((comment) => comment.number ?? []);
    const commentCount = present({ captured: comments.length, stated: found.statedComments, gaps: gapsBelow(numbers) }) as CommentCount;
    const published = this.#resolved(found.published);
    const updated = this.#resolved(found.updated);
    const capture = present({
      id,
      source,
      commentPage: found.commentPage,
      commentsClosed: found.commentsClosed,
      stated: updated ?? published ?? (context?.capturedAt === undefined ? undefined : { text: context.capturedAt, at: context.capturedAt }),
      comments: comments.length,
      statedComments: found.statedComments,
    }) as Capture;
    const prose = this.blocks.filter((block) => block.kind !== 'dateline' && block.kind !== 'byline');
    const sample = [...this.blocks, ...comments].map((record) => record.text.slice(0, 5000)).slice(0, 60);
    const article = present({
      id,
      identity,
      keys: keysOf({ url, headline: found.headline, opening: opening?.text, blocks: this.blocks }),
      headline: found.headline,
      title: found.headline ?? found.made ?? madeTitle(opening?.text ?? this.blocks[0]?.text ?? comments[0]?.text ?? this.page.name),
      titleMade: found.headline === undefined ? (true as const) : undefined,
      publisher: found.publisher,
      published,
      updated,
      byline: found.byline,
      url,
      language: found.language ?? guessLanguage(sample.join('\n')),
      layout,
      commentCount,
      words: prose.reduce((sum, block) => sum + countWords(block.text), 0),
      capture,
    }) as ParsedPage['article'];
    this.#warnAbout(found, comments);
    const furniture = this.#claims.filter((claim) => claim.class === 'furniture').map((claim) => decoded.bytesOf(claim.from, claim.to));
    return { article, blocks: this.blocks, comments, furniture, warnings: this.warnings };
  }

  #comments(article: ParsedPage['article']['id']): Comment[] {
    const { source, decoded } = this.page;
    const idOf = commentIds(article);
    const parents = parentsByIndent(this.#found);
    const identified = this.#found.map((found, position) => ({ ...found, id: idOf(found), position }));
    const known = identified.map((comment) => ({ ...comment, parent: identified[parents[comment.position] ?? -1]?.id }));
    return readReplies(known, this.blocks).map(({ comment, reading }) => {
      const { number, position, author, posted, rating, text, editorsPick } = comment;
      return present({
        id: comment.id,
        article,
        number,
        position,
        author,
        posted: this.#resolved(posted),
        rating,
        text,
        own: reading.own,
        quotes: reading.quotes,
        replyTo: reading.replyTo,
        editorsPick,
        repaired: repairMojibake(text),
        evidence: { source, bytes: decoded.bytesOf(comment.from, comment.to) },
      }) as Comment;
    });
  }

  /** A relative time stands for a moment where it is known when the page was captured. */
  #resolved(time: StatedTime | undefined): StatedTime | undefined {
    const capturedAt = this.page.context?.capturedAt;
    return time === undefined || capturedAt === undefined ? time : resolveTime(time, capturedAt);
  }

  #warnAbout(found: FoundArticle, comments: readonly Comment[]): void {
    if (found.headline === undefined) this.warn('no-headline', 'No headline was found; the title is made from the first sentence.');
    const mended = [...this.blocks, ...comments].find((record) => record.repaired !== undefined);
    if (mended) {
      this.warnings.push({
        kind: 'mojibake',
        message: 'Some characters were garbled before this file was saved; a repaired reading is kept beside the text.',
        bytes: mended.evidence.bytes,
      });
    }
    const without = comments.filter((comment) => comment.number === undefined).length;
    if (without > 0 && without < comments.length) this.warn('comments-without-number', `${without} of ${comments.length} comments have no number.`);
    if (found.statedComments !== undefined && found.statedComments < comments.length) {
      this.warn('count-differs', `The page states ${found.statedComments} comments and shows ${comments.length}.`);
    }
  }
}

/** A title for lists: the first sentence, cut at a word when it is long. */
export function madeTitle(text: string): string {
  const start = text.slice(0, 400).replace(/\s+/g, ' ').trim();
  const sentence = /^.{10,}?[.!?…]["”’')]*(?=\s|$)/.exec(start)?.[0] ?? start;
  if (sentence.length <= 120) return sentence;
  const cut = sentence.slice(0, 120).replace(/[\ud800-\udbff]$/, '');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60)).trimEnd()}…`;
}
