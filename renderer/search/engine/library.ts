/** The documents of the parts of a snapshot: which there are, what they are called, where one is. */
import type { ArticleId, TargetId } from '../../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment } from '../../../corpus/targets.ts';
import { stringAt } from '../index/strings.ts';
import { clearRange, hasBit, noBits, setBit, setRange } from './bits.ts';
import type { Bits, Snapshot, SnapshotPart } from './engine.ts';

/** A part, and which of its articles are not to be found in it, by their index. */
export interface MaskedPart extends SnapshotPart {
  readonly masked: Iterable<number>;
}

/** Index of the last entry that is no more than `value`; the first entry is never more. */
export function lastUpTo(ascending: Uint32Array, value: number, length = ascending.length): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the next segment begins after one that ends with the document before `end`. */
export function nextBase(end: number): number {
  return (end + 31) & ~31;
}

/** A snapshot of these parts. Throws `RangeError` when asked for a document it does not have. */
export function snapshotOf(generation: number, masked: readonly MaskedPart[], unindexed: number): Snapshot {
  const parts = masked.map(({ segment, base }): SnapshotPart => ({ segment, base }));
  const last = parts.at(-1);
  const documents = last === undefined ? 0 : last.base + last.segment.documents;
  const live = noBits(documents);
  const articles = noBits(documents);
  for (const { segment, base, masked: gone } of masked) {
    setRange(live, base, base + segment.documents);
    const { starts } = segment;
    for (const article of gone) clearRange(live, base + (starts[article] ?? 0), base + (starts[article + 1] ?? 0));
    for (let article = 0; article < segment.articles; article++) {
      const document = base + (starts[article] ?? 0);
      if (hasBit(live, document)) setBit(articles, document);
    }
  }
  return { generation, parts, documents, live, articles, unindexed, ...naming(parts, live) };
}

/** Where an article is; without a part where it is not in the library. */
interface Place {
  readonly id: ArticleId;
  readonly part?: SnapshotPart;
  readonly article: number;
}

function naming(parts: readonly SnapshotPart[], live: Bits): Pick<Snapshot, 'idOf' | 'documentOf' | 'articleOf'> {
  const bases = Uint32Array.from(parts, ({ base }) => base);
  const partOf = (document: number): SnapshotPart => {
    const part = parts[lastUpTo(bases, document)];
    if (part === undefined || document < 0 || document >= part.base + part.segment.documents) throw new RangeError(`There is no document ${document}.`);
    return part;
  };
  const placeOf = (id: ArticleId): Place => {
    for (const part of parts) {
      const article = part.segment.indexOf(id);
      if (article >= 0 && hasBit(live, part.base + (part.segment.starts[article] ?? 0))) return { id, part, article };
    }
    return { id, article: -1 };
  };
  // targets of one article are asked for together
  let place: Partial<Place> & Pick<Place, 'article'> = { article: -1 };
  let keysOf: { readonly article: number; readonly keys: ReadonlyMap<string, number> } | undefined;
  const keys = ({ segment, base }: SnapshotPart, article: number): ReadonlyMap<string, number> => {
    const first = base + (segment.starts[article] ?? 0) + 1;
    if (keysOf?.article !== first) {
      const packed = segment.ids().keys;
      const found = new Map<string, number>();
      const end = base + (segment.starts[article + 1] ?? 0);
      for (let document = first; document < end; document++) found.set(stringAt(packed, document - base - article - 1), document);
      keysOf = { article: first, keys: found };
    }
    return keysOf.keys;
  };

  return {
    idOf(document) {
      const { segment, base } = partOf(document);
      const within = document - base;
      const article = lastUpTo(segment.starts, within, segment.articles);
      const ids = segment.ids();
      const id = stringAt(ids.articles, article) as ArticleId;
      return segment.starts[article] === within ? id : commentIdOf(id, stringAt(ids.keys, within - article - 1));
    },
    documentOf(target: TargetId) {
      const id = articleOf(target);
      if (place.id !== id) place = placeOf(id);
      const { part, article } = place;
      if (part === undefined) return -1;
      if (isComment(target)) return keys(part, article).get(commentKeyOf(target)) ?? -1;
      return part.base + (part.segment.starts[article] ?? 0);
    },
    articleOf(document) {
      const { segment, base } = partOf(document);
      return base + (segment.starts[lastUpTo(segment.starts, document - base, segment.articles)] ?? 0);
    },
  };
}
