/** The tags beside the sheet: those with a digit under the tag at the top of their branch, then those used lately. Pure. */
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { type TagNode, tagTree, visibleNodes } from '../tagging/tag-tree.ts';

export interface KeyGroup {
  /** Name of the branch; absent for tags that stand at the top themselves. */
  readonly name: string | undefined;
  readonly nodes: readonly TagNode[];
}

const LATELY = 8;

const branchOf = (node: TagNode): string | undefined => (node.depth === 0 ? undefined : node.path.split('/')[0]);

/** Tags with a digit in the order of their digits; a branch stands where its first digit is. */
export function keyGroups(tags: readonly Tag[]): readonly KeyGroup[] {
  const nodes = visibleNodes(tagTree(tags))
    .filter(({ tag }) => tag.key !== undefined)
    .sort((a, b) => (a.tag.key ?? 0) - (b.tag.key ?? 0));
  const groups = new Map<string | undefined, TagNode[]>();
  for (const node of nodes) groups.set(branchOf(node), [...(groups.get(branchOf(node)) ?? []), node]);
  return [...groups].map(([name, of]) => ({ name, nodes: of }));
}

/** Tags without a digit: those on the comment first, then those used lately, latest foremost. */
export function otherTags(tags: readonly Tag[], on: ReadonlySet<TagId>, recent: readonly TagId[]): readonly TagNode[] {
  const nodes = new Map(visibleNodes(tagTree(tags)).flatMap((node) => (node.tag.key === undefined ? [[node.tag.id, node] as const] : [])));
  const wanted = [...new Set([...on, ...recent])];
  return wanted.flatMap((id) => nodes.get(id) ?? []).slice(0, Math.max(LATELY, on.size));
}
