import { closest, headingAround } from './nodes.ts';
import { NOTICE } from './phrases.ts';
import type { Run } from './runs.ts';
import { endsAsSentence, wordsIn } from './sentences.ts';

/** So many of the texts of a page that is no story are no sentences; of a story's, at most a third by measure. */
const MOSTLY = 0.5;
/** Fewer texts than this tell nothing. */
const FEWEST = 12;
/** Fewer words than this are a label or a value, as many can be a sentence without its full stop. */
const LABEL = 8;
const SENTENCE = 12;
/** Where they hold more of the words than this, they are what the page says. */
const MOST_WORDS = 0.6;

/** A label, a link, a value in a table: no sentence. What a list among paragraphs lists, as what a recipe takes, is none. */
const isScrap = ({ text, linked, block }: Run): boolean => {
  const words = wordsIn(text);
  if (block.name === 'li' && linked === 0 && words > 1) return false;
  return words < LABEL || (words < SENTENCE && !endsAsSentence(text));
};

/**
 * What of a page's kept runs is no story, where most of them are labels and links, as on pages of forums and of lists of facts: labels, notices to those
 * who should sign up, headings with nothing left under them, and what lies in a form. Empty for a story.
 */
export function scrapsOf(kept: readonly Run[]): ReadonlySet<Run> {
  const texts = kept.filter((run) => headingAround(run.block) === undefined);
  const scraps = new Set(texts.filter(isScrap));
  if (texts.length < FEWEST || scraps.size < texts.length * MOSTLY) return new Set();
  // verse, and talk in few words, is made of short lines
  const words = (runs: Iterable<Run>): number => Array.from(runs).reduce((sum, run) => sum + wordsIn(run.text), 0);
  if (words(scraps) > words(texts) * MOST_WORDS) return new Set();
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
