/** The list of the app, on a page of its own: more rows than a library in a test could have, with ids that are made when they are asked for. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { VirtualList, type VirtualListHandle } from '../../../renderer/app/ui/VirtualList.tsx';

/** What a test does with the page. */
export interface LongList {
  /** Shows a list of so many rows in the place of any other; gives the milliseconds until it stands in the document. */
  start(count: number): number;
  /** So many rows come in above all others. */
  addAbove(count: number): void;
  /** The row with an id grows or shrinks to a height in px. */
  resize(id: string, height: number): void;
  /** The same rows, but as the answer to something else. */
  askElse(subject: string): void;
  scrollTo(index: number, align?: 'auto' | 'start' | 'center'): void;
}

declare global {
  interface Window {
    longList: LongList;
  }
}

/** Rows are numbered as they came in; the newest is the first. */
interface Rows {
  readonly count: number;
  readonly resized: ReadonlyMap<string, number>;
  readonly subject: string;
}

/** Between 34 and 163 px: as if by chance, but the same each time. */
function heightOf(number: number): number {
  return 34 + ((number * 7_919) % 130);
}

const handle: { current: VirtualListHandle | null } = { current: null };
let root: Root | undefined;
let change: (next: (rows: Rows) => Rows) => void = () => {
  throw new Error('the list has not started');
};

function Page({ count: first }: { readonly count: number }) {
  const [rows, setRows] = useState<Rows>({ count: first, resized: new Map(), subject: 'everything' });
  change = (next) => flushSync(() => setRows(next));
  const { count, resized, subject } = rows;
  const ids = useMemo(
    () => ({ at: (index: number) => `r${count - 1 - index}`, indexOf: (id: string | number) => count - 1 - Number(String(id).slice(1)) }),
    [count],
  );
  const keyOf = useCallback((index: number) => ids.at(index), [ids]);
  const list = useRef<VirtualListHandle>(null);
  handle.current = {
    scrollTo: (index, align) => list.current?.scrollTo(index, align),
    reveal: (element) => list.current?.reveal(element),
    element: null,
  };
  return (
    <VirtualList
      handle={list}
      role="listbox"
      aria-label="Rows"
      tabIndex={0}
      className="list"
      count={count}
      estimate={() => 84}
      keyOf={keyOf}
      indexOf={ids.indexOf}
      subject={subject}
      rowProps={(index) => ({ role: 'option', 'aria-selected': false, 'aria-setsize': count, 'aria-posinset': index + 1, 'data-id': ids.at(index) })}
      row={(index) => {
        const id = ids.at(index);
        return <div style={{ height: resized.get(id) ?? heightOf(Number(id.slice(1))) }}>{id}</div>;
      }}
    />
  );
}

window.longList = {
  start(count) {
    const element = document.getElementById('root');
    if (element === null) throw new Error('the page has no root');
    root?.unmount();
    const fresh = createRoot(element);
    root = fresh;
    const began = performance.now();
    flushSync(() => fresh.render(<Page count={count} />));
    // layout included
    document.body.getBoundingClientRect();
    return performance.now() - began;
  },
  addAbove: (added) => change((rows) => ({ ...rows, count: rows.count + added })),
  resize: (id, height) => change((rows) => ({ ...rows, resized: new Map([...rows.resized, [id, height]]) })),
  askElse: (subject) => change((rows) => ({ ...rows, subject })),
  scrollTo: (index, align) => handle.current?.scrollTo(index, align),
};
