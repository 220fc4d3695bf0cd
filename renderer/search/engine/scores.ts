/** How well each of what was found answers the query; see `relevance.ts`. */
import type { Query } from '../../../corpus/query/query.ts';
import { type RankedKind, rankedTerms, rarityOf, scoreOf } from '../../../corpus/query/relevance.ts';
import { gallop } from './ascending.ts';
import { countBits, countBoth, hasBit, listOf } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import type { Hits, HitsOfSnapshot } from './hits.ts';

const kinds = new WeakMap<Snapshot, { readonly articles: RankedKind; readonly comments: RankedKind }>();

/** Counted once a snapshot. */
function kindsOf(snapshot: Snapshot): { readonly articles: RankedKind; readonly comments: RankedKind } {
  const known = kinds.get(snapshot);
  if (known !== undefined) return known;
  const articles = { documents: 0, words: 0 };
  const comments = { documents: 0, words: 0 };
  for (const { segment, base } of snapshot.parts) {
    const { length } = segment.columns;
    for (let document = 0; document < segment.documents; document++) {
      if (!hasBit(snapshot.live, base + document)) continue;
      const kind = hasBit(snapshot.articles, base + document) ? articles : comments;
      kind.documents += 1;
      kind.words += length[document] ?? 0;
    }
  }
  kinds.set(snapshot, { articles, comments });
  return { articles, comments };
}

/** Documents of a kind, ascending, and the score of each: views of memory that is used again for the next scores. */
export interface Scored {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
}

/** Where a term has so many times as many documents as are scored, these are looked for in its list instead of going through it. */
const SCATTERED = 8;

/** What scores are gathered in. It is used again and again: to touch as much new memory costs more than to reckon the scores. */
export class ScoreMemory {
  scores = new Float64Array(0);
  articles: Scored = { documents: new Uint32Array(0), scores: new Float64Array(0) };
  comments: Scored = this.articles;

  /** Room for the scores of so many documents. */
  make(count: number): void {
    if (count <= this.scores.length) return;
    const room = Math.ceil(count * 1.5);
    const scored = (): Scored => ({ documents: new Uint32Array(room), scores: new Float64Array(room) });
    this.scores = new Float64Array(room);
    this.articles = scored();
    this.comments = scored();
  }
}

/** The scores of what was found. */
export function scoresOf(
  memory: ScoreMemory,
  snapshot: Snapshot,
  query: Query,
  found: Bits,
  hits: HitsOfSnapshot,
): { readonly articles: Scored; readonly comments: Scored } {
  const terms = rankedTerms(query);
  const [only] = terms;
  const count = countBits(found);
  memory.make(count);
  const scores = memory.scores.subarray(0, count).fill(0);
  // nothing is found that does not have the term, where that is all that is asked
  const alone = query.root?.type === 'term' && only !== undefined ? hits.of(only) : undefined;
  const documents = alone?.documents.length === count ? alone.documents : listOf(found);
  // hits are of use until those of another term are asked for
  for (const term of terms) {
    const having = hits.of(term);
    const inArticles = having.documents === documents ? countBoth(found, snapshot.articles) : countOf(having.documents, snapshot.articles);
    addScores(scores, documents, snapshot, having, inArticles);
  }
  return byKind(memory, documents, scores, snapshot.articles);
}

/** A term among documents of both kinds: what belongs to comments, then what belongs to articles. */
interface Weights {
  readonly rarities: Float64Array;
  readonly averages: Float64Array;
}

/** `inArticles`: how many of the hits are articles. */
function addScores(scores: Float64Array, documents: Uint32Array, snapshot: Snapshot, hits: Hits, inArticles: number): void {
  const { articles, parts } = snapshot;
  const kinds = kindsOf(snapshot);
  const weights: Weights = {
    rarities: Float64Array.of(rarityOf(kinds.comments, hits.documents.length - inArticles), rarityOf(kinds.articles, inArticles)),
    averages: Float64Array.of(averageOf(kinds.comments), averageOf(kinds.articles)),
  };
  const places = hits.documents === documents ? undefined : placesIn(hits.documents, documents);
  let from = 0;
  for (const { segment, base } of parts) {
    const to = gallop(documents, from, base + segment.documents);
    addInPart(scores, documents.subarray(from, to), hits.counts, places, from, articles, segment.columns.length, base, weights);
    from = to;
  }
}

/** Of each document its place in an ascending list, in which not all of them need be: there, that of none. */
function placesIn(list: Uint32Array, documents: Uint32Array): Int32Array {
  const places = new Int32Array(documents.length);
  const last = list.length;
  const isScattered = last > documents.length * SCATTERED;
  let place = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    if (isScattered) place = gallop(list, place, document);
    else while (place < last && (list[place] as number) < document) place++;
    places[index] = place < last && list[place] === document ? place : NOWHERE;
  }
  return places;
}

const NOWHERE = -1;

/** Documents of one part; `from`: how many come before them. The place of each is the same in both lists where `places` is missing. */
function addInPart(
  scores: Float64Array,
  documents: Uint32Array,
  counts: Uint32Array,
  places: Int32Array | undefined,
  from: number,
  articles: Bits,
  length: Uint32Array,
  base: number,
  { rarities, averages }: Weights,
): void {
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    const place = places === undefined ? from + index : (places[from + index] as number);
    if (place === NOWHERE) continue;
    const kind = ((articles[document >>> 5] as number) >>> (document & 31)) & 1;
    const own = scoreOf(rarities[kind] as number, averages[kind] as number, counts[place] as number, length[document - base] as number);
    scores[from + index] = (scores[from + index] as number) + own;
  }
}

/** Every document is written to both, and stays where it belongs: there is no telling what the next one is. */
function byKind(
  { articles: ofArticles, comments: ofComments }: ScoreMemory,
  documents: Uint32Array,
  scores: Float64Array,
  articles: Bits,
): { readonly articles: Scored; readonly comments: Scored } {
  const { documents: articleDocuments, scores: articleScores } = ofArticles;
  const { documents: commentDocuments, scores: commentScores } = ofComments;
  let article = 0;
  let comment = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    const score = scores[index] as number;
    articleDocuments[article] = document;
    articleScores[article] = score;
    commentDocuments[comment] = document;
    commentScores[comment] = score;
    const isArticle = ((articles[document >>> 5] as number) >>> (document & 31)) & 1;
    article += isArticle;
    comment += 1 - isArticle;
  }
  const first = ({ documents, scores }: Scored, count: number): Scored => ({ documents: documents.subarray(0, count), scores: scores.subarray(0, count) });
  return { articles: first(ofArticles, article), comments: first(ofComments, comment) };
}

function averageOf({ documents, words }: RankedKind): number {
  return words / documents;
}

function countOf(documents: Uint32Array, bits: Bits): number {
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    count += ((bits[document >>> 5] as number) >>> (document & 31)) & 1;
  }
  return count;
}
