import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ByteRange } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import type { SourceLines } from '../reading/source-lines.ts';
import { firstWords, stepped } from './ledger.ts';
import list from './Rows.module.css';
import styles from './RunList.module.css';

interface RunListProps {
  readonly runs: readonly ByteRange[];
  readonly lines: SourceLines;
  /** Index of the run that is lit. */
  readonly at: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** The unparsed runs of a source: first byte, length, first words. */
export function RunList({ runs, lines, at, onChoose }: RunListProps) {
  const handle = useRef<VirtualListHandle>(null);
  useEffect(() => {
    if (at !== undefined) handle.current?.scrollTo(at);
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5, Home: -runs.length, End: runs.length }[event.key];
    const next = by === undefined ? undefined : stepped(runs.length, event.key === 'Home' || event.key === 'End' ? 0 : at, by);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    <VirtualList
      handle={handle}
      className={cx(list.list, styles.runs)}
      role="listbox"
      aria-label="Unparsed runs"
      aria-activedescendant={at === undefined ? undefined : `ledger-run-${at}`}
      tabIndex={0}
      count={runs.length}
      estimate={() => 27}
      keyOf={(index) => index}
      onKeyDown={onKeyDown}
      rowProps={(index) => ({
        id: `ledger-run-${index}`,
        role: 'option',
        'aria-selected': index === at,
        'aria-setsize': runs.length,
        'aria-posinset': index + 1,
        className: cx(list.row, index === at && list.on),
        onClick: () => onChoose(index),
      })}
      row={(index) => {
        const run = runs[index];
        if (run === undefined) return null;
        return (
          <div className={styles.run}>
            <span className={styles.byte}>{formatNumber(run[0])}</span>
            <span className={styles.length}>{formatBytes(run[1] - run[0])}</span>
            <span className={cx(styles.words, text.ellipsis)}>{firstWords(lines, run)}</span>
          </div>
        );
      }}
    />
  );
}
