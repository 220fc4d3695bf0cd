/** Lists of what was found, in every order there is. */
import { assertNever } from '../../../corpus/assert.ts';
import type { Query } from '../../../corpus/query/query.ts';
import { rankedTerms } from '../../../corpus/query/relevance.ts';
import type { ListOrder } from '../client.ts';
import type { Segment } from '../index/segment.ts';
import { bestOf } from './best.ts';
import { both, countBits, listOf, without } from './bits.ts';
import { ofParts } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';
import { startsOf } from './facet-columns.ts';
import type { HitsOfSnapshot } from './hits.ts';
import { idOrder } from './id-order.ts';
import { lastUpTo } from './library.ts';
import type { Marks } from './marks.ts';
import { type Scored, type ScoreMemory, scoresOf } from './scores.ts';
import { compareKeys, sortedByKey, sortingByKey } from './sorting.ts';
import type { TitleOrder } from './titles.ts';

export interface Ordered {
  readonly articles: Uint32Array<ArrayBuffer>;
  readonly comments: Uint32Array<ArrayBuffer>;
}

/** What was found of a kind, put in order as far as somebody asks. */
export interface Listing {
  readonly count: number;
  /** One bit a document. Nobody else has this array. */
  readonly found: Uint32Array<ArrayBuffer>;
  /** What comes first: all of them where there are not many. Nobody else has this array. */
  readonly first: Uint32Array<ArrayBuffer>;
  /** Puts all of them in order, in steps of some milliseconds. */
  sorting(): Generator<undefined, Uint32Array<ArrayBuffer>>;
}

/** How much of a list is told at once. */
export interface AtOnce {
  /** Documents whose order is told, whatever comes after them. */
  readonly first: number;
  /** A list that is no longer is told as a whole: it is sorted about as fast as its first are found. */
  readonly few: number;
  /** Documents that share the last place of the first are gathered, if they are no more than these; else they are looked for in order. */
  readonly tied: number;
}
const AT_ONCE: AtOnce = { first: 200, few: 1_000, tied: 2_000 };

/** Orders articles have of their own; in any other they stand as for `published`. */
type ArticleOrder = 'published' | 'imported' | 'comments' | 'length' | 'title' | 'coverage';
/** Orders comments have of their own, by what is known of each. */
type CommentOrder = 'posted' | 'rating' | 'length';

/** From so many comments on, all of the library are put in order, once, instead of those that were found. */
const MANY = 50_000;

/** More than an article has comments: what tells their ranks apart. */
const RANKS = 2 ** 24;

/** What is found of one kind. */
interface Kind {
  readonly found: Listing['found'];
  /** Where nothing else tells them apart, its documents stand so, comments after each other as their articles. */
  readonly order: ArticleOrder;
  /** As many as are wanted, in this order, those that pass. */
  list(most: number, passes?: (document: number) => boolean): Uint32Array<ArrayBuffer>;
}

/** What each of some documents is put in order by; NaN where there is nothing. */
type Keys = (documents: Uint32Array) => Float64Array;

/** Orders of one snapshot, made when first asked for. Articles are numbered through all segments: their ordinals. */
export class OrdersOfSnapshot {
  /** Document of each article; one more entry says where the last one's comments end. */
  readonly #starts: Uint32Array;
  readonly #articles = new Map<ArticleOrder, Uint32Array>();
  /** Where each article stands in an order, by its ordinal. */
  readonly #places = new Map<ArticleOrder, Uint32Array>();
  readonly #comments = new Map<CommentOrder, Uint32Array>();

  constructor(
    readonly snapshot: Snapshot,
    readonly titles: TitleOrder,
    readonly memory: ScoreMemory,
    readonly atOnce = AT_ONCE,
  ) {
    this.#starts = startsOf(snapshot);
  }

  /** What was found, in order. `marks` are asked for where the order is `tagged`. */
  async ordered(query: Query, found: Bits, order: ListOrder, hits: HitsOfSnapshot, marks: () => Promise<Marks>): Promise<Ordered> {
    const { articles, comments } = await this.listed(query, found, order, hits, marks);
    return { articles: sorted(articles), comments: sorted(comments) };
  }

