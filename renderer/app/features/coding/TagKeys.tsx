import { useMemo } from 'react';
import type { CommentId, Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { readTagCounts } from '../../state/reads.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { inkClass, TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import { perform, toggleTag } from '../tagging/actions.ts';
import { recentTags } from '../tagging/recent.ts';
import { slotLetters, type TagNode } from '../tagging/tag-tree.ts';
import styles from './TagKeys.module.css';
import { keyGroups, otherTags } from './tag-keys.ts';

interface TagKeysProps {
  /** The comment that is coded; absent at the end of the queue. */
  readonly target: CommentId | undefined;
  readonly taggings: readonly Tagging[];
  readonly tags: readonly Tag[];
}

/** The tags and the keys that set them; those on the comment are lit. */
export function TagKeys({ target, taggings, tags }: TagKeysProps) {
  const services = useServices();
  const counts = useLive(readTagCounts, []);
  const letters = useMemo(() => slotLetters(tags), [tags]);
  const on = useMemo(() => new Set<TagId>(taggings.flatMap(({ tag, span }) => (span === undefined ? [tag] : []))), [taggings]);
  const groups = useMemo(() => keyGroups(tags), [tags]);
  const others = otherTags(tags, on, recentTags());
  const row = ({ tag, path }: TagNode, name: string) => (
    <li key={tag.id}>
      <button
        type="button"
        className={cx(styles.key, on.has(tag.id) && styles.on, inkClass(tag.slot))}
        aria-pressed={on.has(tag.id)}
        title={tag.description ?? path}
        disabled={target === undefined}
        // the keys stay with the sheet
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => target !== undefined && perform(services, () => toggleTag(services, [target], tag))}
      >
        <span>{tag.key !== undefined && <Kbd keys={String(tag.key)} />}</span>
        <TagShape slot={tag.slot} letter={letters.get(tag.id)} />
        <span className={text.ellipsis}>{name}</span>
        <span className={styles.end}>{on.has(tag.id) ? <Icon name="check" small /> : formatNumber(counts?.get(tag.id)?.withBelow ?? 0)}</span>
      </button>
    </li>
  );
  return (
    <aside className={styles.keys} aria-label="Tags and their keys">
      {groups.map(({ name, nodes }) => (
        <section key={name ?? ''}>
          <h2 className={cx(text.cap, styles.name)}>{name ?? 'tags'}</h2>
          <ul>{nodes.map((node) => row(node, name === undefined ? node.tag.name : node.path.slice(name.length + 1)))}</ul>
        </section>
      ))}
      {others.length > 0 && (
        <section>
          <h2 className={cx(text.cap, styles.name)}>Without a key</h2>
          <ul>{others.map((node) => row(node, node.path))}</ul>
        </section>
      )}
      {tags.length === 0 && (
        <p className={styles.none}>
          No tags yet. Press <Kbd keys="t" /> and type a name; the first nine get a digit.
        </p>
      )}
    </aside>
  );
}
