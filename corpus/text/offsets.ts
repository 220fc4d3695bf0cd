/** Offsets come in three kinds: bytes of a file (`DecodedText`), UTF-16 units of a string, and Unicode code points of a string. Here: the last two. */

const isPairAt = (text: string, at: number): boolean => {
  const high = text.charCodeAt(at);
  const low = text.charCodeAt(at + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
};

/** Code points before a UTF-16 offset. An offset inside a surrogate pair counts as the character's start; offsets beyond the end count as the end. */
export function codePointsAt(text: string, utf16: number): number {
  const end = Math.min(utf16, text.length);
  let points = 0;
  for (let at = 0; at < end; points++) {
    const step = isPairAt(text, at) ? 2 : 1;
    if (at + step > end) break;
    at += step;
  }
  return points;
}

/** Counts code points as `codePointsAt` does, for many offsets of one text: asked in ascending order, they cost one pass in all. */
export function codePointCounter(text: string): (utf16: number) => number {
  let reached = 0;
  let points = 0;
  return (utf16) => {
    if (utf16 < reached) return codePointsAt(text, utf16);
    const end = Math.min(utf16, text.length);
    while (reached < end) {
      const step = isPairAt(text, reached) ? 2 : 1;
      if (reached + step > end) break;
      reached += step;
      points++;
    }
    return points;
  };
}

/** UTF-16 offset of a code point offset; offsets beyond the end give the end. */
export function utf16At(text: string, codePoints: number): number {
  let at = 0;
  for (let points = 0; points < codePoints && at < text.length; points++) at += isPairAt(text, at) ? 2 : 1;
  return at;
}

/** The part of a string between two code point offsets, half-open. */
export function sliceByCodePoints(text: string, from: number, to: number): string {
  return text.slice(utf16At(text, from), utf16At(text, to));
}

/** Length in code points. */
export function codePointLength(text: string): number {
  return codePointsAt(text, text.length);
}
