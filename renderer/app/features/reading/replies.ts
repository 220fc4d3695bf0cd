/** What is said about whom a comment answers. */
import type { ReplyMethod, ReplyReference } from '../../../../corpus/records.ts';

const METHODS: Readonly<Record<ReplyMethod, string>> = {
  'number+author': 'by number and name',
  number: 'by number',
  author: 'by name',
  'quoted-text': 'by quoted words',
  markup: 'as the page states',
  mention: 'by mention',
};

/** “by number and name”: how the parent was found. */
export function methodWords(method: ReplyMethod): string {
  return METHODS[method];
}

/** “↩ 365”, “↩ Anna”, with “not captured” where the parent is not in the library: for list rows. */
export function replyWords({ number, author, comment }: ReplyReference): string {
  const who = number !== undefined ? String(number) : (author ?? 'a quoted comment');
  return `↩ ${who}${comment === undefined ? ' not captured' : ''}`;
}

/** Bars of four that stand for a confidence of 0 to 1. */
export function confidenceBars(confidence: number): number {
  return Math.min(4, Math.max(1, Math.round(confidence * 4)));
}
