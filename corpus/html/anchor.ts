import { ancestorsOf, closest, type ElementNode, namesOf } from './nodes.ts';
import { STANDFIRST_NAMES } from './phrases.ts';
import type { Run } from './runs.ts';
import { endsAsSentence, wordsIn } from './sentences.ts';

/** What sites call the element that holds a story's words, and nothing else. */
const BODY_NAMES =
  /(?:^|\s)(?:[a-z]+[-_]{1,2})?(?:article|entry|post|story|news|blog-?post|single)(?:[-_]{0,2}(?:main|detail|full))?[-_]{0,2}(?:body|content|text|copy)(?:[-_]{1,2}(?:text|content|inner|wrapper|main))?(?=\s|$)|(?:^|\s)(?:body-?(?:copy|text)|td-post-content)(?=\s|$)/;
/** Fewer words than this are a line, not a story. */
const LINE = 8;
/** A page with more elements named for a story is a list of stories. */
const MOST_BODIES = 100;
/** The first sentences of a page say where its story is. */
const MOST_SENTENCES = 50;
/** What an extractor found with more words than this is not doubted for where it stands. */
const CERTAIN = 200;

/**
 * The story where an extractor missed it: of a short story, or one in an odd place, it takes the sidebar instead. The element that is named for the story,
 * else the one round the headline, is believed when what was `kept` lies mostly outside it. Undefined where what was kept stands.
 */
export function anchoredRuns(
  kept: readonly Run[],
  shown: readonly Run[],
  headline: Run | undefined,
  isAside: (element: ElementNode) => boolean,
): Run[] | undefined {
  if (!headline) return undefined;
  const keptWords = wordsOf(kept.filter(isSaid));
  const after = shown.filter((run) => run.from > headline.from && isSaid(run));
  const body = namedBody(after, headline);
  if (body) {
    const inside = after.filter((run) => isIn(run, body));
    const words = wordsOf(inside);
    const keptInside = wordsOf(kept.filter((run) => isSaid(run) && isIn(run, body)));
    const doubtful = words >= keptWords * 0.5 || keptWords < CERTAIN;
    // of a story shorter than it wants, an extractor takes most of the page
    const drowned = keptWords < CERTAIN && keptInside < keptWords * 0.7;
    if (words >= LINE && doubtful && (drowned || keptInside < Math.min(words, keptWords) * 0.5))
      return shown.filter((run) => run !== headline && isIn(run, body));
    return undefined;
  }
  if (keptWords >= CERTAIN) return undefined;
  const around = sentencesAround(after, headline);
  if (!around || kept.some((run) => isIn(run, around) && isSaid(run) && run !== headline)) return undefined;
  if (closest(around, isAside)) return undefined;
  return shown.filter((run) => run.from > headline.from && isIn(run, around));
}

/** Said, not led to: most of it is no link. */
const isSaid = (run: Run): boolean => run.linked < run.text.length * 0.4;
const wordsOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + wordsIn(run.text), 0);
const isIn = (run: Run, element: ElementNode): boolean => closest(run.block, (around) => around === element) !== undefined;

/** The element named for a story's words with most of them, of those nearest to the headline. */
function namedBody(after: readonly Run[], headline: Run): ElementNode | undefined {
  const words = new Map<ElementNode, number>();
  for (const run of after) {
    for (const element of ancestorsOf(run.block)) {
      if (element.attrs.get('itemprop')?.toLowerCase() === 'articlebody' || BODY_NAMES.test(namesOf(element)))
        words.set(element, (words.get(element) ?? 0) + wordsIn(run.text));
    }
  }
  if (words.size === 0 || words.size > MOST_BODIES) return undefined;
  for (const around of ancestorsOf(headline.block)) {
    let best: ElementNode | undefined;
    for (const [element, count] of words) {
      const near = closest(element, (one) => one === around) !== undefined || closest(around, (one) => one === element) !== undefined;
      if (near && count >= LINE && count > (best ? (words.get(best) ?? 0) : 0)) best = element;
    }
    if (best) return best;
  }
  return undefined;
}

/** The innermost element round the headline that holds a sentence beside it. */
function sentencesAround(after: readonly Run[], headline: Run): ElementNode | undefined {
  const sentences = after
    .filter((run) => endsAsSentence(run.text) && wordsIn(run.text) >= 6 && !STANDFIRST_NAMES.test(namesOf(run.block)))
    .slice(0, MOST_SENTENCES);
  for (const element of ancestorsOf(headline.block)) {
    if (element.name === 'body' || element.name === 'html') return undefined;
    if (element.name === 'header' || /head|title|meta|intro|top/.test(namesOf(element))) continue;
    if (sentences.some((run) => isIn(run, element))) return element;
  }
  return undefined;
}
