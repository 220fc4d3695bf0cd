import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { pageOf, VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { useRows } from '../library/rows.ts';
import styles from './ContextList.module.css';
import { ContextRow } from './ContextRow.tsx';
import { focusRow, isSuperseded, openHit, stepContext } from './moving.ts';
import { readContextRows, targetsOf } from './row-data.ts';
import type { ContextRows } from './row-pages.ts';

const ROW = 27;

interface ContextListProps {
  readonly context: ContextRows;
  /** Told which rows are in view, half-open. */
  readonly onInView: (from: number, to: number) => void;
}

/** The rows, of which those on screen are read. A failed read is thrown at render. */
export const ContextList = memo(function ContextList({ context: { rows }, onInView }: ContextListProps) {
  const services = useServices();
  const { workspace } = services;
  const at = useWorkspace((state) => state.contextRow);
  const tagList = useLive((reader) => reader.tags(), []);
  const tags = useMemo(() => new Map<TagId, Tag>((tagList ?? []).map((tag) => [tag.id, tag])), [tagList]);
  const read = useSyncExternalStore(rows.subscribe, rows.read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows that were read are more targets
  const targets = useMemo(() => targetsOf(rows), [rows, read]);
  const { rows: data, onShown: showData } = useRows(targets, readContextRows);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const handle = useRef<VirtualListHandle>(null);

  const shown = useCallback(
    (from: number, to: number) => {
      showData(from, to);
      rows.load(from, to + 1).catch((error: unknown) => {
        if (!isSuperseded(error)) setFailure({ error });
      });
    },
    [rows, showData],
  );
  useEffect(() => {
    if (at !== undefined) handle.current?.scrollTo(at);
  }, [at]);
  if (failure) throw failure.error;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = pageOf(handle.current?.element);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    stepContext(workspace, by);
  };

  return (
    <VirtualList
      handle={handle}
      role="listbox"
      aria-label="Words in context"
      aria-activedescendant={at === undefined ? undefined : `hit-${at}`}
      tabIndex={0}
      className={styles.list}
      count={rows.length}
      estimate={() => ROW}
      keyOf={(index) => index}
      onShown={shown}
      onInView={onInView}
      onKeyDown={onKeyDown}
      rowProps={(index) => ({
        id: `hit-${index}`,
        role: 'option',
        'aria-selected': index === at,
        'aria-setsize': rows.length,
        'aria-posinset': index + 1,
        className: cx(styles.row, index === at && styles.focused),
        onClick: () => void focusRow(workspace, index),
        onDoubleClick: () => openHit(services),
        'data-id': rows.at(index)?.target,
      })}
      row={(index) => {
        const row = rows.at(index);
        return row ? <ContextRow row={row} data={data.get(row.target)} tags={tags} /> : <div className={styles.coming} />;
      }}
    />
  );
});
