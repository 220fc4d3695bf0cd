/** What an analyst has put on records, as an export states it: tags by path, because another library has other ids. */

import { identityOf, keysOf } from '../identity.ts';
import type { Article, Block, Correction, Parting, SourceId, Span, Tag, TagSlot, TargetId } from '../records.ts';
import { countWords } from '../text/words.ts';

export interface MarkTag extends Pick<Tag, 'key' | 'description'> {
  /** Names from the topmost parent down. */
  readonly path: readonly string[];
  readonly slot: TagSlot;
}

export interface Marks {
  /** Captures that are not of one article, by id. */
  readonly partings?: readonly Parting['captures'][];
  /** With every parent of a tag before it. */
  readonly tags: readonly MarkTag[];
  /** `tag` is an index of `tags`. */
  readonly taggings: readonly { readonly target: TargetId; readonly tag: number; readonly span?: Span }[];
  readonly notes: readonly { readonly target: TargetId; readonly text: string; readonly at: string }[];
  /** What ranges of a source were said to be; its records are so already. */
  readonly corrections?: { readonly source: SourceId; readonly corrections: readonly Correction[] };
}

/** What an export leaves out of an article because it follows from the rest: computed as `PageBuilder` does. */
export function derivedOf(
  article: Pick<Article, 'url' | 'headline' | 'published' | 'updated'>,
  blocks: readonly Block[],
): Pick<Article, 'identity' | 'keys' | 'words'> & { readonly opening: string | undefined } {
  const body = blocks.filter((block) => block.kind === 'paragraph' || block.kind === 'standfirst' || block.kind === 'listitem');
  const opening = (body.find((block) => block.text.length >= 40) ?? body[0])?.text;
  const stated = article.updated?.text ?? article.published?.text;
  const prose = blocks.filter((block) => block.kind !== 'dateline' && block.kind !== 'byline');
  return {
    identity: identityOf({ url: article.url, headline: article.headline, opening, stated }),
    keys: keysOf({ url: article.url, headline: article.headline, opening, blocks }),
    words: prose.reduce((sum, block) => sum + countWords(block.text), 0),
    opening,
  };
}
