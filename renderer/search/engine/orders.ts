/** Lists of what was found, in every order there is. */
import { assertNever } from '../../../corpus/assert.ts';
import type { Query } from '../../../corpus/query/query.ts';
import { rankedTerms } from '../../../corpus/query/relevance.ts';
import type { ListOrder } from '../client.ts';
import type { Segment } from '../index/segment.ts';
import { bestOf, type KeysOfPart } from './best.ts';
import { both, countBits, hasBit, listOf, without } from './bits.ts';
import { ofParts } from './columns.ts';
import type { Bits, Snapshot } from './engine.ts';
import { startsOf } from './facet-columns.ts';
import type { HitsOfSnapshot } from './hits.ts';
import { idOrder } from './id-order.ts';
import { lastUpTo } from './library.ts';
import { type Marks, taggedBits } from './marks.ts';
import { addScores, clearScores } from './scores.ts';
import { compareKeys, sortedByKey, sortingByKey } from './sorting.ts';
import type { TitleOrder } from './titles.ts';

export interface Ordered {
  readonly articles: Uint32Array<ArrayBuffer>;
  readonly comments: Uint32Array<ArrayBuffer>;
}

/** What was found of a kind, put in order as far as somebody asks. */
export interface Listing {
  readonly count: number;
  /** One bit a document. */
  readonly found: Bits;
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

/** What documents are ranked by. */
interface Keys {
  readonly parts: readonly KeysOfPart[];
  /** Those that have any; where it is missing, NaN tells. */
  readonly among?: Bits;
  /** NaN where there is none. */
  readonly of: (document: number) => number;
}

/** What is found of one kind: its documents after each other as their articles, as many as are wanted, those that pass. */
interface Kind {
  readonly found: Bits;
  list(most: number, passes?: (document: number) => boolean): Uint32Array<ArrayBuffer>;
  readonly order: ArticleOrder;
}

/** Orders of one snapshot, made when first asked for. Articles are numbered through all segments: their ordinals. */
export class OrdersOfSnapshot {
  /** Document of each article; one more entry says where the last one's comments end. */
  readonly #starts: Uint32Array;
  /** Of each document, while a query is answered; 0 between. */
  #scores = new Float64Array(0);
  readonly #articles = new Map<ArticleOrder, Uint32Array>();
  /** Where each article stands in an order, by its ordinal. */
  readonly #places = new Map<ArticleOrder, Uint32Array>();
  readonly #comments = new Map<CommentOrder, Uint32Array>();

