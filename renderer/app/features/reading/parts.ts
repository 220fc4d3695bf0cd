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
  const stretches = gaps(characters.length, quotes);
  return trimmed(characters, layOn(characters, stretches, wanted) ?? stretches);
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

/**
 * Lays the own words on what stands outside the quotes. A stretch is own words, or a reference, or begins or ends with a reference;
 * undefined where no such reading uses up the own words.
 */
function layOn(characters: readonly string[], stretches: readonly CommentPart[], wanted: readonly string[]): CommentPart[] | undefined {
  const dead = new Set<string>();
  const from = (at: number, used: number): CommentPart[] | undefined => {
    const stretch = stretches[at];
    if (stretch === undefined) return used === wanted.length ? [] : undefined;
    if (stretch.kind === 'quoted') {
      const rest = from(at + 1, used);
      return rest && [stretch, ...rest];
    }
    const key = `${at} ${used}`;
    if (dead.has(key)) return undefined;
    for (const reading of readings(characters, stretch.chars, wanted, used)) {
      const rest = from(at + 1, used + reading.used);
      if (rest) return [...reading.parts, ...rest];
    }
    dead.add(key);
    return undefined;
  };
  return from(0, 0);
}

interface Reading {
  readonly parts: readonly CommentPart[];
  /** How many of the wanted characters it takes. */
  readonly used: number;
}

/** Ways to read a stretch, the one with most own words first. References begin and end between words. */
function* readings(characters: readonly string[], [start, end]: CharRange, wanted: readonly string[], used: number): Generator<Reading> {
  const places: number[] = [];
  for (let at = start; at < end; at += 1) if (!isSpace(characters[at])) places.push(at);
  const place = (i: number): number => places[i] ?? end;
  const matching = (i: number): number => {
    let n = 0;
    while (i + n < places.length && characters[place(i + n)] === wanted[used + n]) n += 1;
    return n;
  };
  const part = (kind: 'own' | 'reference', chars: CharRange): CommentPart => ({ kind, chars });
  const starts = places.flatMap((at, i) => (i === 0 || isSpace(characters[at - 1]) ? [i] : []));
  for (const i of starts) {
    if (matching(i) < places.length - i) continue;
    const own = part('own', [place(i), end]);
    yield { parts: i === 0 ? [own] : [part('reference', [start, place(i)]), own], used: places.length - i };
  }
  const most = matching(0);
  for (const i of starts.toReversed()) {
    if (i > 0 && i <= most) yield { parts: [part('own', [start, place(i)]), part('reference', [place(i), end])], used: i };
  }
  yield { parts: places.length === 0 ? [] : [part('reference', [start, end])], used: 0 };
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
