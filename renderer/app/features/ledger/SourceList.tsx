import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { SourceId } from '../../../../corpus/records.ts';
import { CoverageBar } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { cutFront, formatBytes } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { type ListedSource, stepped } from './ledger.ts';
import list from './Rows.module.css';
import styles from './SourceList.module.css';

interface SourceListProps {
  readonly sources: readonly ListedSource[];
  readonly shown: SourceId | undefined;
  readonly label: string;
  readonly onChoose: (id: SourceId) => void;
}

/** Sources; the arrows choose the one whose text is shown. */
export function SourceList({ sources, shown, label, onChoose }: SourceListProps) {
  const handle = useRef<VirtualListHandle>(null);
  const at = sources.findIndex(({ id }) => id === shown);
  useEffect(() => {
    if (at >= 0) handle.current?.scrollTo(at);
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -sources.length, End: sources.length }[event.key];
    const next = by === undefined ? undefined : sources[stepped(sources.length, at < 0 ? undefined : at, by) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
  };
  return (
    <VirtualList
      handle={handle}
      className={list.list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={at < 0 ? undefined : `ledger-${shown}`}
      tabIndex={0}
      count={sources.length}
      estimate={() => 82}
      keyOf={(index) => sources[index]?.id ?? index}
      onKeyDown={onKeyDown}
      rowProps={(index) => {
        const source = sources[index];
        if (source === undefined) return {};
        return {
          id: `ledger-${source.id}`,
          role: 'option',
          'aria-selected': source.id === shown,
          'aria-setsize': sources.length,
          'aria-posinset': index + 1,
          className: cx(list.row, source.id === shown && list.on),
          onClick: () => onChoose(source.id),
        };
      }}
      row={(index) => {
        const source = sources[index];
        return source && <Row source={source} />;
      }}
    />
  );
}

function Row({ source }: { readonly source: ListedSource }) {
  return (
    <div className={styles.source}>
      <div className={styles.line}>
        <span className={cx(styles.name, text.ellipsis)} title={source.name}>
          {cutFront(source.name, 46)}
        </span>
        {source.coverage.unparsed > 0 && <span className={styles.bytes}>{formatBytes(source.coverage.unparsed)} unparsed</span>}
      </div>
      <div className={cx(styles.why, text.ellipsis)} title={source.layoutReason}>
        {source.layout}, parser {source.parser}: {source.layoutReason}
      </div>
      {source.bytesMissing ? <div className={styles.why}>came by an export, without its bytes</div> : <CoverageBar coverage={source.coverage} />}
    </div>
  );
}
