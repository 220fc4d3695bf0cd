/** Names of segments for tests, packed as a segment has them. */
import type { ArticleId } from '../../corpus/records.ts';
import type { IdTable } from '../../renderer/search/id-list.ts';
import { Ids } from '../../renderer/search/index/ids.ts';
import { StringsWriter } from '../../renderer/search/index/strings.ts';
import type { PackedTable } from '../../renderer/search/protocol.ts';

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
    ids: new Ids(packedIds(articles), 'names of a test'),
  };
}

/** The same as it is sent. */
export function packedTableOf(segment: number, articles: readonly MadeArticle[]): PackedTable {
  return { segment, starts: Uint32Array.from(tableOf(articles).starts), ids: packedIds(articles) };
}

function packedIds(articles: readonly MadeArticle[]): Uint8Array<ArrayBuffer> {
  const [ids, keys] = [new StringsWriter(), new StringsWriter()];
  for (const article of articles) {
    ids.add(article.id);
    for (const key of article.keys) keys.add(key);
  }
  return Uint8Array.from([...ids.finish(), ...keys.finish()]);
}
