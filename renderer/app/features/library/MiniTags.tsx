import type { Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { TagSlip } from '../../ui/TagSlip.tsx';
import styles from './MiniTags.module.css';

const SHOWN = 4;

interface MiniTagsProps {
  readonly taggings: readonly Tagging[];
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** The tags of a row, each once, whether they sit on the whole or on a span. */
export function MiniTags({ taggings, tags }: MiniTagsProps) {
  const found = [...new Set(taggings.map((tagging) => tagging.tag))].flatMap((id) => tags.get(id) ?? []);
  if (found.length === 0) return null;
  const rest = found.slice(SHOWN);
  return (
    <span className={styles.tags}>
      {found.slice(0, SHOWN).map((tag) => (
        <TagSlip key={tag.id} tag={tag} mini />
      ))}
      {rest.length > 0 && <span title={rest.map((tag) => tag.name).join(', ')}>+{rest.length}</span>}
    </span>
  );
}
