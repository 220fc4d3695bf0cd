import { findTime } from '../text/times.ts';
import { ancestorsOf, closest, type ElementNode, headingAround, INLINE, namesOf, type TextNode } from './nodes.ts';
import { BYLINE_NAMES, CAPTION_NAMES, DATE_NAMES, FURNITURE_NAMES, FURNITURE_TEXT, STANDFIRST_NAMES, TAIL_HEADING } from './phrases.ts';
import type { Run } from './runs.ts';

/** What a run of an article's part of the page is. */
export type Role = 'body' | 'caption' | 'byline' | 'dateline' | 'standfirst' | 'furniture';

/** Elements looked at around a run for what their names say. */
const NEAR = 4;
/** A container with more than this share of the story is the story, whatever its name says. */
const STORY_SHARE = 0.35;
/** Never is more than this share of the words taken away. */
const MOST_TAKEN = 0.6;
/** Texts up to this many words can be furniture by their form. */
const SHORT = 25;

export const wordsIn = (text: string): number => (text.match(/\S+/g) ?? []).length;
export const headingOf = (run: Run): ElementNode | undefined => headingAround(run.block);

/**
 * Which of the runs an extractor kept are the story's, and what the others are. Extractors keep nearly all of a story and too much beside it, so
 * these rules only take away; when they would take most of the words, none of them is applied.
 */
export function rolesOf(kept: readonly Run[], shown: readonly Run[]): ReadonlyMap<Run, Role> {
  const total = kept.reduce((sum, run) => sum + run.text.length, 0);
  const held = new Map<ElementNode, number>();
  for (const run of kept) for (const element of ancestorsOf(run.block)) held.set(element, (held.get(element) ?? 0) + run.text.length);
  const linkedShare = kept.reduce((sum, run) => sum + run.linked, 0) / Math.max(1, total);
  const roles = new Map<Run, Role>();
  for (const run of kept)
    roles.set(
      run,
      roleOf(run, (element) => (held.get(element) ?? 0) > total * STORY_SHARE, linkedShare),
    );
  cutTail(shown, roles, total);
  trimEnds(kept, roles);
  const left = kept.reduce((sum, run) => sum + (roles.get(run) === 'body' ? run.text.length : 0), 0);
  if (left >= total * (1 - MOST_TAKEN)) return roles;
  return new Map(kept.map((run) => [run, 'body' as const]));
}

function roleOf(run: Run, isStory: (element: ElementNode) => boolean, linkedShare: number): Role {
  const named = roleByNames(run, isStory);
  if (named) return named;
  const words = wordsIn(run.text);
  if (words > SHORT) return 'body';
  if (FURNITURE_TEXT.test(run.text)) return findTime(run.text) ? 'dateline' : /^by\s/i.test(run.text) ? 'byline' : 'furniture';
  const time = words <= 8 && !headingOf(run) ? findTime(run.text) : undefined;
  if (time && time.to - time.from >= run.text.length * 0.4 && !/[.!?…]$/.test(run.text)) return 'dateline';
  const address = /^(?:https?:\/\/|www\.)\S+$/.test(run.text);
  if (run.linked >= run.text.length * 0.8 && !headingOf(run) && !address && linkedShare < 0.5) return 'furniture';
  return /[\p{L}\p{N}]/u.test(run.text) ? 'body' : 'furniture';
}

function roleByNames(run: Run, isStory: (element: ElementNode) => boolean): Role | undefined {
  let steps = 0;
  for (const element of around(run)) {
    if (isStory(element) || element.name === 'body') return undefined;
    const names = namesOf(element);
    if (element.name === 'figcaption' || element.name === 'figure' || CAPTION_NAMES.test(names)) return 'caption';
    if (/^(?:nav|aside|footer|form|button)$/.test(element.name)) return 'furniture';
    if (names !== '') {
      const short = wordsIn(run.text) <= 2 * SHORT;
      if (
        short &&
        (BYLINE_NAMES.test(names) || element.name === 'address' || element.attrs.get('rel') === 'author' || element.attrs.get('itemprop') === 'author')
      )
        return 'byline';
      if (short && DATE_NAMES.test(names) && findTime(run.text)) return 'dateline';
      if (FURNITURE_NAMES.test(names)) return 'furniture';
      if (STANDFIRST_NAMES.test(names) && !/^h[3-6]$/.test(element.name)) return 'standfirst';
    }
    if (++steps >= NEAR) return undefined;
  }
  return undefined;
}

