/** Words that stand next to each other in a field of a segment, by going through the lists of all of them side by side. */
import type { IndexField, Segment } from '../index/segment.ts';
import type { Counted, Tally } from '../index/tally.ts';
import { TextEnds } from '../index/text-lengths.ts';
import { NO_MORE, type WordWalk } from '../index/word-walk.ts';

/** Counts how often documents have two or more words next to each other. Of documents whose flags, masked, are not as said, nothing is read. Throws `CuttingsError` kind `index-damaged`. */
export function tallyPhrase(segment: Segment, field: IndexField, words: readonly string[], { mask, flags: wanted }: Counted, tally: Tally): void {
  const found = words.map((word) => segment.term(field, word));
  const entries = found.flatMap((entry, offset) => (entry ? [{ entry, offset }] : []));
  if (entries.length < words.length) return;
  // the rarest leads: where it is not, the others need not be read
  entries.sort((a, b) => a.entry.documents - b.entry.documents);
  const walks = entries.map(({ entry }) => entry.walk());
  const offsets = entries.map(({ offset }) => offset);
  const [leader] = walks;
  if (leader === undefined) return;
  const ends = new TextEnds(segment.textLengths(field));
  const { flags } = segment.columns;
  const width = words.length;
  let document = leader.seek(0);
  search: while (document !== NO_MORE) {
    for (let index = 1; index < width; index++) {
      const next = (walks[index] as WordWalk).seek(document);
      if (next === document) continue;
      if (next === NO_MORE) return;
      document = leader.seek(next);
      continue search;
    }
    if (((flags[document] as number) & mask) === wanted) {
      let count = leader.begin(offsets[0] as number);
      const { starts } = leader;
      for (let index = 1; index < width && count > 0; index++) count = (walks[index] as WordWalk).narrow(starts, count, offsets[index] as number);
      if (count > 0) count = ends.within(document, starts, count, width);
      if (count > 0) tally.add(document, count);
    }
    document = leader.seek(document + 1);
  }
}
