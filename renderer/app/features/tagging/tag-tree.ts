/** The codebook as a tree. Pure: it knows tags, not how they are stored or shown. */
import type { Tag, TagId } from '../../../../corpus/records.ts';

export interface TagNode {
  readonly tag: Tag;
  /** 0 for a tag without a parent. */
  readonly depth: number;
  /** Names from the top, parted by slashes: `stance/hawkish`. */
  readonly path: string;
  readonly children: readonly TagNode[];
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Tags as a tree, each level in name order. A tag whose parent is missing, or that is its own ancestor, stands at the top. */
export function tagTree(tags: readonly Tag[]): TagNode[] {
  const known = new Map(tags.map((tag) => [tag.id, tag]));
  const under = new Map<TagId | undefined, Tag[]>();
  for (const tag of tags) {
    const parent = tag.parent !== undefined && known.has(tag.parent) && !isAbove(tag.id, tag.parent, known) ? tag.parent : undefined;
    const siblings = under.get(parent);
    if (siblings) siblings.push(tag);
    else under.set(parent, [tag]);
  }
  const level = (parent: TagId | undefined, depth: number, prefix: string): TagNode[] =>
    (under.get(parent) ?? [])
      .sort((a, b) => byName.compare(a.name, b.name))
      .map((tag) => {
        const path = prefix + tag.name;
        return { tag, depth, path, children: level(tag.id, depth + 1, `${path}/`) };
      });
  return level(undefined, 0, '');
}

/** Whether `tag` is `below` itself or one of its ancestors. */
export function isAbove(tag: TagId, below: TagId, known: ReadonlyMap<TagId, Tag>): boolean {
  const seen = new Set<TagId>();
  for (let at: TagId | undefined = below; at !== undefined && !seen.has(at); at = known.get(at)?.parent) {
    if (at === tag) return true;
    seen.add(at);
  }
  return false;
}

/** The nodes in reading order, without those under a folded tag. */
export function visibleNodes(tree: readonly TagNode[], folded: ReadonlySet<TagId> = new Set()): TagNode[] {
  return tree.flatMap((node) => [node, ...(folded.has(node.tag.id) ? [] : visibleNodes(node.children, folded))]);
}

/** The path of each tag. */
export function tagPaths(tags: readonly Tag[]): ReadonlyMap<TagId, string> {
  return new Map(visibleNodes(tagTree(tags)).map((node) => [node.tag.id, node.path]));
}

/** Tags that may become the parent of `id`: all but itself and those below it. */
export function possibleParents(tags: readonly Tag[], id: TagId): TagNode[] {
  const known = new Map(tags.map((tag) => [tag.id, tag]));
  return visibleNodes(tagTree(tags)).filter((node) => !isAbove(id, node.tag.id, known));
}

/** How many tags lie below `id`, at any depth. */
export function countBelow(tags: readonly Tag[], id: TagId): number {
  const known = new Map(tags.map((tag) => [tag.id, tag]));
  return tags.filter((tag) => tag.id !== id && isAbove(id, tag.id, known)).length;
}
