/** The progress strip over a queue of any length. Pure. */
import type { CommentId } from '../../../../corpus/records.ts';
import { eachInSlices } from '../../../search/slices.ts';
import type { TaggedTargets } from '../../../store/reader.ts';
import type { Coding } from '../../state/workspace.ts';

/** More than this many bars cannot be told apart in the narrowest window. */
const MOST_BARS = 160;

export type BarState = 'open' | 'tagged' | 'skipped';

export interface Tally {
  /** The strip's bars of equally many comments, one each where they fit. A bar is tagged when most of its comments are, skipped when one was and most are not. */
  readonly bars: readonly BarState[];
  /** How many have a tag. */
  readonly tagged: number;
  /** How many were left for later and still have no tag. */
  readonly skipped: number;
}

const barsOf = (queue: Pick<Coding['queue'], 'length'>): number => Math.min(MOST_BARS, queue.length);

/** Goes through the whole queue, in steps that leave the window free; undefined where `goOn` ends it. */
export async function tally(
  { queue, skipped }: Pick<Coding, 'queue' | 'skipped'>,
  tagged: TaggedTargets,
  goOn: () => boolean = () => true,
): Promise<Tally | undefined> {
  const count = barsOf(queue);
  const groups = Array.from({ length: count }, () => ({ size: 0, done: 0, left: false }));
  let at = 0;
  const whole = await eachInSlices(
    queue,
    (id) => {
      const group = groups[barAt(at, queue.length)];
      at += 1;
      if (group === undefined) return;
      group.size += 1;
      if (tagged.has(id)) group.done += 1;
      else if (skipped.has(id)) group.left = true;
    },
    goOn,
  );
  if (!whole) return undefined;
  return {
    bars: groups.map(({ size, done, left }) => (done * 2 > size ? 'tagged' : left ? 'skipped' : 'open')),
    tagged: groups.reduce((sum, { done }) => sum + done, 0),
    skipped: [...skipped].filter((id) => !tagged.has(id)).length,
  };
}

/** Index of the bar that holds the comment at a place of a queue; at the queue's length, of none. */
export function barAt(at: number, length: number): number {
  // the last bar that begins no later: bar i begins at floor(i * length / count)
  const count = Math.min(MOST_BARS, length);
  return Math.ceil(((at + 1) * count) / length) - 1;
}

/** Those of a queue without a tag, in its order; undefined where `goOn` ends it. */
export async function untaggedOf(queue: Coding['queue'], tagged: TaggedTargets, goOn: () => boolean): Promise<readonly CommentId[] | undefined> {
  const left: CommentId[] = [];
  const visit = (id: CommentId): void => {
    if (!tagged.has(id)) left.push(id);
  };
  return (await eachInSlices(queue, visit, goOn)) ? left : undefined;
}
