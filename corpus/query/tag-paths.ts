/** Tags as a tree: names, paths, and what lies below. Used by the query language and by whatever shows or changes tags. */
import type { Tag, TagId } from '../records.ts';

/** Parts the names of a path: `stance/hawkish`. */
export const PATH_SEPARATOR = '/';

/** What two tag names are compared by: letter case and the way accents are encoded do not count. */
export function tagNameKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/** Names from the topmost parent down to the tag itself. A parent that is missing ends the path. */
export function tagPath(tag: Tag, tags: ReadonlyMap<TagId, Tag>): string[] {
  const path = [tag.name];
  const seen = new Set([tag.id]);
  for (let at = tag.parent; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const parent = tags.get(at);
    if (!parent) break;
    path.unshift(parent.name);
    at = parent.parent;
  }
  return path;
}

export function tagsById(tags: readonly Tag[]): ReadonlyMap<TagId, Tag> {
  return new Map(tags.map((tag) => [tag.id, tag]));
}

/** A tag and everything below it. */
export function withBelow(top: TagId, tags: readonly Tag[]): ReadonlySet<TagId> {
  const children = new Map<TagId, TagId[]>();
  for (const { id, parent } of tags) {
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  const found = new Set<TagId>([top]);
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child);
  return found;
}

/**
 * The tags a query means by a name or a path. A tag whose whole path it is wins alone, so that every tag can be named exactly; otherwise
 * all tags whose path ends so: `hawkish` finds `stance/hawkish`. None for a name no tag has.
 */
export function tagsNamed(nameOrPath: string, tags: readonly Tag[]): Tag[] {
  const wanted = nameOrPath.split(PATH_SEPARATOR).map(tagNameKey);
  const byId = tagsById(tags);
  const ending: Tag[] = [];
  const whole: Tag[] = [];
  for (const tag of tags) {
    const path = tagPath(tag, byId).map(tagNameKey);
    if (wanted.length > path.length || !wanted.every((name, index) => name === path[path.length - wanted.length + index])) continue;
    (wanted.length === path.length ? whole : ending).push(tag);
  }
  return whole.length > 0 ? whole : ending;
}
