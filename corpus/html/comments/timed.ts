import { findTime } from '../../text/times.ts';
import { ancestorsOf, type ElementNode, namesOf } from '../nodes.ts';
import type { CommentFamily, WebPage } from './family.ts';
import { ANSWERS } from './parents.ts';

/** What holds all comments, by name. */
const SECTION =
  /(?:^|[\s_-])(?:(?:user|reader|article|post|view)-?)?(?:comments?|comentarios?|commenti|comentários?|kommentare?|commentaires?|reacties|kommentarer|discussion|disqus_thread|leserbriefe)(?:[-_]?(?:list|thread|section|area|box|block|wrap(?:per)?|container|content|stream|feed))?(?=$|[\s_-])/;
/** What holds something else that bears dates. */
const ELSEWHERE = /recent|latest|popular|most|sidebar|widget|form|respond|related|teaser|footer/;
/** Longest text that is taken for the line with a comment's time, and how far from it the comment reaches. */
const LONGEST_LINE = 120;
const MOST_STEPS = 8;

/** Comments in a part of the page that is named for them, each told by the line with its time, whatever its markup is called. */
export const timedComments: CommentFamily = {
  id: 'timed',
  written: 'found by their times',
  items: timedItems,
  parts: {},
};

function timedItems({ runs, body }: WebPage): ElementNode[] {
  const lines = runs.filter(({ text, shown, block }) => {
    if (!shown || text.length > LONGEST_LINE || !/\d/.test(text)) return false;
    return sectionOf(block) !== undefined && findTime(text.replaceAll('\n', ' ')) !== undefined;
  });
  if (lines.length < 2) return [];
  const held = new Map<ElementNode, number>();
  const listed = new Map<ElementNode, number>();
  for (const { block } of lines) {
    let inList = false;
    for (const element of ancestorsOf(block)) {
      held.set(element, (held.get(element) ?? 0) + 1);
      if (inList) listed.set(element, (listed.get(element) ?? 0) + 1);
      inList ||= element.name === 'ul' || element.name === 'ol' || ANSWERS.test(namesOf(element));
    }
  }
  const items = new Set<ElementNode>();
  for (const { block } of lines) {
    let at = block;
    for (let step = 0; step < MOST_STEPS && at.parent && at.parent !== body; step++) {
      const { parent } = at;
      if (parent.name === 'ul' || parent.name === 'ol' || ANSWERS.test(namesOf(parent)) || parent === sectionOf(block)) break;
      // times of answers lie in a list of their own inside what they answer
      if ((held.get(parent) ?? 0) - (listed.get(parent) ?? 0) !== 1) break;
      at = parent;
    }
    if (at !== block) items.add(at);
  }
  return items.size >= 2 ? [...items] : [];
}

function sectionOf(block: ElementNode): ElementNode | undefined {
  let found: ElementNode | undefined;
  for (const element of ancestorsOf(block)) {
    const names = namesOf(element);
    if (ELSEWHERE.test(names) || /^(?:form|aside|footer|nav)$/.test(element.name)) return undefined;
    if (element.name !== 'body' && SECTION.test(names)) found = element;
  }
  return found;
}
