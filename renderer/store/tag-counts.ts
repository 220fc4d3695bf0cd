import type { Tag, TagId, TargetId } from '../../corpus/records.ts';
import { isComment, readTaggingId } from '../../corpus/targets.ts';
import type { TagCount } from './reader.ts';

/**
 * Counts tags from the ids of taggings alone, so that no tagging has to be loaded. `ids` are sorted, as a primary key is: the taggings of
 * one target stand together, and a target with three tags below the same parent counts once for it. Every tag of `tags` has an entry.
 */
export function countTags(tags: readonly Tag[], ids: Iterable<string>): ReadonlyMap<TagId, TagCount> {
  const counts = new Map<TagId, { -readonly [K in keyof TagCount]: TagCount[K] }>();
  for (const { id } of tags) counts.set(id, { articles: 0, comments: 0, spans: 0, withBelow: 0, commentsWithBelow: 0 });
  const parents = new Map(tags.map((tag) => [tag.id, tag.parent]));

  let target: TargetId | undefined;
  let own = new Set<TagId>();
  const endTarget = (): void => {
    if (target === undefined) return;
    const reached = new Set<TagId>();
    for (const tag of own) {
      const count = counts.get(tag);
      if (count) count[isComment(target) ? 'comments' : 'articles'] += 1;
      for (let at: TagId | undefined = tag; at !== undefined && !reached.has(at); at = parents.get(at)) reached.add(at);
    }
    for (const tag of reached) {
      const count = counts.get(tag);
      if (!count) continue;
      count.withBelow += 1;
      if (isComment(target)) count.commentsWithBelow += 1;
    }
  };

  for (const id of ids) {
    const tagging = readTaggingId(id);
    if (tagging.target !== target) {
      endTarget();
      target = tagging.target;
      own = new Set();
    }
    own.add(tagging.tag);
    const count = counts.get(tagging.tag);
    if (count && tagging.span) count.spans += 1;
  }
  endTarget();
  return counts;
}
