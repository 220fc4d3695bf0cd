import { wordsIn } from './body.ts';
import { closest, headingAround } from './nodes.ts';
import { NOTICE } from './phrases.ts';
import type { Run } from './runs.ts';

/** So many of the texts of a page that is no story are no sentences; of a story's, at most a third by measure. */
const MOSTLY = 0.5;
/** Fewer texts than this tell nothing. */
const FEWEST = 12;
/** Fewer words than this are a label or a value, as many can be a sentence without its full stop. */
const LABEL = 8;
const SENTENCE = 12;

const ends = (text: string): boolean => /[.!?…:;"”’»)\]]$/.test(text);

/** A label, a link, a value in a table: no sentence. */
const isScrap = ({ text }: Run): boolean => {
  const words = wordsIn(text);
  return words < LABEL || (words < SENTENCE && !ends(text));
};

/**
 * What of a page's kept runs is no story, where most of them are labels and links, as on pages of forums and of lists of facts: labels, notices to those
 * who should sign up, headings with nothing left under them, and what lies in a form. Empty for a story.
 */
export function scrapsOf(kept: readonly Run[]): ReadonlySet<Run> {
  const texts = kept.filter((run) => headingAround(run.block) === undefined);
  const scraps = new Set(texts.filter(isScrap));
  if (texts.length < FEWEST || scraps.size < texts.length * MOSTLY) return new Set();
  for (const run of texts) if (NOTICE.test(run.text) || closest(run.block, ({ name }) => name === 'form')) scraps.add(run);
  let filled = false;
  for (const run of kept.toReversed()) {
    if (headingAround(run.block) === undefined) filled ||= !scraps.has(run);
    else {
      if (!filled) scraps.add(run);
      filled = false;
    }
  }
  return scraps;
}
