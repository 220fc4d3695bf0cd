/** The codebook as a tree. Pure: it knows tags, not how they are stored or shown. */
import { PATH_SEPARATOR, withBelow } from '../../../../corpus/query/tag-paths.ts';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import type { TagCount } from '../../../store/reader.ts';

export interface TagNode {
  readonly tag: Tag;
  /** 0 for a tag without a parent. */
  readonly depth: number;
  /** Names from the top: `stance/hawkish`. */
  readonly path: string;
  readonly children: readonly TagNode[];
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Tags as a tree, each level in name order. A tag whose parent is missing, or lies below it, stands at the top. */
export function tagTree(tags: readonly Tag[]): TagNode[] {
  const known = new Set(tags.map((tag) => tag.id));
  const under = new Map<TagId | undefined, Tag[]>();
  for (const tag of tags) {
    const parent = tag.parent !== undefined && known.has(tag.parent) && !withBelow(tag.id, tags).has(tag.parent) ? tag.parent : undefined;
    const siblings = under.get(parent);
    if (siblings) siblings.push(tag);
    else under.set(parent, [tag]);
  }
  const level = (parent: TagId | undefined, depth: number, prefix: string): TagNode[] =>
    (under.get(parent) ?? [])
      .sort((a, b) => byName.compare(a.name, b.name))
      .map((tag) => {
        const path = prefix + tag.name;
        return { tag, depth, path, children: level(tag.id, depth + 1, path + PATH_SEPARATOR) };
      });
  return level(undefined, 0, '');
}

/** The nodes in reading order, without those under a folded tag. */
export function visibleNodes(tree: readonly TagNode[], folded: ReadonlySet<TagId> = new Set()): TagNode[] {
  return tree.flatMap((node) => [node, ...(folded.has(node.tag.id) ? [] : visibleNodes(node.children, folded))]);
}

/** The path of each tag. */
export function tagPaths(tags: readonly Tag[]): ReadonlyMap<TagId, string> {
  return new Map(visibleNodes(tagTree(tags)).map((node) => [node.tag.id, node.path]));
}

/** Tags that may become the parent of `id`, or that it may be merged into below them: all but itself and those below it. */
export function possibleParents(tags: readonly Tag[], id: TagId): TagNode[] {
  const below = withBelow(id, tags);
  return visibleNodes(tagTree(tags)).filter((node) => !below.has(node.tag.id));
}

/** The letter that tells a tag from an older one on the same slot, drawn inside its shape; the oldest of a slot has none. */
export function slotLetters(tags: readonly Tag[]): ReadonlyMap<TagId, string> {
  const letters = new Map<TagId, string>();
  const used = new Set<number>();
  for (const tag of tags.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))) {
    if (used.has(tag.slot)) letters.set(tag.id, (Array.from(tag.name)[0] ?? '').toLocaleUpperCase());
    used.add(tag.slot);
  }
  return letters;
}

/** Articles with the tag or one below it. */
export function articlesWithBelow(count: TagCount | undefined): number {
  return count === undefined ? 0 : count.withBelow - count.commentsWithBelow;
}
