/** The query in the box, cut into pieces that are drawn apart. Rough on purpose: it colours what is being typed, the parser judges it. Pure. */
import type { QueryPlace } from '../../../../corpus/query/query.ts';

export interface QueryPiece {
  readonly text: string;
  /** `field` is `tag:` or `-tag:`, `value` what follows it. */
  readonly kind: 'space' | 'word' | 'phrase' | 'field' | 'value' | 'operator';
  readonly negated: boolean;
}

const CLAUSE =
  /(?<space>\s+)|(?<operator>-?[()]|(?<![^\s()])(?:AND|OR|NOT|NEAR(?:\/\d*)?)(?![^\s()]))|(?<minus>-?)(?:(?<field>\p{L}+:)(?<value>(?:"[^"]*"?|[^\s"()])*)|(?<phrase>"[^"]*"?)|(?<word>[^\s"()]+))|(?<rest>.)/gsu;

/** Pieces whose texts, joined, are the draft. */
export function queryPieces(draft: string): QueryPiece[] {
  const pieces: QueryPiece[] = [];
  for (const { groups } of draft.matchAll(CLAUSE)) {
    if (!groups) continue;
    const minus = groups.minus ?? '';
    const push = (kind: QueryPiece['kind'], text: string): void => {
      if (text !== '') pieces.push({ text, kind, negated: minus === '-' });
    };
    if (groups.space !== undefined) push('space', groups.space);
    else if (groups.operator !== undefined) pieces.push({ text: groups.operator, kind: 'operator', negated: false });
    else if (groups.field !== undefined) {
      push('field', minus + groups.field);
      push('value', groups.value ?? '');
    } else if (groups.phrase !== undefined) push('phrase', minus + groups.phrase);
    else push('word', minus + (groups.word ?? groups.rest ?? ''));
  }
  return pieces;
}

/** The draft around a wrong place; one of no width takes the character after it, or a space at the end. */
export function aroundWrong(draft: string, { from, to }: QueryPlace): { readonly before: string; readonly wrong: string } {
  const wrong = draft.slice(from, Math.max(to, from + 1));
  return { before: draft.slice(0, from), wrong: wrong === '' ? ' ' : wrong };
}