  /** The same; beyond what comes first, nothing is put in order before somebody asks. */
  async listed(
    query: Query,
    found: Bits,
    order: ListOrder,
    hits: HitsOfSnapshot,
    marks: () => Promise<Marks>,
  ): Promise<{ readonly articles: Listing; readonly comments: Listing }> {
    const own = order === 'length' || order === 'imported' || order === 'comments' || order === 'title' || order === 'coverage' ? order : 'published';
    const articles = this.#kind(both(found, this.snapshot.articles), 'articles', own);
    const comments = this.#kind(without(found, this.snapshot.articles), 'comments', order === 'length' ? 'published' : own);
    switch (order) {
      case 'relevance': {
        if (rankedTerms(query).length === 0) return { articles: this.#listing(articles), comments: this.#listing(comments) };
        const scored = () => scoresOf(this.memory, this.snapshot, query, found, hits);
        // at once, and again when all are put in order: the memory of scores serves every query
        const now = scored();
        return {
          articles: this.#numbered(articles, now.articles, () => scored().articles),
          comments: this.#numbered(comments, now.comments, () => scored().comments),
        };
      }
      case 'tagged': {
        const keys = this.#lastTagged(await marks());
        return { articles: this.#listing(articles, keys), comments: this.#listing(comments, keys) };
      }
      case 'posted':
      case 'rating':
      case 'length':
        return { articles: this.#listing(articles), comments: this.#byOwn(comments, order) };
      default:
        return { articles: this.#listing(articles), comments: this.#listing(comments) };
    }
  }

  #kind(found: Listing['found'], of: 'articles' | 'comments', order: ArticleOrder): Kind {
    return {
      found,
      order,
      list: (most, passes) => (of === 'articles' ? this.#found(found, order, most, passes) : this.#following(found, order, most, passes)),
    };
  }

  #listing(kind: Kind, keys?: Keys): Listing {
    const { found, order } = kind;
    if (keys !== undefined) {
      const documents = listOf(found);
      const numbered = { documents, scores: keys(documents) };
      return this.#numbered(kind, numbered, () => numbered);
    }
    const count = countBits(found);
    if (count <= this.atOnce.few) return whole(found, this.#inOrder(listOf(found), undefined, order));
    return { count, found, first: kind.list(Math.min(count, this.atOnce.first)), sorting: () => listing(kind, count) };
  }

  /** By a number of each; `again` gives the same numbers when all are put in order. */
  #numbered(kind: Kind, { documents, scores }: Scored, again: () => Scored): Listing {
    const { found, order } = kind;
    const count = documents.length;
    if (count <= this.atOnce.few) return whole(found, this.#inOrder(documents, scores, order));
    const byDocument = (): ((document: number) => number) => denseOf(this.snapshot, again());
    const first = this.#firstBy(kind, documents, scores);
    return { count, found, first, sorting: () => sortingBy(kind, count, byDocument) };
  }

  /** By the numbers, where there are any, then as in the order. */
  #inOrder(documents: Uint32Array, numbers: Float64Array | undefined, order: ArticleOrder): Uint32Array<ArrayBuffer> {
    const ranks = this.#ranks(documents, order);
    const places = [...documents.keys()];
    if (numbers === undefined) places.sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
    else places.sort((a, b) => compareKeys(numbers[a] as number, numbers[b] as number) || (ranks[a] as number) - (ranks[b] as number));
    return Uint32Array.from(places, (place) => documents[place] as number);
  }

  #firstBy(kind: Kind, documents: Uint32Array, scores: Float64Array): Uint32Array<ArrayBuffer> {
    const most = Math.min(documents.length, this.atOnce.first);
    const { above, least, ties } = bestOf(scores, most, this.atOnce.tied);
    const chosen = (places: readonly number[]): Uint32Array => Uint32Array.from(places, (place) => documents[place] as number);
    const first = new Uint32Array(most);
    first.set(
      this.#inOrder(
        chosen(above),
        Float64Array.from(above, (place) => scores[place] as number),
        kind.order,
      ),
    );
    const left = most - above.length;
    const lastOnes = (): Uint32Array => {
      const numberOf = denseOf(this.snapshot, { documents, scores });
      const isUnnumbered = least === Number.NEGATIVE_INFINITY;
      return kind.list(left, (document) => (isUnnumbered ? Number.isNaN(numberOf(document)) : numberOf(document) === least));
    };
    const gathered = least === Number.NEGATIVE_INFINITY ? undefined : ties;
    first.set(gathered === undefined ? lastOnes() : this.#inOrder(chosen(gathered), undefined, kind.order).subarray(0, left), above.length);
    return first;
  }

  /** Numbers that ascend as documents stand in an order, comments after their article. */
  #ranks(documents: Uint32Array, order: ArticleOrder): Float64Array {
    const places = this.#placesIn(order);
    const starts = this.#starts;
    return Float64Array.from(documents, (document) => {
      const article = lastUpTo(starts, document);
      return (places[article] as number) * RANKS + document - (starts[article] as number);
    });
  }

  #placesIn(order: ArticleOrder): Uint32Array {
    const known = this.#places.get(order);
    if (known !== undefined) return known;
    const all = this.#articleOrder(order);
    const places = new Uint32Array(all.length);
    for (let place = 0; place < all.length; place++) places[all[place] as number] = place;
    this.#places.set(order, places);
    return places;
  }