  constructor(
    readonly snapshot: Snapshot,
    readonly titles: TitleOrder,
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
        const ranked = <T>(made: (keys: Keys | undefined) => T): T => this.#byScores(query, found, hits, made);
        return ranked((keys) => ({ articles: this.#listing(articles, keys, ranked), comments: this.#listing(comments, keys, ranked) }));
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

  #kind(found: Bits, of: 'articles' | 'comments', order: ArticleOrder): Kind {
    return {
      found,
      order,
      list: (most, passes) => (of === 'articles' ? this.#found(found, order, most, passes) : this.#following(found, order, most, passes)),
    };
  }

  /** `keep` gives the keys again when all are put in order: what they are held in may be of use to others meanwhile. */
  #listing(kind: Kind, keys?: Keys, keep: <T>(made: (keys: Keys | undefined) => T) => T = (made) => made(keys)): Listing {
    const { found } = kind;
    const count = countBits(found);
    if (count <= this.atOnce.few) return whole(found, this.#sortedFew(kind, keys));
    return {
      count,
      found,
      first: keys === undefined ? kind.list(Math.min(count, this.atOnce.first)) : this.#firstBy(kind, keys, Math.min(count, this.atOnce.first)),
      *sorting() {
        const documents = kind.list(count);
        yield;
        const numbers = keep((again) => again && keysOf(documents, again.of));
        return numbers === undefined ? documents : yield* sortingByKey(documents, numbers);
      },
    };
  }

  #sortedFew({ found, order }: Kind, keys: Keys | undefined): Uint32Array<ArrayBuffer> {
    const documents = listOf(found);
    if (documents.length < 2) return documents;
    const ranks = this.#ranks(documents, order);
    const places = [...documents.keys()];
    if (keys === undefined) places.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
    else {
      const numbers = keysOf(documents, keys.of);
      places.sort((a, b) => compareKeys(numbers[a] ?? Number.NaN, numbers[b] ?? Number.NaN) || (ranks[a] ?? 0) - (ranks[b] ?? 0));
    }
    return Uint32Array.from(places, (place) => documents[place] ?? 0);
  }

  #firstBy(kind: Kind, keys: Keys, most: number): Uint32Array<ArrayBuffer> {
    const { above, least, ties } = bestOf(keys.among === undefined ? kind.found : both(kind.found, keys.among), keys.parts, most, this.atOnce.tied);
    const first = new Uint32Array(most);
    const ahead = Uint32Array.from(above);
    const ranks = this.#ranks(ahead, kind.order);
    const numbers = keysOf(ahead, keys.of);
    const places = [...ahead.keys()].sort((a, b) => compareKeys(numbers[a] ?? 0, numbers[b] ?? 0) || (ranks[a] ?? 0) - (ranks[b] ?? 0));
    for (const [at, place] of places.entries()) first[at] = ahead[place] ?? 0;
    const left = most - ahead.length;
    const rest =
      least === Number.NEGATIVE_INFINITY
        ? kind.list(left, (document) => Number.isNaN(keys.of(document)))
        : ties === undefined
          ? kind.list(left, (document) => keys.of(document) === least)
          : this.#inRank(Uint32Array.from(ties), kind.order).subarray(0, left);
    first.set(rest, ahead.length);
    return first;
  }

  #inRank(documents: Uint32Array, order: ArticleOrder): Uint32Array {
    const ranks = this.#ranks(documents, order);
    const places = [...documents.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
    return Uint32Array.from(places, (place) => documents[place] ?? 0);
  }

  /** Numbers that ascend as documents stand in an order, comments after their article. */
  #ranks(documents: Uint32Array, order: ArticleOrder): Float64Array {
    const places = this.#placesIn(order);
    const starts = this.#starts;
    return Float64Array.from(documents, (document) => {
      const article = lastUpTo(starts, document);
      return (places[article] ?? 0) * RANKS + document - (starts[article] ?? 0);
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

  /** Calls `made` with the scores, which are 0 again afterwards; without any where no words of the query rank. */
  #byScores<T>(query: Query, found: Bits, hits: HitsOfSnapshot, made: (keys: Keys | undefined) => T): T {
    if (rankedTerms(query).length === 0) return made(undefined);
    const scores = this.#scores.length === 0 ? new Float64Array(this.snapshot.documents) : this.#scores;
    // they are clean again only when all goes well
    this.#scores = new Float64Array(0);
    addScores(scores, this.snapshot, query, found, hits);
    const answer = made({ parts: [{ base: 0, documents: scores.length, values: scores }], of: (document) => scores[document] ?? Number.NaN });
    clearScores(scores, query, hits);
    this.#scores = scores;
    return answer;
  }

  #lastTagged(marks: Marks): Keys {
    const values = new Float64Array(this.snapshot.documents);
    for (const { document, latest } of marks.tagged) values[document] = latest;
    const among = taggedBits(this.snapshot, marks, () => true);
    const of = (document: number): number => (hasBit(among, document) ? (values[document] ?? Number.NaN) : Number.NaN);
    return { parts: [{ base: 0, documents: values.length, values }], among, of };
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
    const numbers = keysOf(documents, keys.of);
    yield;
    const all = yield* sortingByKey(documents, numbers);
    this.#comments.set(order, all);
    return all;
  }

  #ownKeys(order: CommentOrder): Keys {
    const column = ({ columns }: Segment): Float64Array | Uint32Array =>
      order === 'posted' ? columns.time : order === 'rating' ? columns.rating : columns.words;
    const parts = this.snapshot.parts.map(({ segment, base }): KeysOfPart => ({ base, documents: segment.documents, values: column(segment) }));
    return { parts, of: ofParts(this.snapshot, column) };
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

/** All of them are told at once. */
function whole(found: Bits, first: Uint32Array<ArrayBuffer>): Listing {
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
