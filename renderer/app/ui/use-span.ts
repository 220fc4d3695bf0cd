/** Choosing one bar of a row, or several that stand side by side: by click, Shift and click, drawing over them, or from the keyboard. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

interface SpanOptions {
  /** Bars, all of one width, over the whole width of the svg; each is an element with `data-bar`. */
  readonly count: number;
  /** Two bars, in either order; the same twice where it is one. */
  readonly onChoose: (a: number, b: number) => void;
}

type Events = PointerEvent<SVGSVGElement>;

/** The bars' state and the handlers of the svg they stand in. Arrows move, Shift and arrows draw a span, Enter and Space choose, Escape lets go. */
export function useSpan({ count, onChoose }: SpanOptions) {
  const [drawn, setDrawn] = useState<readonly [from: number, to: number]>();
  const [at, setAt] = useState<readonly [anchor: number, at: number]>([0, 0]);
  const held = (bar: number): number => Math.min(count - 1, Math.max(0, bar));
  const barAt = (event: Events): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return held(Math.floor((event.clientX - left) / (width / count)));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowLeft: at[1] - 1, ArrowRight: at[1] + 1, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next: readonly [number, number] = [event.shiftKey ? at[0] : held(to), held(to)];
      setAt(next);
      setDrawn(event.shiftKey ? next : undefined);
      event.currentTarget.querySelectorAll<SVGElement>('[data-bar]')[held(to)]?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      setDrawn(undefined);
      onChoose(at[0], at[1]);
    } else if (event.key === 'Escape' && drawn) {
      event.stopPropagation();
      setDrawn(undefined);
    }
  };

  return {
    /** Half-open range of the bars that are being drawn over. */
    drawn: drawn && ([Math.min(...drawn), Math.max(...drawn) + 1] as const),
    /** The bar the Tab key comes to. */
    stop: held(at[1]),
    onFocus: (bar: number): void => setAt(([anchor]) => [drawn ? anchor : bar, bar]),
    handlers: {
      onKeyDown,
      onPointerDown(event: Events): void {
        if (event.button !== 0 || count === 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const bar = barAt(event);
        const next: readonly [number, number] = [event.shiftKey ? held(at[0]) : bar, bar];
        setDrawn(next);
        setAt(next);
      },
      onPointerMove(event: Events): void {
        if (!drawn || event.buttons === 0) return;
        const next: readonly [number, number] = [drawn[0], barAt(event)];
        setDrawn(next);
        setAt(next);
      },
      onPointerUp(): void {
        if (drawn) onChoose(drawn[0], drawn[1]);
        setDrawn(undefined);
      },
      onPointerCancel: (): void => setDrawn(undefined),
    },
  };
}
