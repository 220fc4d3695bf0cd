/** How well each of what was found answers the query; see `relevance.ts`. */
import type { Query } from '../../../corpus/query/query.ts';
import { type RankedKind, rankedTerms, rarityOf, scoreOf } from '../../../corpus/query/relevance.ts';
import { gallop } from './ascending.ts';
import { countBits, hasBit, listOf } from './bits.ts';
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
  for (const term of terms) addScores(scores, documents, snapshot, hits.of(term));
  return byKind(memory, documents, scores, snapshot.articles);
}

function addScores(scores: Float64Array, documents: Uint32Array, snapshot: Snapshot, hits: Hits): void {
  const { articles, parts } = snapshot;
  const kinds = kindsOf(snapshot);
  const inArticles = countOf(hits.documents, articles);
  // of comments, of articles
  const rarities = Float64Array.of(rarityOf(kinds.comments, hits.documents.length - inArticles), rarityOf(kinds.articles, inArticles));
  const averages = Float64Array.of(averageOf(kinds.comments), averageOf(kinds.articles));
  const { documents: having, counts } = hits;
  const last = having.length;
  const isScattered = last > documents.length * SCATTERED;
  let hit = 0;
  let index = 0;
  for (const { segment, base } of parts) {
    const { length } = segment.columns;
    const end = base + segment.documents;
    for (; index < documents.length; index++) {
      const document = documents[index] as number;
      if (document >= end) break;
      if (isScattered) hit = gallop(having, hit, document);
      else while (hit < last && (having[hit] as number) < document) hit++;
      if (hit === last) return;
      if (having[hit] !== document) continue;
      const kind = ((articles[document >>> 5] as number) >>> (document & 31)) & 1;
      const own = scoreOf(rarities[kind] as number, averages[kind] as number, counts[hit] as number, length[document - base] as number);
      scores[index] = (scores[index] as number) + own;
    }
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
