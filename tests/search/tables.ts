/** Names of segments for tests, packed as a segment has them. */
import type { ArticleId } from '../../corpus/records.ts';
import type { IdTable } from '../../renderer/search/id-list.ts';
import type { PackedStrings } from '../../renderer/search/index/segment.ts';

export interface MadeArticle {
  readonly id: ArticleId;
  /** Keys of its comments, in list order. */
  readonly keys: readonly string[];
}

export function tableOf(articles: readonly MadeArticle[]): IdTable {
  const starts = [0];
  for (const { keys } of articles) starts.push((starts.at(-1) ?? 0) + 1 + keys.length);
  return {
    starts: Uint32Array.from(starts),
    ids: { articles: packedStrings(articles.map(({ id }) => id)), keys: packedStrings(articles.flatMap(({ keys }) => keys)) },
  };
}

function packedStrings(strings: readonly string[]): PackedStrings {
  const parts = strings.map((text) => new TextEncoder().encode(text));
  const offsets = [0];
  for (const part of parts) offsets.push((offsets.at(-1) ?? 0) + part.length);
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [index, part] of parts.entries()) bytes.set(part, offsets[index]);
  return { bytes, offsets: Uint32Array.from(offsets) };
}
