/** Ids in order as numbers of documents: an id is made when a row is asked for, so that a million found are nothing to hold and nothing to receive. */
import type { ArticleId, CommentId, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment } from '../../corpus/targets.ts';
import type { IdList } from './client.ts';
import type { PackedStrings, SegmentIds } from './index/segment.ts';
import { stringAt } from './index/strings.ts';

/** What the documents of a segment are called. */
export interface IdTable {
  /** Document of each article; one more entry says where the last one's comments end. */
  readonly starts: Uint32Array;
  readonly ids: SegmentIds;
}

/** A segment's names among others': its document `d` is document `base + d` of the list. Ascending. */
export interface IdPart {
  readonly base: number;
  readonly table: IdTable;
}

/** Documents of one kind that were found. */
export interface FoundList {
  readonly count: number;
  /** In order: what comes first, or all of them. */
  readonly first: Uint32Array<ArrayBuffer>;
  /** Where there are more: all of them, one bit a document. */
  readonly all?: Uint32Array<ArrayBuffer>;
}

const encoder = new TextEncoder();

/** Articles, each document the first of one. Throws RangeError, when it is asked for, where a document is in no part. */
export function articleList(found: FoundList, parts: readonly IdPart[]): IdList<ArticleId> {
  return new Documents(found, parts, articleIdAt);
}

/** Comments. Throws RangeError, when it is asked for, where a document is in no part. */
export function commentList(found: FoundList, parts: readonly IdPart[]): IdList<CommentId> {
  return new Documents(found, parts, ({ starts, ids }, document) => {
    const article = lastNotAfter(starts, document);
    return commentIdOf(articleIdAt({ starts, ids }, document), stringAt(ids.keys, document - article - 1));
  });
}

class Documents<Id extends TargetId> implements IdList<Id> {
  readonly length: number;
  readonly #found: FoundList;
  /** Laid out when something behind the first is asked for. */
  #laid: Uint32Array | undefined;
  readonly #parts: readonly IdPart[];
  readonly #bases: Uint32Array;
  readonly #idAt: (table: IdTable, document: number) => Id;

  constructor(found: FoundList, parts: readonly IdPart[], idAt: (table: IdTable, document: number) => Id) {
    this.length = found.count;
    this.#found = found;
    this.#parts = parts;
    this.#bases = Uint32Array.from(parts, ({ base }) => base);
    this.#idAt = idAt;
  }

  get #documents(): Uint32Array {
    this.#laid ??= laidOut(this.#found);
    return this.#laid;
  }

  at(index: number): Id | undefined {
    const { first } = this.#found;
    const document = index >= 0 && index < first.length ? first[index] : this.#documents.at(index);
    return document === undefined ? undefined : this.#idOf(document);
  }

  indexOf(id: TargetId, from = 0): number {
    for (const { base, table } of this.#parts) {
      const document = documentOf(table, id);
      // an article that was changed is in an older segment too, where nothing is found any more
      const index = document === -1 ? -1 : this.#documents.indexOf(base + document, from);
      if (index !== -1) return index;
    }
    return -1;
  }

  slice(from?: number, to?: number): Id[] {
    const [begin, end] = held(this.length, from, to);
    const { first } = this.#found;
    return Array.from((end <= first.length ? first : this.#documents).subarray(begin, end), (document) => this.#idOf(document));
  }

  *[Symbol.iterator](): ArrayIterator<Id> {
    for (const document of this.#documents) yield this.#idOf(document);
  }

  #idOf(document: number): Id {
    const part = this.#parts[lastNotAfter(this.#bases, document)];
    if (part === undefined) throw new RangeError(`document ${document} is in no segment of the list`);
    return this.#idAt(part.table, document - part.base);
  }
}

/** Those that come first, and the others as they are numbered. */
function laidOut({ count, first, all }: FoundList): Uint32Array {
  if (all === undefined) return first;
  const left = all.slice();
  for (const document of first) left[document >>> 5] = (left[document >>> 5] ?? 0) & ~(1 << (document & 31));
  const list = new Uint32Array(count);
  list.set(first);
  let next = first.length;
  for (let at = 0; at < left.length; at++) {
    for (let word = left[at] as number; word !== 0; word &= word - 1) list[next++] = (at << 5) + 31 - Math.clz32(word & -word);
  }
  return list;
}

function held(length: number, from = 0, to = length): [from: number, to: number] {
  const place = (at: number) => (at < 0 ? Math.max(0, length + at) : Math.min(at, length));
  return [place(from), Math.max(place(from), place(to))];
}

function articleIdAt({ starts, ids }: IdTable, document: number): ArticleId {
  // ids of articles are an “a” and what stands behind it
  return `a${stringAt(ids.articles, lastNotAfter(starts, document)).slice(1)}`;
}

/** Of a document of the segment by its id; -1 where there is none. */
function documentOf({ starts, ids }: IdTable, id: TargetId): number {
  const article = placeOf(ids.articles, articleOf(id), 0, starts.length - 1);
  const first = starts[article];
  const end = starts[article + 1];
  if (first === undefined || end === undefined || !isComment(id)) return first ?? -1;
  const key = placeOf(ids.keys, commentKeyOf(id), first - article, end - article - 1);
  return key === -1 ? -1 : key + article + 1;
}

/** Index of the last number of an ascending list that is not above `limit`; -1 where all are. */
function lastNotAfter(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of a string among those from `from` up to `to`; -1 where it is not there. */
function placeOf({ bytes, offsets }: PackedStrings, text: string, from: number, to: number): number {
  const wanted = encoder.encode(text);
  for (let index = from; index < to; index += 1) {
    const start = offsets[index] ?? 0;
    if ((offsets[index + 1] ?? 0) - start !== wanted.length) continue;
    // ids differ early: nearly every comparison ends at its second or third byte
    let same = 0;
    while (same < wanted.length && bytes[start + same] === wanted[same]) same += 1;
    if (same === wanted.length) return index;
  }
  return -1;
}