  #lastTagged({ tagged }: Marks): Keys {
    const latest = new Map(tagged.map((one) => [one.document, one.latest]));
    return (documents) => Float64Array.from(documents, (document) => latest.get(document) ?? Number.NaN);
  }

  #found(found: Bits, order: ArticleOrder, most: number, passes?: (document: number) => boolean): Uint32Array<ArrayBuffer> {
    const all = this.#articleOrder(order);
    const starts = this.#starts;
    const list = new Uint32Array(most);
    let count = 0;
    for (let index = 0; index < all.length && count < most; index++) {
      const document = starts[all[index] as number] as number;
      if ((((found[document >>> 5] as number) >>> (document & 31)) & 1) === 1 && (passes === undefined || passes(document))) list[count++] = document;
    }
    return list.subarray(0, count);
  }

  /** Comments after each other as their articles. */
  #following(found: Bits, order: ArticleOrder, most: number, passes?: (document: number) => boolean): Uint32Array<ArrayBuffer> {
    const all = this.#articleOrder(order);
    const starts = this.#starts;
    const list = new Uint32Array(most);
    let count = 0;
    for (let index = 0; index < all.length && count < most; index++) {
      const ordinal = all[index] as number;
      const from = (starts[ordinal] as number) + 1;
      const end = starts[ordinal + 1] as number;
      for (let at = from >>> 5; at << 5 < end; at++) {
        let word = found[at] as number;
        if (word === 0) continue;
        const base = at << 5;
        if (base < from) word &= -1 << (from - base);
        if (end - base < 32) word &= ~(-1 << (end - base));
        for (; word !== 0 && count < most; word &= word - 1) {
          const document = base + 31 - Math.clz32(word & -word);
          if (passes === undefined || passes(document)) list[count++] = document;
        }
      }
    }
    return list.subarray(0, count);
  }

  #byOwn(kind: Kind, order: CommentOrder): Listing {
    const keys = this.#ownKeys(order);
    const listing = this.#listing(kind, keys);
    if (listing.count < MANY) return listing;
    const inOrder = () => this.#commentOrder(order, keys);
    return {
      ...listing,
      *sorting() {
        const all = yield* inOrder();
        const { found, count } = listing;
        const list = new Uint32Array(count);
        let next = 0;
        for (let index = 0; index < all.length; index++) {
          const document = all[index] as number;
          if ((((found[document >>> 5] as number) >>> (document & 31)) & 1) === 1) list[next++] = document;
        }
        return list;
      },
    };
  }

  *#commentOrder(order: CommentOrder, keys: Keys): Generator<undefined, Uint32Array> {
    const known = this.#comments.get(order);
    if (known !== undefined) return known;
    const comments = without(this.snapshot.live, this.snapshot.articles);
    const documents = this.#following(comments, 'published', countBits(comments));
    yield;
    const numbers = keys(documents);
    yield;
    const all = yield* sortingByKey(documents, numbers);
    this.#comments.set(order, all);
    return all;
  }

  #ownKeys(order: CommentOrder): Keys {
    return (documents) => {
      const numberOf = ofParts(this.snapshot, ({ columns }) => (order === 'posted' ? columns.time : order === 'rating' ? columns.rating : columns.words));
      return keysOf(documents, numberOf);
    };
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

function keysOf(documents: Uint32Array, of: (document: number) => number): Float64Array {
  const keys = new Float64Array(documents.length);
  for (let index = 0; index < documents.length; index++) keys[index] = of(documents[index] as number);
  return keys;
}

/** Gives the number of each of the documents by its document. */
function denseOf({ documents: count }: Snapshot, { documents, scores }: Scored): (document: number) => number {
  const dense = new Float64Array(count);
  for (let index = 0; index < documents.length; index++) dense[documents[index] as number] = scores[index] as number;
  return (document) => dense[document] as number;
}

// biome-ignore lint/correctness/useYield: it is one step
function* listing(kind: Kind, count: number): Generator<undefined, Uint32Array<ArrayBuffer>> {
  return kind.list(count);
}

function* sortingBy(kind: Kind, count: number, byDocument: () => (document: number) => number): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const documents = kind.list(count);
  yield;
  const numbers = keysOf(documents, byDocument());
  yield;
  return yield* sortingByKey(documents, numbers);
}

/** All of them are told at once. */
function whole(found: Listing['found'], first: Uint32Array<ArrayBuffer>): Listing {
  return {
    count: first.length,
    found,
    first,
    // biome-ignore lint/correctness/useYield: there is nothing left to be done
    *sorting() {
      return first;
    },
  };
}

function sorted(listing: Listing): Uint32Array<ArrayBuffer> {
  const steps = listing.sorting();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
