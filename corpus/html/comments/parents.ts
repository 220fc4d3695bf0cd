import type { FoundComment } from '../../layouts/page-builder.ts';
import { ancestorsOf, type ElementNode, elementsOf, namesOf, textIn } from '../nodes.ts';

/** A comment and the element that holds it. */
export interface HeldComment {
  readonly comment: FoundComment;
  readonly item: ElementNode;
}

/** Attributes in which pages write which comment one answers: `<div data-comment-id="2" data-parent-id="1">`. */
const PARENT = [
  'data-parent-id',
  'data-parentid',
  'data-parent',
  'data-parent-comment-id',
  'data-comment-parent',
  'data-in-reply-to',
  'data-reply-to',
  'in-reply-to',
];
/** Attributes that name a comment. */
const OWN = ['id', 'data-comment-id', 'data-commentid', 'data-id', 'data-comment', 'name'];
/** Names of what holds the answers to the comment before it. */
export const ANSWERS =
  /(?:^|\s)(?:(?:spcv|sppre|vf|coral|dsq|fyre)[-_])?(?:(?:comments?|thread|post)[-_])?(?:children|replies|answers|responses|sub-?comments|nested(?:-comments)?)(?:[-_](?:list|container|wrap(?:per)?))?(?=$|\s)/;
/** Elements round a comment in which the list of answers it stands in is looked for. */
const NEAR = 4;

/**
 * Tells each comment whom it answers, as the markup has it: the one its element lies in, the one its attributes name, the one before the list of answers it
 * stands in, or the one a level above where names write levels. `ownerOf` gives the item an element lies in.
 */
export function withParents(found: readonly HeldComment[], ownerOf: (element: ElementNode) => ElementNode | undefined): FoundComment[] {
  const positions = new Map(found.map(({ item }, position) => [item, position] as const));
  const named = namedItems(found);
  const latest: number[] = [];
  return found.map(({ comment, item }, position) => {
    const level = levelOf(item);
    const around = item.parent ? ownerOf(item.parent) : undefined;
    let parent = around ? positions.get(around) : undefined;
    parent ??= statedParent(item, named) ?? before(item, positions) ?? namedBefore(item, position, found, ownerOf);
    if (parent === undefined && level !== undefined && level > 1) parent = latest[level - 1];
    if (level !== undefined) {
      latest[level] = position;
      latest.length = level + 1;
    }
    const answered = parent === undefined || parent === position ? undefined : found[parent]?.comment;
    return answered && parent !== undefined ? { ...comment, answers: answersOf(answered, parent) } : comment;
  });
}

/** The reference to a comment of the page by its position. */
export const answersOf = ({ number, author }: FoundComment, position: number): FoundComment['answers'] => ({
  ...(number === undefined ? {} : { number }),
  ...(author === undefined ? {} : { author }),
  position,
});

/** `comment-12` and `12` are the same comment. */
const keyOf = (name: string): string => /(\d+)$/.exec(name)?.[1] ?? name;

/** Positions by the names that items have; a name that two have is none. */
function namedItems(found: readonly HeldComment[]): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  const twice = new Set<string>();
  for (const [position, { item }] of found.entries()) {
    const names = OWN.flatMap((attribute) => item.attrs.get(attribute) ?? []).map((name) => keyOf(name.trim()));
    for (const name of new Set(names)) {
      if (name === '') continue;
      if (named.has(name)) twice.add(name);
      else named.set(name, position);
    }
  }
  for (const name of twice) named.delete(name);
  return named;
}

function statedParent({ attrs }: ElementNode, named: ReadonlyMap<string, number>): number | undefined {
  for (const attribute of PARENT) {
    const value = attrs.get(attribute)?.trim();
    if (value !== undefined && value !== '' && value !== '0') return named.get(keyOf(value.replace(/^#/, '')));
  }
  return undefined;
}

/** The comment in the element before the list of answers that an item stands in: `<div class="comment">…</div><div class="replies"><div class="comment">`. */
function before(item: ElementNode, positions: ReadonlyMap<ElementNode, number>): number | undefined {
  let steps = 0;
  for (const element of ancestorsOf(item.parent ?? item)) {
    if (++steps > NEAR) return undefined;
    if (!ANSWERS.test(namesOf(element))) continue;
    const siblings = element.parent?.children ?? [];
    for (let i = siblings.indexOf(element) - 1; i >= 0; i--) {
      const sibling = siblings[i];
      if (sibling?.kind !== 'element') continue;
      if (ANSWERS.test(namesOf(sibling))) return undefined;
      for (const inner of elementsOf(sibling)) if (positions.has(inner)) return positions.get(inner);
    }
    return undefined;
  }
  return undefined;
}

/** What names whom a comment answers, and how it may begin. */
const IN_REPLY = /in-?reply-?to|reply-?to-?(?:tab|author|user|name)|parent-(?:link|author|user)|replied-?to/;
const IN_REPLY_WORDS =
  /^(?:(?:in )?(?:reply|response) to|replying to|en réponse à|antwort auf|als antwort auf|en respuesta a|in risposta a|em resposta a|@|↪|→)\s*/iu;
/** What a comment says beside its words is at most so long. */
const MOST_ELEMENTS = 400;

/** The last comment before it by the one whom an element of the comment names: `<span class="in-reply-to">In reply to Ann</span>`. */
function namedBefore(
  item: ElementNode,
  position: number,
  found: readonly HeldComment[],
  ownerOf: (element: ElementNode) => ElementNode | undefined,
): number | undefined {
  let looked = 0;
  for (const element of elementsOf(item)) {
    if (++looked > MOST_ELEMENTS) return undefined;
    if (!IN_REPLY.test(namesOf(element)) || ownerOf(element) !== item) continue;
    const name = textIn(element, 200).replace(IN_REPLY_WORDS, '').trim();
    const at = name === '' ? -1 : found.slice(0, position).findLastIndex(({ comment }) => comment.author === name);
    if (at >= 0) return at;
  }
  return undefined;
}

/** `depth-2`, `level2`: how deep an answer lies, where names say so. */
function levelOf(item: ElementNode): number | undefined {
  const match = /(?:^|[\s_-])(?:depth|level|lvl)[-_]?(\d{1,2})(?:\s|$)/.exec(item.attrs.get('class') ?? '');
  return match ? Number(match[1]) : undefined;
}
