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

/** The score of each document that was found; undefined where no words of the query rank. */
export function scoresOf(snapshot: Snapshot, query: Query, found: Bits, hits: HitsOfSnapshot): ((document: number) => number) | undefined {
  const terms = rankedTerms(query);
  if (terms.length === 0) return undefined;
  const kind = kindsOf(snapshot);
  const scores = new Float64Array(snapshot.documents);
  for (const term of terms) {
    const { documents, counts } = hits.of(term);
    const inArticles = countOf(documents, snapshot.articles);
    const ofArticle = termScore(kind.articles, inArticles);
    const ofComment = termScore(kind.comments, documents.length - inArticles);
    let index = 0;
    for (const { segment, base } of snapshot.parts) {
      const { length } = segment.columns;
      const end = base + segment.documents;
      for (; index < documents.length; index++) {
        const document = documents[index] ?? 0;
        if (document >= end) break;
        if (!hasBit(found, document)) continue;
        const score = hasBit(snapshot.articles, document) ? ofArticle : ofComment;
        scores[document] = (scores[document] ?? 0) + score(counts[index] ?? 0, length[document - base] ?? 0);
      }
    }
  }
  return (document) => scores[document] ?? 0;
}

function countOf(documents: Uint32Array, bits: Bits): number {
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] ?? 0;
    count += ((bits[document >>> 5] ?? 0) >>> (document & 31)) & 1;
  }
  return count;
}
