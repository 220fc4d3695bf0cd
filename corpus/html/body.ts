import { findTime } from '../text/times.ts';
import { isCaptionByForm } from './captions.ts';
import { cutTail, trimEnds } from './ends.ts';
import { ancestorsOf, closest, type ElementNode, headingAround, isInline, namesOf, type TextNode } from './nodes.ts';
import {
  BYLINE_NAMES,
  BYLINE_TEXT,
  CAPTION_NAMES,
  DATE_NAMES,
  DATED_TEXT,
  FURNITURE_NAMES,
  FURNITURE_TEXT,
  LABELLED_LINK,
  PROFILE_NAMES,
  STANDFIRST_NAMES,
  STATEMENT,
  tellingNames,
} from './phrases.ts';
import type { Run } from './runs.ts';
import { endsAsSentence, wordsIn } from './sentences.ts';

/** What a run of an article's part of the page is. */
export type Role = 'body' | 'caption' | 'byline' | 'dateline' | 'standfirst' | 'furniture';

/** Elements that hold no story. */
const ELSEWHERE = /^(?:nav|aside|footer|form|button|dialog|amp-sidebar)$/;
/** Elements looked at around a run for what their names say. */
const NEAR = 4;
/** A container with more than this share of the story is the story, whatever its name says. */
const STORY_SHARE = 0.35;
/** Never is more than this share of the words taken away. */
const MOST_TAKEN = 0.6;
/** Characters of a story so short that what stands round it is more. */
const SHORT_STORY = 800;
/** Texts up to this many words can be furniture by their form. */
const SHORT = 25;
/** A short text with this share of its characters in links leads elsewhere. */
const MOSTLY_LINKED = 0.8;
/** What a site says of cookies, subscriptions and its own terms is at most so many words long. */
const LONGEST_STATEMENT = 70;

export const headingOf = (run: Run): ElementNode | undefined => headingAround(run.block);

/**
 * Which of the runs an extractor kept are the story's, and what the others are. Extractors keep nearly all of a story and too much beside it, so
 * these rules only take away; when they would take most of the words, none of them is applied.
 */
export function rolesOf(kept: readonly Run[], shown: readonly Run[], headline: Run | undefined): ReadonlyMap<Run, Role> {
  const total = kept.reduce((sum, run) => sum + run.text.length, 0);
  const held = new Map<ElementNode, number>();
  for (const run of kept) for (const element of ancestorsOf(run.block)) held.set(element, (held.get(element) ?? 0) + run.text.length);
  const linkedShare = kept.reduce((sum, run) => sum + run.linked, 0) / Math.max(1, total);
  const isAside = (run: Run): boolean => {
    let steps = 0;
    for (const element of ancestorsOf(run.block)) {
      if (element.name === 'footer' || element.name === 'nav') return true;
      if (steps++ <= NEAR && PROFILE_NAMES.test(namesOf(element)) && (held.get(element) ?? 0) <= total * MOST_TAKEN) return true;
    }
    return false;
  };
  const roles = new Map<Run, Role>();
  for (const run of kept) roles.set(run, isAside(run) ? 'furniture' : roleOf(run, (element) => (held.get(element) ?? 0) > total * STORY_SHARE, linkedShare));
  if (headline) leaveOtherArticles(kept, roles, headline, total);
  cutTail(shown, roles, total);
  trimEnds(kept, shown, roles, headline);
  const left = kept.reduce((sum, run) => sum + (roles.get(run) === 'body' ? run.text.length : 0), 0);
  if (left >= total * (1 - MOST_TAKEN)) return roles;
  // of a short story little can be left; a sentence of it must be
  if (total < SHORT_STORY && kept.some((run) => roles.get(run) === 'body' && wordsIn(run.text) >= 6 && endsAsSentence(run.text))) return roles;
  return new Map(kept.map((run) => [run, closest(run.block, ({ name }) => ELSEWHERE.test(name)) ? ('furniture' as const) : ('body' as const)]));
}

/** Where the headline stands in an `article` with much of the text, other `article` elements beside it are other stories. */
function leaveOtherArticles(kept: readonly Run[], roles: Map<Run, Role>, headline: Run, total: number): void {
  const isArticle = ({ name }: ElementNode): boolean => name === 'article';
  const own = closest(headline.block, isArticle);
  if (!own) return;
  const inOwn = (run: Run): boolean => closest(run.block, (element) => element === own) !== undefined;
  if (kept.reduce((sum, run) => sum + (inOwn(run) ? run.text.length : 0), 0) < total * 0.3) return;
  for (const run of kept) if (!inOwn(run) && closest(run.block, isArticle)) roles.set(run, 'furniture');
}

