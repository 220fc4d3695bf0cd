/** What the tag picker offers for what has been typed. Pure. */
import type { Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { type TagNode, tagTree, visibleNodes } from './tag-tree.ts';

/** Whether all, some or none of the targets have a tag themselves. */
export type MarkState = 'all' | 'some' | 'none';

export type PickerOption =
  | { readonly kind: 'tag'; readonly node: TagNode; readonly state: MarkState }
  /** Makes the tag at `path`, with the parents it lacks. */
  | { readonly kind: 'create'; readonly path: string };

/** How many of the targets each tag sits on as a whole; a tag on a span of a target does not count. */
export function markStates(targets: readonly TargetId[], taggings: ReadonlyMap<TargetId, readonly Tagging[]>): ReadonlyMap<TagId, MarkState> {
  const counts = new Map<TagId, number>();
  for (const target of new Set(targets)) {
    for (const tagging of taggings.get(target) ?? []) {
      if (tagging.span === undefined) counts.set(tagging.tag, (counts.get(tagging.tag) ?? 0) + 1);
    }
  }
  const all = new Set(targets).size;
  return new Map([...counts].map(([tag, count]) => [tag, count === all ? 'all' : 'some']));
}

/** Typed text as a path: parts trimmed, empty ones dropped. Empty when nothing is left. */
export function cleanPath(typed: string): string {
  return typed
    .split('/')
    .map((part) => part.trim().replace(/\s+/gu, ' '))
    .filter((part) => part !== '')
    .join('/');
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** How well a path answers what was typed; lower is better, undefined is not at all. */
function rank(node: TagNode, wanted: string): number | undefined {
  const name = fold(node.tag.name);
  const path = fold(node.path);
  if (path === wanted || name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (path.startsWith(wanted)) return 2;
  if (name.split(/[\s-]+/u).some((word) => word.startsWith(wanted))) return 3;
  if (path.includes(wanted)) return 4;
  const parts = wanted.split(/[\s/]+/u).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => path.includes(part)) ? 5 : undefined;
}

/**
 * Options in the order shown: nothing typed: recently used tags first, then the codebook in its order; typed: best answers first, and last
 * an offer to create the path where no tag has exactly it.
 */
export function pickerOptions(tags: readonly Tag[], typed: string, states: ReadonlyMap<TagId, MarkState>, recent: readonly TagId[]): readonly PickerOption[] {
  const nodes = visibleNodes(tagTree(tags));
  const option = (node: TagNode): PickerOption => ({ kind: 'tag', node, state: states.get(node.tag.id) ?? 'none' });
  const place = new Map(recent.map((id, index) => [id, index]));
  const recency = (node: TagNode): number => place.get(node.tag.id) ?? recent.length;
  const path = cleanPath(typed);
  if (path === '') return nodes.sort((a, b) => recency(a) - recency(b)).map(option);

  const wanted = fold(path);
  const found = nodes
    .flatMap((node) => {
      const at = rank(node, wanted);
      return at === undefined ? [] : [{ node, at }];
    })
    .sort((a, b) => a.at - b.at || recency(a.node) - recency(b.node));
  const exists = nodes.some((node) => fold(node.path) === wanted);
  return [...found.map(({ node }) => option(node)), ...(exists ? [] : [{ kind: 'create', path } satisfies PickerOption])];
}
