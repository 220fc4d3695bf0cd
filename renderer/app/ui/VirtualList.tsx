import {
  type HTMLAttributes,
  type ReactNode,
  type Ref,
  useCallback,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { cx } from './cx.ts';
import type { Align } from './list-place.ts';
import { type Key, ListScroll } from './list-scroll.ts';
import styles from './VirtualList.module.css';

export interface VirtualListHandle {
  scrollTo(index: number, align?: Align): void;
  /** Brings what stands in the head, or in a row that is drawn, to the middle of the view. */
  reveal(element: Element): void;
  readonly element: HTMLDivElement | null;
}

interface VirtualListProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly count: number;
  /** Height of a row before it is measured, in px. */
  readonly estimate: () => number;
  readonly keyOf: (index: number) => Key;
  /** Where a row stands now, -1 where it is gone: finds the rows in view in a long list that has become another. Without it they are looked for nearby. */
  readonly indexOf?: ((key: Key) => number) | undefined;
  /** What the list answers: with another it begins at its top; the same one again stays where it is. */
  readonly subject?: string | undefined;
  readonly row: (index: number) => ReactNode;
  /** Scrolls by itself with this above the rows, as the reader's article is above its comments. */
  readonly head?: ReactNode;
  readonly handle?: Ref<VirtualListHandle>;
  /** Attributes of a row's place, for roles and positions in the set. */
  readonly rowProps?: (index: number) => HTMLAttributes<HTMLDivElement> & { readonly [data: `data-${string}`]: string | undefined };
  /** A row that stays in view when it, or a row above it, changes its height; once scrolled away from, it is left where it is. */
  readonly held?: number | undefined;
  /** Told which rows there are on screen and just out of sight, both ends included. */
  readonly onShown?: (from: number, to: number) => void;
  /** Told which rows are in view, half-open. */
  readonly onInView?: ((from: number, to: number) => void) | undefined;
}

/** How many rows a page key moves: one fewer than stand wholly in the list, so that a row is seen on both pages; at least one. */
export function pageOf(list: HTMLElement | null | undefined): number {
  if (!list) return 1;
  const { top, bottom } = list.getBoundingClientRect();
  const whole = [...list.querySelectorAll('[role="option"]')].filter((row) => {
    const place = row.getBoundingClientRect();
    return place.top >= top - 1 && place.bottom <= bottom + 1;
  });
  return Math.max(1, whole.length - 1);
}

/** Rows above and below those in view that exist already. */
const OVERSCAN = 6;

/**
 * A list of any length of which only the rows on screen exist; rows are measured, so they may differ in height. The row at the top of the view, or the
 * held one, stays where it is when rows come in above it or change their height.
 */
export function VirtualList(props: VirtualListProps) {
  const { count: all, estimate, keyOf, indexOf, subject, row, head, handle, rowProps, held, onShown, onInView, className, ...rest } = props;
  const headed = head !== undefined;
  // what stands above the rows comes first and the rows in a task of their own: together they would hold the window up
  const rowsToo = useDeferredValue(true, !headed);
  const count = rowsToo ? all : 0;
  // the rows just out of sight come in another task, too
  const overscan = useDeferredValue(OVERSCAN, 0);
  const [, renew] = useReducer((version: number) => version + 1, 0);
  const [scroll] = useState(() => new ListScroll(estimate(), (now) => (now ? flushSync(renew) : renew())));
  const outer = useRef<HTMLDivElement>(null);

  scroll.list({ count, keyOf, indexOf, subject, held });
  const [from, to] = scroll.range(overscan);

  useLayoutEffect(() => {
    const element = outer.current;
    return element === null ? undefined : scroll.attach(element);
  }, [scroll]);
  // after every render: rows that are new are measured, and all that is drawn is put in its place
  useLayoutEffect(() => scroll.placed());
  useImperativeHandle(
    handle,
    () => ({
      scrollTo: (index, align = 'auto') => scroll.scrollTo(index, align),
      reveal: (element) => scroll.reveal(element),
      get element() {
        return outer.current;
      },
    }),
    [scroll],
  );
  useEffect(() => onShown?.(from, to - 1), [onShown, from, to]);
  useEffect(() => scroll.watchView(onInView), [scroll, onInView]);

  const aboveRef = useCallback((element: HTMLDivElement | null) => scroll.watchHead(element), [scroll]);
  const innerRef = useCallback((element: HTMLDivElement | null) => scroll.watchInner(element), [scroll]);
  const rowRef = useCallback((element: HTMLDivElement) => scroll.watchRow(element), [scroll]);
  return (
    <div ref={outer} className={cx(styles.outer, className)} {...rest}>
      {headed && (
        <div ref={aboveRef} role="presentation">
          {head}
        </div>
      )}
      <div ref={innerRef} className={styles.inner} role="presentation">
        <div className={styles.rows} role="presentation">
          {Array.from({ length: to - from }, (_, place) => {
            const index = from + place;
            const attributes = rowProps?.(index);
            return (
              <div key={keyOf(index)} {...attributes} data-index={index} ref={rowRef} className={cx(styles.row, attributes?.className)}>
                {row(index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
