/** How well each of what was found answers the query; see `relevance.ts`. */
import type { Query } from '../../../corpus/query/query.ts';
import { type RankedKind, rankedTerms, termScore } from '../../../corpus/query/relevance.ts';
import { gallop } from './ascending.ts';
import { countBits, hasBit, listOf } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import type { HitsOfSnapshot } from './hits.ts';
import type { Hits } from './kept-hits.ts';

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

/** Documents of a kind, ascending, and the score of each. */
export interface Scored {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
}

/** Scores of a term that are worked out once: of so many occurrences, in documents of less than so many words; of comments, then of articles. */
const OCCURRENCES = 8;
const WORDS = 2_048;
const OF_ARTICLES = OCCURRENCES * WORDS;
/** Where a term has so many times as many documents as are scored, these are looked for in its list instead of going through it. */
const SCATTERED = 8;

/** The scores of what was found. */
export function scoresOf(snapshot: Snapshot, query: Query, found: Bits, hits: HitsOfSnapshot): { readonly articles: Scored; readonly comments: Scored } {
  const terms = rankedTerms(query);
  const [only] = terms;
  const count = countBits(found);
  const scores = new Float64Array(count);
  // nothing is found that does not have the term, where that is all that is asked
  const alone = query.root?.type === 'term' && only !== undefined ? hits.of(only) : undefined;
  const documents = alone?.documents.length === count ? alone.documents : listOf(found);
  // hits are of use until those of another term are asked for
  for (const term of terms) addScores(scores, documents, snapshot, hits.of(term));
  return byKind(documents, scores, snapshot.articles);
}

function addScores(scores: Float64Array, documents: Uint32Array, snapshot: Snapshot, hits: Hits): void {
  const { articles, parts } = snapshot;
  const kinds = kindsOf(snapshot);
  const inArticles = countOf(hits.documents, articles);
  const ofArticle = termScore(kinds.articles, inArticles);
  const ofComment = termScore(kinds.comments, hits.documents.length - inArticles);
  const known = new Float64Array(2 * OF_ARTICLES);
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
      const occurrences = counts[hit] as number;
      const words = length[document - base] as number;
      const isArticle = ((articles[document >>> 5] as number) >>> (document & 31)) & 1;
      let own = 0;
      const place = isArticle * OF_ARTICLES + occurrences * WORDS + words;
      const isKept = occurrences < OCCURRENCES && words < WORDS;
      if (isKept) own = known[place] as number;
      // a term counts for something wherever it is
      if (own === 0) {
        own = (isArticle === 1 ? ofArticle : ofComment)(occurrences, words);
        if (isKept) known[place] = own;
      }
      scores[index] = (scores[index] as number) + own;
    }
  }
}

/** Every document is written to both, and stays where it belongs: there is no telling what the next one is. */
function byKind(documents: Uint32Array, scores: Float64Array, articles: Bits): { readonly articles: Scored; readonly comments: Scored } {
  const count = documents.length;
  const [ofArticles, ofComments] = [new Uint32Array(count), new Uint32Array(count)];
  const [articleScores, commentScores] = [new Float64Array(count), new Float64Array(count)];
  let article = 0;
  let comment = 0;
  for (let index = 0; index < count; index++) {
    const document = documents[index] as number;
    const score = scores[index] as number;
    ofArticles[article] = document;
    articleScores[article] = score;
    ofComments[comment] = document;
    commentScores[comment] = score;
    const isArticle = ((articles[document >>> 5] as number) >>> (document & 31)) & 1;
    article += isArticle;
    comment += 1 - isArticle;
  }
  return {
    articles: { documents: ofArticles.subarray(0, article), scores: articleScores.subarray(0, article) },
    comments: { documents: ofComments.subarray(0, comment), scores: commentScores.subarray(0, comment) },
  };
}

function countOf(documents: Uint32Array, bits: Bits): number {
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    count += ((bits[document >>> 5] as number) >>> (document & 31)) & 1;
  }
  return count;
}
