/** Which segments are to be made one. */
import type { IndexSegmentRow } from '../store/index-store.ts';

/** More segments than this are too many at any time. */
const MOST_SEGMENTS = 8;
/** As many as there may be at rest. */
const FEW_SEGMENTS = 4;
/** A segment of which more than this part is gone is written anew at rest. */
const GONE_PART = 0.3;

/**
 * The segments to merge next, in the order they stand in; none where all is well. `resting`: nothing else is to be done.
 * The smallest are taken: what is large is written seldom.
 */
export function toMerge(segments: readonly IndexSegmentRow[], resting: boolean): readonly IndexSegmentRow[] {
  if (segments.length > (resting ? FEW_SEGMENTS : MOST_SEGMENTS)) {
    const chosen = new Set([...segments].sort((a, b) => a.bytes - b.bytes).slice(0, segments.length - FEW_SEGMENTS + 1));
    return segments.filter((segment) => chosen.has(segment));
  }
  if (!resting) return [];
  return segments.filter(({ gone, articles }) => gone.length > articles * GONE_PART).slice(0, 1);
}

/** Indexes that are gone with more of them: each once, ascending. */
export function withGone(gone: Uint32Array, more: readonly number[]): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(new Set([...gone, ...more])).sort();
}
