/** What the tag picker knows of tags and targets. Pure. */
import type { Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { type TagNode, tagTree, visibleNodes } from './tag-tree.ts';

/** Whether all or some of the targets have a tag themselves; a tag on none is absent. */
export type MarkState = 'all' | 'some';

/** How many of the targets each tag sits on as a whole; a tag on a span of a target does not count. */
export function markStates(targets: readonly TargetId[], taggings: ReadonlyMap<TargetId, readonly Tagging[]>): ReadonlyMap<TagId, MarkState> {
  const distinct = new Set(targets);
  const counts = new Map<TagId, number>();
  for (const target of distinct) {
    for (const tagging of taggings.get(target) ?? []) {
      if (tagging.span === undefined) counts.set(tagging.tag, (counts.get(tagging.tag) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([tag, count]) => [tag, count === distinct.size ? 'all' : 'some']));
}

/** Typed text as a path: parts trimmed, empty ones dropped. Empty when nothing is left. */
export function cleanPath(typed: string): string {
  return typed
    .split('/')
    .map((part) => part.trim().replace(/\s+/gu, ' '))
    .filter((part) => part !== '')
    .join('/');
}

/** The codebook as the picker lists it: tags used lately first, latest foremost, then the others in the codebook's order. */
export function recentFirst(tags: readonly Tag[], recent: readonly TagId[]): readonly TagNode[] {
  const place = new Map(recent.map((id, index) => [id, index]));
  const recency = (node: TagNode): number => place.get(node.tag.id) ?? recent.length;
  return visibleNodes(tagTree(tags)).sort((a, b) => recency(a) - recency(b));
}
