import type { Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { AddTag, TagSlip } from '../../ui/TagSlip.tsx';
import { showQuery, tagQuery } from '../filtering/show.ts';
import { perform } from './actions.ts';
import styles from './TargetTags.module.css';
import { slotLetters, tagPaths } from './tag-tree.ts';

interface TargetTagsProps {
  readonly target: TargetId;
  /** All taggings of the target; those on spans are shown where the span is, not here. */
  readonly taggings: readonly Tagging[];
  /** The codebook. */
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** The tags on a record as slips, each with a way to take it off, and a way to add one. */
export function TargetTags({ target, taggings, tags }: TargetTagsProps) {
  const services = useServices();
  const { workspace, commands } = services;
  const all = [...tags.values()];
  const paths = tagPaths(all);
  const letters = slotLetters(all);
  return (
    <div className={styles.tags}>
      {taggings.map((tagging) => {
        const tag = tags.get(tagging.tag);
        if (tag === undefined || tagging.span !== undefined) return null;
        return (
          <TagSlip
            key={tagging.id}
            tag={tag}
            withKey
            letter={letters.get(tag.id)}
            onOpen={() => showQuery(workspace, tagQuery(paths.get(tag.id) ?? tag.name), target.startsWith('c') ? 'comments' : 'articles')}
            onRemove={() => perform(services, () => commands.removeTagging(tagging.id))}
          />
        );
      })}
      <AddTag onClick={() => workspace.set({ dialog: { kind: 'tag', targets: [target] } })} />
    </div>
  );
}
