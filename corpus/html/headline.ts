import { foldText } from '../text/fold.ts';
import type { Metadata } from './metadata.ts';
import { ancestorsOf, hasClass, headingAround, namesOf } from './nodes.ts';
import type { Run } from './runs.ts';

/** Longest headline looked at, in characters. */
const LONGEST = 300;

/** Words only, folded, between single spaces. */
const plain = (text: string): string =>
  ` ${foldText(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()} `;

/** How much a run looks like a headline from its place in the markup. */
function weightOf(run: Run): number {
  const heading = headingAround(run.block);
  const level = heading ? Number(heading.name.charAt(1)) : undefined;
  const byTag = level === undefined ? 1 : level === 1 ? 1.8 : level <= 3 ? 1.5 : 1.2;
  let near = 0;
  let byName = 1;
  for (const element of ancestorsOf(run.block)) {
    if (near++ > 2) break;
    if (/headline|entry-title|post-title|article-?title|story-?title|\bheading\b/.test(namesOf(element))) byName = 1.2;
    if (/breadcrumb|crumb|related|most|promo|sidebar|teaser|\bnav/.test(namesOf(element))) byName = 0.6;
    if (element.name === 'nav' || element.name === 'li' || element.name === 'aside' || element.name === 'option') byName = Math.min(byName, 0.7);
  }
  return byTag * byName * (run.linked > run.text.length / 2 ? 0.7 : 1);
}

/**
 * The run that is the page's headline. By measure on news pages of many sites the best rule is: the longest shown text that `<title>` contains, those in
 * `h1` to `h3` favoured; failing that, the `h1` (else `h2`) nearest to `<title>`.
 */
export function findHeadline(runs: readonly Run[], { title, statedHeadline, publisher }: Metadata): Run | undefined {
  const candidates = runs.filter((run) => run.shown && run.text.length <= LONGEST && /\p{L}/u.test(run.text));
  const titles = [title?.text, statedHeadline].flatMap((text) => (text === undefined ? [] : plain(text.slice(0, 1000))));
  const site = publisher === undefined ? undefined : plain(publisher);
  let best: Run | undefined;
  let most = 0;
  for (const run of candidates) {
    const words = plain(run.text);
    if (words === site || !titles.some((text) => text.includes(words))) continue;
    const count = words.trim().split(' ').length;
    const whole = titles.some((text) => text === words);
    if (!whole && count < 3 && words.length < 18 && !/^h[1-3]$/.test(headingOf(run))) continue;
    const score = words.length * weightOf(run);
    if (score > most) {
      best = run;
      most = score;
    }
  }
  const share = best ? plain(best.text).length / Math.max(1, ...titles.map((text) => Math.min(text.length, 120))) : 0;
  if (best && (share >= 0.3 || plain(best.text).trim().split(' ').length >= 5)) return best;
  return nearestHeading(candidates, titles) ?? best;
}

const headingOf = (run: Run): string => headingAround(run.block)?.name ?? '';

/** The heading of the highest level whose words are most like the title's. */
function nearestHeading(candidates: readonly Run[], titles: readonly string[]): Run | undefined {
  for (const level of ['h1', 'h2']) {
    const headings = candidates.filter((run) => headingOf(run) === level && !hasClass(run.block, 'logo') && run.text.length >= 8);
    let best: Run | undefined;
    let most = -1;
    for (const run of headings) {
      const words = new Set(plain(run.text).trim().split(' '));
      const common = Math.max(
        0,
        ...titles.map(
          (title) =>
            new Set(
              title
                .trim()
                .split(' ')
                .filter((word) => words.has(word)),
            ).size,
        ),
      );
      const likeness = common / Math.max(3, words.size);
      if (likeness > most) {
        best = run;
        most = likeness;
      }
    }
    if (best && (most >= 0.25 || (level === 'h1' && headings.length === 1))) return best;
  }
  return undefined;
}