/** The elements round a run, innermost first: of inline ones only those that hold all of it. */
function* around(run: Run): Generator<ElementNode, void, undefined> {
  const first = run.nodes[0];
  if (!first) return;
  for (const element of ancestorsOf(first)) {
    if (INLINE.has(element.name) && element !== run.block && !run.nodes.every((node) => isIn(node, element))) continue;
    yield element;
  }
}

function isIn(node: TextNode, element: ElementNode): boolean {
  for (const ancestor of ancestorsOf(node)) {
    if (ancestor === element) return true;
    if (!INLINE.has(ancestor.name)) return false;
  }
  return false;
}

/** From a heading such as “Related links” on, when at least half of the story stands before it, all is furniture. The heading itself may have been left out by the extractor. */
function cutTail(shown: readonly Run[], roles: Map<Run, Role>, total: number): void {
  let passed = 0;
  for (const [i, run] of shown.entries()) {
    const kept = roles.has(run);
    if (kept) passed += run.text.length;
    if (passed < total * (kept ? 0.5 : 0.35) || run.text.length > 60 || !(kept || headingOf(run)) || !TAIL_HEADING.test(run.text)) continue;
    const rest = shown.slice(i).filter((later) => roles.has(later));
    // as a heading inside a story it is followed by whole paragraphs without links
    const prose = rest.filter((later) => wordsIn(later.text) > SHORT && later.linked < later.text.length / 3);
    if (prose.reduce((sum, later) => sum + later.text.length, 0) > total * 0.2) continue;
    for (const later of rest) if (roles.get(later) !== 'caption') roles.set(later, 'furniture');
    return;
  }
}

/** Headings, links and fragments after the last sentence belong to what followed the story. */
function trimEnds(kept: readonly Run[], roles: Map<Run, Role>): void {
  for (let i = kept.length - 1; i > 0; i--) {
    const run = kept[i];
    if (!run || roles.get(run) !== 'body') continue;
    const ends = /[.!?…:;"”’»)\]]$/.test(run.text);
    const loose = headingOf(run) !== undefined || (wordsIn(run.text) <= 6 && !ends) || (wordsIn(run.text) <= SHORT && run.linked > run.text.length * 0.7);
    const biography = BIOGRAPHY.test(run.text) && wordsIn(run.text) <= 60;
    if (!loose && !biography) break;
    roles.set(run, 'furniture');
  }
  for (const run of kept) {
    if (roles.get(run) !== 'body') continue;
    const loose =
      headingOf(run) === undefined &&
      wordsIn(run.text) <= 4 &&
      !/[.!?…:"”’»)]$/.test(run.text) &&
      closest(run.block, ({ name }) => name === 'li') === undefined;
    if (!loose) break;
    roles.set(run, 'furniture');
  }
  const last = kept.findLastIndex((run) => roles.get(run) === 'body');
  for (const run of kept.slice(last + 1)) if (roles.get(run) === 'byline' || roles.get(run) === 'standfirst') roles.set(run, 'furniture');
}

/** What a site says about the author under the story: “Ann Lee is a reporter for …”. */
const BIOGRAPHY =
  /^(?:about the author.{0,5})?\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,3},? (?:is|was|has been|writes|covers|ist|est) (?:an? |the |on |about |eine? |une? )?.{0,80}\b(?:reporter|writer|editor|correspondent|journalist|columnist|author|contributor|fellow|professor|producer|blogger|redakteur(?:in)?|journaliste)\b/u;

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
      const [before, after] = [shown[i - 1], shown[i + 1]];
      return before !== undefined && after !== undefined && set.has(before) && set.has(after) && words <= 14 && run.linked < run.text.length / 2;
    }
    return words >= 8 && run.linked < run.text.length / 2 && keysOf(run).some((key) => (alike.get(key) ?? 0) >= 3);
  });
}
