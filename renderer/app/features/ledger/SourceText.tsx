import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { ByteRange, Correction, Source } from '../../../../corpus/records.ts';
import type { DecodedText } from '../../../../corpus/text/decode.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { SourceLine } from '../reading/SourceLine.tsx';
import type { SourceLines } from '../reading/source-lines.ts';
import { perform, say } from '../tagging/actions.ts';
import { runAt } from './correcting.ts';
import { bytesOfCursor, type Cursor, isVertical, lineOf, lineRange, motionOf, moved } from './cursor.ts';
import { textAt } from './pointing.ts';
import styles from './SourceText.module.css';

interface SourceTextProps {
  readonly source: Source;
  readonly decoded: DecodedText;
  readonly lines: SourceLines;
  readonly corrections: readonly Correction[];
  readonly handle: Ref<{ show(byte: number): void }>;
}

const NOTHING: ByteRange = [0, 0];
/** Height of a line, in px; as in the style sheet. */
const LINE = 18;

/** A source's text, in which any part is selected: a run by a click or Enter, characters by dragging or with Shift and the arrows. */
export function SourceText({ source, decoded, lines, corrections, handle }: SourceTextProps) {
  const services = useServices();
  const { workspace } = services;
  const shared = useWorkspace((state) => state.ledgerSelection);
  const selected = shared?.source === source.id ? shared : undefined;
  const [cursor, setCursor] = useState<Cursor>({ anchor: 0, head: 0 });
  const list = useRef<VirtualListHandle>(null);
  // what this component itself has selected: others' selections are brought into view
  const own = useRef(selected === undefined ? undefined : NOTHING);
  useImperativeHandle(handle, () => ({ show: (byte) => list.current?.scrollTo(lines.lineAt(byte), 'start') }), [lines]);

  const bytes = selected?.bytes;
  useEffect(() => {
    if (bytes === own.current) return;
    own.current = bytes;
    if (bytes === undefined) {
      setCursor(({ head }) => ({ anchor: head, head }));
      return;
    }
    const [from, to] = bytes.map((byte) => decoded.utf16At(Math.min(byte, decoded.byteLength)));
    setCursor({ anchor: from ?? 0, head: to ?? 0 });
    list.current?.scrollTo(Math.max(0, lines.lineAt(bytes[0]) - 2), 'start');
  }, [bytes, decoded, lines]);

  // where in its line the caret goes on, past shorter ones
  const column = useRef<number>(undefined);
  const select = (next: Cursor): void => {
    setCursor(next);
    own.current = bytesOfCursor(decoded, next);
    workspace.set({ ledgerSelection: own.current && { source: source.id, bytes: own.current } });
  };
  const selectRun = (at: number): void => {
    column.current = undefined;
    const { from, to } = lineOf(decoded, lines, at);
    // past its last letter a line is still pointed at
    const run = runAt(source.ledger, decoded.byteAt(at === to && at > from ? at - 1 : at));
    select(run === undefined ? { anchor: at, head: at } : { anchor: decoded.utf16At(run.bytes[0]), head: decoded.utf16At(run.bytes[1]) });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const motion = motionOf(event);
    if (motion !== undefined) {
      const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / LINE) - 1);
      if (!isVertical(motion)) column.current = undefined;
      else column.current ??= cursor.head - lineOf(decoded, lines, cursor.head).from;
      const head = moved(decoded, lines, cursor.head, motion, page, column.current ?? 0);
      select({ anchor: event.shiftKey ? cursor.anchor : head, head });
      list.current?.scrollTo(lineOf(decoded, lines, head).line);
    } else if (mod && event.key === 'c' && bytes !== undefined) {
      const words = decoded.text.slice(Math.min(cursor.anchor, cursor.head), Math.max(cursor.anchor, cursor.head));
      perform(services, async () => {
        await navigator.clipboard.writeText(words);
        say(services, 'Copied the selected text.');
      });
    } else if (!mod && event.key === 'Enter') selectRun(cursor.head);
    else if (!mod && event.key === 'Escape' && bytes !== undefined) select({ anchor: cursor.head, head: cursor.head });
    else return;
    event.preventDefault();
  };

  const drag = useDrag(list, decoded, lines, cursor, select, selectRun);
  const corrected = useMemo(() => corrections.map((correction) => correction.bytes), [corrections]);
  const head = lineOf(decoded, lines, Math.min(cursor.head, decoded.text.length));
  return (
    <VirtualList
      handle={list}
      className={styles.source}
      tabIndex={0}
      role="region"
      aria-label={`Source text of ${source.name}`}
      aria-describedby="ledger-hint"
      count={lines.count}
      estimate={() => LINE}
      keyOf={(index) => index}
      onKeyDown={onKeyDown}
      {...drag}
      row={(index) => (
        <SourceLine
          lines={lines}
          index={index}
          ledger={source.ledger}
          lit={bytes ?? NOTHING}
          corrected={corrected}
          caret={index === head.line ? Math.min(cursor.head, head.to) - head.from : undefined}
        />
      )}
    />
  );
}

/** Selecting with the pointer: a press without a move takes the run, a drag the characters passed over; above and below the pane it goes on by itself. */
function useDrag(
  list: { readonly current: VirtualListHandle | null },
  decoded: DecodedText,
  lines: SourceLines,
  cursor: Cursor,
  select: (next: Cursor) => void,
  selectRun: (at: number) => void,
) {
  const drag = useRef<{ readonly anchor: number; moved: boolean; y: number; x: number; timer: number | undefined }>(undefined);
  const offset = (x: number, y: number): number | undefined => {
    const place = textAt(list.current?.element ?? null, x, y);
    if (place === undefined) return undefined;
    const { from, to } = lineRange(decoded, lines, place.line);
    return Math.min(to, from + place.offset);
  };
  const stop = (): void => {
    clearInterval(drag.current?.timer);
    drag.current = undefined;
  };
  useEffect(() => () => clearInterval(drag.current?.timer), []);
  const extend = useRef<() => void>(() => {});
  extend.current = () => {
    const now = drag.current;
    const element = list.current?.element;
    if (now === undefined || !element) return;
    const box = element.getBoundingClientRect();
    const beyond = now.y < box.top ? now.y - box.top : now.y > box.bottom ? now.y - box.bottom : 0;
    if (beyond !== 0) element.scrollTop += beyond;
    const head = offset(now.x, Math.min(box.bottom - 2, Math.max(box.top + 2, now.y)));
    if (head === undefined || (!now.moved && head === now.anchor)) return;
    now.moved = true;
    select({ anchor: now.anchor, head });
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>): void {
      const element = event.currentTarget;
      // the scroll bar is not text
      if (event.button !== 0 || event.clientX >= element.getBoundingClientRect().left + element.clientWidth) return;
      const at = offset(event.clientX, event.clientY);
      if (at === undefined) return;
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      const anchor = event.shiftKey ? cursor.anchor : at;
      drag.current = { anchor, moved: event.shiftKey, x: event.clientX, y: event.clientY, timer: window.setInterval(() => extend.current(), 50) };
      if (event.shiftKey) select({ anchor, head: at });
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>): void {
      if (drag.current === undefined) return;
      drag.current.x = event.clientX;
      drag.current.y = event.clientY;
      extend.current();
    },
    onPointerUp(): void {
      const now = drag.current;
      stop();
      if (now !== undefined && !now.moved) selectRun(now.anchor);
    },
    onPointerCancel: stop,
    // the platform's own selection cannot hold more than the rows that are there
    onMouseDown(event: { preventDefault(): void }): void {
      event.preventDefault();
    },
  };
}
