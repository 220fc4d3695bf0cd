/** Lists of what was found, in every order there is. */
import { assertNever } from '../../../corpus/assert.ts';
import type { Query } from '../../../corpus/query/query.ts';
import type { ListOrder } from '../client.ts';
import type { Segment } from '../index/segment.ts';
import { countBits, countBoth, hasBit } from './bits.ts';
import { ofParts } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';
import { startsOf } from './facet-columns.ts';
import type { HitsOfSnapshot } from './hits.ts';
import type { Marks } from './marks.ts';
import { addScores } from './scores.ts';
import { firstByKey, sortedByKey, type Unsorted } from './sorting.ts';
import { compareIds, type TitleOrder } from './titles.ts';

export interface Ordered {
  readonly articles: Uint32Array<ArrayBuffer>;
  readonly comments: Uint32Array<ArrayBuffer>;
}

/** Documents in order; where there is `unsorted`, they are still to be sorted so. Nobody else has these arrays. */
export interface Listing {
  readonly documents: Uint32Array<ArrayBuffer>;
  readonly unsorted?: Unsorted;
}

/** Documents whose order is told at once, whatever comes after them. */
const FIRST = 200;
/** As many are sorted about as fast as the first of them are found. */
const SOON_SORTED = 4_000;

/** Orders articles have of their own; in any other they stand as for `published`. */
type ArticleOrder = 'published' | 'imported' | 'comments' | 'length' | 'title' | 'coverage';
/** Orders comments have of their own, by what is known of each. */
type CommentOrder = 'posted' | 'rating' | 'length';

/** From so many comments on, all of the library are put in order, once, instead of those that were found. */
const MANY = 50_000;

/** Orders of one snapshot, made when first asked for. Articles are numbered through all segments: their ordinals. */
export class OrdersOfSnapshot {
  /** Document of each article; one more entry says where the last one's comments end. */
  readonly #starts: Uint32Array;
  /** Of each document, while a query is answered. */
  #scores = new Float64Array(0);
  readonly #articles = new Map<ArticleOrder, Uint32Array>();
  readonly #comments = new Map<CommentOrder, Uint32Array>();

  constructor(
    readonly snapshot: Snapshot,
    readonly titles: TitleOrder,
  ) {
    this.#starts = startsOf(snapshot);
  }

  /** What was found, in order. `marks` are asked for where the order is `tagged`. */
  async ordered(query: Query, found: Bits, order: ListOrder, hits: HitsOfSnapshot, marks: () => Promise<Marks>): Promise<Ordered> {
    const { articles, comments } = await this.listed(query, found, order, hits, marks);
    return { articles: sorted(articles), comments: sorted(comments) };
  }

