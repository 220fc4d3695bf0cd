import type { TargetId } from '../../corpus/records.ts';
import { isComment } from '../../corpus/targets.ts';

const numbers = new Intl.NumberFormat('en');

/** “212 comments”, “1 article”, “2 articles and 5 comments”. */
export function targetsInWords(targets: readonly TargetId[]): string {
  const comments = targets.filter(isComment).length;
  const articles = targets.length - comments;
  const parts = [
    ...(articles > 0 ? [`${numbers.format(articles)} ${articles === 1 ? 'article' : 'articles'}`] : []),
    ...(comments > 0 ? [`${numbers.format(comments)} ${comments === 1 ? 'comment' : 'comments'}`] : []),
  ];
  return parts.join(' and ');
}

/** A name as labels write it: ‘sceptical’. */
export function quoted(name: string): string {
  return `‘${name}’`;
}
