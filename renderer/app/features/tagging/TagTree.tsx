import { useState } from 'react';
import type { TagId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readTagCounts, readTags } from '../../state/reads.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import { showQuery, tagQuery } from '../filtering/show.ts';
import { carryTag } from './drag.ts';
import styles from './TagTree.module.css';
import { slotLetters, type TagNode, tagTree, visibleNodes } from './tag-tree.ts';

/** The codebook in the sidebar: each tag opens what it is on; a tag can be dragged onto rows. */
export function TagTree() {
  const { workspace } = useServices();
  const draft = useWorkspace((state) => state.draft);
  const view = useWorkspace((state) => state.view);
  const tags = useLive(readTags, []);
  const counts = useLive(readTagCounts, []);
  const [folded, setFolded] = useState<ReadonlySet<TagId>>(new Set());
  const letters = slotLetters(tags ?? []);
  const fold = (id: TagId): void => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  const show = (node: TagNode): void => showQuery(workspace, tagQuery(node.path), view === 'comments' ? 'comments' : 'articles');

  return (
    <section className={styles.section}>
      <h2 className={`${text.cap} ${styles.title}`}>
        Tags
        <IconButton small icon="settings" label="Codebook" className={styles.tool} onClick={() => workspace.set({ view: 'codebook' })} />
      </h2>
      {tags?.length === 0 && <p className={styles.empty}>No tags yet. Press t on an article or a comment to make the first.</p>}
      <ul>
        {visibleNodes(tagTree(tags ?? []), folded).map((node) => {
          const { tag, depth, path, children } = node;
          // not known yet is not none
          const count = counts && (counts.get(tag.id)?.withBelow ?? 0);
          const on = draft.trim() === tagQuery(path) && (view === 'articles' || view === 'comments');
          return (
            <li
              key={tag.id}
              className={cx(styles.row, depth > 0 && styles[`d${Math.min(depth, 4)}`], on && styles.on)}
              draggable
              onDragStart={(event) => carryTag(event.dataTransfer, tag)}
            >
              {children.length > 0 ? (
                <button
                  type="button"
                  className={styles.twist}
                  aria-expanded={!folded.has(tag.id)}
                  aria-label={`Tags below ${tag.name}`}
                  onClick={() => fold(tag.id)}
                >
                  <Icon small name={folded.has(tag.id) ? 'chevron-right' : 'chevron-down'} />
                </button>
              ) : (
                <span className={styles.key}>{tag.key}</span>
              )}
              <TagShape slot={tag.slot} letter={letters.get(tag.id)} />
              <button
                type="button"
                className={styles.name}
                aria-current={on ? 'true' : undefined}
                title={tag.description === undefined ? path : `${path}: ${tag.description}`}
                onClick={() => show(node)}
              >
                {tag.name}
              </button>
              <span className={styles.count}>
                {count !== undefined && <Count n={count} label={`${plural(count, 'record')} tagged ${path}, open the list`} onOpen={() => show(node)} />}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
