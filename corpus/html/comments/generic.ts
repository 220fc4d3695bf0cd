import { findTime } from '../../text/times.ts';
import { ancestorsOf, closest, type ElementNode, findElement, hasClass, namesOf, nodesOf, type PageNode, SILENT, squash, textIn } from '../nodes.ts';
import type { CommentFamily, WebPage } from './family.ts';
import { ANSWERS } from './parents.ts';

/** Names that speak of a comment, in the languages the layouts know. */
const COMMENT =
  /comment(?!at)|kommentar|commentaire|comentario|comentário|reactie|\breaction|\breply|\breplies|discussion|post[-_]?message|\bmessage[-_]?(?:body|text)|(?:^|\s)(?:cooked|postbody|topic-post)(?=\s|$)/;
/** Names of what stands round comments: forms, counters, lists of the newest, headings. */
const AROUND =
  /count|icon|form|field|respond|login|sign-?in|add-|write|submit(?!ted)|policy|rules|sort|filter|pag(?:er|ing|ination)|most|latest|recent|aktuell|newest|popular|widget|sidebar|footer-item|header|title|heading|counter|link|button|btn|toggle|share|tools|actions|footer|avatar|divider|spacer|wrapper|container|module|section|area|list\b|number|tab|advert|notify/;

/** Comments of any site: elements that repeat, whose names speak of comments, with a name or a time and words in each. */
export const genericComments: CommentFamily = {
  id: 'generic',
  written: 'found by what repeats on the page',
  items: (page) => bestGroup(page),
  parts: {},
};

function bestGroup({ elements }: WebPage): ElementNode[] {
  const groups = new Map<string, ElementNode[]>();
  for (const element of elements) {
    const names = namesOf(element);
    if (names === '' || SILENT.has(element.name) || !COMMENT.test(names) || AROUND.test(names)) continue;
    const key = signatureOf(element);
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }
  let best: ElementNode[] = [];
  let most = 0;
  for (const group of groups.values()) {
    if (group.length < 2 && !isLone(group[0])) continue;
    const items = group.length === 1 ? group : lift(group);
    const score = worth(items);
    if (score > most) {
      best = items;
      most = score;
    }
  }
  return best;
}

/** The only comment of its page: an element that is called a comment and nothing else, and asks for nothing. */
function isLone(element: ElementNode | undefined): boolean {
  if (!element || !hasClass(element, 'comment') || !closest(element, (around) => around !== element && /^comments$|\bcomments\b/.test(namesOf(around))))
    return false;
  return findElement(element, ({ name }) => /^(?:form|input|textarea)$/.test(name)) === undefined;
}

/** Tag and class names without what differs from one comment to the next. */
function signatureOf(element: ElementNode): string {
  const classes = (element.attrs.get('class') ?? element.attrs.get('id') ?? '').toLowerCase().split(/\s+/);
  return `${element.name} ${classes
    .filter((name) => !/^(?:(?:comment-)?(?:odd|even)|alt|first|last|thread-.*|by.*|depth-.*|level-?\d*|comment-author-.*|parent|.*reply.*)$/.test(name))
    .map((name) => name.replace(/\d+/g, ''))
    .sort()
    .join(' ')}`;
}

/** The comments of which these are parts: each grown to the largest element that holds no other of them. */
export function lift(group: readonly ElementNode[]): ElementNode[] {
  const held = new Map<ElementNode, number>();
  for (const element of group) for (const around of ancestorsOf(element)) held.set(around, (held.get(around) ?? 0) + 1);
  return group.map((element) => {
    let at = element;
    for (let step = 0; step < 6 && at.parent && at.parent.name !== 'body' && held.get(at.parent) === 1 && !ANSWERS.test(namesOf(at.parent)); step++)
      at = at.parent;
    return at;
  });
}

/** How much is said in items that look like comments: some words, few links, a name or a time; 0 when most do not. */
function worth(items: readonly ElementNode[]): number {
  let words = 0;
  let good = 0;
  const set = new Set<PageNode>(items);
  for (const item of items) {
    // an answer inside is another item: what it says is counted there
    const own = [...nodesOf(item, (element) => !set.has(element) && !SILENT.has(element.name))].filter((node) => node === item || !set.has(node));
    const text = squash(own.map((node) => (node.kind === 'text' ? node.text : ' ')).join('')).slice(0, 20_000);
    const elements = own.filter((node): node is ElementNode => node.kind === 'element');
    const links = elements.reduce((sum, element) => sum + (element.name === 'a' ? textIn(element, 20_000).length : 0), 0);
    const told =
      elements.some(
        (element) =>
          element.name === 'time' ||
          element.name === 'cite' ||
          /date|time|author|user|name|posted|comment(?:er|or)|meta|usuario|fecha|autor|auteur|pseudo|nutzer|datum/.test(namesOf(element)) ||
          hasClass(element, 'fn'),
      ) || own.some((node) => node.kind === 'text' && node.text.length < 80 && findTime(squash(node.text)) !== undefined);
    if (text.length < 15 || links > text.length * 0.6 || !told) continue;
    good++;
    words += text.length;
  }
  return good >= items.length * 0.6 ? good * 100 + Math.min(words, 50_000) / 100 : 0;
}
