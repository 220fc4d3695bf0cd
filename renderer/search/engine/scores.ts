/** How well each of what was found answers the query; see `relevance.ts`. */
import type { Query } from '../../../corpus/query/query.ts';
import { type RankedKind, rankedTerms, termScore } from '../../../corpus/query/relevance.ts';
import { hasBit } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import type { HitsOfSnapshot } from './hits.ts';

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

/** Adds the score of each document that was found to `scores`. */
export function addScores(scores: Float64Array, snapshot: Snapshot, query: Query, found: Bits, hits: HitsOfSnapshot): void {
  const kind = kindsOf(snapshot);
  const { articles } = snapshot;
  for (const term of rankedTerms(query)) {
    const { documents, counts } = hits.of(term);
    const inArticles = countOf(documents, articles);
    const ofArticle = termScore(kind.articles, inArticles);
    const ofComment = termScore(kind.comments, documents.length - inArticles);
    let index = 0;
    for (const { segment, base } of snapshot.parts) {
      const { length } = segment.columns;
      const end = base + segment.documents;
      for (; index < documents.length; index++) {
        const document = documents[index] as number;
        if (document >= end) break;
        const [word, bit] = [document >>> 5, document & 31];
        if ((((found[word] as number) >>> bit) & 1) === 0) continue;
        const isArticle = (((articles[word] as number) >>> bit) & 1) === 1;
        const [count, words] = [counts[index] as number, length[document - base] as number];
        scores[document] = (scores[document] as number) + (isArticle ? ofArticle(count, words) : ofComment(count, words));
      }
    }
  }
}

/** Where scores were added, they are 0 again. */
export function clearScores(scores: Float64Array, query: Query, hits: HitsOfSnapshot): void {
  for (const term of rankedTerms(query)) {
    const { documents } = hits.of(term);
    for (let index = 0; index < documents.length; index++) scores[documents[index] as number] = 0;
  }
}

function countOf(documents: Uint32Array, bits: Bits): number {
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] ?? 0;
    count += ((bits[document >>> 5] ?? 0) >>> (document & 31)) & 1;
  }
  return count;
}
