import type { Span } from './records.ts';
import { codePointLength, codePointsAt, sliceByCodePoints } from './text/offsets.ts';

/**
 * Where the words of a span stand in texts that may have changed: `texts` are the article's blocks in order, or the one text of a comment. The span
 * itself where its words are still there, else the place whose surroundings are the same, else the only place the words stand; undefined where there is none.
 */
export function reanchor(span: Span, texts: readonly string[]): Span | undefined {
  const own = texts[span.block ?? 0];
  if (own !== undefined && sliceByCodePoints(own, ...span.chars) === span.exact) return span;
  const places = texts.flatMap((text, block) => placesOf(text, span.exact).map((at) => ({ text, block, at })));
  const around = places.filter(({ text, at }) => {
    const end = at + span.exact.length;
    return text.slice(Math.max(0, at - span.prefix.length), at) === span.prefix && text.slice(end, end + span.suffix.length) === span.suffix;
  });
  const place = around[0] ?? (places.length === 1 ? places[0] : undefined);
  if (place === undefined) return undefined;
  const from = codePointsAt(place.text, place.at);
  const { block: _block, ...rest } = span;
  return { ...rest, ...(span.block !== undefined && { block: place.block }), chars: [from, from + codePointLength(span.exact)] };
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}
