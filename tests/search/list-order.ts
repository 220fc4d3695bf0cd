/** Orders of articles as plainly as they can be told. */
import { assertNever } from '../../corpus/assert.ts';
import type { Article } from '../../corpus/records.ts';
import type { ListOrder } from '../../renderer/search/client.ts';
import { timeOf } from '../../renderer/search/order.ts';

/** What an article is ordered by; kept instead of the article. */
export interface OrderKey {
  readonly id: Article['id'];
  readonly key: string | number | undefined;
}

const titles = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function orderKey(article: Article, order: ListOrder): OrderKey {
  return { id: article.id, key: keyOf(article, order) };
}

function keyOf(article: Article, order: ListOrder): string | number | undefined {
  switch (order) {
    case 'published':
    case 'posted':
    case 'rating':
    case 'relevance':
    case 'tagged':
      return publishedAt(article);
    case 'length':
      return article.words;
    case 'imported':
      return Date.parse(article.addedAt);
    case 'comments':
      return article.commentCount.captured;
    case 'title':
      return article.title;
    case 'coverage':
      return article.unparsed;
    default:
      return assertNever(order, 'order');
  }
}

/** Milliseconds; the last change where the page states no other time. */
function publishedAt({ published, updated }: Article): number | undefined {
  return timeOf(published?.at ?? updated?.at);
}

/**
 * Newest first for times, most first for numbers (comments; unparsed bytes for `coverage`), A to Z for titles; what has no key comes
 * last, and equals stand in the order of their ids.
 */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  return compareValues(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function compareValues(a: OrderKey['key'], b: OrderKey['key']): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  return titles.compare(String(a), String(b));
}
