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

/** “↩ 365”, “↩ Anna”, with “not captured” where the parent is not in the library, “one of 3” where it could be several: for list rows. */
export function replyWords(reply: ReplyReference): string {
  const { number, author } = reply;
  if (reply.candidates) return `↩ ${candidateWords(reply)}`;
  const who = number !== undefined ? String(number) : (author ?? 'a quoted comment');
  return `↩ ${who}${isMissing(reply) ? ' not captured' : ''}`;
}

/** Whether what a comment answers is not in the library: no comment, and none that could be meant. */
export function isMissing({ comment, candidates }: ReplyReference): boolean {
  return comment === undefined && candidates === undefined;
}

/** “one of 3 by Anna”: a parent that could be several comments. A number beside the name means they are at odds. */
export function candidateWords({ number, author, candidates = [] }: ReplyReference): string {
  const one = `one of ${candidates.length}`;
  if (number !== undefined) return `${one}: #${number}${author === undefined ? '' : ` or ${author}`}`;
  return author === undefined ? `${one} that say this` : `${one} by ${author}`;
}

/** Bars of four that stand for a confidence of 0 to 1. */
export function confidenceBars(confidence: number): number {
  return Math.min(4, Math.max(1, Math.round(confidence * 4)));
}