function roleOf(run: Run, isStory: (element: ElementNode) => boolean, linkedShare: number): Role {
  const named = roleByNames(run, isStory);
  if (named) return named;
  const text = run.text.replaceAll('\n', ' ');
  const words = wordsIn(text);
  if (STATEMENT.test(text) && words <= LONGEST_STATEMENT) return 'furniture';
  if (isCaptionByForm(run)) return 'caption';
  if (words > SHORT) return 'body';
  const heading = headingOf(run);
  if (BYLINE_TEXT.test(text)) return 'byline';
  if (/^\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,4})?$/iu.test(text)) return 'dateline';
  if (FURNITURE_TEXT.test(text)) return 'furniture';
  const time = words <= 8 || DATED_TEXT.test(text) ? findTime(text) : undefined;
  if (time && !heading && time.to - time.from >= text.length * (words <= 8 ? 0.4 : 0.25) && !/[.!?…]$/.test(text)) return 'dateline';
  const address = /^(?:https?:\/\/|www\.)\S+$/.test(text);
  const listed = !heading || closest(run.block, ({ name }) => name === 'li') !== undefined;
  if (run.linked >= text.length * MOSTLY_LINKED && listed && !address && linkedShare < 0.5) return 'furniture';
  if (run.linked >= text.length * 0.45 && (LABELLED_LINK.test(text) || text.split(/ [|•·] /).length > 3)) return 'furniture';
  // a lone letter is an icon's, not a word
  return /[\p{L}\p{N}]/u.test(text) && !/^[\p{Script=Latin}]$/u.test(text) ? 'body' : 'furniture';
}

function roleByNames(run: Run, isStory: (element: ElementNode) => boolean): Role | undefined {
  let steps = 0;
  for (const element of around(run)) {
    if (isStory(element) || element.name === 'body') return undefined;
    const names = tellingNames(namesOf(element));
    if (element.name === 'figcaption' || element.name === 'figure' || CAPTION_NAMES.test(names)) return 'caption';
    if (ELSEWHERE.test(element.name)) return 'furniture';
    if (names !== '') {
      const short = wordsIn(run.text) <= 2 * SHORT;
      if (
        short &&
        (BYLINE_NAMES.test(names) || element.name === 'address' || element.attrs.get('rel') === 'author' || element.attrs.get('itemprop') === 'author')
      )
        return 'byline';
      if (short && DATE_NAMES.test(names) && (findTime(run.text) || looksDated(run.text))) return 'dateline';
      if (FURNITURE_NAMES.test(names)) return 'furniture';
      if (STANDFIRST_NAMES.test(names) && !/^h[3-6]$/.test(element.name)) return 'standfirst';
    }
    if (++steps >= NEAR) return undefined;
  }
  return undefined;
}

/** A year or a time of day in a short text that is no sentence: a date in a language whose months are not known. */
const looksDated = (text: string): boolean =>
  wordsIn(text) <= 16 && /(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[:٫]\d\d)(?!\d)/.test(text) && (!endsAsSentence(text) || text.endsWith(')'));

/** The elements round a run, innermost first: of inline ones only those that hold all of it. */
function* around(run: Run): Generator<ElementNode, void, undefined> {
  const first = run.nodes[0];
  if (!first) return;
  for (const element of ancestorsOf(first)) {
    if (isInline(element) && element !== run.block && !run.nodes.every((node) => isIn(node, element))) continue;
    yield element;
  }
}

function isIn(node: TextNode, element: ElementNode): boolean {
  for (const ancestor of ancestorsOf(node)) {
    if (ancestor === element) return true;
    if (!isInline(ancestor)) return false;
  }
  return false;
}

/**
 * The runs an extractor kept and those of the same kind that it left out between them: paragraphs with the class or in the element of several kept
 * ones, and headings that stand directly between two kept runs.
 */
export function withLeftOut(kept: readonly Run[], shown: readonly Run[], headline: Run | undefined): Run[] {
  const set = new Set(kept);
  const alike = new Map<ElementNode | string, number>();
  const keysOf = ({ block }: Run): (ElementNode | string)[] => {
    const classes = block.attrs.get('class')?.trim();
    return block.name === 'p' ? [...(block.parent ? [block.parent] : []), ...(classes ? [`p.${classes}`] : [])] : [];
  };
  for (const run of kept) if (wordsIn(run.text) >= 10) for (const key of keysOf(run)) alike.set(key, (alike.get(key) ?? 0) + 1);
  const start = headline ? shown.indexOf(headline) + 1 : shown.findIndex((run) => set.has(run));
  const end = shown.findLastIndex((run) => set.has(run));
  return shown.filter((run, i) => {
    if (set.has(run)) return true;
    if (i < start || i > end + 3) return false;
    const words = wordsIn(run.text);
    if (headingOf(run)) {
      const after = shown[i + 1];
      // something of another kind, an advertisement for one, may stand before it
      const follows = shown.slice(Math.max(0, i - 3), i).some((before) => set.has(before));
      return after !== undefined && set.has(after) && follows && words <= 14 && run.linked < run.text.length / 2;
    }
    return words >= 8 && run.linked < run.text.length / 2 && keysOf(run).some((key) => (alike.get(key) ?? 0) >= 3);
  });
}
