/** The progress strip over a queue of any length. Pure. */
import type { CommentId, TargetId } from '../../../../corpus/records.ts';
import type { Coding } from '../../state/workspace.ts';

/** More than this many bars cannot be told apart in the narrowest window. */
const MOST_BARS = 160;

export type BarState = 'open' | 'tagged' | 'skipped';

export interface Bar {
  readonly state: BarState;
  /** Holds the comment that is coded now. */
  readonly here: boolean;
}

/** Bars of equally many comments, one each where they fit. A bar is tagged when most of its comments are, skipped when one was and most are not. */
export function bars({ queue, at, skipped }: Pick<Coding, 'queue' | 'at' | 'skipped'>, tagged: ReadonlySet<TargetId>): readonly Bar[] {
  const count = Math.min(MOST_BARS, queue.length);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * queue.length) / count);
    const to = Math.floor(((index + 1) * queue.length) / count);
    return { state: stateOf(queue.slice(from, to), skipped, tagged), here: from <= at && at < to };
  });
}

function stateOf(ids: readonly CommentId[], skipped: ReadonlySet<CommentId>, tagged: ReadonlySet<TargetId>): BarState {
  const done = ids.filter((id) => tagged.has(id)).length;
  if (done * 2 > ids.length) return 'tagged';
  return ids.some((id) => skipped.has(id) && !tagged.has(id)) ? 'skipped' : 'open';
}

/** How many of a queue have a tag, and how many were left for later and still have none. */
export function progress(
  { queue, skipped }: Pick<Coding, 'queue' | 'skipped'>,
  tagged: ReadonlySet<TargetId>,
): { readonly tagged: number; readonly skipped: number } {
  return { tagged: queue.filter((id) => tagged.has(id)).length, skipped: [...skipped].filter((id) => !tagged.has(id)).length };
}
