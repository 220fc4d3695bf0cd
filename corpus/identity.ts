import { likenessOf } from './likeness.ts';
import type { ArticleId, Block, CommentId, SourceId } from './records.ts';
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

/** Parameters that say which part or form of a page is shown, not which article it is. */
const VIEW = /^(?:utm_\w+|fbclid|gclid|page|p|pg|comments?|comments?_?page|cpage|sort|sortby|print|printable|output|view|format)$/i;

/** The address of an article whatever part or form of it was captured: pages of its comments, print and mobile views share it. Undefined for a site's front page. */
function addressOf(url: string): string | undefined {
  const address = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(url.trim());
  if (!address) return normalisedUrl(url) || undefined;
  const path = (address[2] ?? '').replace(/\/(?:print|amp|comments?(?:[-_/]page[-_/]?\d+|\/\d+)?|comment-page-\d+)\/?$/i, '').replace(/\/+$/, '');
  const query = (address[3] ?? '')
    .split('&')
    .filter((part) => part !== '' && !(VIEW.test(part.replace(/=.*$/s, '')) && !/^(?:p|view)=\d{3,}/i.test(part)))
    .sort()
    .join('&');
  if (path === '' && query === '') return undefined;
  return `${hostOf(address[1] ?? '')}${path}${query === '' ? '' : `?${query}`}`;
}

/** A site's name without what only tells its editions apart (`www.`, `m.`, `edition.`) and without user and standard port. */
function hostOf(authority: string): string {
  return authority
    .toLowerCase()
    .replace(/^.*@/, '')
    .replace(/:(?:80|443)$/, '')
    .replace(/^(?:(?:www\d?|m|mobile|amp|edition)\.)+(?=[^.]+\.)/, '');
}

/** Headline and opening as one key, where there are both. */
function openingKey(headline: string | undefined, opening: string | undefined): string | undefined {
  const head = normalised(headline ?? '');
  const start = normalised(opening ?? '').slice(0, OPENING);
  return head === '' || start === '' ? undefined : `text:${head}\n${start}`;
}

/** What captures of one article find each other by: its address, its headline and opening, and the likeness of its body under its headline; none where there is nothing to go by. */
export function keysOf({ url, headline, opening, blocks }: IdentityParts & { readonly blocks: readonly Block[] }): string[] {
  const address = url === undefined ? undefined : addressOf(url);
  const exact = [address === undefined ? undefined : `url:${address}`, openingKey(headline, opening)];
  const head = normalised(headline ?? '');
  return [...exact.filter((key) => key !== undefined), ...(head === '' ? [] : likenessOf(head, blocks))];
}

/** An article's id when this capture is its only one; the article of several has the id of the first. */
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
