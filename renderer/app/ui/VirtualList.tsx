import { useVirtualizer } from '@tanstack/react-virtual';
import { type HTMLAttributes, type ReactNode, type Ref, useDeferredValue, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import styles from './VirtualList.module.css';

export interface VirtualListHandle {
  scrollTo(index: number, align?: 'auto' | 'start' | 'center'): void;
  readonly element: HTMLDivElement | null;
}

interface VirtualListProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly count: number;
  /** Height of a row before it is measured, in px. */
  readonly estimate: (index: number) => number;
  readonly keyOf: (index: number) => string | number;
  readonly row: (index: number) => ReactNode;
  /** Scrolls by itself with this above the rows, as the reader's article is above its comments. */
  readonly head?: ReactNode;
  readonly handle?: Ref<VirtualListHandle>;
  /** Attributes of a row's place, for roles and positions in the set. */
  readonly rowProps?: (index: number) => HTMLAttributes<HTMLDivElement> & { readonly [data: `data-${string}`]: string | undefined };
  /** A row that stays in view when it, or a row above it, changes its height; once scrolled away from, it is left where it is. */
  readonly held?: number | undefined;
  /** Told which rows are on screen. */
  readonly onShown?: (from: number, to: number) => void;
}

/** Rows above and below those in view that exist already. */
const OVERSCAN = 6;

/** A list of any length of which only the rows on screen exist; rows are measured, so they may differ in height. */
export function VirtualList(props: VirtualListProps) {
  const { count: all, estimate, keyOf, row, head, handle, rowProps, held, onShown, className, ...rest } = props;
  const outer = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const headed = head !== undefined;
  // what stands above the rows comes first and the rows in a task of their own: together they would hold the window up
  const rowsToo = useDeferredValue(true, !headed);
  const count = rowsToo ? all : 0;
  // the rows just out of sight come in another task, too
  const overscan = useDeferredValue(OVERSCAN, 0);
  const early = useRef<Parameters<VirtualListHandle['scrollTo']>>(undefined);
  useLayoutEffect(() => {
    const element = above.current;
    if (!headed || element === null) return;
    const observer = new ResizeObserver(() => setMargin(element.offsetHeight));
    observer.observe(element);
    setMargin(element.offsetHeight);
    return () => observer.disconnect();
  }, [headed]);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => outer.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    overscan,
    scrollMargin: margin,
  });
  useImperativeHandle(
    handle,
    () => ({
      scrollTo(index, align = 'auto') {
        if (rowsToo) virtual.scrollToIndex(index, { align });
        else early.current = [index, align];
      },
      element: outer.current,
    }),
    [virtual, rowsToo],
  );
  useLayoutEffect(() => {
    if (!rowsToo || early.current === undefined) return;
    const [index, align] = early.current;
    early.current = undefined;
    virtual.scrollToIndex(index, { align: align ?? 'auto' });
  }, [virtual, rowsToo]);

  // rows that changed their height may push the held row over an edge; a list of other rows stays where it is
  const total = virtual.getTotalSize();
  const before = useRef<{ readonly held: number; readonly count: number }>(undefined);
  useLayoutEffect(() => {
    const last = before.current;
    if (total > 0 && held !== undefined && last?.held === held && last.count === count) virtual.scrollToIndex(held, { align: 'auto' });
  }, [virtual, held, count, total]);
  useEffect(() => {
    const row = held === undefined ? undefined : virtual.measurementsCache[held];
    const top = virtual.scrollOffset ?? 0;
    const inView = row !== undefined && row.end > top && row.start < top + (virtual.scrollRect?.height ?? 0);
    before.current = held !== undefined && inView ? { held, count } : undefined;
  });

  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items[items.length - 1]?.index ?? -1;
  useEffect(() => onShown?.(from, to), [onShown, from, to]);

  return (
    <div ref={outer} className={cx(styles.outer, className)} {...rest}>
      {head !== undefined && (
        <div ref={above} role="presentation">
          {head}
        </div>
      )}
      <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map((item) => {
          const attributes = rowProps?.(item.index);
          return (
            <div
              key={item.key}
              {...attributes}
              data-index={item.index}
              ref={virtual.measureElement}
              className={cx(styles.row, attributes?.className)}
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              {row(item.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
