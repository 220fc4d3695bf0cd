import { useEffect, useMemo, useRef } from 'react';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import type { Coding } from '../../state/workspace.ts';
import { PaneBoundary } from '../../ui/ErrorBlock.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { readCommentRows, useRows } from '../library/rows.ts';
import { EvidenceDrawer } from '../reading/EvidenceDrawer.tsx';
import { CodingContext } from './CodingContext.tsx';
import { CodingEnd } from './CodingEnd.tsx';
import { CodingHead } from './CodingHead.tsx';
import { CodingSheet } from './CodingSheet.tsx';
import styles from './CodingView.module.css';
import { leaveCoding } from './queue.ts';
import { TagKeys } from './TagKeys.tsx';

/** One comment at a time: what it answers and its article on the left, its own words in the middle, the tags and their keys on the right. */
export function CodingView() {
  const coding = useWorkspace((state) => state.coding);
  return coding === undefined ? null : <OpenQueue coding={coding} />;
}

const KEYS = [
  ['space', 'next'],
  ['k', 'back'],
  ['s', 'later'],
  ['t', 'find a tag'],
  ['shift+t', 'tag words'],
  ['n', 'note'],
  ['q', 'quotes'],
  ['e', 'source'],
  ['mod+z', 'undo'],
] as const;

function OpenQueue({ coding }: { readonly coding: Coding }) {
  const { workspace } = useServices();
  const { queue, at } = coding;
  const { rows, onShown } = useRows(queue, readCommentRows);
  const tagList = useLive((reader) => reader.tags(), []);
  const tags = useMemo(() => new Map<TagId, Tag>((tagList ?? []).map((tag) => [tag.id, tag])), [tagList]);
  // the rows beyond this one are read before they are reached
  useEffect(() => onShown(Math.max(0, at - 2), Math.min(queue.length - 1, at + 4)), [onShown, at, queue]);

  // a new search is for the list
  const draft = useWorkspace((state) => state.draft);
  useEffect(() => {
    if (draft !== coding.draft) leaveCoding(workspace);
  }, [draft, coding.draft, workspace]);

  // the keys are for the sheet, not for the button that opened it
  const stage = useRef<HTMLElement>(null);
  useEffect(() => stage.current?.focus({ preventScroll: true }), []);

  const id = queue.at(at);
  const row = id === undefined ? undefined : rows.get(id);
  const nextId = queue.at(at + 1);
  return (
    <div className={styles.view}>
      <CodingHead coding={coding} />
      <div className={styles.panes}>
        <PaneBoundary key={`context ${row?.comment.article}`} name="The article">
          <aside
            className={styles.context}
            aria-label="What the comment stands under"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it to do so
            tabIndex={0}
          >
            {row && <CodingContext comment={row.comment} article={row.article} tags={tags} />}
          </aside>
        </PaneBoundary>
        <section ref={stage} className={styles.stage} aria-label="Comment to code" tabIndex={-1}>
          <PaneBoundary key={id ?? 'end'} name="The comment">
            {id === undefined ? (
              <CodingEnd coding={coding} />
            ) : (
              row && <CodingSheet row={row} tags={tags} quotes={coding.quotes} next={nextId && rows.get(nextId)} />
            )}
          </PaneBoundary>
          <PaneBoundary name="The source">
            <EvidenceDrawer />
          </PaneBoundary>
          <footer className={styles.foot}>
            {KEYS.map(([keys, words]) => (
              <span key={keys}>
                <Kbd keys={keys} /> {words}
              </span>
            ))}
          </footer>
        </section>
        <PaneBoundary name="The tags">
          <TagKeys target={id} taggings={row?.taggings ?? []} tags={tagList ?? []} />
        </PaneBoundary>
      </div>
    </div>
  );
}