  /** The same; long lists need not be sorted yet beyond what comes first. */
  async listed(
    query: Query,
    found: Bits,
    order: ListOrder,
    hits: HitsOfSnapshot,
    marks: () => Promise<Marks>,
  ): Promise<{ readonly articles: Listing; readonly comments: Listing }> {
    switch (order) {
      case 'relevance': {
        const lists = { articles: this.#found(found, 'published'), comments: this.#following(found, 'published') };
        if (this.#scores.length === 0) this.#scores = new Float64Array(this.snapshot.documents);
        const scores = this.#scores;
        if (!addScores(scores, this.snapshot, query, found, hits)) return { articles: { documents: lists.articles }, comments: { documents: lists.comments } };
        return { articles: byKeys(lists.articles, (document) => scores[document] ?? 0), comments: byKeys(lists.comments, (document) => scores[document] ?? 0) };
      }
      case 'tagged': {
        const latest = new Map((await marks()).tagged.map((one) => [one.document, one.latest]));
        const key = (document: number): number => latest.get(document) ?? Number.NaN;
        return { articles: byKeys(this.#found(found, 'published'), key), comments: byKeys(this.#following(found, 'published'), key) };
      }
      case 'posted':
      case 'rating':
        return { articles: { documents: this.#found(found, 'published') }, comments: this.#byOwn(found, order) };
      case 'length':
        return { articles: { documents: this.#found(found, order) }, comments: this.#byOwn(found, order) };
      default:
        return { articles: { documents: this.#found(found, order) }, comments: { documents: this.#following(found, order) } };
    }
  }

  #found(found: Bits, order: ArticleOrder): Uint32Array<ArrayBuffer> {
    const all = this.#articleOrder(order);
    const starts = this.#starts;
    const list = new Uint32Array(countBoth(found, this.snapshot.articles));
    let count = 0;
    for (let index = 0; index < all.length; index++) {
      const document = starts[all[index] as number] as number;
      if ((((found[document >>> 5] as number) >>> (document & 31)) & 1) === 1) list[count++] = document;
    }
    return list;
  }

  /** Comments after each other as their articles. */
  #following(found: Bits, order: ArticleOrder): Uint32Array<ArrayBuffer> {
    const all = this.#articleOrder(order);
    const starts = this.#starts;
    const list = new Uint32Array(countBits(found) - countBoth(found, this.snapshot.articles));
    let count = 0;
    for (let index = 0; index < all.length; index++) {
      const ordinal = all[index] as number;
      const from = (starts[ordinal] as number) + 1;
      const end = starts[ordinal + 1] as number;
      for (let at = from >>> 5; at << 5 < end; at++) {
        let word = found[at] as number;
        if (word === 0) continue;
        const base = at << 5;
        if (base < from) word &= -1 << (from - base);
        if (end - base < 32) word &= ~(-1 << (end - base));
        for (; word !== 0; word &= word - 1) list[count++] = base + 31 - Math.clz32(word & -word);
      }
    }
    return list;
  }

  #byOwn(found: Bits, order: CommentOrder): Listing {
    const list = this.#following(found, 'published');
    if (list.length < MANY) return byKeys(list, this.#ownKey(order));
    let all = this.#comments.get(order);
    if (all === undefined) {
      all = sorted(byKeys(this.#following(this.snapshot.live, 'published'), this.#ownKey(order)));
      this.#comments.set(order, all);
    }
    let count = 0;
    for (let index = 0; index < all.length; index++) {
      const document = all[index] ?? 0;
      if (hasBit(found, document)) list[count++] = document;
    }
    return { documents: list };
  }

  #ownKey(order: CommentOrder): (document: number) => number {
    const column = ({ columns }: Segment): Float64Array | Uint32Array =>
      order === 'posted' ? columns.time : order === 'rating' ? columns.rating : columns.words;
    return ofParts(this.snapshot, column);
  }

  #articleOrder(order: ArticleOrder): Uint32Array {
    const known = this.#articles.get(order);
    if (known !== undefined) return known;
    const made = order === 'title' ? this.titles.of(this.snapshot) : this.#byNumber(order);
    this.#articles.set(order, made);
    return made;
  }

  #byNumber(order: Exclude<ArticleOrder, 'title'>): Uint32Array {
    const keys = new Float64Array(this.#starts.length - 1);
    let first = 0;
    for (const { segment } of this.snapshot.parts) {
      const { starts } = segment;
      const { column, by } = articleKeys(segment, order);
      for (let article = 0; article < segment.articles; article++) {
        keys[first + article] = column[by === 'document' ? (starts[article] as number) : article] as number;
      }
      first += segment.articles;
    }
    const byId = idOrder(this.snapshot);
    const ordered = new Float64Array(byId.length);
    for (let index = 0; index < byId.length; index++) ordered[index] = keys[byId[index] as number] as number;
    return sortedByKey(byId, ordered);
  }
}

/** What articles are put in order by: a column of theirs, or of all documents. */
function articleKeys(
  segment: Segment,
  order: Exclude<ArticleOrder, 'title'>,
): { readonly column: Float64Array | Uint32Array; readonly by: 'document' | 'article' } {
  // columns are read when they are taken
  switch (order) {
    case 'published':
      return { column: segment.articleTimes(), by: 'article' };
    case 'length':
      return { column: segment.columns.words, by: 'document' };
    case 'imported':
      return { column: segment.articleColumns.added, by: 'article' };
    case 'comments':
      return { column: segment.articleColumns.comments, by: 'article' };
    case 'coverage':
      return { column: segment.articleColumns.unparsed, by: 'article' };
    default:
      return assertNever(order, 'order');
  }
}

function byKeys(documents: Uint32Array<ArrayBuffer>, key: (document: number) => number): Listing {
  const keys = new Float64Array(documents.length);
  for (let index = 0; index < documents.length; index++) keys[index] = key(documents[index] as number);
  if (documents.length <= SOON_SORTED) return { documents: sortedByKey(documents, keys) };
  return { documents, unsorted: { keys, first: firstByKey(documents, keys, FIRST) } };
}

function sorted({ documents, unsorted }: Listing): Uint32Array<ArrayBuffer> {
  return unsorted === undefined ? documents : sortedByKey(documents, unsorted.keys);
}

/** Articles of a segment in the order of their ids, while they are taken one by one. */
class IdRun {
  readonly segment: Segment;
  readonly #first: number;
  readonly #order: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #offsets: Uint32Array;
  #at = 0;
  /** How the next one's id begins: its first bytes, but for the letter all have, as one number. */
  beginning: number;

  constructor(segment: Segment, first: number) {
    const { bytes, offsets } = segment.ids().articles;
    this.segment = segment;
    this.#first = first;
    this.#order = segment.idOrder();
    this.#bytes = bytes;
    this.#offsets = offsets;
    this.beginning = this.#begins();
  }

  /** The next one, in its segment and through all of them. */
  get article(): number {
    return this.#order[this.#at] as number;
  }

  get ordinal(): number {
    return this.#first + this.article;
  }

  /** False where there is none any more. */
  go(): boolean {
    this.#at++;
    if (this.#at === this.#order.length) return false;
    this.beginning = this.#begins();
    return true;
  }

  #begins(): number {
    const { article } = this;
    const from = (this.#offsets[article] as number) + 1;
    const end = this.#offsets[article + 1] as number;
    let number = 0;
    // six bytes are what a number holds exactly
    for (let at = from; at < from + 6; at++) number = number * 256 + (at < end ? (this.#bytes[at] as number) : 0);
    return number;
  }
}

/** Ordinals of all articles in the order of their ids. */
function idOrder({ parts }: Snapshot): Uint32Array {
  let runs: IdRun[] = [];
  let first = 0;
  for (const { segment } of parts) {
    if (segment.articles > 0) runs.push(new IdRun(segment, first));
    first += segment.articles;
  }
  const merged = new Uint32Array(first);
  for (let index = 0; index < first; index++) {
    let next = runs[0] as IdRun;
    for (let at = 1; at < runs.length; at++) {
      const run = runs[at] as IdRun;
      const difference = run.beginning - next.beginning || compareIds(run.segment, run.article, next.segment, next.article);
      if (difference < 0) next = run;
    }
    merged[index] = next.ordinal;
    if (!next.go()) runs = runs.filter((run) => run !== next);
  }
  return merged;
}
