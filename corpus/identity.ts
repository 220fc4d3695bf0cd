import type { ArticleId, CommentId, SourceId } from './records.ts';
import { foldText } from './text/fold.ts';
import { sha256 } from './text/sha256.ts';

/** What an article's identity is made of; only what the page says, never the file's name. */
export interface IdentityParts {
  readonly url?: string | undefined;
  readonly headline?: string | undefined;
  /** The first paragraph of the body. */
  readonly opening?: string | undefined;
  /** Used only when there is no opening: a headline alone does not make two pages the same. */
  readonly stated?: string | undefined;
}

/** How much of the opening counts, in UTF-16 units of its folded form. */
const OPENING = 160;

/** Words only, folded, single spaces: captures in other encodings, quotes or line breaks agree. */
function normalised(text: string): string {
  return foldText(text.slice(0, 4 * OPENING))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** An address without what does not identify the page: scheme, `www.`, fragment, a closing slash, campaign parameters. */
function normalisedUrl(url: string): string {
  return url
    .trim()
    .replace(/#.*$/, '')
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[?&](?:utm_[a-z]+|fbclid|gclid)=[^&]*/g, '')
    .replace(/\/$/, '');
}

/** Equal for captures of the same article: its address, or headline and opening together. */
export function identityOf(parts: IdentityParts): string {
  if (parts.url !== undefined) return `url:${normalisedUrl(parts.url)}`;
  const headline = normalised(parts.headline ?? '');
  const opening = normalised(parts.opening ?? '').slice(0, OPENING);
  return opening === '' ? `head:${headline}\n${normalised(parts.stated ?? '')}` : `text:${headline}\n${opening}`;
}

/** An article's id: in this version each source is its own article, so the source is part of it. */
export function articleIdOf(identity: string, source: SourceId): ArticleId {
  return `a${sha256(`${identity}\n${source}`).slice(0, 16)}`;
}

/** Gives comment ids within one article: by number, else by author and text; a key met again gets `~2`, `~3`, … */
export function commentIds(article: ArticleId): (comment: { number?: number | undefined; author?: string | undefined; text: string }) => CommentId {
  const met = new Map<string, number>();
  return ({ number, author, text }) => {
    const key = number === undefined ? `x${sha256(`${author ?? ''}\n${text}`).slice(0, 10)}` : String(number);
    const times = (met.get(key) ?? 0) + 1;
    met.set(key, times);
    return `c${article.slice(1)}.${key}${times === 1 ? '' : `~${times}`}`;
  };
}

/** Inclusive runs of numbers from 1 below the highest given that are not among them: 3, 4, 7 give 1-2 and 5-6. */
export function gapsBelow(numbers: Iterable<number>): (readonly [from: number, to: number])[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const gaps: (readonly [number, number])[] = [];
  let expected = 1;
  for (const number of sorted) {
    if (number > expected) gaps.push([expected, number - 1]);
    expected = Math.max(expected, number + 1);
  }
  return gaps;
}
