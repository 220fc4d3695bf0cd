/** Bits of segments, kept for whoever asks for the same again: a segment never changes. */
import type { Segment } from '../index/segment.ts';
import type { Bits } from './engine.ts';

/** Sets that are kept of a segment, those asked for last: together five bytes a document. */
export const KEPT_SETS = 40;

const kept = new WeakMap<Segment, Map<string, Bits>>();

/** Bits of a segment, worked out by `bitsOf` unless they are there already under this name, which says all that they depend on. They must not be changed. */
export function keptBits(segment: Segment, name: string, bitsOf: (segment: Segment) => Bits): Bits {
  let own = kept.get(segment);
  if (own === undefined) {
    own = new Map();
    kept.set(segment, own);
  }
  const known = own.get(name);
  const bits = known ?? bitsOf(segment);
  // a map keeps the order in which its entries were put in
  if (known !== undefined) own.delete(name);
  own.set(name, bits);
  const [oldest] = own.size > KEPT_SETS ? own.keys() : [];
  if (oldest !== undefined) own.delete(oldest);
  return bits;
}
