/** A comment's text taken apart into own words, quoted words and the line that says whom it answers. */
import type { CharRange, Comment, Quote } from '../../../../corpus/records.ts';

export interface CommentPart {
  readonly kind: 'own' | 'quoted' | 'reference';
  /** Code points of the comment's text. */
  readonly chars: CharRange;
  /** Of quoted words: where they stand. */
  readonly of?: Quote['of'];
}

const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);

/** The parts in reading order, without the space between them. A mention of another comment is part of the writer's own words. */
export function commentParts({ text, quotes, replyTo }: Pick<Comment, 'text' | 'quotes' | 'replyTo'>): readonly CommentPart[] {
  const characters = Array.from(text);
  const set = [
    ...quotes.map(({ chars, of }): CommentPart => ({ kind: 'quoted', chars, ...(of && { of }) })),
    ...replyTo.flatMap(({ chars, method }): CommentPart[] => (chars && method !== 'mention' ? [{ kind: 'reference', chars }] : [])),
  ].sort((a, b) => a.chars[0] - b.chars[0]);
  const parts: CommentPart[] = [];
  let at = 0;
  for (const part of set) {
    if (part.chars[0] > at) parts.push({ kind: 'own', chars: [at, part.chars[0]] });
    parts.push(part);
    at = Math.max(at, part.chars[1]);
  }
  if (at < characters.length) parts.push({ kind: 'own', chars: [at, characters.length] });
  return trimmed(characters, parts);
}

/** Parts without the space at their ends, empty ones left out. */
function trimmed(characters: readonly string[], parts: readonly CommentPart[]): CommentPart[] {
  return parts.flatMap(({ chars: [a, b], ...part }) => {
    let from = a;
    let to = b;
    while (from < to && isSpace(characters[from])) from += 1;
    while (to > from && isSpace(characters[to - 1])) to -= 1;
    return from < to ? [{ ...part, chars: [from, to] as const }] : [];
  });
}

/** Words of a text, counted as people count them. */
export function wordCount(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) if (isWordLike) count += 1;
  return count;
}
