import type { Tag } from '../../../corpus/records.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { inkClass, TagShape } from './TagShape.tsx';
import styles from './TagSlip.module.css';

interface TagSlipProps {
  readonly tag: Tag;
  /** In list rows: lower, no rule, not clickable. */
  readonly mini?: boolean;
  /** Shows the tag's digit. */
  readonly withKey?: boolean;
  /** A letter inside the shape, where a second tag has the slot. */
  readonly letter?: string | undefined;
  /** Opens the list behind the tag. */
  readonly onOpen?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
}

/** A tag on something: shape, name, perhaps its key, and a way to take it off. */
export function TagSlip({ tag, mini, withKey, letter, onOpen, onRemove }: TagSlipProps) {
  return (
    <span className={cx(styles.slip, mini && styles.mini, inkClass(tag.slot))}>
      <TagShape slot={tag.slot} size={mini ? 's' : 'm'} letter={letter} />
      {onOpen ? (
        <button type="button" className={styles.name} title={`Show everything tagged ${tag.name}`} onClick={onOpen}>
          {tag.name}
        </button>
      ) : (
        <span className={styles.name}>{tag.name}</span>
      )}
      {withKey && tag.key !== undefined && <span className={styles.key}>{tag.key}</span>}
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={`Remove tag ${tag.name}`} title={`Remove tag ${tag.name}`} onClick={onRemove}>
          <Icon name="x" small />
        </button>
      )}
    </span>
  );
}

/** The dashed slip that adds a tag. */
export function AddTag({ onClick, label = 'Add a tag' }: { readonly onClick: () => void; readonly label?: string }) {
  return (
    <button type="button" data-add-tag="" className={styles.add} aria-label={label} title={label} onClick={onClick}>
      <Icon name="plus" small />
      tag
    </button>
  );
}
