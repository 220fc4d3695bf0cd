/** A comment's text taken apart into own words, quoted words and the line that says whom it answers. */
import type { CharRange, Comment } from '../../../../corpus/records.ts';

export interface CommentPart {
  readonly kind: 'own' | 'quoted' | 'reference';
  /** Code points of the comment's text. */
  readonly chars: CharRange;
}

const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);

/**
 * The parts in reading order. What stands outside the quotes and is not in `own` is a reference, such as “12.Anna wrote:”;
 * where the two cannot be laid on each other, everything outside the quotes counts as own words.
 */
export function commentParts({ text, own, quotes }: Pick<Comment, 'text' | 'own' | 'quotes'>): readonly CommentPart[] {
  const characters = Array.from(text);
  const wanted = Array.from(own).filter((character) => !isSpace(character));
  const parts: CommentPart[] = [];
  let used = 0;
  for (const outside of gaps(characters.length, quotes)) {
    if (outside.kind === 'quoted') {
      parts.push(outside);
      continue;
    }
    const { parts: found, used: next } = layOn(characters, outside.chars, wanted, used);
    used = next;
    parts.push(...found);
  }
  if (used === wanted.length) return trimmed(characters, parts);
  return trimmed(characters, gaps(characters.length, quotes));
}

function gaps(length: number, quotes: Comment['quotes']): CommentPart[] {
  const found: CommentPart[] = [];
  let at = 0;
  for (const { chars } of [...quotes].sort((a, b) => a.chars[0] - b.chars[0])) {
    if (chars[0] > at) found.push({ kind: 'own', chars: [at, chars[0]] });
    found.push({ kind: 'quoted', chars });
    at = Math.max(at, chars[1]);
  }
  if (at < length) found.push({ kind: 'own', chars: [at, length] });
  return found;
}

/** Splits a stretch into what continues `wanted` at `used` and what does not. */
function layOn(characters: readonly string[], [from, to]: CharRange, wanted: readonly string[], used: number): { parts: CommentPart[]; used: number } {
  const places: number[] = [];
  for (let at = from; at < to; at += 1) if (!isSpace(characters[at])) places.push(at);
  /** How many characters from place `i` on continue `wanted`. */
  const run = (i: number): number => {
    let n = 0;
    while (i + n < places.length && used + n < wanted.length && characters[places[i + n] ?? -1] === wanted[used + n]) n += 1;
    return n;
  };
  const parts: CommentPart[] = [];
  const put = (kind: 'own' | 'reference', first: number, count: number): void => {
    const a = places[first];
    const b = places[first + count - 1];
    if (a !== undefined && b !== undefined) parts.push({ kind, chars: [a, b + 1] });
  };
  // the words may begin after a reference, and end before one: of all beginnings, the one from which most follows
  let best = 0;
  let most = run(0);
  for (let i = 1; i < places.length && most < places.length - i; i += 1) {
    const n = run(i);
    if (n > most) {
      best = i;
      most = n;
    }
  }
  if (most === 0) put('reference', 0, places.length);
  else {
    put('reference', 0, best);
    put('own', best, most);
    put('reference', best + most, places.length - best - most);
  }
  return { parts, used: used + most };
}

/** Parts without the space at their ends, empty ones left out. */
function trimmed(characters: readonly string[], parts: readonly CommentPart[]): CommentPart[] {
  return parts.flatMap(({ kind, chars: [a, b] }) => {
    let from = a;
    let to = b;
    while (from < to && isSpace(characters[from])) from += 1;
    while (to > from && isSpace(characters[to - 1])) to -= 1;
    return from < to ? [{ kind, chars: [from, to] as const }] : [];
  });
}

/** Words of a text, counted as people count them. */
export function wordCount(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) if (isWordLike) count += 1;
  return count;
}
